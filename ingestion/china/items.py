"""Lines of a Chinese invoice: cells by the column they stand under; a 清单 on later pages goes before its summary."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ingestion.page.paper import Paper
from ingestion.pdf.lines import Line
from ingestion.pdf.words import Word
from ingestion.reading import ItemLine
from ingestion.values.amounts import read_number
from ingestion.values.names import category_of
from ingestion.xml.china import read_rate

_COLUMNS = (
    ("name", r"(?:货物或应税劳务、?(?:服务)?|项目|商品)名称|(?<!规格)项目"),
    ("model", r"规格型号"),
    ("unit", r"单位"),
    ("quantity", r"数量"),
    ("price", r"单价(?:\(不?含税\))?"),
    ("amount", r"金额(?:\((?:不?含税|元)\))?"),
    ("rate", r"税率(?:/征收率)?(?:\(%\))?|征收率"),
    ("tax", r"税额"),
)
_END = re.compile(r"^(?:合?计(?=[¥\d-])|小计|合计|总计|价税合计|备注|金额合计)|价税合计")
_RATE = re.compile(r"\d{1,2}(?:\.\d+)?%|免税|不征税|出口零税率")
_NUMBER = re.compile(r"-?¥?-?\d[\d,]*(?:\.\d+)?")
_SUMMARY = re.compile(r"详见(?:销货)?清单|清单")
Places = dict[str, tuple[float, float]]


def read_items(paper: Paper) -> tuple[ItemLine, ...]:
    """All lines; quantity times price is checked, and the tax category is the short name between asterisks."""
    items: list[ItemLine] = []
    places: Places | None = None
    for line in paper.lines:
        header = _header(line)
        if header is not None:
            places = header
            continue
        if places is None:
            continue
        if _END.search(line.compact):
            places = None
            continue
        item = _row(line, places)
        if item is not None:
            items.append(item)
        elif items and (more := _continuation(line, places)):
            items[-1] = replace(items[-1], description=(items[-1].description or "") + more)
    listed = [item for item in items if not _SUMMARY.search(item.description or "")]
    return tuple(_finished(item) for item in (listed or items))


def _header(line: Line) -> Places | None:
    found: Places = {}
    for name, pattern in _COLUMNS:
        match = re.search(pattern, line.compact)
        if match:
            words = line.compact_words(match.start(), match.end())
            found[name] = (words[0].x0, words[-1].x1)
    return found if "amount" in found and ("name" in found or "quantity" in found) and len(found) >= 3 else None


def _row(line: Line, places: Places) -> ItemLine | None:
    values: dict[str, str] = {}
    for text, words in _tokens(line):
        column = _column(text, words, places)
        if column:
            values[column] = values.get(column, "") + text
    amount = read_number(values.get("amount", "").lstrip("-¥"), ".")
    if amount is None or "." not in values.get("amount", ""):
        return None
    negative = values["amount"].startswith("-") or "-" in values["amount"][:2]
    tax = read_number(values.get("tax", "").lstrip("-¥"), ".")
    return ItemLine(
        description=re.sub(r"^\d{1,4}(?=[*＊(（])", "", values.get("name", "")) or None,
        quantity=_signed(values.get("quantity")),
        unit=values.get("unit"),
        unit_price=_signed(values.get("price")),
        amount=-amount if negative else amount,
        tax_rate=read_rate(values.get("rate")),
        tax=None if tax is None else (-tax if negative else tax),
        page=line.page.number,
    )


def _signed(text: str | None) -> Decimal | None:
    number = read_number((text or "").lstrip("-¥"), ".")
    return None if number is None else -number if (text or "").startswith("-") else number


def _tokens(line: Line) -> list[tuple[str, tuple[Word, ...]]]:
    """Cells of a line, split again where a name and a number stand close together."""
    out: list[tuple[str, tuple[Word, ...]]] = []
    for cell in line.cells:
        numeric = [word for word in cell.words if _NUMBER.fullmatch(word.text) or _RATE.fullmatch(word.text)]
        if len(cell.words) > 1 and numeric and not _NUMBER.fullmatch(cell.text.replace(" ", "")):
            out += [(word.text, (word,)) for word in cell.words]
        else:
            out.append((re.sub(r"(?<=[.\d]) (?=\d)", "", cell.text), cell.words))
    return out


def _column(text: str, words: tuple[Word, ...], places: Places) -> str | None:
    left, right, middle = words[0].x0, words[-1].x1, (words[0].x0 + words[-1].x1) / 2
    if _RATE.fullmatch(text):
        return "rate"
    if _NUMBER.fullmatch(text):
        numeric = {name: place for name, place in places.items() if name in ("quantity", "price", "amount", "tax")}
        ranked = sorted(
            (min(abs(right - place[1]), abs(middle - sum(place) / 2)), name) for name, place in numeric.items()
        )
        return ranked[0][1] if ranked and ranked[0][0] < 70 and not _is_serial(text, left, places) else None
    for name in ("unit", "model"):
        if name in places and places[name][0] - 12 <= middle <= places[name][1] + 12:
            return name
    first_number = min(
        (place[0] for name, place in places.items() if name in ("unit", "quantity", "price", "amount")), default=0.0
    )
    return "name" if left < first_number and any(character.isalpha() for character in text) else None


def _is_serial(text: str, left: float, places: Places) -> bool:
    return "name" in places and left < places["name"][0] - 2 and "." not in text


def _continuation(line: Line, places: Places) -> str:
    """More of a name that did not fit on one line."""
    if any(_NUMBER.fullmatch(word.text) and "." in word.text for word in line.words) or len(line.cells) > 2:
        return ""
    limit = places.get("model", places.get("unit", places["amount"]))[0]
    cell = line.cells[0]
    start = places.get("name", (0.0, 0.0))[0]
    return cell.text.strip() if cell.x1 < limit + 30 and cell.x0 < start + 30 and len(cell.text) > 1 else ""


def _finished(item: ItemLine) -> ItemLine:
    proved = None not in (item.quantity, item.unit_price, item.amount) and abs(
        (item.quantity or Decimal(0)) * (item.unit_price or Decimal(0)) - (item.amount or Decimal(0))
    ) <= Decimal("0.01")
    return replace(item, tax_category=category_of(item.description), proved=proved)
