"""The lines of a paper: columns in several orders, with rules and without, over as many pages as they need."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from benchmarks.papers.sheet import Sheet
from benchmarks.western.draw import Pen
from benchmarks.western.goods import Goods, Item

_LAST = 640.0
_TOP = 60.0


@dataclass(frozen=True)
class Shape:
    """Columns by name with their places; a flush right column is placed by its right edge."""

    columns: tuple[tuple[str, float, bool], ...]
    ruled: bool
    size: float = 9.0


SHAPES = (
    Shape((("position", 45, False), ("description", 75, False), ("quantity", 350, True), ("price", 440, True), ("amount", 550, True)), True),
    Shape((("quantity", 60, True), ("description", 80, False), ("price", 430, True), ("amount", 550, True)), True),
    Shape((("description", 45, False), ("quantity", 310, True), ("price", 385, True), ("rate", 450, True), ("amount", 550, True)), False),
    Shape((("code", 42, False), ("description", 110, False), ("rate", 345, True), ("quantity", 400, True), ("price", 470, True), ("amount", 552, True)), True, 8.5),
    Shape((("description", 50, False), ("amount", 545, True)), False, 10.0),
    Shape((("position", 42, False), ("code", 70, False), ("description", 135, False), ("quantity", 360, True), ("price", 450, True), ("amount", 552, True)), False, 8.0),
)  # fmt: skip
"""Even places for learning, odd ones held."""


def table(d: Pen, sheet: Sheet, y: float, goods: Goods) -> float:
    """The lines from ``y`` on; where they end, perhaps on a further page."""
    shape: Shape = d.layout(*SHAPES)
    step = d.rng.choice([13.0, 15.0, 18.0])
    y = _header(d, sheet, y, shape)
    running = Decimal(0)
    for number, item in enumerate(goods.items, 1):
        if y > _LAST:
            sheet.put(330, y, d.word("carried"), shape.size).put(550, y, d.plain(running), shape.size, right=True)
            y = _header(d, sheet.turn(), _TOP, shape)
        _row(d, sheet, y, shape, number, item)
        running += item.amount
        y += step
        if d.chance(0.2):
            x = next(place for name, place, _ in shape.columns if name == "description")
            sheet.put(
                x, y - step * 0.28, d.any(["Serie B, matt", "Ref. 20 / AX", "(2 x 12)", "L = 40 cm"]), shape.size - 1.5
            )
            y += step * 0.7
    if shape.ruled:
        sheet.rule(40, y, 515)
    return y + 14


def _header(d: Pen, sheet: Sheet, y: float, shape: Shape) -> float:
    words = {"position": "Pos", "code": {"de": "Art.-Nr.", "en": "Code", "fr": "Réf."}.get(d.country.language, "Cod.")}
    for name, x, right in shape.columns:
        sheet.put(x, y, words.get(name) or d.word(name), shape.size - 0.5, right=right)
    if shape.ruled:
        sheet.rule(40, y + 13, 515)
    return y + 19


def _row(d: Pen, sheet: Sheet, y: float, shape: Shape, number: int, item: Item) -> None:
    quantity = d.plain(item.quantity, 0 if item.quantity == int(item.quantity) else 2)
    if item.sign < 0 and d.half:
        quantity = f"-{quantity}"
    texts = {
        "position": str(number), "code": f"{d.any('ABX')}{d.rng.randint(1000, 9999)}", "description": item.name, "quantity": quantity,
        "price": d.plain(item.price), "rate": f"{d.rate(item.rate)}%" if item.rate else "0%", "amount": d.plain(item.amount),
    }  # fmt: skip
    for name, x, right in shape.columns:
        sheet.put(x, y, texts[name], shape.size, right=right)
