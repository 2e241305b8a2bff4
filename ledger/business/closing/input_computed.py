"""计算抵扣: tax that no line waits for (farm produce, old tickets, tolls) goes from cost to 进项税额 once its use is confirmed.

The amount is the one the rule gave when use was confirmed (``posting_rules/data/input_vat.csv``), the cost account that of
the purchase. One voucher an invoice, so that a confirmation taken back takes back its own.
"""

from __future__ import annotations

from dataclasses import replace

from ledger.books.calendar import period_number
from ledger.books.entries import EntryDraft, EntryKind, Side
from ledger.books.journal import Line, get_voucher
from ledger.business.closing.month import LAST_ADJUSTMENT, Drafted, Month
from ledger.business.invoices import Booked, booked_of, standings
from ledger.business.invoices.waiting import on_account
from ledger.core import problem
from ledger.store.statement import text

STEP = "input_computed"
SOURCE = f"closing:{STEP}:"
_DONE = text("""
  WITH cells AS MATERIALIZED (
    SELECT c.cell_id FROM account AS a JOIN cell AS c
      ON c.tenant_id = a.tenant_id AND c.book_id = a.book_id AND c.account_id = a.account_id
    WHERE a.tenant_id = :t AND a.book_id = :b AND a.code = :code)
  SELECT e.source, b.period, sum(CASE l.side WHEN 0 THEN l.base_minor ELSE -l.base_minor END) FROM batch AS b
  JOIN entry AS e ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id
  JOIN line AS l ON l.tenant_id = e.tenant_id AND l.batch_id = e.batch_id AND l.entry_no = e.entry_no
  WHERE b.tenant_id = :t AND b.book_id = :b AND b.period <= :end AND e.source LIKE :source
    AND l.cell_id IN (SELECT cell_id FROM cells) AND NOT EXISTS (SELECT 1 FROM entry AS u
      WHERE u.tenant_id = e.tenant_id AND u.reverses_batch = e.batch_id AND u.reverses_entry = e.entry_no)
  GROUP BY e.source, b.period""")


def computed_done(month: Month) -> dict[str, tuple[int, int]]:
    """Document to what stands of it on 进项税额 by this step: until the month's end, and in the month itself."""
    period = period_number(month.period)
    rows = month.unit.connection.execute(
        _DONE,
        {"t": month.unit.tenant, "b": month.book.book_id, "code": month.roles.get("input_vat", ""),
         "end": period + LAST_ADJUSTMENT, "source": f"{SOURCE}%"},
    )  # fmt: skip
    found: dict[str, tuple[int, int]] = {}
    for source, at, amount in rows:
        before = found.get(source.removeprefix(SOURCE), (0, 0))
        found[source.removeprefix(SOURCE)] = (before[0] + int(amount), before[1] + int(amount) * (int(at) >= period))
    return found


def draft(month: Month) -> Drafted:
    """The vouchers still missing, one an invoice."""
    if month.facts.taxpayer == "small":
        return Drafted(not_needed=problem("closing.small_has_no_columns"))
    columns, waiting = month.account("input_vat"), month.account("input_vat_waiting")
    if not (columns and waiting):
        return Drafted(not_needed=problem("closing.no_account"))
    booked, done = booked_of(month.unit), computed_done(month)
    wanted = _wanted(month, booked, columns, waiting)
    entries = [
        _entry(month, document, booked[document], columns, missing)
        for document in sorted({*wanted, *done})
        if (missing := wanted.get(document, 0) - done.get(document, (0, 0))[0]) and document in booked
    ]
    if not wanted and not done:
        return Drafted(not_needed=problem("closing.nothing_computed"))
    return Drafted(tuple(entries))


def _wanted(month: Month, booked: dict[str, Booked], columns: str, waiting: str) -> dict[str, int]:
    """Document to its confirmed tax, where its voucher has no tax line of its own."""
    confirmed = {
        document: said.confirmed.amount_minor
        for document, said in standings(month.unit).items()
        if document in booked and booked[document].period <= month.period and said.deducted_by(month.period)
        and said.confirmed is not None and said.confirmed.amount_minor
    }  # fmt: skip
    keys = [booked[document].key for document in confirmed]
    lined = {key for code in (columns, waiting) for key in on_account(month.unit, month.book.book_id, code, keys)}
    return {document: amount for document, amount in confirmed.items() if booked[document].key not in lined}


def _entry(month: Month, document: str, booked: Booked, columns: str, amount: int) -> EntryDraft:
    cost = _cost(month, booked)
    memo = f"{month.say('closing.memo_input_computed')} {cost.memo}"[:100]
    made = month.entry(
        EntryKind.NORMAL, STEP, month.line(columns, Side.DEBIT, amount, memo),
        month.line(cost.account, Side.CREDIT, amount, memo, cost.dims),
    )  # fmt: skip
    return replace(made, source=f"{SOURCE}{document}")


def _cost(month: Month, booked: Booked) -> Line:
    """The line of the purchase that took the tax into cost: its largest debit off the tax accounts."""
    lines = get_voucher(month.unit, booked.key).lines
    taxes = month.roles["vat_columns"][:4]
    debits = [line for line in lines if line.side is Side.DEBIT and not line.account.startswith(taxes)]
    return max(debits or lines, key=lambda line: abs(line.base_minor))
