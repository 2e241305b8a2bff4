"""无法划分的进项税额: input that serves taxed and untaxed sales alike is transferred out by the share of sales (增值税法实施条例).

The company says by a fact that its input cannot be told apart. The base is the month's input tax less what people
transferred out by invoice; the share is sales by the simplified method and without tax, of all sales of the month. With the
last month of the calendar year the whole year is settled: its input by its share, less what the months took out already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ledger.books.entries import EntryKind, Side
from ledger.books.periods import periods
from ledger.business.closing.month import Drafted, Month
from ledger.business.closing.vat_sales import UNTAXED, sales_by_rate
from ledger.business.closing.vat_steps import credited_in
from ledger.core import grouped, problem, say

STEP, YEAR_STEP = "input_mixed", "input_mixed_year"


@dataclass(frozen=True, slots=True)
class Mixed:
    """Base minor units: input that serves all sales, sales without tax or by the simplified method, all sales; ``done`` is
    what the steps took out.
    """

    common: int
    untaxed: int
    sales: int
    done: int

    @property
    def share(self) -> Decimal:
        """The untaxed part of the sales, between nought and one."""
        found = Decimal(self.untaxed) / self.sales if self.sales > 0 else Decimal(0)
        return min(max(found, Decimal(0)), Decimal(1))

    @property
    def wanted(self) -> int:
        """What is to be transferred out."""
        return int((max(self.common, 0) * self.share).quantize(Decimal(1), ROUND_HALF_UP))

    def __add__(self, other: Mixed) -> Mixed:
        return Mixed(
            self.common + other.common, self.untaxed + other.untaxed, self.sales + other.sales, self.done + other.done
        )


def mixed_of(month: Month) -> Mixed:
    """A month's figures as the books stand."""
    last = date.fromisoformat(month.last_day)
    sales = sales_by_rate(month.unit, month.book.book_id, month.period, last, month.roles, month.facts.taxpayer)
    untaxed = sum(one.net_minor for one in sales if one.method == "levy" or one.rate == UNTAXED)
    out = month.account("input_vat_out")
    done, by_year = credited_in(month, out, STEP), credited_in(month, out, YEAR_STEP)
    moved, gone = month.moved(month.account("input_vat")), month.moved(out)
    common = moved.debit - moved.credit - (gone.credit - gone.debit - done - by_year)
    return Mixed(common, untaxed, sum(one.net_minor for one in sales), done)


def _not_needed(month: Month) -> Drafted | None:
    if month.facts.mixed_input == "apart" or month.facts.taxpayer == "small":
        return Drafted(not_needed=problem("closing.input_told_apart"))
    needed = (month.account("input_vat"), month.account("input_vat_out"), month.account("cost_main"))
    if not all(needed) or not month.roles.get("sales_main"):
        return Drafted(not_needed=problem("closing.no_account"))
    return None


def draft(month: Month) -> Drafted:
    """The month's transfer-out still missing, to the cost of sales."""
    if (not_needed := _not_needed(month)) is not None:
        return not_needed
    found = mixed_of(month)
    if not found.wanted and not found.done:
        return Drafted(not_needed=problem("closing.nothing_mixed"))
    return _transfer(month, found.wanted - found.done, STEP, month.say("closing.memo_input_mixed"))


def draft_year(month: Month) -> Drafted:
    """年度清算: what the whole calendar year has to bear less what was transferred out, as one voucher of December."""
    if month.period[5:7] != "12":
        return Drafted(not_needed=problem("closing.not_december"))
    if (not_needed := _not_needed(month)) is not None:
        return not_needed
    whole = Mixed(0, 0, 0, 0)
    for one in _months(month):
        whole += mixed_of(one)
    settled = credited_in(month, month.account("input_vat_out"), YEAR_STEP)
    if not whole.wanted and not whole.done and not settled:
        return Drafted(not_needed=problem("closing.nothing_mixed"))
    base = month.book.base_currency
    memo = say(
        "closing.memo_mixed_settled", month.book.language, year=month.period[:4],
        share=f"{whole.share * 100:.2f}", wanted=grouped(whole.wanted, base), done=grouped(whole.done + settled, base),
    )  # fmt: skip
    return _transfer(month, whole.wanted - whole.done - settled, YEAR_STEP, memo)


def _months(month: Month) -> list[Month]:
    """The months of the year up to this one in which the input could not be told apart."""
    year = month.period[:4]
    before = {one.period[:7] for one in periods(month.unit, month.book.code) if one.period[:4] == year}
    found = [Month.of(month.unit, month.book.code, one) for one in sorted(before) if one < month.period]
    return [one for one in (*found, month) if one.facts.mixed_input != "apart" and one.facts.taxpayer != "small"]


def _transfer(month: Month, missing: int, step: str, memo: str) -> Drafted:
    if not missing:
        return Drafted()
    cost, out = month.account("cost_main"), month.account("input_vat_out")
    lines = (month.line(cost, Side.DEBIT, missing, memo), month.line(out, Side.CREDIT, missing, memo))
    return Drafted((month.entry(EntryKind.NORMAL, step, *lines),))
