"""库存现金盘点 through the door: pieces add up, a difference has its reason and its voucher."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledger.proposals import get
from tests.tools.cash.test_journal import move
from tests.world import World
from tools.outcome import Denied, Done, Invalid
from tools.printing import PrintedForm, print_cash_count
from tools.printing.press import ink, pages

DAY = "2026-11-24"


@pytest.fixture
def till(world: World) -> World:
    move(world, "1001", [("2026-11-05", 1_000_00), ("2026-11-25", 7_00)])
    return world


def count(world: World, user: str = "limin", **given: Any) -> Any:
    return world.call(user, "count_cash", **{"day": DAY, "counted_by": "张伟", **given})


def _codes(outcome: Any) -> list[str]:
    assert isinstance(outcome, Invalid), outcome
    return [one.code for one in outcome.problems]


def test_pieces_add_up_and_the_books_are_those_of_the_day(till: World) -> None:
    made = count(till, pieces={"100": 9, "50": 1, "0.5": 100}, witness="李敏")
    assert isinstance(made, Done), made
    shown: Any = made.result
    assert (shown.counted, shown.book, shown.difference) == (Decimal(1000), Decimal(1000), Decimal(0))
    assert _codes(till.call("zhangwei", "propose_count_difference", count=shown.count)) == ["count.even"]
    (row,) = till.must("zhaolei", "cash_counts").rows
    assert row.pieces == {"100": 9, "50": 1, "0.5": 100} and till.must("limin", "cash_counts").tills[0].book == Decimal(
        1007
    )


@pytest.mark.parametrize(("pieces", "sides"), [({"100": 9}, ("credit", "debit")), ({"100": 11}, ("debit", "credit"))])
def test_a_difference_needs_a_reason_and_proposes_its_voucher_once(
    till: World, pieces: dict[str, int], sides: tuple[str, str]
) -> None:
    assert _codes(count(till, pieces=pieces)) == ["count.why"]
    made: Any = count(till, pieces=pieces, reason="找零有误")
    number = made.result.count
    proposed = till.must("zhangwei", "propose_count_difference", count=number)
    lines = [(one.account, one.side, one.amount_minor) for one in proposed.lines]
    assert lines == [("1001", sides[0], 100_00), ("1901", sides[1], 100_00)]
    assert _codes(till.call("zhangwei", "propose_count_difference", count=number)) == ["count.proposed_already"]
    till.must("zhangwei", "submit_proposal", proposal=proposed.proposal, digest=proposed.digest)
    with till.house.store.read(till.tenant) as unit:
        shown = get(unit, proposed.proposal).row
    till.must("limin", "confirm_proposal", proposal=proposed.proposal, digest=shown.digest)
    till.later(11)
    assert till.must("system", "post_confirmed").posted[0].batch is not None
    assert till.must("limin", "cash_counts", day=DAY).tills[0].book == Decimal(pieces["100"] * 100)
    assert till.must("limin", "cash_counts").rows[0].proposal == proposed.proposal


def test_a_withdrawn_voucher_may_be_proposed_again(till: World) -> None:
    made: Any = count(till, pieces={"100": 9}, reason="找零有误")
    first = till.must("zhangwei", "propose_count_difference", count=made.result.count)
    till.must("zhangwei", "withdraw_proposal", proposal=first.proposal)
    again = till.must("zhangwei", "propose_count_difference", count=made.result.count)
    assert again.proposal != first.proposal


def test_what_is_no_count_is_refused(till: World) -> None:
    assert _codes(count(till, pieces={"3": 1})) == ["count.unknown_piece"]
    assert _codes(count(till, pieces={"100": -1})) == ["count.bad_pieces"]
    assert _codes(count(till, pieces={"100": 10}, day="2026-11-27")) == ["count.later"]
    assert _codes(count(till, pieces={"100": 10}, account="100201")) == ["count.no_till"]
    assert _codes(count(till, pieces={"100": 10}, counted_by=" ")) == ["count.who"]
    assert isinstance(count(till, "zhaolei", pieces={"100": 10}), Denied)
    assert isinstance(till.call("chenxiao", "cash_counts"), Denied)
    assert not till.must("limin", "cash_counts").rows


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_reads_back_from_the_page(till: World, language: str) -> None:
    made: Any = count(till, pieces={"100": 9, "0.1": 3}, loose="1.20", reason="找零有误", witness="李敏")
    sheet = print_cash_count(till.house, till.who("limin", language), made.result.count)
    assert isinstance(sheet, PrintedForm)
    printed = ink(" ".join(pages(sheet.data)))
    for wanted in ("900.00", "0.30", "1.20", "901.50", "1,000.00", "−98.50", "找零有误", "张伟", "李敏"):
        assert wanted in printed, wanted
