"""The lines of an invoice: a table found by its header, its cells by the columns they stand under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate

from ingestion.page.heads import Table, has_money, next_table
from ingestion.page.paper import Paper
from ingestion.page.proved import proved_items
from ingestion.page.roles import Role, role_of
from ingestion.pdf.lines import Line
from ingestion.pdf.words import Word
from ingestion.reading import ItemLine
from ingestion.values.amounts import read_number
from ingestion.xml.terms import rate

_NUMBER = re.compile(
    r"(?<![\w.,/:-])(?P<minus>[-−]\s?)?[€$£]?\s?(?P<number>\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d[\d.,'’]*\d|\d)(?P<unit>\s?%|(?=[A-Za-z]{1,5}\b))?(?![\w/:]*\d)"
)
_MOST_LINES = 400
_BESIDE = 20.0


@dataclass
class _Draft:
    """A line being put together."""

    words: list[str] = field(default_factory=list)
    numbers: dict[str, Decimal] = field(default_factory=dict)
    unit: str | None = None
    percent: Decimal | None = None
    page: int = 1


def read_items(paper: Paper, sums: Sequence[Decimal] = ()) -> tuple[ItemLine, ...]:
    """Item lines: of the first table that has any, following pages included, or what adds up, whichever is proved better.

    ``sums`` are the amounts that the lines may add up to, the likeliest first: where the first so many lines do, the rest
    of the table is something else, such as a tax breakdown.
    """
    table, items = _headed(paper, sums)
    proof = _proof(items, sums)
    if proof[0] and all(item.proved for item in items):
        return tuple(items)
    others = proved_items(paper, sums, table)
    told = not proof[1] or any(item.proved for item in others)
    if others and told and _proof(others, [_total(others)]) > proof:
        return tuple(others)
    return tuple(items if proof[0] else _proved_part(items))


def _proved_part(items: list[ItemLine]) -> list[ItemLine]:
    """Of lines that do not add up, those from the first to the last whose quantity times price is the amount."""
    places = [at for at, item in enumerate(items) if item.proved]
    return items[places[0] : places[-1] + 1] if places else []


def _headed(paper: Paper, sums: Sequence[Decimal]) -> tuple[Table | None, list[ItemLine]]:
    """The lines of the first table under a head that has any, and that head."""
    position, first = 0, None
    while (table := next_table(paper, position)) is not None:
        first = first or table
        items = _rows(paper, table)
        if items:
            return table, _until_sum(items[:_MOST_LINES], sums)
        position = table.last_line + 1
    return first, []


def _proof(items: list[ItemLine], sums: Sequence[Decimal]) -> tuple[bool, int, int]:
    """Whether lines add up, for how many a quantity other than one times the price is the amount, how many have both."""
    products = sum(item.proved and abs(item.quantity or 0) != 1 for item in items)
    both = sum(item.quantity is not None and item.unit_price is not None for item in items)
    return bool(items) and _total(items) in sums, products, both


def _total(items: list[ItemLine]) -> Decimal:
    return sum((item.amount for item in items if item.amount is not None), Decimal(0))


def _until_sum(items: list[ItemLine], sums: Sequence[Decimal]) -> list[ItemLine]:
    running = list(accumulate(item.amount or Decimal(0) for item in items))
    for wanted in sums:
        if wanted and wanted in running:
            last = len(running) - 1 - running[::-1].index(wanted)
            free = running.index(wanted)
            gifts = all(item.amount == 0 and item.quantity for item in items[free + 1 : last + 1])
            return items[: (last if gifts else free) + 1]
    return items


def _rows(paper: Paper, table: Table) -> list[ItemLine]:
    drafts: list[_Draft] = []
    for line in paper.lines[table.last_line + 1 :]:
        label = re.split(r"\d", line.folded, maxsplit=1)[0]
        role = role_of(label)
        numbers, unit, percent = _numbers(paper, line, table)
        counted = "quantity" in numbers or "price" in numbers
        if role and not counted and ("amount" in numbers or has_money(line)) and drafts:
            if role[0] is Role.NET and role[1] < 0.9:
                continue
            break
        if "amount" in numbers and not counted and drafts and "amount" not in drafts[-1].numbers:
            drafts[-1].numbers["amount"] = numbers["amount"]
        elif "amount" in numbers or (counted and "price" in numbers):
            drafts.append(_Draft([_words(line, table)], numbers, unit, percent, line.page.number))
        elif drafts and len(drafts[-1].words) < 4 and len(drafts) < _MOST_LINES:
            drafts[-1].words.append(_words(line, table))
    _drop_positions(drafts)
    return [item for draft in drafts if (item := _finished(draft)) is not None]


def _drop_positions(drafts: list[_Draft]) -> None:
    """Takes 1, 2, 3 … from the front of the descriptions, where they count the lines."""
    counted = [re.match(rf"{number}\.?\s+(?=\S)", draft.words[0]) for number, draft in enumerate(drafts, 1)]
    if drafts and all(counted):
        for draft, match in zip(drafts, counted, strict=True):
            draft.words[0] = draft.words[0][match.end() :] if match else draft.words[0]


def _numbers(paper: Paper, line: Line, table: Table) -> tuple[dict[str, Decimal], str | None, Decimal | None]:
    """Numbers of a line by the column they stand nearest to; the unit behind a quantity; a percentage."""
    found: dict[str, Decimal] = {}
    unit, percent = None, None
    places = [(name, place) for name, places in table.columns.items() for place in places if name != "description"]
    for match in _NUMBER.finditer(line.text):
        words = line.words_in(match.start("number"), match.end("number"))
        value = read_number(match["number"], paper.mark or ".")
        if value is None or not words:
            continue
        if (match["unit"] or "").strip() == "%":
            percent = percent if _of_discount(words, table) else value
            continue
        middle, right = (words[0].x0 + words[-1].x1) / 2, words[-1].x1
        ranked = [
            (min(abs(middle - place[0]), abs(right - place[1])) + (8 if name == "tax" else 0), name)
            for name, place in places
            if name != "tax" or value <= 100
        ]
        distance, name = min(ranked, default=(999.0, ""))
        if distance > 42 or (name == "amount" and not _has_decimals(match["number"]) and value > 0):
            continue
        if name == "discount":
            continue
        if name == "tax":
            percent = percent if percent is not None else value
        elif name not in found or name == "amount":
            found[name] = -value if match["minus"] else value
            if name == "quantity":
                unit = _unit_behind(line, match.end("number"))
    return found, unit, percent


def _of_discount(words: Sequence[Word], table: Table) -> bool:
    """Whether a percentage stands under the head of a discount."""
    middle = (words[0].x0 + words[-1].x1) / 2
    return any(abs(middle - place[0]) < _BESIDE for place in table.columns.get("discount", ()))


def _has_decimals(text: str) -> bool:
    return bool(re.search(r"[.,]\d{2,4}$", text))


def _unit_behind(line: Line, position: int) -> str | None:
    match = re.match(r"\s?([A-Za-zÄÖÜäöüéè²³]{1,8}\.?)(?=\s|$)", line.text[position:])
    return match[1] if match else None


def _words(line: Line, table: Table) -> str:
    """The text of a line that stands in the description's column."""
    numeric = [place[0] for name, places in table.columns.items() for place in places if name != "description"]
    start = table.columns.get("description", [(0.0, 0.0)])[0][0]
    limit = min((x for x in numeric if x > start), default=line.page.width)
    cells = [
        cell for cell in line.cells if cell.x0 < limit - 10 and any(character.isalpha() for character in cell.text)
    ]
    if not start:
        return " ".join(cell.text.strip() for cell in cells)
    return max((cell.text.strip() for cell in cells), key=lambda text: sum(map(str.isalpha, text)), default="")


def _finished(draft: _Draft) -> ItemLine | None:
    amount = draft.numbers.get("amount")
    description = " ".join(word for word in draft.words[:1] if word) or " ".join(word for word in draft.words if word)
    counted = "quantity" in draft.numbers or "price" in draft.numbers
    if amount is None or not (counted or (description and amount)):
        return None
    quantity, price = draft.numbers.get("quantity"), draft.numbers.get("price")
    proved = quantity is not None and price is not None and abs(quantity * price - amount) <= Decimal("0.01")
    return ItemLine(
        description=description.strip() or None,
        quantity=quantity,
        unit=draft.unit,
        unit_price=price,
        amount=amount,
        tax_rate=rate(draft.percent),
        proved=proved,
        page=draft.page,
    )
