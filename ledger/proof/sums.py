"""Figures against the lines they came from: balances, numbers, dates, settlements, each as one set-wise query."""
# ruff: noqa: S608 - statements are put together from constants of this file; every value is bound

from __future__ import annotations

import json

from ledger.books.calendar import period_text
from ledger.proof.findings import Findings
from ledger.store import Unit
from ledger.store.statement import text

_SUMS = (
    "sum(CASE l.side WHEN 0 THEN l.amount_minor ELSE 0 END) AS debit_minor,"
    " sum(CASE l.side WHEN 1 THEN l.amount_minor ELSE 0 END) AS credit_minor,"
    " sum(CASE l.side WHEN 0 THEN l.base_minor ELSE 0 END) AS base_debit_minor,"
    " sum(CASE l.side WHEN 1 THEN l.base_minor ELSE 0 END) AS base_credit_minor"
)
_FIGURES = "debit_minor, credit_minor, base_debit_minor, base_credit_minor"
_BY_CELL = (
    f"SELECT b.book_id, b.period, b.layer, l.cell_id, {_SUMS} FROM batch AS b JOIN line AS l ON l.tenant_id = b.tenant_id"
    " AND l.batch_id = b.batch_id WHERE b.tenant_id = :t GROUP BY b.book_id, b.period, b.layer, l.cell_id"
)
_BY_ACCOUNT = (
    f"SELECT b.book_id, b.period, b.layer, c.account_id, c.currency, {_SUMS} FROM batch AS b JOIN line AS l"
    " ON l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id JOIN cell AS c ON c.tenant_id = l.tenant_id"
    " AND c.cell_id = l.cell_id WHERE b.tenant_id = :t"
    " GROUP BY b.book_id, b.period, b.layer, c.account_id, c.currency"
)
_TOUCHED = (
    "SELECT DISTINCT b.book_id, c.account_id, b.batch_id FROM batch AS b JOIN line AS l ON l.tenant_id = b.tenant_id"
    " AND l.batch_id = b.batch_id JOIN cell AS c ON c.tenant_id = l.tenant_id AND c.cell_id = l.cell_id"
    " WHERE b.tenant_id = :t"
)
_SETTLED = (
    "SELECT l.batch_id, l.entry_no, l.line_no, l.settles_batch, l.settles_entry, l.settles_line, l.amount_minor,"
    " l.base_minor FROM line AS l WHERE l.tenant_id = :t AND l.settles_batch IS NOT NULL"
)
_COMPARED = {
    "balance": (_BY_ACCOUNT, f"SELECT book_id, period, layer, account_id, currency, {_FIGURES} FROM balance WHERE tenant_id = :t"),
    "balance_dim": (_BY_CELL, f"SELECT book_id, period, layer, cell_id, {_FIGURES} FROM balance_dim WHERE tenant_id = :t"),
    "touch": (_TOUCHED, "SELECT book_id, account_id, batch_id FROM touch WHERE tenant_id = :t"),
    "allocation": (_SETTLED, "SELECT batch_id, entry_no, line_no, item_batch, item_entry, item_line, amount_minor, base_minor"
                             " FROM allocation WHERE tenant_id = :t"),
}  # fmt: skip


def check_sums(unit: Unit, findings: Findings) -> None:
    """Every stored figure equals what the lines give, and every batch keeps the seal's promises."""
    for table, (computed, stored) in _COMPARED.items():
        for query in (f"{computed} EXCEPT {stored}", f"{stored} EXCEPT {computed}"):
            for row in unit.connection.execute(text(query), {"t": unit.tenant}):
                findings.add("proof.figure_differs", f"{table}:{':'.join(map(str, row[:5]))}", table=table)
    _promises(unit, findings)
    _numbers(unit, findings)
    _periods(unit, findings)
    _dimsets(unit, findings)


def _promises(unit: Unit, findings: Findings) -> None:
    unbalanced = unit.connection.execute(
        text(
            "SELECT batch_id, entry_no FROM line WHERE tenant_id = :t GROUP BY batch_id, entry_no HAVING"
            " sum(CASE side WHEN 0 THEN base_minor ELSE -base_minor END) <> 0 OR count(*) < 2 OR (min(currency) ="
            " max(currency) AND sum(CASE side WHEN 0 THEN amount_minor ELSE -amount_minor END) <> 0)"
        ),
        {"t": unit.tenant},
    )
    for batch_id, entry_no in unbalanced:
        findings.add("proof.unbalanced", f"{batch_id}.{entry_no}", batch=batch_id, entry=entry_no)
    outside = unit.connection.execute(
        text(
            "SELECT e.batch_id, e.entry_no FROM entry AS e JOIN batch AS b ON b.tenant_id = e.tenant_id AND b.batch_id ="
            " e.batch_id WHERE e.tenant_id = :t AND e.posting_date / 100 <> b.month"
        ),
        {"t": unit.tenant},
    )
    for batch_id, entry_no in outside:
        findings.add("proof.date_outside", f"{batch_id}.{entry_no}", batch=batch_id, entry=entry_no)


