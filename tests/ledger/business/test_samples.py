"""Sampling recomputed from what is written about it, and exception tests against their rules in plain loops."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.books.entries import EntryDraft
from ledger.books.periods import close_period, reopen_period
from ledger.business.samples import Asked, Member, draw, exceptions, population
from ledger.business.samples.exceptions import below_limit
from ledger.store import Store
from tests.ledger.books import small

AT = datetime(2026, 11, 25, tzinfo=UTC)


def _members(totals: list[int], day: str = "2026-11-03", maker: str = "li", batch: int = 1) -> list[Member]:
    return [
        Member(batch, n, f"记-{n:04}", day, maker, "wang", "typed", AT, 20261100, n, 0, total)
        for n, total in enumerate(totals, 1)
    ]


def _number(seed: str, index: int) -> int:
    return int(hashlib.sha256(f"{seed}:{index}".encode()).hexdigest(), 16)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.integers(1, 40), st.text(min_size=1, max_size=12))
def test_a_random_sample_is_what_its_description_gives(size: int, count: int, seed: str) -> None:
    drawn = draw(_members([100] * size), "random", count, seed)
    places, index = [], 0
    while len(places) < min(count, size):
        place = _number(seed, index) % size
        if place not in places:
            places.append(place)
        index += 1
    assert [one.unit.entry_no - 1 for one in drawn] == sorted(places)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-500, 5_000), min_size=1, max_size=40), st.integers(1, 12), st.text(min_size=1, max_size=8))
def test_monetary_units_are_counted_one_by_one(totals: list[int], count: int, seed: str) -> None:
    line = [place for place, total in enumerate(totals) for _ in range(abs(total))]
    drawn = [one.unit.entry_no - 1 for one in draw(_members(totals), "monetary", count, seed)]
    if not line:
        assert drawn == []
        return
    interval = max(1, len(line) // count)
    start = _number(seed, 0) % interval
    points = [start + k * interval for k in range(count) if start + k * interval < len(line)]
    assert drawn == sorted({line[point] for point in points})
    for place, total in enumerate(totals):
        if abs(total) >= interval and len(line) // count >= 1:
            reached = start + count * interval
            first = sum(abs(one) for one in totals[:place])
            assert place in drawn or first + abs(total) > reached, "whatever is as large as the interval is always hit"


def test_the_largest_and_the_riskiest() -> None:
    members = _members([5, -90, 40, 40, 7])
    assert [one.unit.entry_no for one in draw(members, "amount", 3, "")] == [2, 3, 4]
    assert [one.unit.entry_no for one in draw(members, "risk", 2, "", {"1.5": 2, "1.1": 1})] == [5, 1]


def test_just_below_a_limit_wants_two_of_one_maker_within_a_week() -> None:
    near = [
        *_members([950_000], "2026-11-03"),
        *_members([100, 990_000], "2026-11-09", batch=2),
        *_members([1_000_000], "2026-11-20", batch=3),
    ]
    assert [(one.day, one.total_minor) for one in below_limit(near, [1_000_000])] == [
        ("2026-11-03", 950_000),
        ("2026-11-09", 990_000),
    ]
    assert below_limit(_members([950_000, 1_000_001]), [1_000_000]) == []
    assert below_limit([*_members([950_000]), *_members([960_000], maker="wang", batch=2)], [1_000_000]) == []
    assert below_limit(near, []) == []


def test_what_is_typed_into_a_month_after_its_close_is_found_and_what_came_before_is_not(
    store: Store, tenant: str
) -> None:
    small.found(store, tenant, periods=("2026-10", "2026-11"))
    small.posted(store, tenant, typed("5.00"), period="2026-10")
    with store.write(tenant) as unit:
        close_period(unit, small.BOOK, "2026-10", "li", small.NOW)
        reopen_period(unit, small.BOOK, "2026-10", "a late bill", "li", small.NOW)
    small.posted(store, tenant, typed("6.00"), small.office("8.00", day="2026-10-09"), period="2026-10")
    small.posted(store, tenant, typed("7.00", "2026-11-03"))
    with store.read(tenant) as unit:
        members = population(unit, Asked(small.BOOK, "2026-10-01", "2026-11-30"))
        found = exceptions(unit, small.BOOK, members).found
    assert [one.total_minor for one in found["after_close"]] == [600]
    assert len(members) == 4 and found["same_person"] == []


def typed(amount: str, day: str = "2026-10-08") -> EntryDraft:
    return replace(small.office(amount, day=day), source="typed")
