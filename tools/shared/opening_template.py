"""An empty workbook for opening balances: a sheet a table, with the headings that are understood when it comes back."""

from __future__ import annotations

import csv
import io
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import xlsxwriter

_FILE = Path(__file__).parent / "data" / "opening_template.csv"


def template(language: str) -> bytes:
    """The file, in ``zh`` or ``en``."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        for title, fields in groupby(rows, key=itemgetter(f"sheet_{language}")):
            page = book.add_worksheet(title)
            for place, field in enumerate(fields):
                page.write_string(0, place, field[language], head)
                page.set_column(
                    place, place, max(12, 2 * len(field[language]) if language == "zh" else len(field[language]) + 2)
                )
            page.freeze_panes(1, 0)
    return made.getvalue()
