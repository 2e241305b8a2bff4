"""待转销项税额到期: output tax of revenue recognised before its tax point becomes due (财会〔2016〕22号 二（二）2).

A line on 待转销项税额 says its tax point as its due date; on the month end after that day it goes to 销项税额. What has no
day is told and stays until somebody moves it by hand.
"""

from __future__ import annotations

from dataclasses import replace

from ledger.books.calendar import first_and_last, period_number
from ledger.books.entries import EntryKind, Side
from ledger.business.closing.month import LAST_ADJUSTMENT, Drafted, Month
from ledger.core import grouped, problem
from ledger.store.statement import text

STEP = "vat_deferred"
_SUMS = text("""
  WITH cells AS MATERIALIZED (
    SELECT c.cell_id FROM account AS a JOIN cell AS c
      ON c.tenant_id = a.tenant_id AND c.book_id = a.book_id AND c.account_id = a.account_id
    WHERE a.tenant_id = :t AND a.book_id = :b AND a.code = :code),
  moved AS MATERIALIZED (
    SELECT l.batch_id, l.entry_no, l.due_date, CASE l.side WHEN 1 THEN l.base_minor ELSE -l.base_minor END AS signed
    FROM batch AS b JOIN line AS l ON l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id
    WHERE b.tenant_id = :t AND b.book_id = :b AND b.period <= :end AND l.cell_id IN (SELECT cell_id FROM cells))
  SELECT coalesce(sum(CASE WHEN m.due_date <= :last THEN m.signed ELSE 0 END), 0),
    coalesce(sum(CASE WHEN m.due_date IS NULL THEN m.signed ELSE 0 END), 0)
  FROM moved AS m""")


def draft(month: Month) -> Drafted:
    """What is due and still waits; this step's own lines have the day on which they moved it, so they take it off."""
    if month.facts.taxpayer == "small":
        return Drafted(not_needed=problem("closing.small_has_no_columns"))
    deferred, output = month.account("vat_deferred"), month.account("output_vat")
    if not (deferred and output):
        return Drafted(not_needed=problem("closing.no_account"))
    balance = month.moved(deferred)
    if not (balance.closing or balance.debit or balance.credit):
        return Drafted(not_needed=problem("closing.nothing_deferred_due"))
    period = period_number(month.period)
    due, without = month.unit.connection.execute(
        _SUMS,
        {"t": month.unit.tenant, "b": month.book.book_id, "code": deferred, "end": period + LAST_ADJUSTMENT,
         "last": first_and_last(period)[1]},
    ).one()  # fmt: skip
    if not due:
        told = grouped(int(without), month.book.base_currency)
        if without:
            return Drafted(not_needed=problem("closing.deferred_without_day", amount=told))
        return Drafted() if balance.debit else Drafted(not_needed=problem("closing.nothing_deferred_due"))
    memo = month.say("closing.memo_vat_deferred")
    off = month.line(deferred, Side.DEBIT, int(due), memo)
    lines = (replace(off, due_date=month.last_day), month.line(output, Side.CREDIT, int(due), memo))
    return Drafted((month.entry(EntryKind.NORMAL, STEP, *lines),))
