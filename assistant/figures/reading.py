"""All figures of a text in their order, none twice: dates first, then words of numbers, then digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures import chinese, days, digits, english

_MONEY_BEFORE = re.compile(r"(?:[¥￥$€£]|(?a:\b)(?:CNY|RMB|USD|EUR|GBP)|人民币)\s?[-−]?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(
    r"\s?(?:元|块|圆|圓|欧元|美元|英镑|港币|日元|[¥€£$]|(?:CNY|RMB|USD|EUR|GBP|yuan|dollars?|euros?|pounds?|bucks)(?a:\b))",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"\s?(?:[%％﹪]|per\s?-?cent(?a:\b)|percentage\s+points?(?a:\b)|pct(?a:\b)|个?百分点)", re.IGNORECASE
)
_PERMILLE = re.compile(r"\s?(?:‰|个?千分点)")
_PART_OF = re.compile(r"(?P<base>百|千|万|[一二三四五六七八九十]+|\d+)分之(?:\s?)$")
_TENTH = re.compile(r"\s?成(?![为本立功员就长交品果绩不])|\s?折(?![旧合现算])|\s?倍")
_DIGIT_YEAR = re.compile(
    r"[〇零○一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,3}月)?(?:[一二三四五六七八九十廿卅]{1,3}[日号])?"
)
_NAMES_OF_THINGS = re.compile(
    r"(?a:\b)(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,}|[0-9a-z]{26})(?a:\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Where it stands, and the values it may mean; ``counts`` for a bare whole number, no money, share or date."""

    start: int
    end: int
    values: frozenset[str]
    counts: bool = False

    @property
    def number(self) -> Decimal:
        """Of a bare number."""
        (value,) = self.values
        return Decimal(value)


def spelled(value: Decimal) -> str:
    """A number in one spelling: no exponent, no zeros that say nothing."""
    text = format(value, "f")
    whole, _, part = text.partition(".")
    return f"{whole.lstrip('0') or '0'}.{part.rstrip('0')}".rstrip(".")


def figures_in(text: str) -> Iterator[Figure]:
    """Figures of a text that went through :func:`assistant.figures.letters.plain`, from left to right."""
    heads = [_Head(order, pattern, made) for order, (pattern, made) in enumerate(_KINDS)]
    at = 0
    while at < len(text):
        found = _next(text, at, heads)
        if found is None:
            return
        if found.values:
            yield found
        at = max(found.end, at + 1)


def values_in(text: str) -> set[str]:
    """Every value that a text gives; identifiers of things of ours give none."""
    said: set[str] = set()
    for figure in figures_in(_NAMES_OF_THINGS.sub(" ", text)):
        for value in figure.values:
            said |= days.parts(value) if "-" in value else {value}
            if re.match(r"\d{4}-", value):
                said.add(value[:4])
    return said


@dataclass(slots=True)
class _Head:
    """One kind of figure, and its first match from where one looked last: each kind reads the text once."""

    order: int
    pattern: re.Pattern[str]
    made: Callable[[str, re.Match[str]], Figure | None]
    looked: int = -1
    found: re.Match[str] | None = None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        if self.looked < 0 or (self.found is not None and self.found.start() < at):
            self.found, self.looked = self.pattern.search(text, at), at
        return self.found


def _next(text: str, at: int, heads: Sequence[_Head]) -> Figure | None:
    """The first figure from a place on; of two that begin together the kind that stands first."""
    matches = [(found.start(), head.order, head, found) for head in heads if (found := head.match(text, at))]
    for _start, _order, head, found in sorted(matches, key=lambda one: one[:2]):
        made = head.made(text, found)
        if made is not None:
            return made
    return None


def _date(text: str, found: re.Match[str]) -> Figure | None:
    values = days.values_of(found)
    return Figure(found.start(), found.end(), values) if values else None


def _chinese_date(text: str, found: re.Match[str]) -> Figure | None:
    """二〇二六年十一月二十五日."""
    read = [chinese.value_of(one) for one in re.findall(r"[^年月日号]+", found.group())]
    year, month, day = [str(int(one)) if one is not None else "" for one in (*read, None, None)][:3]
    value = days.iso(year, month, day) if month else year
    return Figure(found.start(), found.end(), frozenset({value} if value else ()))


def _chinese(text: str, found: re.Match[str]) -> Figure | None:
    if idiom := chinese.IDIOMS.match(text, found.start()):
        return Figure(found.start(), idiom.end(), frozenset())
    end = found.start() + len(found.group().rstrip("点 "))
    value = chinese.value_of(found.group())
    if value is None or text.startswith("分之", end):
        return Figure(found.start(), end, frozenset())
    return _weighed(text, found.start(), end, value)


def _english(text: str, found: re.Match[str]) -> Figure | None:
    value = english.value_of(found.group())
    return None if value is None else _weighed(text, found.start(), found.end(), value)


def _digits(text: str, found: re.Match[str]) -> Figure | None:
    value = digits.value_of(found)
    power, end = digits.multiplied(text, found.end())
    if power:
        return _weighed(text, found.start(), end, value.scaleb(power), bare=False)
    return _weighed(text, found.start(), end, value, bare=found.lastgroup == "plain")


def _weighed(text: str, start: int, end: int, value: Decimal, *, bare: bool = True) -> Figure:
    """With what stands around it: a share backs by its number or its ratio, money is never a mere count."""
    before = text[max(0, start - 12) : start]
    if share := _PART_OF.search(before):
        named = share.group("base")
        base = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}.get(named) or chinese.value_of(named)
        base = base if base else Decimal(named) if named.isdigit() else Decimal(1)
        shown = {spelled(value / base), *([spelled(value)] if base == 100 else [])}
        return Figure(start - len(share.group()), end, frozenset(shown))
    for pattern, scale in ((_PERCENT, 100), (_PERMILLE, 1000)):
        if after := pattern.match(text, end):
            return Figure(start, after.end(), frozenset({spelled(value), spelled(value / scale)}))
    if after := _TENTH.match(text, end):
        ratio = value if after.group().strip() == "倍" else value / 10
        return Figure(start, after.end(), frozenset({spelled(ratio), spelled(ratio * 100)}))
    money = bool(_MONEY_BEFORE.search(before) or _MONEY_AFTER.match(text, end))
    whole = value == value.to_integral_value()
    return Figure(start, end, frozenset({spelled(value)}), counts=bare and whole and not money)


_KINDS = (
    (days.DATE, _date), (_DIGIT_YEAR, _chinese_date), (chinese.RUN, _chinese), (english.RUN, _english), (digits.NUMBER, _digits),
)  # fmt: skip
