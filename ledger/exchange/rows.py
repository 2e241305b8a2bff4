"""What a journal is made from: balances on a day, and vouchers in the order of their batches.

Vouchers come by primary key, a page of them with all their lines in one statement, so no more than a page is ever
sorted or held. ``position`` bounds every statement to the same stretch of the chain: pages of one journal agree although
the books grow between them.
"""
# ruff: noqa: S608 - statements are put together from constants of this file; every value is bound

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ledger.books.calendar import day_text, first_and_last
from ledger.books.entries import Dims, EntryKind, VoucherKey, dims
from ledger.core import currency_code
from ledger.store import Unit, from_micro
from ledger.store.statement import text

FIRST_DAY, LAST_DAY = 0, 99991231
_SIGN = "(CASE l.side WHEN 0 THEN 1 ELSE -1 END)"
_BALANCES = (
    "SELECT account_id, currency, sum(debit_minor - credit_minor) AS amount, sum(base_debit_minor - base_credit_minor)"
    " AS base, min(period) AS first, max(period) AS last FROM balance WHERE tenant_id = :t AND book_id = :b"
    " AND period < :after GROUP BY account_id, currency ORDER BY account_id, currency"
)
_LATER = (
    f"SELECT c.account_id, c.currency, sum({_SIGN} * l.amount_minor) AS amount, sum({_SIGN} * l.base_minor) AS base,"
    " max(CASE WHEN b.position > :position THEN 1 ELSE 0 END) AS grown FROM line AS l"
    " JOIN entry AS e ON e.tenant_id = l.tenant_id AND e.batch_id = l.batch_id AND e.entry_no = l.entry_no"
    " JOIN batch AS b ON b.tenant_id = l.tenant_id AND b.batch_id = l.batch_id"
    " JOIN cell AS c ON c.tenant_id = l.tenant_id AND c.cell_id = l.cell_id"
    " WHERE l.tenant_id = :t AND l.batch_id IN (SELECT batch_id FROM batch WHERE tenant_id = :t AND book_id = :b"
    " AND month <= :month AND (position > :position OR month = :month))"
    " AND (b.position > :position OR e.posting_date > :last) GROUP BY c.account_id, c.currency"
)
_VOUCHERS = (
    "SELECT v.*, l.side, l.amount_minor, l.base_minor, l.memo, l.rate, l.quantity_micro, l.price_micro,"
    " l.settlement_method, l.settlement_number, c.account_id, c.currency, d.key AS dims FROM (SELECT e.tenant_id,"
    " e.batch_id, e.entry_no, e.kind, e.posting_date, e.document_date, e.maker, e.attachment_count, b.checker,"
    " b.posted_at, b.series, b.first_number + e.entry_no - 1 AS number FROM batch AS b"
    " JOIN entry AS e ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id"
    " WHERE b.tenant_id = :t AND e.tenant_id = :t AND b.book_id = :b AND b.position <= :position"
    " AND e.posting_date >= :first AND e.posting_date <= :last AND (e.batch_id, e.entry_no) > (:batch, :entry)"
    " ORDER BY e.batch_id, e.entry_no LIMIT :limit) AS v"
    " JOIN line AS l ON l.tenant_id = v.tenant_id AND l.batch_id = v.batch_id AND l.entry_no = v.entry_no"
    " JOIN cell AS c ON c.tenant_id = l.tenant_id AND c.cell_id = l.cell_id"
    " JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id"
    " ORDER BY v.batch_id, v.entry_no, l.line_no"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a journal covers: a book up to a place in its chain, and days as yyyymmdd, both included."""

    book_id: int
    position: int
    first: int = FIRST_DAY
    last: int = LAST_DAY


@dataclass(frozen=True, slots=True)
class Held:
    """An account's balance in a currency, minor units, debit positive, and the first and last day of its months."""

    account_id: int
    currency: str
    amount_minor: int
    base_minor: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line; minor units, debit positive."""

    account_id: int
    currency: str
    amount_minor: int
    base_minor: int
    memo: str
    dims: Dims
    debited: bool
    rate: str | None
    quantity_micro: int | None
    price_micro: int | None
    settlement: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """A voucher as a journal tells it; ``settlement`` of a line is method and number, ``posted_on`` a day in UTC."""

    key: VoucherKey
    series: str
    number: int
    kind: EntryKind
    day: str
    document_day: str
    maker: str
    checker: str
    attachments: int
    posted_on: str
    lines: tuple[WrittenLine, ...]

    @property
    def label(self) -> str:
        """记-0813."""
        return f"{self.series}-{self.number:04}"


def head_position(unit: Unit, book_id: int) -> int:
    """How many batches the book's chain has."""
    found = unit.connection.execute(
        text("SELECT position FROM head WHERE tenant_id = :t AND book_id = :b"), {"t": unit.tenant, "b": book_id}
    )
    return int(found.scalar_one())


def held(unit: Unit, stretch: Stretch, last: int) -> list[Held]:
    """Balances at the end of a day, accounts that came back to zero among them.

    What the seal added up to the end of the day's month, less what the month holds after that day and what was
    posted after the stretch: the lines of the journal are not what its assertions are made from.
    """
    month = last // 100
    values = {"t": unit.tenant, "b": stretch.book_id}
    later = {
        (row["account_id"], row["currency"]): row
        for row in unit.connection.execute(
            text(_LATER), values | {"position": stretch.position, "last": last, "month": month}
        ).mappings()
    }
    found = []
    for row in unit.connection.execute(text(_BALANCES), values | {"after": (month + 1) * 100}).mappings():
        less = later.get((row["account_id"], row["currency"]))
        amount, base = (int(row[name]) - (int(less[name]) if less else 0) for name in ("amount", "base"))
        if less and less["grown"] and not amount and not base:
            continue  # it may have no line in the stretch at all, and then no page has opened it
        days = day_text(first_and_last(row["first"])[0]), day_text(first_and_last(row["last"])[1])
        found.append(Held(row["account_id"], currency_code(row["currency"]), amount, base, *days))
    return found


def written(unit: Unit, stretch: Stretch, after: VoucherKey, limit: int) -> Iterator[Written]:
    """At most ``limit`` vouchers after a key."""
    values = {
        "t": unit.tenant, "b": stretch.book_id, "position": stretch.position, "first": stretch.first,
        "last": stretch.last, "batch": after.batch_id, "entry": after.entry_no, "limit": limit,
    }  # fmt: skip
    rows = unit.connection.execute(text(_VOUCHERS), values).mappings()
    for (batch, number), lines in groupby(rows, key=lambda row: (row["batch_id"], row["entry_no"])):
        yield _voucher(VoucherKey(batch, number), list(lines))


def _voucher(key: VoucherKey, rows: list[Any]) -> Written:
    one = rows[0]
    return Written(
        key, one["series"], int(one["number"]), EntryKind(one["kind"]), day_text(one["posting_date"]),
        day_text(one["document_date"] or one["posting_date"]), one["maker"], one["checker"],
        int(one["attachment_count"]), from_micro(one["posted_at"]).date().isoformat(), tuple(_line(row) for row in rows),
    )  # fmt: skip


def _line(row: Any) -> WrittenLine:
    sign = 1 if row["side"] == 0 else -1
    return WrittenLine(
        row["account_id"], currency_code(row["currency"]), sign * row["amount_minor"], sign * row["base_minor"],
        row["memo"], dims(json.loads(row["dims"])), row["side"] == 0, row["rate"], row["quantity_micro"],
        row["price_micro"], (row["settlement_method"] or "", row["settlement_number"] or ""),
    )  # fmt: skip
