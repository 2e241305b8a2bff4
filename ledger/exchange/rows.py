"""What a journal is made from: balances on a day, and vouchers in the order of the chain.

Vouchers come by primary key, a page of them with all their lines in one statement, so nothing is sorted and nothing is
asked twice. ``position`` bounds every statement to the same stretch of the chain: pages of one journal agree although
the books grow between them.
"""
# ruff: noqa: S608 - statements are put together from constants of this file; every value is bound

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import text

from ledger.books.calendar import day_text
from ledger.books.entries import Dims, EntryKind, VoucherKey, dims
from ledger.core import currency_code
from ledger.store import Unit

FIRST_DAY, LAST_DAY = 0, 99991231
_SIGN = "(CASE l.side WHEN 0 THEN 1 ELSE -1 END)"
_SUMS = (
    f"SELECT c.account_id, c.currency, sum({_SIGN} * l.amount_minor) AS amount, sum({_SIGN} * l.base_minor) AS base,"
    " min(e.posting_date) AS first, max(e.posting_date) AS last FROM batch AS b"
    " JOIN entry AS e ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id"
    " JOIN line AS l ON l.tenant_id = e.tenant_id AND l.batch_id = e.batch_id AND l.entry_no = e.entry_no"
    " JOIN cell AS c ON c.tenant_id = l.tenant_id AND c.cell_id = l.cell_id"
    " WHERE b.tenant_id = :t AND b.book_id = :b AND b.position <= :position AND e.posting_date <= :last"
    " GROUP BY c.account_id, c.currency ORDER BY c.account_id, c.currency"
)
_VOUCHERS = (
    "SELECT v.batch_id, v.entry_no, v.kind, v.posting_date, v.series, v.number, l.side, l.amount_minor, l.base_minor,"
    " l.memo, c.account_id, c.currency, d.key AS dims FROM (SELECT e.tenant_id, e.batch_id, e.entry_no, e.kind,"
    " e.posting_date, b.series, b.first_number + e.entry_no - 1 AS number FROM batch AS b"
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
    """An account's balance in a currency, minor units, debit positive, and the days of its first and last line."""

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


@dataclass(frozen=True, slots=True)
class Written:
    """A voucher as a journal tells it."""

    key: VoucherKey
    label: str
    kind: EntryKind
    day: str
    lines: tuple[WrittenLine, ...]


def head_position(unit: Unit, book_id: int) -> int:
    """How many batches the book's chain has."""
    found = unit.connection.execute(
        text("SELECT position FROM head WHERE tenant_id = :t AND book_id = :b"), {"t": unit.tenant, "b": book_id}
    )
    return int(found.scalar_one())


def held(unit: Unit, stretch: Stretch, last: int) -> list[Held]:
    """Balances at the end of a day, one scan of the lines; accounts that came back to zero are among them."""
    values = {"t": unit.tenant, "b": stretch.book_id, "position": stretch.position, "last": last}
    return [
        Held(
            row["account_id"], currency_code(row["currency"]), int(row["amount"]), int(row["base"]),
            day_text(row["first"]), day_text(row["last"]),
        )
        for row in unit.connection.execute(text(_SUMS), values).mappings()
    ]  # fmt: skip


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
        key, f"{one['series']}-{one['number']:04}", EntryKind(one["kind"]), day_text(one["posting_date"]),
        tuple(_line(row) for row in rows),
    )  # fmt: skip


def _line(row: Any) -> WrittenLine:
    sign = 1 if row["side"] == 0 else -1
    return WrittenLine(
        row["account_id"], currency_code(row["currency"]), sign * row["amount_minor"], sign * row["base_minor"],
        row["memo"], dims(json.loads(row["dims"])),
    )  # fmt: skip
