"""Trial-balance rows: opening, movement and closing per account and currency, by period range, layer and level.

Figures come from ``balance`` (or ``balance_dim`` when split by a dimension), which only the seal writes.
Amounts are minor units; opening and closing are signed with debit positive. Income and expense accumulate
like any account: what a statement shows of them is the operating layer's movement.
"""
# ruff: noqa: S608 - statements are put together from constants of this file; every value is bound

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.books.accounts import Account, accounts, book_facts, get_book
from ledger.books.calendar import day_number, day_text, period_number
from ledger.books.entries import Dims, ItemKey, Layer, dims
from ledger.core import currency_code, currency_number
from ledger.store import Unit
from ledger.store.statement import text

LAST_ADJUSTMENT = 99


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One account and currency; ``value`` is the dimension value when split by one ('' without)."""

    account: str
    name_zh: str
    name_en: str
    level: int
    currency: str
    value: str
    opening: int
    debit: int
    credit: int
    year_debit: int
    year_credit: int
    base_opening: int
    base_debit: int
    base_credit: int
    base_year_debit: int
    base_year_credit: int

    @property
    def closing(self) -> int:
        """Signed, debit positive, in the row's currency."""
        return self.opening + self.debit - self.credit

    @property
    def base_closing(self) -> int:
        """Signed, debit positive, in the book's currency."""
        return self.base_opening + self.base_debit - self.base_credit


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What is still owed on a line: ``open_minor`` signed, debit positive, in ``currency``."""

    key: ItemKey
    account: str
    dims: Dims
    currency: str
    posting_date: str
    due_date: str | None
    memo: str
    amount_minor: int
    open_minor: int
    base_open_minor: int
    settlement_number: str | None = None


def trial_balance(
    unit: Unit, book: str, first: str, last: str, *, layer: Layer | None = None, level: int | None = None,
    by: str | None = None, account: str | None = None,
) -> list[BalanceRow]:  # fmt: skip
    """Rows for periods ``first`` to ``last`` (a plain month includes its adjustment periods), by account code.

    ``layer`` None reads both. ``level`` rolls accounts up to their ancestor of that level; without it rows are
    per posted account. ``by`` splits by a dimension's values; ``account`` keeps codes that start so.
    """
    found = get_book(unit, book)
    start, end = period_number(first), _end(last)
    year = year_start(period_number(last), found.fiscal_start_month)
    sums = _sums(unit, found.book_id, start, end, year, layer, by)
    chart = {item.account_id: item for item in accounts(unit, book)}
    rows = _rolled(sums, chart, level)
    return [row for row in rows if account is None or row.account.startswith(account)]


def month_ends(unit: Unit, book: str, accounts_from: Sequence[str], months: Sequence[str]) -> dict[str, int]:
    """What accounts whose codes begin so held at the end of each month, base currency, debit positive; one scan."""
    begins = " OR ".join(f"a.code LIKE :code{place}" for place in range(len(accounts_from)))
    rows = unit.connection.execute(
        text(
            "SELECT b.period / 100 AS month, sum(b.base_debit_minor - b.base_credit_minor) FROM balance AS b"
            " JOIN account AS a ON a.tenant_id = b.tenant_id AND a.book_id = b.book_id AND a.account_id = b.account_id"
            f" WHERE b.tenant_id = :t AND b.book_id = :b AND ({begins}) GROUP BY b.period / 100"
        ),
        {"t": unit.tenant, "b": get_book(unit, book).book_id,
         **{f"code{place}": f"{code}%" for place, code in enumerate(accounts_from)}},
    )  # fmt: skip
    moved = {int(row[0]): int(row[1]) for row in rows}
    return {month: sum(amount for at, amount in moved.items() if at <= int(month.replace("-", ""))) for month in months}


def _end(last: str) -> int:
    number = period_number(last)
    return number if "+" in last else number + LAST_ADJUSTMENT


def year_start(start: int, fiscal_start_month: int) -> int:
    """The first period of the book's year that a period (``20261100``) lies in."""
    year, month = start // 10000, start // 100 % 100
    return (year if month >= fiscal_start_month else year - 1) * 10000 + fiscal_start_month * 100


