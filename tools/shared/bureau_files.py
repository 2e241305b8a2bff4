"""A list of the 税务数字账户 as rows: several layouts by their headers; what is wrong is named by row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ingestion.tables import Found, day, figure, find_table, read_tables
from ledger.business.invoices.compare import key_of
from ledger.business.invoices.lists import BureauRow
from ledger.core import Problem, Refused, problem, to_minor

NEEDED = (("enumber", "date", "net", "tax"), ("number", "date", "net", "tax"))
MOST_FAULTS = 50
YES = frozenset({"是", "已勾选", "已确认", "勾选", "1", "yes", "y", "true", "selected", "已抵扣"})
NO = frozenset({"否", "未勾选", "未确认", "0", "no", "n", "false", "not selected", "不抵扣"})


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows by invoice, those the company issued itself by invoice and rate; ``ours`` counts the latter."""

    rows: tuple[BureauRow, ...]
    ours: int


class _Bad(Exception):
    """A cell that cannot be taken: its column, and why."""

    def __init__(self, column: str, code: str, value: str) -> None:
        super().__init__(code)
        self.column, self.code, self.value = column, code, value


def _table(data: bytes, name: str) -> Found:
    for sheet in read_tables(data, name):
        for needed in NEEDED:
            if found := find_table(sheet, "bureau", needed):
                return found
    raise Refused(problem("invoice.no_columns", "file", name=name))


def read_list(data: bytes, name: str, own_tax_id: str, currency: str, language: str) -> Listed:
    """Every invoice of the file, lines of one invoice added up; Refused with each bad row and its column."""
    found = _table(data, name)
    by_item = "item" in found.columns
    rows: dict[tuple[str, str, str | None], BureauRow] = {}
    faults: list[Problem] = []
    for place, cells in found.rows():
        try:
            row = _row(place, cells, own_tax_id, currency)
            key = (row.direction, key_of(row.code, row.number), row.rate)
            if key in rows and not by_item:
                raise _Bad("number", "invoice.twice_in_file", row.number)
            rows[key] = _added(rows[key], row) if key in rows else row
        except _Bad as bad:
            faults.append(_told(found, place, bad, language))
    if faults:
        raise Refused(*faults[:MOST_FAULTS])
    if not rows:
        raise Refused(problem("invoice.no_rows", "file", name=name))
    return Listed(tuple(rows.values()), sum(one.direction == "out" for one in rows.values()))


def _told(found: Found, place: int, bad: _Bad, language: str) -> Problem:
    header = found.sheet.rows[found.first - 2]
    column = found.columns.get(bad.column)
    title = header[column] if column is not None and column < len(header) else bad.column
    why = problem(bad.code, value=bad.value).text(language)
    return problem("invoice.bad_row", f"rows.{place}", row=place, column=title or bad.column, why=why)


def _added(one: BureauRow, more: BureauRow) -> BureauRow:
    usable = None if one.usable_minor is None else one.usable_minor + (more.usable_minor or 0)
    return replace(
        one, net_minor=one.net_minor + more.net_minor, tax_minor=one.tax_minor + more.tax_minor, usable_minor=usable
    )


def _money(cells: Mapping[str, str], column: str, currency: str) -> int:
    found = figure(cells.get(column, ""))
    if found is None or found != round(found, 2):
        raise _Bad(column, "invoice.bad_amount", cells.get(column, ""))
    return to_minor(Decimal(found), currency)


def _number(cells: Mapping[str, str]) -> str:
    column = "enumber" if cells.get("enumber") else "number"
    value = "".join(cells.get(column, "").split())
    if not value:
        raise _Bad(column, "invoice.no_number", "")
    if "E+" in value.upper() or (len(value) >= 19 and value.endswith("00000")):
        raise _Bad(column, "invoice.number_lost", value)
    return value[:40]


def _selected(cells: Mapping[str, str]) -> bool | None:
    word = cells.get("selected", "").strip().casefold()
    if not word:
        return None
    if word not in YES | NO:
        raise _Bad("selected", "invoice.bad_selected", cells["selected"])
    return word in YES


def _day(cells: Mapping[str, str]) -> date:
    found = day(cells.get("date", ""))
    if found is None:
        raise _Bad("date", "invoice.bad_day", cells.get("date", ""))
    return found


def _rate(cells: Mapping[str, str], net_minor: int, tax_minor: int) -> str:
    """As the list says, else worked out; a fraction of at most two decimals, ``0`` for what is untaxed."""
    said = cells.get("rate", "").strip().rstrip("%")
    found = figure(said) if said else None
    if found is None:
        found = Decimal(tax_minor) / net_minor if net_minor and not said else Decimal(0)
    elif "%" in cells["rate"] or found >= 1:
        found /= 100
    return format(round(found, 2).normalize(), "f")


def _row(place: int, cells: Mapping[str, str], own_tax_id: str, currency: str) -> BureauRow:
    own = own_tax_id.upper()
    buyer, out = (
        cells.get("buyer_id", "").strip().upper(),
        bool(own) and cells.get("seller_id", "").strip().upper() == own,
    )
    if buyer and own and buyer != own and not out:
        raise _Bad("buyer_id", "invoice.other_buyer", buyer)
    usable = _money(cells, "usable", currency) if cells.get("usable") else None
    net, tax = _money(cells, "net", currency), _money(cells, "tax", currency)
    return BureauRow(
        place, "out" if out else "in", _number(cells), "" if cells.get("enumber") else "".join(cells.get("code", "").split())[:20],
        _day(cells), cells.get("seller", "")[:200], cells.get("seller_id", "")[:40], net, tax, usable,
        cells.get("kind", "")[:60], cells.get("state", "")[:30], _rate(cells, net, tax) if out else None,
        _selected(cells), cells.get("selected_on", "")[:40] or None,
    )  # fmt: skip
