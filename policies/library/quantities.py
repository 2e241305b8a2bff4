"""Numbers with their kind in policy text and in questions, and the ranges that conditions set.

Kinds: ``money`` (as written, no conversion), ``time`` (days; a month is 30, a year 365), ``percent``
(万分之五 is 0.05, 八折 80, 三倍 300) and ``count`` (anything else, a bare number).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ledger.core.words.numerals import EN_NUMBER, ZH_NUMBER, en_number, zh_number

_HOUR = Decimal(1) / 24
_TIME: dict[str, Decimal | int] = {
    "年": 365, "周年": 365, "个月": 30, "月": 30, "周": 7, "星期": 7, "个工作日": 1, "工作日": 1, "日": 1, "天": 1,
    "小时": _HOUR, "year": 365, "month": 30, "week": 7, "day": 1, "hour": _HOUR, "minute": _HOUR / 60,
}  # fmt: skip
_ZH = re.compile(
    rf"(?:(?P<share>百分之|千分之|万分之)(?P<sharen>{ZH_NUMBER}))"
    rf"|(?P<n>{ZH_NUMBER})\s*(?:多)?"
    r"(?P<unit>个月|个工作日|工作日|周年|小时|星期|年|月|周|日|天|%|％|‰|折|倍|万元|亿元|元|块|人民币|美元|欧元)"
    r"(?!次|份|制|假|度)"
)
_EN_SPAN = r"(?:business|working|calendar|consecutive)?[ -]?(?:days?|weeks?|months?|years?|hours?|minutes?)\b"
_EN = re.compile(
    rf"(?P<cur>[$€£¥]|USD |CNY |RMB |EUR )\s?(?P<m>{EN_NUMBER})"
    rf"|(?P<n>{EN_NUMBER})[ -]?(?P<unit>{_EN_SPAN}|%|percent\b|per cent\b|dollars?\b|yuan\b|euros?\b|usd\b|rmb\b)"
    r"|(?P<bare>\d+(?:\.\d+)?k\b)",
    re.IGNORECASE,
)
_SHARE = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its kind and its place in the text."""

    kind: str
    value: Decimal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Range:
    """What a condition admits: ``low`` ≤ or < value; open ends are None."""

    kind: str
    low: Decimal | None
    high: Decimal | None

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies inside; ends count as inside, since texts are loose about them."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def quantities(text: str) -> list[Quantity]:
    """Every number with a kind, in the order of the text."""
    found = [*_chinese(text), *_english(text)]
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[Quantity] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _chinese(text: str) -> list[Quantity]:
    found = []
    for match in _ZH.finditer(text):
        if match.group("share"):
            value = zh_number(match.group("sharen"))
            if value is not None:
                found.append(Quantity("percent", value * _SHARE[match.group("share")], match.start(), match.end()))
            continue
        value, unit = zh_number(match.group("n")), match.group("unit")
        if value is None or _is_date(text, match):
            continue
        if unit in _TIME:
            found.append(Quantity("time", value * _TIME[unit], match.start(), match.end()))
        elif unit in "%％‰折倍":
            factor = {"‰": Decimal("0.1"), "折": Decimal(10), "倍": Decimal(100)}.get(unit, Decimal(1))
            found.append(Quantity("percent", value * factor, match.start(), match.end()))
        else:
            scale = {"万元": 10**4, "亿元": 10**8}.get(unit, 1)
            found.append(Quantity("money", value * scale, match.start(), match.end()))
    return found


def _is_date(text: str, match: re.Match[str]) -> bool:
    """2022年, 6月1日 name a day; 六月 in 六月以后 a month."""
    number, unit = match.group("n"), match.group("unit")
    if unit == "年":
        return bool(re.fullmatch(r"(?:19|20)\d\d|[一二][九〇零][〇零一二三四五六七八九]{2}", number))
    if unit == "月":
        return True
    return unit == "日" and match.start() > 0 and text[match.start() - 1] == "月"


def _english(text: str) -> list[Quantity]:
    found = []
    for match in _EN.finditer(text):
        if match.group("bare"):
            value, kind, factor = en_number(match.group("bare")), "money", Decimal(1)
        elif match.group("cur"):
            value, kind, factor = en_number(match.group("m")), "money", Decimal(1)
        else:
            value = en_number(match.group("n"))
            unit = re.split(r"[ -]", match.group("unit").lower().strip(" -"))[-1].rstrip("s")
            kind = "time" if unit in _TIME else "percent" if unit in ("%", "percent", "cent") else "money"
            factor = Decimal(_TIME.get(unit, 1))
        if value is not None:
            found.append(Quantity(kind, value * factor, match.start(), match.end()))
    return found


_NUMBER = "\x01(\\d+)\x02"
_PATTERNS = [
    (r"{n}\s*(?:以上|起)[，、]?\s*(?:不满|不足|未满)\s*{n}", "both"),
    (r"(?:满|超过|高于|大于)?\s*{n}\s*(?:以上)?[，、]?\s*(?:至|到|-|~|—|–)\s*{n}", "both"),
    (r"{n}\s*以上\s*{n}\s*以下", "both"),
    (r"满\s*{n}[，、]?\s*(?:不满|未满)\s*{n}", "both"),
    (r"(?:between\s+)?{n}\s*(?:-|–|—|to|and)\s*{n}", "both"),
    (r"(?:不得低于|不低于|不少于|不得少于)\s*{n}", "low"),
    (r"(?:不满|不足|未满|少于|低于|小于|不得?超过|不高于|不得高于)\s*{n}", "high"),
    (r"{n}\s*(?:以下|以内|之内|or less|or under|or below|and under)", "high"),
    (r"(?:under|below|less than|up to|at most|no more than|not exceed(?:ing)?|<|≤|within|fewer than)\s*{n}", "high"),
    (r"{n}\s*(?:以上|及以上|起|or more|or greater|or over|or above|and above|and over|\+)", "low"),
    (r"(?:超过|满|高于|大于|超出|多于)\s*{n}", "low"),
    (
        r"(?:over|above|more than|exceed(?:s|ing)?|greater than(?: or equal to)?|at least|>|≥|older than)\W{0,4}{n}",
        "low",
    ),
]
_RANGES = [(re.compile(text.replace("{n}", _NUMBER), re.IGNORECASE), shape) for text, shape in _PATTERNS]


def ranges(text: str) -> list[Range]:
    """The ranges a text names, widest pattern first; each number is used once."""
    numbers = quantities(text)
    marked, place = [], 0
    for at, item in enumerate(numbers):
        marked.append(text[place : item.start])
        marked.append(f"\x01{at}\x02")
        place = item.end
    masked = "".join([*marked, text[place:]])
    found: list[Range] = []
    for pattern, shape in _RANGES:
        for match in pattern.finditer(masked):
            ends = [numbers[int(group)] for group in match.groups()]
            low = ends[0].value if shape != "high" else None
            high = ends[-1].value if shape != "low" else None
            found.append(Range(ends[0].kind, low, high))
        masked = pattern.sub(lambda match: " " * len(match.group()), masked)
    return found
