"""清理 under each chart and by each method: gain and loss on the accounts of the standard, by the book's rule of the month."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany

BY_STANDARD: dict[str, dict[str, str]] = {
    "cas": {"account": "1601", "carried_on": "1602", "expense": "660207", "bank": "100201", "clearing": "1606",
            "gain": "6115", "loss": "6115", "scrapped": "671103"},
    "small": {"account": "1601", "carried_on": "1602", "expense": "560207", "bank": "1002", "clearing": "1606",
              "gain": "530101", "loss": "571108", "scrapped": "571108"},
    "ifrs": {"account": "1610", "carried_on": "1661", "expense": "6400", "bank": "1010", "clearing": "",
             "gain": "4220", "loss": "6240", "scrapped": "6240"},
}  # fmt: skip
ACCOUNTS = ("account", "carried_on", "expense")
CARRIED = {"straight": "380.00", "declining": "800.00", "years": "633.34", "units": "342.00", "days": "480.72"}
"""By hand: 12,000 less 600 over five years, in service on 15 September 2026, up to the end of November (by day: 77 of 1826
days; 1,000 units of which 30 were done); 4,800 in the first year declining, 3,800 by sum of years."""


class Books:
    """A company of a standard with an asset of 12,000 and its card."""

    def __init__(self, tenants: Tenants, standard: str, method: str = "straight", rule: str = "", **card: str) -> None:
        self.of = BY_STANDARD[standard] | {name: card[name] for name in ACCOUNTS if name in card}
        self.own = OwnCompany(tenants.store, "2026-10", standard=standard)
        self.own.take_in("zhangwei", "张伟", "accountant")
        if rule:
            fact = {"name": "asset_month", "value": rule, "valid_from": "2026-09-01"}
            self.own.must("sunli", "set_closing_fact", **fact)
        given = {"name": "车床", "cost": "12000", "residual": "600", "months": 60, "method": method, "in_service": "2026-09-15",
                 "units": "1000" if method == "units" else "0", "department": "general"}  # fmt: skip
        given |= {name: self.of[name] for name in ACCOUNTS}
        self.own.must("zhangwei", "add_asset", **(given | card))
        if method == "units":
            self.own.must("zhangwei", "give_asset_use", card="A0001", period="2026-10", units="10")
            self.own.must("zhangwei", "give_asset_use", card="A0001", period="2026-11", units="20")

    def depreciate(self, month: str) -> None:
        made = self.own.must("zhangwei", "propose_month_end", period=month, step="depreciation")
        self.own.must("sunli", "confirm_run", proposal=made.proposal, digest=made.digest)
        self.own.post_what_was_confirmed()

    def sold(self, proceeds: str = "11000", **more: Any) -> Any:
        paid = {"proceeds": proceeds, "account": self.of["bank"]} if proceeds != "0" else {}
        made = self.own.must("zhangwei", "propose_disposal", card="A0001", day="2026-11-20", **paid, **more)
        self.own.must("zhangwei", "submit_proposal", proposal=made.proposal, digest=made.digest)
        self.own.confirm("sunli", made.proposal)
        (posted,) = self.own.post_what_was_confirmed()
        return posted

    def moved(self) -> dict[str, Decimal]:
        """Closing balances in base currency, debit positive, by account."""
        period = {"start": "2026-10-01", "end": "2026-11-30"}
        rows = self.own.must("sunli", "trial_balance", period=period).rows
        return {one.account: one.base_closing for one in rows if one.base_closing and one.account in self.of.values()}


@pytest.fixture
def made(tenants: Tenants) -> Iterator[list[Books]]:
    """Companies to be closed when the test is over."""
    found: list[Books] = []
    yield found
    for one in found:
        one.own.close()


@pytest.mark.parametrize("method", CARRIED)
@pytest.mark.parametrize("standard", BY_STANDARD)
def test_each_method_leaves_at_what_it_stands_at(
    tenants: Tenants, made: list[Books], standard: str, method: str
) -> None:
    made.append(books := Books(tenants, standard, method))
    asked = {"card": "A0001", "day": "2026-11-20", "proceeds": "11000", "account": books.of["bank"]}
    assert books.own.refused("zhangwei", "propose_disposal", **asked) == ["asset.depreciate_first"]
    books.depreciate("2026-11")
    books.sold()
    loss = Decimal(12000) - Decimal(CARRIED[method]) - Decimal(11000)
    moved = books.moved()
    assert moved.pop(books.of["loss"]) == loss
    assert moved == {books.of["account"]: Decimal(-12000), books.of["bank"]: Decimal(11000),
                     books.of["expense"]: Decimal(CARRIED[method])}  # fmt: skip
    assert books.own.refused("zhangwei", "propose_disposal", **asked) == ["asset.left_already"]
    assert books.own.must("sunli", "verify_books").clean


@pytest.mark.parametrize("standard", BY_STANDARD)
@pytest.mark.parametrize(("proceeds", "scrapped", "role"), [("11700", False, "gain"), ("0", True, "scrapped")])
def test_a_gain_and_a_scrapping_have_their_accounts(
    tenants: Tenants, made: list[Books], standard: str, proceeds: str, scrapped: bool, role: str
) -> None:
    made.append(books := Books(tenants, standard))
    books.depreciate("2026-11")
    books.sold(proceeds, scrapped=scrapped)
    expected = Decimal(11620) - Decimal(proceeds)
    assert books.moved()[books.of[role]] == expected
    assert books.of["clearing"] not in books.moved()


@pytest.mark.parametrize("standard", ["small", "ifrs"])
def test_by_the_rule_of_the_same_month_the_month_it_leaves_is_not_carried(
    tenants: Tenants, made: list[Books], standard: str
) -> None:
    """September and October are carried: 380; what November was charged already comes back in red with the disposal."""
    for charged in ("2026-10", "2026-11"):
        made.append(books := Books(tenants, standard, rule="same_month"))
        (card,) = books.own.must("sunli", "list_assets", card="A0001").rows
        assert f"{card.first_day}" == "2026-09-01"
        books.depreciate(charged)
        assert books.moved()[books.of["expense"]] == (570 if charged == "2026-11" else 380)
        books.sold()
        moved = books.moved()
        assert (moved[books.of["expense"]], moved[books.of["loss"]]) == (Decimal(380), Decimal(620))
        assert books.of["carried_on"] not in moved
        steps = {one.key: one for one in books.own.must("sunli", "month_end", period="2026-11").steps}
        assert steps["depreciation"].standing == "done"


def test_bought_and_sold_in_one_month_it_leaves_at_its_cost_and_may_leave_again_once_taken_back(
    tenants: Tenants, made: list[Books]
) -> None:
    made.append(books := Books(tenants, "small", in_service="2026-11-02"))
    posted = books.sold("12500")
    assert books.moved() == {"1601": Decimal(-12000), "1002": Decimal(12500), "530101": Decimal(-500)}
    asked = {"card": "A0001", "day": "2026-11-20", "proceeds": "11000", "account": "1002"}
    assert books.own.refused("zhangwei", "propose_disposal", **asked) == ["asset.left_already"]
    back = books.own.must("zhangwei", "reverse_voucher", voucher=f"{posted.batch}.1", reason="记错")
    books.own.must("zhangwei", "submit_proposal", proposal=back.proposal, digest=back.digest)
    books.own.confirm("sunli", back.proposal)
    books.own.post_what_was_confirmed()
    (card,) = books.own.must("sunli", "list_assets", card="A0001").rows
    assert (card.left, card.net) == ("", Decimal(12000))
    books.own.must("zhangwei", "propose_disposal", **asked)
    assert books.own.refused("zhangwei", "propose_disposal", **asked) == ["asset.leaving_waits"]


def test_an_intangible_goes_without_clearing_and_is_not_carried_in_the_month_it_leaves(
    tenants: Tenants, made: list[Books]
) -> None:
    """Carried from September: two months at 190 up to October."""
    accounts = {"account": "1701", "carried_on": "1702", "expense": "560299", "kind": "intangible"}
    made.append(books := Books(tenants, "small", **accounts))
    books.depreciate("2026-10")
    posted = books.sold()
    voucher = books.own.must("sunli", "open_voucher", voucher=f"{posted.batch}.1")
    assert [(one.account, one.side, one.amount) for one in voucher.lines] == [
        ("1702", "debit", Decimal(380)), ("1701", "credit", Decimal(12000)), ("1002", "debit", Decimal(11000)),
        ("571108", "debit", Decimal(620)),
    ]  # fmt: skip
