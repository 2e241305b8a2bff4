"""A sheet as PDF on A4: what it is on every page with the headings, columns as wide as what stands in them.

A sheet too wide for upright paper lies across; one too wide for that is set smaller. Amounts stand right, negative
ones in red *and* with their sign. What was printed is read back; a letter the font does not have stands as 〓, and a
note says how many kinds there were. Equal sheets give equal bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from ledger.core import grouped, say
from tools.blocks import Cell, DateCell, MoneyCell
from tools.printing.press import ink, pages, press
from tools.sheets.sheet import Sheet, wide

SIZE_PT, SMALLEST_PT = 8.0, 4.5
LETTER_MM, INSET_MM, INDENT_MM = 1.62, 3.2, 2.4
"""A Latin letter at ``SIZE_PT``; what a cell adds left and right together; what a deeper row is moved in by."""
ROOM_MM = {False: 182.0, True: 269.0}
"""Between the margins of an A4 page, upright and across."""
NARROWEST, LONGEST_RUN, WIDEST = 6, 26, 60
NO_GLYPH = "〓"


def _shown(cell: Cell) -> str:
    if isinstance(cell, MoneyCell):
        return grouped(cell.amount_minor, cell.currency)
    return cell.day.isoformat() if isinstance(cell, DateCell) else _plain(cell.text)


def _plain(text: str) -> str:
    """One line without control characters; a run of letters that no line could hold may break inside."""
    kept = "".join(" " if one.isspace() else one for one in text if unicodedata.category(one) not in ("Cf", "Co", "Cs"))
    kept = "".join(one for one in kept if unicodedata.category(one) != "Cc")
    return re.sub(rf"([!-~]{{{LONGEST_RUN}}})(?=[!-~])", "\\1\u200b", " ".join(kept.split()))


def _longest(text: str) -> int:
    """Width of what no line can break: the longest run of Latin letters, or one Chinese character."""
    return max((len(run) for run in re.findall(r"[!-\u02ff]+", text)), default=2)


def _widths(sheet: Sheet, rows: list[list[str]]) -> tuple[bool, float, list[float]]:
    """Whether the page lies across, the size in points, and each column's width in millimetres."""
    natural, least = [], []
    for place, column in enumerate(sheet.table.columns):
        texts = [column.title, *(row[place] for row in rows)]
        indent = INDENT_MM * max((row.indent for row in sheet.table.rows), default=0) if place == 0 else 0
        widest = max(map(wide, texts))
        firm = column.numeric or any(isinstance(row.cells[place], DateCell) for row in sheet.table.rows[:1])
        narrow = widest if firm else max(NARROWEST, *map(_longest, texts))
        natural.append(min(max(widest, NARROWEST), max(WIDEST, narrow)) * LETTER_MM + INSET_MM + indent)
        least.append(min(narrow * LETTER_MM + INSET_MM + indent, natural[-1]))
    across = sum(natural) > ROOM_MM[False]
    room = ROOM_MM[across]
    shrunk = min(1.0, room / sum(least))
    least = [one * shrunk for one in least]
    wanted = [max(0.0, one - low) for one, low in zip(natural, least, strict=True)]
    given = min(1.0, (room - sum(least)) / sum(wanted)) if sum(wanted) > 0 else 0.0
    fitted = [low + more * given for low, more in zip(least, wanted, strict=True)]
    of_text = [place for place, column in enumerate(sheet.table.columns) if not column.numeric] or [0]
    fitted[max(of_text, key=lambda place: natural[place])] += max(0.0, room - sum(fitted))
    return across, max(SMALLEST_PT, SIZE_PT * shrunk), fitted


def _data(sheet: Sheet, language: str, lost: str) -> dict[str, Any]:
    seen = str.maketrans(dict.fromkeys(lost, NO_GLYPH))
    rows = [[_shown(cell).translate(seen) for cell in row.cells] for row in sheet.table.rows]
    across, size, widths = _widths(sheet, rows)
    told = [pair for pair in sheet.about if pair[1] != sheet.title]
    about = [[_plain(text).translate(seen) for text in pair] for pair in told]
    return {
        "language": language, "across": across, "size": size, "widths": widths, "title": sheet.title, "about": about,
        "columns": [{"title": _plain(one.title).translate(seen), "numeric": one.numeric} for one in sheet.table.columns],
        "rows": [{"cells": cells, "weight": row.weight, "indent": row.indent * INDENT_MM}
                 for cells, row in zip(rows, sheet.table.rows, strict=True)],
        "page": say("sheet.page", language, page="{page}", pages="{pages}"),
        "note": say("sheet.no_glyph", language, count=len(lost), mark=NO_GLYPH) if lost else "",
    }  # fmt: skip


def _texts(data: dict[str, Any]) -> Iterator[str]:
    yield from (text for pair in data["about"] for text in pair)
    yield from (column["title"] for column in data["columns"])
    yield from (text for row in data["rows"] for text in row["cells"])


def pdf_bytes(sheet: Sheet, language: str) -> bytes:
    """The file. Raises FontsMissing, or UnreadablePrint where the text layer lost a figure or what the file is."""
    data = _data(sheet, language, "")
    made = press("sheet", data, ())
    lost = set(ink("".join(_texts(data)))) - set(ink("".join(pages(made)))) - {"\u200b"}
    if lost:
        whole = [one for one in set("".join(_texts(data))) if set(ink(one)) & lost]
        data = _data(sheet, language, "".join(sorted(whole)))
    amounts = {_shown(cell) for row in sheet.table.rows for cell in row.cells if isinstance(cell, MoneyCell)}
    told = {text for pair in data["about"] for text in pair if "\u200b" not in text}
    return press("sheet", data, sorted(amounts | told | {column["title"] for column in data["columns"]}))
