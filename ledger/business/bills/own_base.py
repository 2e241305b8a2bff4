"""What each bill stands at in base currency on its account: what it came in at, less what left, with its revaluations.

The lines of an account are read in order, each put to the bill its voucher is of (or to nobody, as an opening balance is).
A bill leaves at its own share, the last part of it with all it stands at. A line that changes only the base value is the
month's revaluation: afterwards all of the account stands at one rate, so each bill takes what its amount is then worth;
taken back, each gives back what it took.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ledger.books.accounts import get_book
from ledger.books.calendar import period_number
from ledger.core import currency_number
from ledger.store import Unit
from ledger.store.statement import text

BILL = "bill:"
LAST_ADJUSTMENT = 99
_LINES = text(
    "SELECT coalesce(r.source, k.source, e.source) AS source, e.batch_id, e.entry_no, e.reverses_batch, e.reverses_entry,"
    " CASE l.side WHEN 0 THEN l.amount_minor ELSE -l.amount_minor END AS amount,"
    " CASE l.side WHEN 0 THEN l.base_minor ELSE -l.base_minor END AS base"
    " FROM cell AS c JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id"
    " AND a.account_id = c.account_id JOIN touch AS x ON x.tenant_id = c.tenant_id AND x.book_id = c.book_id"
    " AND x.account_id = c.account_id JOIN batch AS b ON b.tenant_id = x.tenant_id AND b.batch_id = x.batch_id"
    " JOIN line AS l ON l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id AND l.cell_id = c.cell_id"
    " JOIN entry AS e ON e.tenant_id = l.tenant_id AND e.batch_id = l.batch_id AND e.entry_no = l.entry_no"
    " LEFT JOIN entry AS r ON r.tenant_id = e.tenant_id AND r.batch_id = e.reverses_batch AND r.entry_no = e.reverses_entry"
    " LEFT JOIN entry AS k ON k.tenant_id = e.tenant_id AND k.batch_id = e.corrects_batch AND k.entry_no = e.corrects_entry"
    " WHERE c.tenant_id = :t AND c.book_id = :b AND a.code = :account AND c.currency = :currency AND b.period <= :end"
    " ORDER BY e.posting_date, e.batch_id, e.entry_no, l.line_no"
)


class Moved(NamedTuple):
    """A line on the account, debit positive: whose it is ('' nobody's), the voucher it stands in, the one it takes back."""

    bill: str
    voucher: tuple[int, int]
    reverses: tuple[int, int] | None
    amount: int
    base: int


@dataclass(slots=True)
class Shares:
    """Amount and base value of each bill, and of what is nobody's, after the lines read so far."""

    held: dict[str, tuple[int, int]] = field(default_factory=dict)
    revalued: dict[tuple[int, int], dict[str, int]] = field(default_factory=dict)

    def read(self, lines: Iterable[Moved]) -> Shares:
        """Take lines in, in order."""
        for one in lines:
            if one.amount:
                self._add(one.bill, one.amount, one.base)
            elif one.base:
                self._revalue(one)
        return self

    def _add(self, bill: str, amount: int, base: int) -> None:
        before = self.held.get(bill, (0, 0))
        self.held[bill] = (before[0] + amount, before[1] + base)

    def _revalue(self, one: Moved) -> None:
        taken = self.revalued.get(one.reverses) if one.reverses is not None else None
        parts = self._given_back(taken, one.base) if taken is not None else self._at_one_rate(one.base)
        self.revalued[one.voucher] = parts
        for bill, part in parts.items():
            self._add(bill, 0, part)

    def _at_one_rate(self, base: int) -> dict[str, int]:
        """What each takes so that all stands at one rate, the largest with what rounding leaves."""
        here = {bill: held for bill, held in self.held.items() if held[0]}
        amount = sum(held[0] for held in here.values())
        if not amount:
            return {"": base}
        total = base + sum(held[1] for held in self.held.values())
        gone = sum(held[1] for bill, held in self.held.items() if bill not in here)
        parts = {bill: _rounded((total - gone) * held[0], amount) - held[1] for bill, held in here.items()}
        return _even(parts, base, max(here, key=lambda bill: abs(here[bill][0])))

    def _given_back(self, taken: dict[str, int], base: int) -> dict[str, int]:
        """Each gives back what it took; what left meanwhile took its part along, which is for the others to bear."""
        here = {bill: held for bill, held in self.held.items() if held[0]}
        parts = {bill: -part for bill, part in taken.items() if bill in here}
        return _even(parts, base, max(here, key=lambda bill: abs(here[bill][0])) if here else "")


def _even(parts: dict[str, int], whole: int, last: str) -> dict[str, int]:
    return parts | {last: parts.get(last, 0) + whole - sum(parts.values())}


def _rounded(numerator: int, denominator: int) -> int:
    """A quotient rounded half up, away from zero."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return sign * ((2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator)))


def shares(unit: Unit, book: str, account: str, currency: str, period: str) -> Shares:
    """Of an account in a currency, up to the end of a month (``2026-11``)."""
    rows = unit.connection.execute(
        _LINES,
        {"t": unit.tenant, "b": get_book(unit, book).book_id, "account": account, "currency": currency_number(currency),
         "end": period_number(period) + LAST_ADJUSTMENT},
    )  # fmt: skip
    return Shares().read(
        Moved(
            _bill_of(row.source), (row.batch_id, row.entry_no),
            None if row.reverses_batch is None else (row.reverses_batch, row.reverses_entry), int(row.amount), int(row.base),
        )
        for row in rows
    )  # fmt: skip


def _bill_of(source: str) -> str:
    return source.split(":")[1] if source.startswith(BILL) else ""