def _numbers(unit: Unit, findings: Findings) -> None:
    rows = unit.connection.execute(
        text(
            "SELECT b.book_id, b.month, b.series, b.first_number, b.entry_count, n.last_number FROM batch AS b"
            " LEFT JOIN number_series AS n ON n.tenant_id = b.tenant_id AND n.book_id = b.book_id AND n.month = b.month"
            " AND n.series = b.series WHERE b.tenant_id = :t ORDER BY b.book_id, b.month, b.series, b.first_number"
        ),
        {"t": unit.tenant},
    )
    ends: dict[tuple[int, int, str], tuple[int, int | None]] = {}
    for book_id, month, series, first, count, last in rows:
        expected = ends.get((book_id, month, series), (0, None))[0] + 1
        if first != expected:
            findings.add(
                "proof.number_gap", f"{month}.{series}", series=series, month=period_text(month * 100), number=expected
            )
        ends[book_id, month, series] = (first + count - 1, last)
    for (_book, month, series), (end, last) in ends.items():
        if last != end:
            findings.add(
                "proof.number_gap", f"{month}.{series}", series=series, month=period_text(month * 100), number=end + 1
            )
    loose = unit.connection.execute(
        text(
            "SELECT n.month, n.series FROM number_series AS n WHERE n.tenant_id = :t AND NOT EXISTS (SELECT 1 FROM batch"
            " AS b WHERE b.tenant_id = n.tenant_id AND b.book_id = n.book_id AND b.month = n.month AND b.series = n.series)"
        ),
        {"t": unit.tenant},
    )
    for month, series in loose:
        findings.add("proof.number_gap", f"{month}.{series}", series=series, month=period_text(month * 100), number=1)


def _periods(unit: Unit, findings: Findings) -> None:
    """States against closings and reopenings, closings against the chain, and nothing posted while it was closed."""
    rows = unit.connection.execute(
        text(
            "SELECT p.period, p.state, c.position, h.hash AS at_position, c.hash, a.position AS reopened, (SELECT max("
            "b.position) FROM batch AS b WHERE b.tenant_id = p.tenant_id AND b.book_id = p.book_id AND b.period = p.period"
            " AND (a.position IS NULL OR b.position <= a.position)) AS latest, c.number = (SELECT max(l.number)"
            " FROM closing AS l WHERE l.tenant_id = p.tenant_id AND l.book_id = p.book_id AND l.period = p.period) AS last"
            " FROM period AS p LEFT JOIN closing AS c ON c.tenant_id = p.tenant_id AND c.book_id = p.book_id"
            " AND c.period = p.period LEFT JOIN batch AS h ON h.tenant_id = c.tenant_id AND h.book_id = c.book_id"
            " AND h.position = c.position LEFT JOIN reopening AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id"
            " AND a.period = c.period AND a.number = c.number WHERE p.tenant_id = :t"
        ),
        {"t": unit.tenant},
    )
    for period, state, position, at_position, closing_hash, reopened, latest, last in rows:
        shut = position is not None and reopened is None
        wrong = (state == "closed") != shut if last or position is None else shut
        late = position is not None and latest is not None and latest > position
        moved = bool(position) and (at_position is None or bytes(at_position) != bytes(closing_hash))
        if wrong or late or moved:
            findings.add("proof.period_reopened", period_text(period), period=period_text(period))
    orphans = unit.connection.execute(
        text(
            "SELECT DISTINCT b.period FROM batch AS b WHERE b.tenant_id = :t AND NOT EXISTS (SELECT 1 FROM period AS p"
            " WHERE p.tenant_id = b.tenant_id AND p.book_id = b.book_id AND p.period = b.period)"
        ),
        {"t": unit.tenant},
    )
    for (period,) in orphans:
        findings.add("proof.period_reopened", period_text(period), period=period_text(period))


def _dimsets(unit: Unit, findings: Findings) -> None:
    """A set's members against its key, which the leaves hash."""
    rows = unit.connection.execute(
        text(
            "SELECT s.dimset_id, s.key, s.mask, m.dimension_no, d.code, v.code FROM dimset AS s"
            " LEFT JOIN dimset_member AS m ON m.tenant_id = s.tenant_id AND m.dimset_id = s.dimset_id"
            " LEFT JOIN dimension AS d ON d.tenant_id = m.tenant_id AND d.dimension_no = m.dimension_no"
            " LEFT JOIN dim_value AS v ON v.tenant_id = m.tenant_id AND v.dimension_no = m.dimension_no"
            " AND v.value_id = m.value_id WHERE s.tenant_id = :t"
        ),
        {"t": unit.tenant},
    )
    keys: dict[int, tuple[str, int]] = {}
    members: dict[int, dict[str, str]] = {}
    masks: dict[int, int] = {}
    for dimset_id, key, mask, number, dimension, value in rows:
        keys[dimset_id] = (key, mask)
        own = members.setdefault(dimset_id, {})
        if number is not None:
            own[str(dimension)] = str(value)
            masks[dimset_id] = masks.get(dimset_id, 0) | 1 << number
    for dimset_id, (key, mask) in keys.items():
        if json.loads(key) != members[dimset_id] or mask != masks.get(dimset_id, 0):
            findings.add("proof.dimensions_changed", str(dimset_id), dimensions=key)
