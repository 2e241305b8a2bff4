"""What probably belongs together: equal amounts only, each line once, sums only where there is one way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ledger.business.cash.suggesting import DAYS, Item, suggest


def bank(*rows: tuple[str, int, str]) -> list[Item[str]]:
    return [Item(f"b{place}", *row) for place, row in enumerate(rows)]


def books(*rows: tuple[str, int, str]) -> list[Item[int]]:
    return [Item(place, *row) for place, row in enumerate(rows)]


def pairs(found):  # type: ignore[no-untyped-def]
    return [([one.key for one in each.bank], [one.key for one in each.books], each.reason) for each in found]


def test_a_reference_decides_between_equals_then_a_name_then_the_day() -> None:
    found = suggest(
        bank(("2026-11-10", 500, "INV-20411"), ("2026-11-10", 500, "蓝天科技有限公司"), ("2026-11-10", 500, "")),
        books(("2026-11-10", 500, "x"), ("2026-11-12", 500, "收 inv 20411"), ("2026-11-14", 500, "收蓝天科技货款")),
    )
    assert pairs(found) == [(["b0"], [1], "reference"), (["b1"], [2], "name"), (["b2"], [0], "day")]


def test_a_sum_is_suggested_either_way_but_only_where_it_is_the_only_one() -> None:
    several = suggest(
        bank(("2026-11-10", -900, ""), ("2026-11-20", 30, ""), ("2026-11-21", 40, "")),
        books(("2026-11-09", -400, ""), ("2026-11-10", -500, ""), ("2026-11-20", 70, "")),
    )
    assert pairs(several) == [(["b0"], [0, 1], "sum"), (["b1", "b2"], [2], "sum")]
    assert (
        suggest(bank(("2026-11-10", 300, "")), books(*(("2026-11-10", one, "") for one in (100, 200, 120, 180)))) == []
    )


def test_far_days_and_other_signs_do_not_meet() -> None:
    assert suggest(bank(("2026-11-01", 5, "")), books(("2026-11-30", 5, ""))) == []
    assert suggest(bank(("2026-11-01", 5, "")), books(("2026-11-01", -5, ""))) == []


AMOUNTS = st.lists(st.tuples(st.integers(1, 28), st.integers(-9, 9).filter(bool)), max_size=12)


@given(AMOUNTS, AMOUNTS)
def test_every_suggestion_is_even_and_takes_each_line_once(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    left = bank(*((f"2026-11-{day:02}", amount, "") for day, amount in one))
    right = books(*((f"2026-11-{day:02}", amount, "") for day, amount in other))
    found = suggest(left, right)
    used = [part.key for each in found for part in each.bank], [part.key for each in found for part in each.books]
    assert all(len(set(keys)) == len(keys) for keys in used)
    for each in found:
        assert sum(part.amount_minor for part in each.bank) == sum(part.amount_minor for part in each.books)
        assert each.days_apart <= DAYS
