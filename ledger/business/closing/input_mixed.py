"""无法划分的进项税额: input that serves taxed and untaxed sales alike is transferred out by the share of sales (增值税法实施条例).

The company says by a fact that its input cannot be told apart. The base is the month's input tax less what people
transferred out by invoice; the share is sales by the simplified method and without tax, of all sales of the month.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ledger.books.entries import EntryKind, Side
from ledger.business.closing.month import Drafted, Month
from ledger.business.closing.vat_sales import UNTAXED, sales_by_rate
from ledger.business.closing.vat_steps import credited_in
from ledger.core import problem

STEP = "input_mixed"


def share_of_untaxed(month: Month) -> Decimal:
    """Sales by the simplified method and without tax, of all sales of the month; between nought and one."""
    last = date.fromisoformat(month.last_day)
    sales = sales_by_rate(month.unit, month.book.book_id, month.period, last, month.roles, month.facts.taxpayer)
    whole = sum(one.net_minor for one in sales)
    untaxed = sum(one.net_minor for one in sales if one.method == "levy" or one.rate == UNTAXED)
    return min(max(Decimal(untaxed) / whole, Decimal(0)), Decimal(1)) if whole > 0 else Decimal(0)


def draft(month: Month) -> Drafted:
    """The transfer-out still missing, to the cost of sales."""
    if month.facts.mixed_input == "apart" or month.facts.taxpayer == "small":
        return Drafted(not_needed=problem("closing.input_told_apart"))
    columns, out, cost = month.account("input_vat"), month.account("input_vat_out"), month.account("cost_main")
    if not (columns and out and cost and month.roles.get("sales_main")):
        return Drafted(not_needed=problem("closing.no_account"))
    done = credited_in(month, out, STEP)
    moved, gone = month.moved(columns), month.moved(out)
    common = moved.debit - moved.credit - (gone.credit - gone.debit - done)
    wanted = int((max(common, 0) * share_of_untaxed(month)).quantize(Decimal(1), ROUND_HALF_UP))
    if not wanted and not done:
        return Drafted(not_needed=problem("closing.nothing_mixed"))
    missing = wanted - done
    if not missing:
        return Drafted()
    memo = month.say("closing.memo_input_mixed")
    lines = (month.line(cost, Side.DEBIT, missing, memo), month.line(out, Side.CREDIT, missing, memo))
    return Drafted((month.entry(EntryKind.NORMAL, STEP, *lines),))
