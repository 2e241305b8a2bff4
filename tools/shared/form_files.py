"""A form of statements as a workbook: written with the words of a language, read back from either."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import xlsxwriter

from ingestion.tables import find_table, plain, read_tables
from ledger.charts.layout import Raw
from ledger.charts.own_layout import Given
from ledger.core import Refused, problem

HEADS = ("statement", "row", "name_zh", "name_en", "kind", "feed", "level", "sign", "note")
_FILE = Path(__file__).parent / "data" / "form_words.csv"
_WIDTHS = {"name_zh": 34, "name_en": 40, "feed": 46, "note": 20}


@lru_cache(maxsize=1)
def _words() -> dict[tuple[str, str], dict[str, str]]:
    """(field, value) to its words by language; heads stand under the field ``head``."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {(row["field"], row["value"]): {"zh": row["zh"], "en": row["en"]} for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _values() -> dict[tuple[str, str], str]:
    found = {}
    for (field, value), words in _words().items():
        for word in (value, *words.values()):
            found[field, plain(word)] = value
    return found


def form_file(rows: Sequence[Raw], language: str) -> bytes:
    """The rows as a workbook of one sheet."""
    made, words = io.BytesIO(), _words()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        page, bold = book.add_worksheet(words["head", "form"][language]), book.add_format({"bold": True, "bottom": 1})
        for place, head in enumerate(HEADS):
            page.write_string(0, place, words["head", head][language], bold)
            page.set_column(place, place, _WIDTHS.get(head, 12))
            for line, row in enumerate(rows, 1):
                said = words.get((head, row.get(head, "")))
                page.write_string(line, place, said[language] if said else row.get(head, ""))
        page.freeze_panes(1, 0)
    return made.getvalue()


def read_form(data: bytes, name: str) -> list[Given]:
    """The rows of a file with their places; refused where no sheet has the columns."""
    for sheet in read_tables(data, name):
        if found := find_table(sheet, "form", ("statement", "row", "kind", "feed", "sign")):
            known = _values()
            return [
                Given(place, {
                    head: known.get((head, plain(cells.get(head, ""))), cells.get(head, "").strip())
                    if head in ("statement", "kind", "sign") else _bare(cells.get(head, ""), head)
                    for head in HEADS
                })
                for place, cells in found.rows()
            ]  # fmt: skip
    raise Refused(problem("form.no_columns", "file", name=name))


def _bare(text: str, head: str) -> str:
    """Spaces once; a level that a sheet took for a number without its point."""
    told = " ".join(text.split())
    return told.removesuffix(".0") if head == "level" else told