def _sums(
    unit: Unit, book_id: int, start: int, end: int, year: int, layer: Layer | None, by: str | None
) -> list[Sequence[Any]]:
    """One grouped scan of the balance table up to the end: account id, currency, value, then ``_FIGURES``."""
    parts = []
    for prefix in ("", "base_"):
        debit, credit = f"b.{prefix}debit_minor", f"b.{prefix}credit_minor"
        parts += [
            f"sum(CASE WHEN b.period < :start THEN {debit} - {credit} ELSE 0 END) AS {prefix}opening",
            f"sum(CASE WHEN b.period >= :start THEN {debit} ELSE 0 END) AS {prefix}debit",
            f"sum(CASE WHEN b.period >= :start THEN {credit} ELSE 0 END) AS {prefix}credit",
            f"sum(CASE WHEN b.period >= :year THEN {debit} ELSE 0 END) AS {prefix}year_debit",
            f"sum(CASE WHEN b.period >= :year THEN {credit} ELSE 0 END) AS {prefix}year_credit",
        ]
    keep = " AND b.layer = :layer" if layer is not None else ""
    where = f"b.tenant_id = :t AND b.book_id = :b AND b.period <= :end{keep}"
    figures = ", ".join(parts)
    if by is None:
        query = (f"SELECT b.account_id, b.currency, '' AS value, {figures} FROM balance AS b WHERE {where}"
                 " GROUP BY b.account_id, b.currency")  # fmt: skip
    else:
        query = (
            f"SELECT c.account_id, c.currency, coalesce(v.code, '') AS value, {figures} FROM balance_dim AS b"
            " JOIN cell AS c ON c.tenant_id = b.tenant_id AND c.cell_id = b.cell_id"
            " LEFT JOIN dimset_member AS m ON m.tenant_id = c.tenant_id AND m.dimset_id = c.dimset_id"
            " AND m.dimension_no = (SELECT dimension_no FROM dimension WHERE tenant_id = :t AND code = :by)"
            " LEFT JOIN dim_value AS v ON v.tenant_id = m.tenant_id AND v.dimension_no = m.dimension_no"
            f" AND v.value_id = m.value_id WHERE {where} GROUP BY c.account_id, c.currency, coalesce(v.code, '')"
        )
    values = {"t": unit.tenant, "b": book_id, "start": start, "end": end, "year": year}
    values |= {"layer": int(layer)} if layer is not None else {}
    values |= {"by": by} if by is not None else {}
    return list(unit.run(query, values).fetchall())


_FIGURES = (
    "opening", "debit", "credit", "year_debit", "year_credit", "base_opening", "base_debit", "base_credit",
    "base_year_debit", "base_year_credit",
)  # fmt: skip


def _rolled(sums: Iterable[Sequence[Any]], chart: Mapping[int, Account], level: int | None) -> list[BalanceRow]:
    by_code = {item.code: item for item in chart.values()}
    totals: dict[tuple[str, str, str], list[int]] = {}
    for account_id, currency, value, *figures in sums:
        item = chart[account_id]
        while level is not None and item.level > level and item.parent:
            item = by_code[item.parent]
        total = totals.setdefault((item.code, currency_code(currency), value), [0] * len(_FIGURES))
        for place, figure in enumerate(figures):
            total[place] += int(figure)
    return [
        BalanceRow(code, by_code[code].name_zh, by_code[code].name_en, by_code[code].level, currency, value, *figures)
        for (code, currency, value), figures in sorted(totals.items())
    ]


def account_closing(unit: Unit, book: str, account: str, last: str, *, layer: Layer | None = None) -> int:
    """Closing balance of an account (and those below it) in base minor units, debit positive."""
    ids = ", ".join(str(item) for item in below(accounts(unit, book), account)) or "-1"
    keep = "" if layer is None else " AND layer = :layer"
    found = unit.run(
        "SELECT coalesce(sum(base_debit_minor - base_credit_minor), 0) FROM balance WHERE tenant_id = :t"
        f" AND book_id = :b AND period <= :end AND account_id IN ({ids}){keep}",
        {"t": unit.tenant, "b": book_facts(unit, book).book_id, "end": _end(last)}
        | ({} if layer is None else {"layer": int(layer)}),
    )
    return int(found.fetchone()[0])


def foreign_only(unit: Unit, book: str) -> dict[str, str]:
    """Account → currency, of the accounts whose lines so far are all in one currency other than the book's."""
    base = currency_number(get_book(unit, book).base_currency)
    rows = unit.connection.execute(
        text(
            "SELECT a.code, min(s.currency) FROM balance AS s JOIN book AS k ON k.tenant_id = s.tenant_id AND k.book_id ="
            " s.book_id JOIN account AS a ON a.tenant_id = s.tenant_id AND a.book_id = s.book_id AND a.account_id ="
            " s.account_id WHERE s.tenant_id = :t AND k.code = :book GROUP BY a.code"
            " HAVING min(s.currency) = max(s.currency) AND min(s.currency) <> :base"
        ),
        {"t": unit.tenant, "book": book, "base": base},
    )
    return {code: currency_code(currency) for code, currency in rows}


