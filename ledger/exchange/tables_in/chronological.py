"""序时账: one row a voucher line. Blank cells of a voucher repeat the one above; rows of totals are checked, not posted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.exchange.incoming import Faults, Place, Post
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.tables_in.cells import ZERO, amount, currency, day, is_total, month, plain, side
from ledger.exchange.tables_in.chart import Chart, split
from ledger.exchange.tables_in.headers import Header
from ledger.exchange.tables_in.lines import Line, Lines
from ledger.exchange.tables_in.sheets import Row

BASE = "CNY"
DIMENSIONS = ("department", "party", "employee", "project")
_DIMENSIONS = frozenset(DIMENSIONS)
_NUMBER = re.compile(r"(.*?)(\d+)\D*$")
_MICRO = Decimal("0.000001")


@dataclass(slots=True)
class Sums:
    """Debit and credit since the beginning, and since the last row of totals."""

    whole: tuple[Decimal, Decimal] = (ZERO, ZERO)
    part: tuple[Decimal, Decimal] = (ZERO, ZERO)

    def add(self, debit: Decimal, credit: Decimal) -> None:
        """Count one row."""
        self.whole = (self.whole[0] + debit, self.whole[1] + credit)
        self.part = (self.part[0] + debit, self.part[1] + credit)


@dataclass(slots=True)
class Chronological:
    """One table being read; what it finds goes to ``lines`` and ``chart``."""

    header: Header
    lines: Lines
    chart: Chart
    faults: Faults
    dimensions: dict[str, dict[str, str]]
    sums: Sums = field(default_factory=Sums)
    moved: dict[str, list[Decimal]] = field(default_factory=dict)
    date: str = ""
    voucher: str = ""
    open_sum: Decimal = ZERO
    made_up: int = 0
    rows: int = 0

    def read(self, name: str, rows: Iterable[Row]) -> None:
        """All rows of data; a row at fault is kept with its column, and reading goes on."""
        for number, cells in rows:
            if not any(cells):
                continue
            self.rows += 1
            try:
                self._row(Place(name, number), cells)
            except Fault as fault:
                self.faults.keep(fault)

    def _row(self, place: Place, cells: list[str]) -> None:
        get = self.header.cell
        told = [get(cells, one) for one in ("date", "period", "voucher", "memo", "code", "name", "word", "number")]
        if any(is_total(one) for one in told if one) or (not get(cells, "code") and not get(cells, "name")
                                                         and is_total(next(filter(None, cells)))):  # fmt: skip
            self._total(place, cells)
            return
        code, name = split(get(cells, "code"), get(cells, "name"))
        debit, credit = self._sides(place, cells)
        if not code:
            if debit or credit:
                raise Fault(Place(place.file, place.line, "科目"), "import.no_cell_account")
            return
        self._head(place, cells)
        self.chart.add(code, name)
        for worth, sign in ((debit, 1), (credit, -1)):
            if worth:
                self.lines.put(Line(self.date, self.voucher, place, self._post(place, cells, code, worth, sign)))
        self.sums.add(debit, credit)
        self._count(code, debit, credit)

    def _count(self, code: str, debit: Decimal, credit: Decimal) -> None:
        moved = self.moved.setdefault(code, [ZERO, ZERO])
        moved[0] += debit
        moved[1] += credit
        self.open_sum += debit - credit

    # what a voucher's rows share -------------------------------------------------------------
    def _head(self, place: Place, cells: list[str]) -> None:
        get = self.header.cell
        date = self._date(place, cells)
        named = plain(get(cells, "voucher"))
        number, word = plain(get(cells, "number")), plain(get(cells, "word"))
        if "voucher" not in self.header.columns and "number" not in self.header.columns:
            self._unnumbered(date or self.date)
        elif named or number:
            written = named if not number or number in named else f"{named}-{number}"
            shown = f"{word}-{written}" if word and word not in written else written
            self.voucher = f"{_sortable(shown)}\x1f{shown}"
        elif not self.voucher:
            raise Fault(Place(place.file, place.line, "凭证号"), "import.no_voucher")
        if date:
            self.date = date
        if not self.date:
            raise Fault(Place(place.file, place.line, "日期"), "import.bad_cell_date", text="")

    def _unnumbered(self, date: str) -> None:
        """Without numbers a voucher ends where its rows balance, or with the day."""
        if not self.voucher or not self.open_sum or date != self.date:
            self.made_up += 1
            self.open_sum = ZERO
            self.voucher = f"{self.made_up:09}\x1f"

    def _date(self, place: Place, cells: list[str]) -> str:
        get = self.header.cell
        at = Place(place.file, place.line, "日期")
        if written := get(cells, "date"):
            return day(written, at)
        year, number = plain(get(cells, "year")).rstrip("年"), plain(get(cells, "month")).rstrip("月")
        if year and number:
            return day(f"{year}-{number}-{plain(get(cells, 'day')).rstrip('日') or '1'}", at)
        if written := get(cells, "period"):
            found = month(written) or month(f"{written[:4]}-{written[4:]}")
            if not found:
                raise Fault(at, "import.bad_cell_date", text=written)
            return f"{found}-01"
        return ""

    # amounts ---------------------------------------------------------------------------------
    def _sides(self, place: Place, cells: list[str]) -> tuple[Decimal, Decimal]:
        get, columns = self.header.cell, self.header.columns
        if {"debit", "credit"} <= columns.keys():
            return (amount(get(cells, "debit"), Place(place.file, place.line, "借方")),
                    amount(get(cells, "credit"), Place(place.file, place.line, "贷方")))  # fmt: skip
        worth, which = (
            amount(get(cells, "amount"), Place(place.file, place.line, "金额")),
            side(get(cells, "direction")),
        )
        if worth and not which:
            raise Fault(Place(place.file, place.line, "方向"), "import.no_side", text=get(cells, "direction"))
        return (worth, ZERO) if which > 0 else (ZERO, worth)

    def _post(self, place: Place, cells: list[str], code: str, worth: Decimal, sign: int) -> Post:
        get = self.header.cell
        units, commodity = sign * worth, BASE
        foreign = currency(get(cells, "currency"))
        own = amount(get(cells, "foreign_debit" if sign > 0 else "foreign_credit") or get(cells, "foreign_amount"),
                     Place(place.file, place.line, "原币"))  # fmt: skip
        if foreign and foreign != BASE and own:
            units, commodity = sign * (own if (own > 0) == (worth > 0) else -own), foreign
        counted = amount(get(cells, "quantity") or get(cells, "quantity_debit" if sign > 0 else "quantity_credit"),
                         Place(place.file, place.line, "数量"))  # fmt: skip
        quantity = counted.quantize(_MICRO).normalize() if counted else None
        return Post(code, units, commodity, sign * worth, BASE, plain(get(cells, "memo")), self._dims(cells),
                    quantity, red=worth < 0, settlement_method=plain(get(cells, "settlement_method")),
                    settlement_number=plain(get(cells, "settlement_number")), due_date=self._due(place, cells))  # fmt: skip

    def _due(self, place: Place, cells: list[str]) -> str:
        written = self.header.cell(cells, "due_date")
        return day(written, Place(place.file, place.line, "到期日")) if written else ""

    def _dims(self, cells: list[str]) -> tuple[tuple[str, str], ...]:
        found = []
        for code in sorted(self.header.columns.keys() & _DIMENSIONS):
            value = plain(self.header.cell(cells, code))
            if value:
                self.dimensions.setdefault(code, {}).setdefault(value, value)
                found.append((code, value))
        return tuple(found)

    def _total(self, place: Place, cells: list[str]) -> None:
        """A row of totals must be the sum of everything above it, or since the last such row."""
        debit, credit = self._sides(place, cells)
        if (debit or credit) and (debit, credit) not in (self.sums.whole, self.sums.part):
            shown = self.sums.whole
            self.faults.add(
                place, "import.table_total", stated=f"{debit} / {credit}", counted=f"{shown[0]} / {shown[1]}"
            )
        self.sums.part = (ZERO, ZERO)


def _sortable(shown: str) -> str:
    match = _NUMBER.match(shown)
    return f"{match[1]}{int(match[2]):09}" if match else shown
