"""Every report that leaves as a file, opened with LibreOffice: our sums, our days, numbers of twenty digits, no formula.

    python -m tests.office_proof HOME [COMPANY]

HOME holds the demo company; LibreOffice (``soffice``) runs as a program of its own. What it reads out of our CSV and
XLSX is compared cell by cell with the table the tool answered with. A page nobody wrote by hand is added: amounts of
fifteen digits and more, identifiers of twenty, and texts that a spreadsheet would take for formulas.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ledger.core import Channel, Settings, from_minor, say
from tests.tools.sheets.test_forms import ATTACKS, LONG_NUMBER
from tools.blocks import Cell, Column, DateCell, MoneyCell, Row, Table, money, words
from tools.house import House, open_house
from tools.outcome import Done
from tools.sheets import SHEETS
from tools.sheets.csv_file import TAKEN_FOR_FORMULAS, csv_bytes
from tools.sheets.sheet import Sheet
from tools.sheets.xlsx_file import xlsx_bytes

ASKED: dict[str, dict[str, Any]] = {
    "general_ledger": {"account": "660213", "period": {"start": "2026-01-01", "end": "2026-10-31"}}, "multi_column": {"account": "6602", "period": {"start": "2026-09-01", "end": "2026-10-31"}}, "deduction_list": {"period": "2026-10"},
    "search_vouchers": {"limit": 500, "period": {"start": "2026-10-01", "end": "2026-10-31"}},
}  # fmt: skip
AS_TEXT = "CSV:44,34,76,1,,0,true,false"
"""How a person opens our CSV: commas, quotes, UTF-8, quoted fields as text."""
OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false"
"""How LibreOffice writes what it holds: values as they are, texts quoted."""


def _tables(house: House, tenant: str) -> dict[str, Table]:
    """What each tool answers the controller with."""
    who = house.door.as_user(tenant, "limin", Channel.CLI, "zh")
    found = {}
    for tool in SHEETS:
        outcome = house.gateway.call(who, tool, ASKED.get(tool, {}))  # type: ignore[arg-type]
        if not isinstance(outcome, Done):
            print(f"  - {tool}: {outcome}")
            continue
        found[tool] = outcome.sheet() if outcome.sheet else next(b for b in outcome.blocks if isinstance(b, Table))
    return found


def _hard() -> Table:
    """What breaks spreadsheets."""
    rows = [
        Row(cells=(words(text), DateCell(day=date(2026, 2, 28)), money(-1, "CNY"), words(LONG_NUMBER)))
        for text in ATTACKS
    ]
    rows += [Row(cells=(words("00123"), DateCell(day=date(1999, 12, 31)), money(10**place + 1, "CNY"), words("1E5")))
             for place in range(1, 15)]  # fmt: skip
    return Table(columns=tuple(Column(title=title) for title in ("文", "日", "额", "号")), rows=tuple(rows))


def _convert(paths: list[Path], target: str, folder: Path, *options: str) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", *options,
               "--convert-to", target, "--outdir", str(folder), *map(str, paths)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def _value(cell: Cell) -> Decimal | date | str:
    if isinstance(cell, MoneyCell):
        return from_minor(cell.amount_minor, cell.currency)
    return cell.day if isinstance(cell, DateCell) else cell.text


def _same(ours: Decimal | date | str, theirs: object, *, guarded: bool) -> bool:
    if isinstance(ours, Decimal):
        return Decimal(str(theirs)) == ours
    if isinstance(ours, date):
        return str(theirs)[:10] == ours.isoformat()
    told = "" if theirs is None else str(theirs)
    if guarded and ours.startswith(TAKEN_FOR_FORMULAS):
        told = told.removeprefix("'")
    return told.split() == ours.split()


def _compare(name: str, table: Table, rows: list[list[object]], *, guarded: bool) -> int:
    """Faults between a table and what LibreOffice read of it; told on the screen."""
    titles = [column.title for column in table.columns]
    start = next(place for place, row in enumerate(rows) if [str(cell or "") for cell in row][: len(titles)] == titles)
    faults = 0
    for number, row in enumerate(table.rows, 1):
        theirs = rows[start + number]
        for cell, read in zip(row.cells, theirs, strict=False):
            if not _same(_value(cell), read, guarded=guarded):
                faults += 1
                print(f"  ✘ {name} row {number}: ours {_value(cell)!r}, read {read!r}")
    return faults


def main(home: Path, tenant: str = "lanhai") -> int:
    """Print what was compared; 1 where anything differs."""
    house = open_house(Settings(home=home))
    tables = _tables(house, tenant) | {"hard": _hard()}
    house.close()
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made_at = datetime(2026, 11, 26, tzinfo=UTC)
        sheets = {key: Sheet(key, ((say("sheet.report", "zh"), key),), table, made_at) for key, table in tables.items()}
        for key, sheet in sheets.items():
            (folder / f"x-{key}.xlsx").write_bytes(xlsx_bytes(sheet))
            (folder / f"c-{key}.csv").write_bytes(csv_bytes(sheet))
        _convert(sorted(folder.glob("x-*.xlsx")), OUT, folder)
        _convert(sorted(folder.glob("c-*.csv")), "xlsx", folder, f"--infilter={AS_TEXT}")
        for key, table in tables.items():
            with (folder / f"x-{key}.csv").open(encoding="utf-8", newline="") as file:
                read: list[list[object]] = [list(row) for row in csv.reader(file)]
            faults += _compare(f"{key}.xlsx", table, read, guarded=False)
            page = load_workbook(folder / f"c-{key}.xlsx").active
            assert page is not None
            faults += _compare(
                f"{key}.csv", table, [list(row) for row in page.iter_rows(values_only=True)], guarded=True
            )
            print(f"  ✔ {key}: {len(table.rows)} rows, as XLSX and as CSV" if not faults else f"  {key}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:3]))
