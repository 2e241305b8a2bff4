"""Goods of an invoice with their sums, and the table that prints them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from benchmarks.papers.draw import Draw, money
from benchmarks.papers.sheet import Sheet

_GOODS = {
    "0.13": ["*电线电缆*控制电缆", "*纸制品*复印纸", "*金属制品*不锈钢管件", "*计算机外部设备*显示器"],
    "0.09": ["*运输服务*国内货物运费", "*建筑服务*装修工程"],
    "0.06": ["*住宿服务*住宿费", "*信息技术服务*软件维护", "*现代服务*咨询费", "*会展服务*会议费"],
    "0.03": ["*经营租赁*通行费"],
    "exempt": ["*农产品*大米", "*技术服务*技术开发"],
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line: amounts in yuan without tax."""

    name: str
    model: str
    unit: str
    count: int
    amount: Decimal
    rate: str
    tax: Decimal


@dataclass(frozen=True)
class Goods:
    """Lines and their sums."""

    rows: tuple[Row, ...]

    @property
    def net(self) -> Decimal:
        """Without tax."""
        return sum((row.amount for row in self.rows), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """The tax."""
        return sum((row.tax for row in self.rows), Decimal(0))

    @property
    def rates(self) -> str:
        """The rates, as the shape spells them, joined."""
        return ",".join(sorted({row.rate for row in self.rows}))


def drawn(d: Draw, sign: int = 1, rates: tuple[str, ...] = ("0.13", "0.09", "0.06")) -> Goods:
    """One to five lines of one or two rates; negative for a red invoice."""
    mine = d.rng.sample(rates, min(len(rates), d.any([1, 1, 1, 2])))
    rows = []
    for _ in range(d.any([1, 1, 2, 3, 5])):
        rate = d.any(mine)
        count, price = d.any([1, 2, 10, 36]), d.amount(3, 900)
        amount = sign * count * price
        tax = Decimal(0) if rate == "exempt" else (amount * Decimal(rate)).quantize(Decimal("0.01"))
        rows.append(
            Row(
                d.any(_GOODS[rate]),
                d.any(["", "A4", "GB-12"]),
                d.any(["件", "箱", "项", "次"]),
                sign * count,
                amount,
                rate,
                tax,
            )
        )
    return Goods(tuple(rows))


def percent(rate: str) -> str:
    """As the table prints a rate."""
    return "免税" if rate == "exempt" else f"{Decimal(rate) * 100:.0f}%"


def table(d: Draw, sheet: Sheet, y: float, goods: Goods, heads: tuple[str, ...], step: float = 13.5) -> float:
    """Head and lines; returns the y below them. ``heads``: name, model, unit, count, price, amount, rate, tax."""
    shift, size = d.rng.uniform(-3, 3), d.near(8, 0.5)
    xs = [30 + shift, 168 + shift, 222 + shift, 290 + shift, 356 + shift, 432 + shift, 500 + shift, 578 + shift]
    for at, (x, head) in enumerate(zip(xs, heads, strict=True)):
        sheet.put(x, y, head, size, right=at > 2)
    for number, row in enumerate(goods.rows, 1):
        price = abs(row.amount / row.count).normalize()
        tax = "***" if row.rate == "exempt" else money(row.tax)
        cells = [row.name, row.model, row.unit, str(row.count), f"{price:f}", money(row.amount), percent(row.rate), tax]
        for at, (x, cell) in enumerate(zip(xs, cells, strict=True)):
            if cell:
                sheet.put(x, y + number * step, cell, size, right=at > 2)
    return y + (len(goods.rows) + 1) * step


def sums(d: Draw, sheet: Sheet, y: float, goods: Goods) -> None:
    """The 合计 row."""
    gap = d.layout(30.0, 62.0, 18.0, 44.0)
    exempt = all(row.rate == "exempt" for row in goods.rows)
    sheet.put(60, y, "合", 8.5).put(60 + gap, y, "计", 8.5)
    sheet.put(432, d.near(y, 1.2), f"¥{money(goods.net)}", 8.5, right=True)
    sheet.put(578, d.near(y, 1.2), "***" if exempt else f"¥{money(goods.tax)}", 8.5, right=True)
