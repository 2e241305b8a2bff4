"""科目余额表: openings become balances carried in; where no journal stands beside it, the movement becomes one voucher."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ledger.exchange.incoming import Faults, Place
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.tables_in.cells import amount, is_total, side
from ledger.exchange.tables_in.chart import Chart, split
from ledger.exchange.tables_in.headers import Header
from ledger.exchange.tables_in.sheets import Row


@dataclass(frozen=True, slots=True)
class Balance:
    """A row: opening with debit positive, movement on both sides, closing None where the table has none."""

    place: Place
    code: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    closing: Decimal | None


def read_balances(name: str, header: Header, rows: Iterable[Row], chart: Chart, faults: Faults) -> list[Balance]:
    """Rows of accounts; each must close where opening and movement lead to."""
    found: list[Balance] = []
    for number, cells in rows:
        place = Place(name, number)
        code, title = split(header.cell(cells, "code"), header.cell(cells, "name"))
        if not code or is_total(code) or is_total(title):
            continue
        try:
            one = _balance(place, header, cells, code)
        except Fault as fault:
            faults.keep(fault)
            continue
        chart.add(code, title)
        found.append(one)
        if one.closing is not None and one.opening + one.debit - one.credit != one.closing:
            faults.add(place, "import.row_differs", account=code, stated=f"{one.closing}",
                       counted=f"{one.opening + one.debit - one.credit}")  # fmt: skip
    return found


def _balance(place: Place, header: Header, cells: list[str], code: str) -> Balance:
    def number(field: str) -> Decimal:
        return amount(header.cell(cells, field), Place(place.file, place.line, field))

    def signed(which: str) -> Decimal:
        if f"{which}_debit" in header.columns:
            return number(f"{which}_debit") - number(f"{which}_credit")
        direction = header.cell(cells, f"{which}_direction") or header.cell(cells, "direction")
        return number(which) * (side(direction) or 1)

    sides = ("moved_debit", "moved_credit") if "moved_debit" in header.columns else ("debit", "credit")
    closes = bool({"closing", "closing_debit"} & header.columns.keys())
    return Balance(
        place, code, signed("opening"), number(sides[0]), number(sides[1]), signed("closing") if closes else None
    )


def leaves(rows: list[Balance], parents: dict[str, str]) -> list[Balance]:
    """Rows that no other adds up."""
    above = set(parents.values())
    return [one for one in rows if one.code not in above]
