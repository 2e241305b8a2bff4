"""The lines that arithmetic proves, written out: what is sold, how many, at what price."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from ingestion.page.figures import Figure
from ingestion.page.heads import Table
from ingestion.page.paper import Paper
from ingestion.page.runs import Entry, Row, Run, proved_run
from ingestion.reading import ItemLine
from ingestion.xml.terms import rate

_UNDER = 4.0
_UNDER_HEAD = 25.0
_UNIT = re.compile(r"\s{0,2}([^\W\d_]{1,8}[²³]?\.?)(?=\s|$)")
_AT_FRONT = re.compile(r"^\W*\d+(?:[.,]\d+)?\.?(?:\s*[x×*])?\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class _Places:
    """Right edges of the columns of quantity and price, as far as known."""

    quantity: float | None
    price: float | None
    head: float | None


def proved_items(paper: Paper, sums: Sequence[Decimal], table: Table | None) -> list[ItemLine]:
    """Lines that add up to a sum of the paper; none where nothing does. ``table`` is the head over them, if any was found."""
    columns = table.columns if table is not None else {}
    quantity, price = columns.get("quantity"), columns.get("price")
    run = proved_run(paper, sums, bool(quantity and price and price[0][0] < quantity[0][0]))
    if run is None:
        return []
    pairs = [one.pair for one in run.entries if one.pair is not None]
    places = _Places(
        median(one.quantity.x1 for one in pairs) if pairs else None,
        median(one.price.x1 for one in pairs) if pairs else None,
        quantity[0][0] if quantity else None,
    )
    counted = _counted(run) if not pairs else {}
    return [_item(entry, places, counted.get(entry.row.index), run) for entry in run.entries]


def _counted(run: Run) -> dict[int, Figure]:
    """Quantities of lines without a price: the figure at the front of every row, where they do not just number the rows."""
    front = {}
    for entry in run.entries:
        first = next(iter(entry.row.figures), None)
        if first is None or first is entry.amount or not first.whole or first.money or first.percent:
            return {}
        if any(character.isalpha() for character in entry.row.line.text[: first.start]):
            return {}
        front[entry.row.index] = first
    values = [int(one.value) for one in front.values()]
    numbered = values == list(range(1, len(values) + 1)) and not all(one.times for one in front.values())
    return {} if numbered or any(value > 999 for value in values) else front


def _item(entry: Entry, places: _Places, counted: Figure | None, run: Run) -> ItemLine:
    quantity, price = (entry.pair.quantity, entry.pair.price) if entry.pair else (None, None)
    beside = [(one, row) for row in entry.rows for one in row.figures if one is not entry.amount and not one.percent]
    if entry.pair is None and places.quantity is not None:
        quantity, price = _under(beside, places.quantity), _under(beside, places.price)
        price = price if price is not quantity else None
    elif entry.pair is None:
        quantity = counted or _below_head(beside, places.head)
    shares = [one.value for row in entry.rows for one in row.figures if one.percent]
    taxed = [
        one for one in shares if entry.pair is None or entry.pair.percent is None or one != entry.pair.percent.value
    ]
    place = next((row for one, row in beside if one is quantity), None)
    return ItemLine(
        description=_description(entry, (quantity, price), run),
        quantity=None if quantity is None else quantity.value,
        unit=_unit(place, quantity),
        unit_price=None if price is None else price.value,
        amount=entry.amount.value,
        tax_rate=rate(taxed[0]) if len(taxed) == 1 else None,
        proved=entry.pair is not None,
        page=entry.row.line.page.number,
    )


def _under(beside: list[tuple[Figure, Row]], edge: float | None) -> Figure | None:
    return next((one for one, _ in beside if edge is not None and abs(one.x1 - edge) <= _UNDER), None)


def _below_head(beside: list[tuple[Figure, Row]], middle: float | None) -> Figure | None:
    near = [one for one, _ in beside if middle is not None and abs((one.x0 + one.x1) / 2 - middle) <= _UNDER_HEAD]
    return min(near, key=lambda one: abs((one.x0 + one.x1) / 2 - (middle or 0)), default=None)


def _unit(row: Row | None, quantity: Figure | None) -> str | None:
    if row is None or quantity is None or quantity.times:
        return None
    match = _UNIT.match(row.line.text, quantity.end)
    if match is None or "\t" in match[0]:
        return None
    return match[1] if quantity.end > 0 and quantity.start > 0 else None


def _description(entry: Entry, taken: tuple[Figure | None, Figure | None], run: Run) -> str | None:
    """The words at the left edge where most rows of the run begin their words: of its own row, else of the rows beside it."""
    edge = _edge(run)
    own = _words(entry.row, edge, taken)
    if own:
        return own
    parts = [text for row in entry.rows if (text := _words(row, edge, taken))]
    return " ".join(parts) or None


def _edge(run: Run) -> float:
    lefts = [
        max(row.line.cells, key=lambda cell: sum(map(str.isalpha, cell.text))).x0
        for entry in run.entries
        for row in entry.rows
        if any(sum(map(str.isalpha, cell.text)) >= 2 for cell in row.line.cells)  # not of 2 x10,59 and 21,18D alone
    ]
    return median(lefts) if lefts else 0.0


def _words(row: Row, edge: float, taken: tuple[Figure | None, Figure | None]) -> str:
    cells = [
        cell
        for cell in row.line.cells
        if abs(cell.x0 - edge) < 30 and sum(map(str.isalpha, cell.text)) >= 2
    ]  # fmt: skip
    text = max((cell.text.strip() for cell in cells), key=len, default="")
    start = min((one.value for one in taken if one is not None), default=None)
    front = _AT_FRONT.match(text)
    return text[front.end() :] if front and start is not None and row.figures and row.figures[0] in taken else text
