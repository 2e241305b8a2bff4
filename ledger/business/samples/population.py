"""The population of a sample: posted vouchers of some days, in the order of their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ledger.books.accounts import get_book
from ledger.books.calendar import day_number, day_text
from ledger.store import Unit, from_micro
from ledger.store.statement import text

_ROWS = (
    "SELECT e.batch_id, e.entry_no, b.series, b.first_number + e.entry_no - 1 AS number, b.month, e.posting_date, e.maker,"
    " b.checker, e.source, b.posted_at, b.period, b.position, e.kind, t.total FROM batch AS b"
    " JOIN entry AS e ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id"
    " JOIN (SELECT l.batch_id, l.entry_no, sum(CASE l.side WHEN 0 THEN l.base_minor ELSE 0 END) AS total FROM line AS l"
    " WHERE l.tenant_id = :t GROUP BY l.batch_id, l.entry_no) AS t ON t.batch_id = e.batch_id AND t.entry_no = e.entry_no"
    " WHERE b.tenant_id = :t AND b.book_id = :book AND b.month BETWEEN :first_month AND :last_month"
    " AND e.posting_date BETWEEN :first AND :last"
)
_ON_ACCOUNTS = (
    " AND EXISTS (SELECT 1 FROM line AS l JOIN cell AS c ON c.tenant_id = l.tenant_id AND c.cell_id = l.cell_id"
    " JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id"
    " WHERE l.tenant_id = :t AND l.batch_id = e.batch_id AND l.entry_no = e.entry_no AND ({accounts}))"
)
_ORDER = " ORDER BY b.month, b.series, b.first_number + e.entry_no - 1"


@dataclass(frozen=True, slots=True)
class Asked:
    """``first`` and ``last`` days, both included; accounts by the beginning of their code, none for all; one series or all."""

    book: str
    first: str
    last: str
    accounts: tuple[str, ...] = ()
    series: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One voucher of the population (a sampling unit): ``total_minor`` is its debit side in base currency, as booked (red is negative)."""

    batch_id: int
    entry_no: int
    label: str
    day: str
    maker: str
    checker: str
    source: str
    posted_at: datetime
    period: int
    position: int
    kind: int
    total_minor: int

    @property
    def voucher(self) -> str:
        """``12.3``: batch and place."""
        return f"{self.batch_id}.{self.entry_no}"


def population(unit: Unit, asked: Asked) -> list[Member]:
    """Every voucher that matches, by month, series and number."""
    query, values = _ROWS, {
        "t": unit.tenant, "book": get_book(unit, asked.book).book_id, "first": day_number(asked.first),
        "last": day_number(asked.last), "first_month": day_number(asked.first) // 100, "last_month": day_number(asked.last) // 100,
    }  # fmt: skip
    if asked.series:
        query += " AND b.series = :series"
        values["series"] = asked.series
    if asked.accounts:
        names = [f"a.code LIKE :account{n}" for n in range(len(asked.accounts))]
        query += _ON_ACCOUNTS.format(accounts=" OR ".join(names))
        values |= {f"account{n}": f"{code}%" for n, code in enumerate(asked.accounts)}
    rows = unit.connection.execute(text(query + _ORDER), values)
    return [
        Member(
            row.batch_id, row.entry_no, f"{row.series}-{row.number:04}", day_text(row.posting_date), row.maker, row.checker,
            row.source, from_micro(row.posted_at), row.period, row.position, row.kind, int(row.total),
        )
        for row in rows
    ]  # fmt: skip
