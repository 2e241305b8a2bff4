"""What kind of answer a question wants, and the facts it brings along."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policies.library.quantities import Quantity, quantities

_TIME = frozenset({"time"})
_SHARE = frozenset({"percent"})
_SUM = frozenset({"money", "percent"})
_ANY = frozenset({"count", "money", "percent", "time"})
_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    (r"多久|多长时间|几天|多少天|几年|多少年|几个月|多少个月|几日|什么时候|何时|什么时间|时间段|期限|时限|最晚", _TIME),
    (r"哪天|几个工作日", _TIME),
    (r"几折|百分之几|几成|比例|利率|税率|几倍|多少个点|百分比|万分之几", _SHARE),
    (r"多少手续费|扣多少|赔偿金|赔多少|加多少|补多少", _SUM),
    (r"多少钱|多少元|多少经费|罚多少|罚款|金额|限额|多少万|几块|上限|标准是多少|能报多少|报多少|经费", _SUM),
    (r"how (?:long|soon|fast|quick|early|late|far|often)|how many (?:\w+ )?(?:days|weeks|months|years|hours)", _TIME),
    (r"^when\b|\bwhen (?:is|are|do|does|can|must|will|should|may)\b|by when|deadline|time limit|what time", _TIME),
    (r"how much|how (?:big|large|expensive)|\blimits?\b|\bbudget\b|can \w+(?: \w+){0,3} spend|\bcosts?\b", _SUM),
    (r"(?:what|which) (?:\w+ ){0,2}(?:amount|price|value|sum|spend)", _SUM),
    (r"percent|what rate|interest rate|what share|what proportion", _SHARE),
    (r"how many|多少|几", _ANY),
)
_COMPILED = [(re.compile(pattern, re.IGNORECASE), kinds) for pattern, kinds in _KINDS]

_UNITS = (
    (r"多少年|几年", r"[\d零〇一二三四五六七八九十百]年(?!度)"),
    (r"多少个?月|几个月", r"[\d零〇一二三四五六七八九十两]个?月(?![\d一二三四五六七八九十])"),
    (r"多少天|几天|几日", r"[\d零〇一二三四五六七八九十百两个](?:工作)?[日天]"),
    (r"几折|百分之几|几成|比例", r"百分之|[%％]"),
    (r"几倍", r"倍|百分之|[%％]"),
    (r"how many (?:working |business |calendar )?days", r"\bdays?\b|日|天"),
    (r"how many hours", r"\bhours?\b|小时"),
    (r"how many weeks", r"\bweeks?\b|周"),
    (r"how many months", r"\bmonths?\b|个月"),
    (r"how many years", r"\byears?\b|年"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """``kinds`` of number wanted (empty: none), a pattern of the unit asked for, the numbers the question states."""

    kinds: frozenset[str]
    unit: str
    facts: tuple[Quantity, ...]


def asked(question: str) -> Asked:
    """Read a question in either language."""
    kinds: frozenset[str] = next((kinds for pattern, kinds in _COMPILED if pattern.search(question)), frozenset())
    unit = next((unit for pattern, unit in _UNITS if re.search(pattern, question, re.IGNORECASE)), "")
    facts = tuple(item for item in quantities(question) if item.kind != "time" or item.value != 1)  # "a day" is no fact
    return Asked(kinds, unit, facts)
