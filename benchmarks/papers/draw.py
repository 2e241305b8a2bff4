"""Random choices of one paper: its layout from one half of what the kind allows, its companies, numbers, days, amounts.

Every choice of layout is a list; the half for tuning knows its even places, the other half its odd ones, so that no
arrangement and no spelling with an alternative is shared by the two.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum
from typing import TypeVar

from benchmarks.papers.sheet import Damage, Sheet, width_of

T = TypeVar("T")
_PLACES = ["常州", "嘉兴", "佛山", "泉州", "襄阳", "洛阳", "烟台", "咸阳", "柳州", "芜湖", "株洲", "赣州"]
_WORDS = ["恒越", "澜石", "禾丰", "启明", "砚田", "鹭洲", "广渡", "云栖", "锦程", "朗润", "百川", "若木"]
_TRADES = ["科技", "贸易", "物流", "餐饮管理", "机电设备", "酒店管理", "印务", "建材", "信息技术", "汽车销售服务"]
_FORMS = ["有限公司", "有限责任公司", "股份有限公司"]
_FAMILY, _GIVEN = "赵钱孙李周吴郑王冯陈", "明远思齐文博雨桐嘉禾子涵"
_SIGNS, _WEIGHTS = "0123456789ABCDEFGHJKLMNPQRTUWXY", [pow(3, place, 31) for place in range(17)]


class Half(IntEnum):
    """Which half of the layouts."""

    TUNE = 0
    HELD = 1


@dataclass(frozen=True)
class Company:
    """A company of nobody."""

    name: str
    tax_id: str


@dataclass(frozen=True)
class Told:
    """What is not left to chance: who buys, who sells, and the day the papers lie on the table."""

    buyer: Company | None = None
    seller: Company | None = None
    today: date | None = None


CHANCE = Told()


class Draw:
    """The choices of one paper, all from one seed."""

    def __init__(self, kind: str, seed: int, half: Half, told: Told = CHANCE) -> None:
        self.rng = random.Random(f"{kind}/{seed}/{half.name}")
        self.half, self.told = half, told
        self.damage = Damage.drawn(self.rng)

    def layout(self, *options: T) -> T:
        """One of the options of this half; a lone option belongs to both."""
        mine = options[self.half :: 2] or options
        return self.rng.choice(mine)

    def any(self, options: Sequence[T]) -> T:
        """One of all."""
        return self.rng.choice(options)

    def chance(self, share: float) -> bool:
        """True in this share of the papers."""
        return self.rng.random() < share

    def near(self, value: float, by: float = 4.0) -> float:
        """A place near another."""
        return round(value + self.rng.uniform(-by, by), 1)

    def sheet(self, width: float, height: float) -> Sheet:
        """An empty page, printed in one of the usual inks."""
        return Sheet(width, height, self.rng, self.damage, self.any(["#000000", "#1a2a6c", "#222222"]))

    def digits(self, count: int) -> str:
        """That many digits, the first not 0."""
        return str(self.rng.randint(10 ** (count - 1), 10**count - 1))

    def digital_number(self) -> str:
        """20 digits: year, region, channel, sequence."""
        return f"{self.any(['24', '25', '26'])}{self.any(['11', '31', '32', '33', '44', '51'])}2{self.digits(15)}"

    def code(self, kind: str) -> str:
        """12 digits of an invoice code: 0, region, year, batch, kind."""
        return f"0{self.any(['3200', '3300', '4400', '3502'])}{self.any(['22', '23', '24'])}{self.digits(3)}{kind}"

    def company(self) -> Company:
        """A name and a 统一社会信用代码 with its check character (GB 32100-2015)."""
        body = "91" + self.digits(6) + "MA" + "".join(self.rng.choice(_SIGNS) for _ in range(7))
        rest = (31 - sum(_SIGNS.index(one) * weight for one, weight in zip(body, _WEIGHTS, strict=True)) % 31) % 31
        name = self.any(_PLACES) + self.any(["市", ""]) + self.any(_WORDS) + self.any(_TRADES) + self.any(_FORMS)
        return Company(name, body + _SIGNS[rest])

    def buyer(self) -> Company:
        """Who the paper is made out to."""
        return self.told.buyer or self.company()

    def two(self) -> tuple[Company, Company]:
        """Two different companies: who buys, who sells."""
        first, second = self.buyer(), self.told.seller or self.company()
        return (first, second) if first.name != second.name else self.two()

    def person(self) -> str:
        """A person of nobody."""
        return self.any(_FAMILY) + "".join(self.rng.sample(_GIVEN, self.rng.choice([1, 2])))

    def day(self) -> date:
        """A day of the last years, or of the three weeks before the one told."""
        if self.told.today:
            return self.told.today - timedelta(days=self.rng.randint(0, 20))
        return date(2024, 1, 1) + timedelta(days=self.rng.randint(0, 1000))

    def amount(self, low: int, high: int) -> Decimal:
        """An amount in yuan with two decimals."""
        return Decimal(self.rng.randint(low * 100, high * 100)).scaleb(-2)

    def spell(self, day: date) -> str:
        """A day as papers print it."""
        return day.strftime(self.layout("%Y年%m月%d日", "%Y-%m-%d", "%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d"))


def money(amount: Decimal) -> str:
    """1234.50"""
    return f"{amount:.2f}"


@dataclass
class Form:
    """Label and value in one of the ways forms set them; ``style`` is colon, gap, below or cell."""

    draw: Draw
    sheet: Sheet
    style: str
    size: float = 9.0

    def field(self, x: float, y: float, label: str, value: str, room: float = 0.0) -> None:
        """A label at a place and its value where the style says; ``room`` is the width of the label's column."""
        put, size = self.sheet.put, self.size
        wide = max(width_of(label, size) * (1.1 if self.draw.damage.fragments else 1.0), room)
        if self.style == "colon":
            put(x, y, f"{label}：{value}", size)
        elif self.style == "gap":
            put(x, y, f"{label}：", size).put(x + wide + size + self.draw.rng.uniform(4, 9), y + 0.6, value, size)
        elif self.style == "below":
            put(x, y, label, size).put(x + 1, y + 1.35 * size, value, size)
        else:
            put(x, y, label, size).put(x + wide + self.draw.rng.uniform(10, 14), y, value, size)
            self.sheet.rule(x - 3, y - 3, wide + 200).rule(x + wide + 6, y - 3, 1.7 * size, down=True)
