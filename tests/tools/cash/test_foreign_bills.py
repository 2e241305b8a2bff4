"""Bills in a foreign currency: the day's rate for what comes, what it stands at for what goes, the difference realised;
recourse of an endorsee; and cash counted in a foreign currency. Figures by hand in each test.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledger.books.entries import credit, debit
from tests.ledger.books import small
from tests.tools.cash.test_bills import CARD, bill, happen, post, registers
from tests.world import World
from tools.outcome import Invalid

BANK = "100201"


def _customer(world: World) -> str:
    return next(one for one in world.must("limin", "form_names").parties if one.startswith("C"))


def _posted(world: World, *entries: Any) -> None:
    small.posted(world.house.store, world.tenant, *entries, period="2026-11")


@pytest.fixture
def foreign(world: World) -> World:
    """A customer owes USD 1,000 at 7.00, we owe a vendor USD 400 at 7.02."""
    party = {"party": _customer(world)}
    owed = debit("1122", "1000", "USD", base_minor=7000_00, dims=party)
    owing = credit("220201", "400", "USD", base_minor=2808_00, dims={"party": "V0001"})
    _posted(world, small.entry(owed, credit("6001", "7000"), day="2026-11-01"))
    _posted(world, small.entry(debit("1403", "2808"), owing, day="2026-11-02"))
    world.must("limin", "set_closing_fact", name="department", value="finance", valid_from="2026-11-01")
    return world


def received(world: World, **more: Any) -> Any:
    return world.must(
        "zhangwei",
        "propose_bill",
        **(CARD | {"party": _customer(world), "day": "2026-11-04", "currency": "USD"} | more),
    )


def lines(world: World, made: Any) -> list[tuple[str, str, str, int, int]]:
    """Account, side, currency, amount and base of the voucher once posted."""
    post(world, made)
    batch = world.must("limin", "open_proposal", proposal=made.proposal).batch
    found = world.must("limin", "open_voucher", voucher=f"{batch}.1").lines
    return [(one.account, one.side, one.currency, one.amount, one.base) for one in found]


def _books(world: World, account: str) -> tuple[Decimal, Decimal]:
    rows = world.must("limin", "trial_balance", period={"start": "2026-11-01", "end": "2026-11-30"}).rows
    own = [one for one in rows if one.account == account and one.currency == "USD"]
    return sum((one.closing for one in own), Decimal(0)), sum((one.base_closing for one in own), Decimal(0))


def test_it_comes_at_the_rate_of_the_day_and_goes_at_what_it_stands_at(foreign: World) -> None:
    """Received at 7.10: 7,100 against 7,000, gain 100. Endorsed 400 at 7.15 against a debt of 2,808: leaves at 2,840, loss
    32. Collected 600 at 7.20: 4,320 against 4,260, gain 60."""
    refused = foreign.call(
        "zhangwei", "propose_bill", **CARD, party=_customer(foreign), day="2026-11-04", currency="USD"
    )
    assert isinstance(refused, Invalid) and refused.problems[0].code == "rate.none_for_day"
    foreign.must("limin", "set_rate", currency="USD", day="2026-11-04", kind="mid", rate="7.10", source="央行")
    assert lines(foreign, received(foreign)) == [
        ("1121", "debit", "USD", 1000, 7100), ("1122", "credit", "USD", 1000, 7000), ("660303", "credit", "CNY", 100, 100),
    ]  # fmt: skip
    gone = happen(foreign, "endorsed", "2026-11-10", amount="400", party="V0001", rate="7.15")
    assert lines(foreign, gone) == [
        ("220201", "debit", "USD", 400, 2808), ("1121", "credit", "USD", 400, 2840), ("660303", "debit", "CNY", 32, 32),
    ]  # fmt: skip
    assert (bill(foreign).currency, bill(foreign).held, bill(foreign).endorsed) == ("USD", 600, {"V0001": 400})
    assert lines(foreign, happen(foreign, "collected", "2026-11-20", account=BANK, rate="7.20")) == [
        (BANK, "debit", "USD", 600, 4320), ("1121", "credit", "USD", 600, 4260), ("660303", "credit", "CNY", 60, 60),
    ]  # fmt: skip
    assert _books(foreign, "1121") == (0, 0) and foreign.must("limin", "verify_books").clean
    assert registers(foreign) == {"received": (0, 0), "issued": (0, 0)}


def test_discounted_into_an_account_of_the_base_currency(foreign: World) -> None:
    """At 7.10 in; 1,000 less 12 at 7.16 into CNY: 7,074.08, interest 7,160 − 7,074.08, gain 60."""
    post(foreign, received(foreign, rate="7.10"))
    made = happen(foreign, "discounted", "2026-11-09", interest="12", account=BANK, rate="7.16", in_base=True)
    assert lines(foreign, made) == [
        (BANK, "debit", "CNY", Decimal("7074.08"), Decimal("7074.08")), ("660301", "debit", "CNY", Decimal("85.92"), Decimal("85.92")),
        ("1121", "credit", "USD", 1000, 7100), ("660303", "credit", "CNY", 60, 60),
    ]  # fmt: skip


def test_with_recourse_it_is_revalued_at_the_month_s_end_and_dishonoured(foreign: World) -> None:
    """In at 7.10, lent at 7.16; at the closing rate 7.30 the bill gains 200 and the loan loses 140. Dishonoured on
    1 December at 7.40: the claim is worth 7,400, the bill stands at 7,300, the bank is paid 7,400 for a loan of 7,300."""
    post(foreign, received(foreign, rate="7.10", due_day="2026-12-01"))
    lent = happen(foreign, "discounted_recourse", "2026-11-09", account=BANK, rate="7.16")
    assert lines(foreign, lent) == [(BANK, "debit", "USD", 1000, 7160), ("2001", "credit", "USD", 1000, 7160)]
    foreign.must("limin", "set_rate", currency="USD", day="2026-11-30", kind="closing", rate="7.30", source="央行")
    run = foreign.must("zhangwei", "propose_month_end", period="2026-11", step="revaluation")
    foreign.must("limin", "confirm_run", proposal=run.proposal, digest=run.digest)
    foreign.later(11)
    assert foreign.must("system", "post_confirmed").posted[0].batch is not None
    assert _books(foreign, "1121") == (1000, 7300) and _books(foreign, "2001") == (-1000, -7300)
    foreign.must("limin", "open_month", period="2026-12")
    assert lines(foreign, happen(foreign, "dishonoured", "2026-12-01", account=BANK, rate="7.40")) == [
        ("1122", "debit", "USD", 1000, 7400), ("1121", "credit", "USD", 1000, 7300), ("2001", "debit", "USD", 1000, 7300),
        (BANK, "credit", "USD", 1000, 7400),
    ]  # fmt: skip
    assert foreign.must("limin", "verify_books").clean


@pytest.mark.parametrize(
    ("currency", "amount", "rate", "worth"),
    [("JPY", "50000", "0.0485", 2425), ("KWD", "10.125", "23.6", Decimal("238.95"))],
)
def test_amounts_have_the_digits_of_their_currency(
    world: World, currency: str, amount: str, rate: str, worth: Any
) -> None:
    world.must("limin", "set_closing_fact", name="department", value="finance", valid_from="2026-11-01")
    made = received(world, currency=currency, amount=amount, rate=rate)
    assert lines(world, made)[0] == ("1121", "debit", currency, Decimal(amount), worth)
    assert bill(world).amount == Decimal(amount)
    wrong = world.call("zhangwei", "propose_bill", **CARD | {"number": "2", "amount": "1.0001"}, party="V0001",
                       side="issued", day="2026-11-04", currency=currency, rate=rate)  # fmt: skip
    assert isinstance(wrong, Invalid)
    unknown = world.call(
        "zhangwei", "propose_bill", **CARD | {"number": "3"}, party="V0001", side="issued", currency="XXQ"
    )
    assert isinstance(unknown, Invalid) and unknown.problems[0].code == "bill.no_currency"


@pytest.mark.parametrize("paid", [True, False])
def test_an_endorsee_turns_to_us_and_we_to_whoever_gave_it(foreign: World, paid: bool) -> None:
    """Endorsed 400 and dishonoured at 7.25: the vendor is paid, or owed again, 2,900; the customer owes as much."""
    post(foreign, received(foreign, rate="7.10"))
    post(foreign, happen(foreign, "endorsed", "2026-11-10", amount="400", party="V0001", rate="7.15"))
    claim = {"party": "V0001", "rate": "7.25"} | ({"account": BANK} if paid else {})

    def refused(day: str = "2026-11-20", **more: Any) -> str:
        outcome = foreign.call(
            "zhangwei", "propose_bill_event", bill="B0001", act="recourse_claimed", day=day, **(claim | more)
        )
        assert isinstance(outcome, Invalid)
        return outcome.problems[0].code

    assert refused("2026-11-19") == "bill.not_due"
    assert refused(party="V0002") == "bill.not_endorsed_to"
    assert refused(amount="400.01") == "bill.more_than_held"
    against = BANK if paid else "220201"
    assert lines(foreign, happen(foreign, "recourse_claimed", "2026-11-20", **claim)) == [
        ("1122", "debit", "USD", 400, 2900), (against, "credit", "USD", 400, 2900),
    ]  # fmt: skip
    assert refused() == "bill.not_endorsed_to" and bill(foreign).held == 600
    items = foreign.must("limin", "list_open_items", as_of="2026-11-30").rows
    assert (
        sorted((one.account, one.open) for one in items) == [("1122", 400)]
        if paid
        else [("1122", 400), ("220201", -400)]
    )
    assert foreign.must("limin", "verify_books").clean


def test_cash_of_a_foreign_currency_is_counted_and_what_is_short_is_booked_at_the_rate(world: World) -> None:
    """USD 100 in the till at 7.10, 98 counted: 2 short, 14.24 at 7.12."""
    filled = debit("1001", "100", "USD", base_minor=710_00)
    _posted(world, small.entry(filled, credit(BANK, "710"), day="2026-11-02"))
    till = next(one for one in world.must("zhangwei", "cash_counts", day="2026-11-20").tills if one.currency == "USD")
    assert (till.account, till.book) == ("1001", 100) and "100" in till.pieces
    kept = world.must("zhangwei", "count_cash", account="1001", currency="USD", day="2026-11-20", counted_by="张伟",
                      pieces={"50": 1, "20": 2, "5": 1, "1": 3}, reason="找零")  # fmt: skip
    assert (kept.counted, kept.difference) == (98, -2)
    short = world.call("zhangwei", "propose_count_difference", count=kept.count)
    assert isinstance(short, Invalid) and short.problems[0].code == "rate.none_for_day"
    world.must("limin", "set_rate", currency="USD", day="2026-11-20", kind="mid", rate="7.12", source="央行")
    assert lines(world, world.must("zhangwei", "propose_count_difference", count=kept.count)) == [
        ("1001", "credit", "USD", 2, Decimal("14.24")), ("1901", "debit", "CNY", Decimal("14.24"), Decimal("14.24")),
    ]  # fmt: skip
    assert _books(world, "1001")[0] == 98


def test_each_of_two_bills_leaves_at_what_it_came_in_at(foreign: World) -> None:
    """1,000 in at 7.10 and 500 at 7.30: an average would take the first out at 7.1667."""
    post(foreign, received(foreign, rate="7.10"))
    post(foreign, received(foreign, rate="7.30", number="2", amount="500"))
    gone = lines(foreign, happen(foreign, "endorsed", "2026-11-10", amount="400", party="V0001", rate="7.15"))
    assert ("1121", "credit", "USD", 400, 2840) in gone
    assert ("1121", "credit", "USD", 600, 4260) in lines(
        foreign, happen(foreign, "collected", "2026-11-20", account=BANK, rate="7.20")
    )
    assert _books(foreign, "1121") == (500, 3650)
    other = foreign.must("zhangwei", "propose_bill_event", bill="B0002", act="collected", day="2026-11-20",
                         account=BANK, rate="7.20")  # fmt: skip
    assert ("1121", "credit", "USD", 500, 3650) in lines(foreign, other)
    assert _books(foreign, "1121") == (0, 0) and foreign.must("limin", "verify_books").clean


def test_a_red_voucher_gives_its_bill_back_what_it_took(foreign: World) -> None:
    post(foreign, received(foreign, rate="7.10"))
    post(foreign, received(foreign, rate="7.30", number="2", amount="500"))
    made = happen(foreign, "endorsed", "2026-11-10", amount="400", party="V0001", rate="7.15")
    post(foreign, made)
    batch = foreign.must("limin", "open_proposal", proposal=made.proposal).batch
    post(foreign, foreign.must("zhangwei", "reverse_voucher", voucher=f"{batch}.1"))
    assert ("1121", "credit", "USD", 1000, 7100) in lines(
        foreign, happen(foreign, "collected", "2026-11-20", account=BANK, rate="7.20")
    )
