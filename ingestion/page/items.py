"""The lines of an invoice: a table found by its header, its cells by the columns they stand under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate

from ingestion.page.paper import Paper
from ingestion.page.totals import Role, role_of
from ingestion.pdf.lines import Line
from ingestion.reading import ItemLine
from ingestion.values.amounts import read_number
from ingestion.values.text import fold
from ingestion.xml.terms import rate

_COLUMNS = {
    "description": r"descripti?on|beschreibung|bezeichnung|artikel\w*|article|designation|item|leistung|produkt|product|service|concepto|descripcion|descrizione|omschrijving|libelle|details|particulars|text|prestation|benamning|beskrivelse|beskrivning|oznaceni|popis|nazev|nazwa|towar\w*",
    "quantity": r"qty|quantity|menge|anzahl|qte|quantite|cantidad|cant|quantita|aantal|hours|stunden|hrs|heures|horas|antal|ant|unidades|uds?|mnozstvi|pocet|ilosc|q\.?ta",
    "price": r"price|preis\w*|einzelpreis|nettopreis|e-?preis|p\.?u|prix|precio|prezzo|prijs|rate|tarif|cost|stuckpreis|preis/|a-pris|pris|precio/ud|prezzo|cena|j\.cena|jedn",
    "amount": r"amount|total|betrag|gesamt\w*|netto(?:betrag|wert)|entgelt|importe|importo|montant|bedrag|positions-?(?:betrag)?|summe|wert|subtotal|totale|totaal|belopp|beløp|suma|summa|wartosc|celkem|valor",
    "tax": r"vat|tax(?:es)?|ust|mwst|tva|iva|btw|steuer\w*|moms|mva|dph",
}
_COLUMN = {name: re.compile(rf"^(?:{pattern})[.:%)]*(?:-%)?$") for name, pattern in _COLUMNS.items()}
_NUMBER = re.compile(
    r"(?<![\w.,/:-])(?P<minus>[-−]\s?)?[€$£]?\s?(?P<number>\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d[\d.,'’]*\d|\d)(?P<unit>\s?%|(?=[A-Za-z]{1,5}\b))?(?![\w/:]*\d)"
)
_EXCLUDING = re.compile(r"(?:excl|incl|exkl|inkl|ex|inc|ohne|mit|bez|hors|sans|zzgl|before|plus)\.?$")
_MOST_LINES = 400


Columns = dict[str, list[tuple[float, float]]]
"""Places of each column's header words: middle and right edge."""


@dataclass
class _Draft:
    """A line being put together."""

    words: list[str] = field(default_factory=list)
    numbers: dict[str, Decimal] = field(default_factory=dict)
    unit: str | None = None
    percent: Decimal | None = None
    page: int = 1


@dataclass(frozen=True)
class Table:
    """A header: the position of each column (middle, right edge), and the index of its last line."""

    columns: Columns
    last_line: int


def read_items(paper: Paper, sums: Sequence[Decimal] = ()) -> tuple[ItemLine, ...]:
    """Item lines of the first table that has any, following pages included.

    ``sums`` are the amounts that the lines may add up to, the likeliest first: where the first so many lines do, the rest
    of the table is something else, such as a tax breakdown.
    """
    position = 0
    while (table := _next_table(paper, position)) is not None:
        items = _rows(paper, table)
        if items:
            return tuple(_until_sum(items[:_MOST_LINES], sums))
        position = table.last_line + 1
    return ()


def _until_sum(items: list[ItemLine], sums: Sequence[Decimal]) -> list[ItemLine]:
    running = list(accumulate(item.amount or Decimal(0) for item in items))
    for wanted in sums:
        if wanted and wanted in running:
            last = len(running) - 1 - running[::-1].index(wanted)
            free = running.index(wanted)
            gifts = all(item.amount == 0 and item.quantity for item in items[free + 1 : last + 1])
            return items[: (last if gifts else free) + 1]
    return items


def _next_table(paper: Paper, start: int) -> Table | None:
    lines = paper.lines
    for index in range(start, len(lines)):
        columns: Columns = {}
        for line in lines[max(start, index - 3) : index + 1]:
            if (
                line.page is lines[index].page
                and lines[index].bottom - line.top < 5 * line.height + 12
                and not _has_money(line)
            ):
                _merge(columns, _header_columns(line))
        own = _header_columns(lines[index])
        if (
            len(own) >= 2
            and "amount" in columns
            and ("description" in columns or "quantity" in columns)
            and len(columns) >= 3
        ):
            after = index + 1
            while (
                after < len(lines)
                and after < index + 3
                and _header_columns(lines[after])
                and not _has_money(lines[after])
            ):
                _merge(columns, _header_columns(lines[after]))
                after += 1
            return Table(columns, after - 1)
    return None


def _merge(columns: Columns, more: Columns) -> None:
    for name, places in more.items():
        columns.setdefault(name, []).extend(places)


def _header_columns(line: Line) -> Columns:
    """Columns by their header words; *Excl. VAT* behind *Amount* still names the amount's column."""
    found: Columns = {}
    last, before = "", ""
    for word in line.words:
        text = fold(word.text).strip("():")
        for name, pattern in _COLUMN.items():
            if pattern.match(text):
                owner = last if name == "tax" and last and _EXCLUDING.match(before) else name
                found.setdefault(owner, []).append(((word.x0 + word.x1) / 2, word.x1))
                last = owner
                break
        before = text
    return found


def _has_money(line: Line) -> bool:
    return bool(re.search(r"\d[.,]\d{2}(?!\d)", line.text))


def _rows(paper: Paper, table: Table) -> list[ItemLine]:
    drafts: list[_Draft] = []
    for line in paper.lines[table.last_line + 1 :]:
        label = re.split(r"\d", line.folded, maxsplit=1)[0]
        role = role_of(label)
        numbers, unit, percent = _numbers(paper, line, table)
        counted = "quantity" in numbers or "price" in numbers
        if role and not counted and ("amount" in numbers or _has_money(line)) and drafts:
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
            percent = value
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
        if name == "tax":
            percent = percent if percent is not None else value
        elif name not in found or name == "amount":
            found[name] = -value if match["minus"] else value
            if name == "quantity":
                unit = _unit_behind(line, match.end("number"))
    return found, unit, percent


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