def below(chart: Sequence[Account], account: str) -> list[int]:
    """Ids of an account and all below it; none where the chart has no such account."""
    codes = {account}
    for item in sorted(chart, key=lambda item: item.level):
        if item.parent in codes:
            codes.add(item.code)
    return [item.account_id for item in chart if item.code in codes]


def open_items(
    unit: Unit, book: str, as_of: str, *, account: str | None = None, party: str | None = None, residues: bool = False
) -> list[OpenItem]:
    """Items not fully settled on a day, by party and due date: opened by then, less what was settled by then.

    ``residues`` also gives items settled in their own currency that still stand at something in base currency.
    """
    sign = "(CASE {side} WHEN 0 THEN 1 ELSE -1 END)"
    own, paid = sign.format(side="l.side"), sign.format(side="p.side")
    query = f"""
        SELECT l.batch_id, l.entry_no, l.line_no, a.code AS account, d.key AS dims, l.currency, e.posting_date,
          l.due_date, l.memo, l.settlement_number, {own} * l.amount_minor AS amount,
          {own} * l.amount_minor + coalesce(s.amount, 0) AS open_amount,
          {own} * l.base_minor + coalesce(s.base, 0) AS base_open
        FROM cell AS c
        JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id
        JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id
        {open_lines(unit)} ON l.tenant_id = c.tenant_id AND l.cell_id = c.cell_id AND l.open_item = 1
        JOIN entry AS e ON e.tenant_id = l.tenant_id AND e.batch_id = l.batch_id AND e.entry_no = l.entry_no
        LEFT JOIN (SELECT x.item_batch, x.item_entry, x.item_line, sum({paid} * x.amount_minor) AS amount,
            sum({paid} * x.base_minor) AS base
          FROM allocation AS x JOIN line AS p ON p.tenant_id = x.tenant_id AND p.batch_id = x.batch_id
            AND p.entry_no = x.entry_no AND p.line_no = x.line_no
          WHERE x.tenant_id = :t AND x.effective_date <= :as_of GROUP BY x.item_batch, x.item_entry, x.item_line) AS s
          ON s.item_batch = l.batch_id AND s.item_entry = l.entry_no AND s.item_line = l.line_no
        WHERE c.tenant_id = :t AND c.book_id = :b AND a.open_item = 1 AND e.posting_date <= :as_of
          {"AND a.code = :account" if account else ""}
          AND ({own} * l.amount_minor + coalesce(s.amount, 0) <> 0
            {f"OR {own} * l.base_minor + coalesce(s.base, 0) <> 0" if residues else ""})"""
    values = {"t": unit.tenant, "b": get_book(unit, book).book_id, "as_of": day_number(as_of)}
    values |= {"account": account} if account else {}
    rows = unit.connection.execute(text(query), values).mappings()
    items = [_item(row) for row in rows]
    kept = [item for item in items if party is None or dict(item.dims).get("party") == party]
    return sorted(
        kept,
        key=lambda item: (dict(item.dims).get("party", ""), item.due_date or "", item.posting_date,
                          item.key.batch_id, item.key.entry_no, item.key.line_no),
    )  # fmt: skip


def open_lines(unit: Unit) -> str:
    """How lines that opened an item join their cells: by the index that holds them alone.

    Without statistics SQLite would rather read every line of the company.
    """
    return "CROSS JOIN line AS l INDEXED BY line_open_item" if unit.engine_name == "sqlite" else "JOIN line AS l"


def _item(row: Any) -> OpenItem:
    return OpenItem(
        ItemKey(row["batch_id"], row["entry_no"], row["line_no"]), row["account"], dims(json.loads(row["dims"])),
        currency_code(row["currency"]), day_text(row["posting_date"]),
        day_text(row["due_date"]) if row["due_date"] else None, row["memo"], int(row["amount"]), int(row["open_amount"]),
        int(row["base_open"]), row["settlement_number"],
    )  # fmt: skip


def days_overdue(item: OpenItem, as_of: str) -> int:
    """Days past due on a day (from the posting date where no due date is known); negative before."""
    due = item.due_date or item.posting_date
    return (date.fromisoformat(as_of) - date.fromisoformat(due)).days
