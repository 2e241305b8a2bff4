"""Rows of CSV and XLSX files as they pass: row number from 1, cells as text."""

from __future__ import annotations

import codecs
import csv
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ledger.core import Refused, problem

Row = tuple[int, list[str]]
DELIMITERS = ",\t;|"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
csv.field_size_limit(1 << 20)


def sheets(path: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    """Name and rows of each sheet; a CSV file is one."""
    if zipfile.is_zipfile(path):
        yield from _xlsx(path)
    else:
        yield path.name, _csv(path)


def encoding_of(path: Path) -> str:
    """By its mark, else UTF-8 where all of it is, else GB18030; Refused for neither."""
    with path.open("rb") as file:
        head = file.read(4)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    for name in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(name)()
        try:
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    decoder.decode(block)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return name
    raise Refused(problem("import.not_utf8", path.name, place=path.name))


def _delimiter(path: Path, encoding: str) -> str:
    """The mark that splits the most of the first lines into the most even parts."""
    with path.open(encoding=encoding, newline="") as file:
        lines = list(islice(file, 40))
    best, found = 0, ","
    for mark in DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
        score = max((width * count for width, count in widths.items()), default=0)
        if score > best:
            best, found = score, mark
    return found


def _csv(path: Path) -> Iterator[Row]:
    encoding = encoding_of(path)
    delimiter = _delimiter(path, encoding)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        before = 0
        try:
            for row in reader:
                yield before + 1, [cell.strip() for cell in row]
                before = reader.line_num
        except csv.Error as fault:
            where = f"{path.name}:{before + 1}"
            raise Refused(problem("import.bad_table", where, place=where, why=str(fault))) from fault


def _xlsx(path: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile) as fault:
        raise Refused(problem("import.bad_table", path.name, place=path.name, why=str(fault))) from fault
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            name = path.name if len(book.worksheets) == 1 else f"{path.name}[{sheet.title}]"
            yield name, ((number, [_text(cell) for cell in row])
                         for number, row in enumerate(sheet.iter_rows(values_only=True), 1))  # fmt: skip
    finally:
        book.close()


def _text(value: object) -> str:
    """Dates as ISO text; a number as it is shown, without the tail that binary fractions have."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    return str(value).strip()
