"""Everything a request states, found once: times, numbers, documents, names, with their places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from assistant.planner import calendar as cal
from assistant.planner import names, times_en, times_zh
from assistant.planner.amounts import Amount, Threshold, amounts, thresholds
from assistant.planner.calendar import Grain, Span
from assistant.planner.documents import DocumentRef, documents
from assistant.planner.model import Entities
from assistant.planner.names import NameRef
from assistant.planner.times import Horizon, TimeRef, scan

_HAN = re.compile(r"[一-龥]")
_YEAR_AGO = re.compile(
    r"(?:和|跟|与|较|比)?(?:去年|上年)同期(?:相?比|对比)?|同比|yoy\b|year[- ]on[- ]year|year[- ]over[- ]year|(?:vs\.?|versus|against|compared (?:to|with)|than) (?:the )?same (?:period|month|quarter|time) (?:of )?last year|same period last year"
)
_PREVIOUS = re.compile(
    r"环比|(?:和|跟|与|较|比)上期(?:相?比|对比)?|mom\b|month[- ]on[- ]month|month[- ]over[- ]month|qoq\b|quarter[- ](?:on|over)[- ]quarter|(?:vs\.?|versus|against|compared (?:to|with)) (?:the )?(?:previous|prior) period"
)
_VERSUS = re.compile(
    r"(?:比|较|对比|相比|和|跟|与|vs\.?|versus|compared (?:to|with)|comparison (?:to|with)|against|than)\s*$"
)
_SINCE = re.compile(r"(?:自从?|since|starting)\s*$")
_SINCE_AFTER = re.compile(r"^\s*(?:以来|起|开始|至今|到现在|onwards?|on\b)")
_NUMERAL = re.compile(r"\d|[一二三四五六七八九十]")
_TO = re.compile(r"^\s*(?:到|至|-|–|—|~|to|through|until|and|till)\s*$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found. ``text`` is the request in NFKC, ``low`` the same in lower case; places count in both.

    ``compare`` is the second period of a comparison; ``blank`` is ``low`` with names, numbers and times as NULs.
    """

    text: str
    low: str
    language: str
    today: date
    times: tuple[TimeRef, ...]
    compare: Span | str | None
    compare_places: tuple[tuple[int, int], ...]
    horizon: Horizon | None
    thresholds: tuple[Threshold, ...]
    amounts: tuple[Amount, ...]
    documents: tuple[DocumentRef, ...]
    names: tuple[NameRef, ...]
    blank: str

    def stated(self) -> list[tuple[int, int]]:
        """Places of everything found: names, sums, limits, documents, times."""
        places = [(one.start, one.end) for one in self.names]
        places += [(one.start, one.end) for one in self.amounts]
        places += [(one.start, one.end) for one in self.thresholds]
        places += [(one.start, one.end) for one in self.documents]
        places += [(one.start, one.end) for one in self.times]
        return places + ([(self.horizon.start, self.horizon.end)] if self.horizon else [])

    def of_kind(self, kind: str) -> list[NameRef]:
        """Names of one kind."""
        return [one for one in self.names if one.kind == kind]


def language_of(text: str) -> str:
    """``zh`` when Chinese characters outnumber Latin words."""
    return "zh" if len(_HAN.findall(text)) > len(re.findall(r"[A-Za-z]{2,}", text)) else "en"


_SPACED = re.compile(r"(?<=\d)\s+(?=[年月日号季])|(?<=[年月那和到至])\s+(?=\d+\s*[年月日号季])")
"""「那 9 月呢」: spaces inside a Chinese date."""


def read(raw: str, today: date, entities: Entities) -> Facts:
    """Find everything in a request."""
    text = _SPACED.sub("", unicodedata.normalize("NFKC", raw).strip())
    low = _same_length_lower(text)
    language = language_of(text)
    codes = [one for one in documents(text) if re.match(r"[A-Za-z记收付转银现]", one.number)]
    coded = [(one.start, one.end) for one in codes]
    known = [one for one in names.find(text, entities) if not _inside(one.start, one.end, coded)]
    counted = [(one.start, one.end) for one in known if _NUMERAL.search(text[one.start : one.end])]
    masked = _blank(low, [*coded, *counted])
    compare, places, masked = _comparison(masked)
    ahead = (times_zh if language == "zh" else times_en).horizon(masked)
    if ahead:
        masked = _blank(masked, [(ahead.start, ahead.end)])
    limits = [one for one in thresholds(masked, language) if one.unit == "day"]
    masked = _blank(masked, [(one.start, one.end) for one in limits])
    refs, masked = scan(masked, today, times_zh.RULES if language == "zh" else times_en.RULES)
    if not refs:
        refs, masked = scan(masked, today, times_en.RULES if language == "zh" else times_zh.RULES)
    refs, compare, places = _second_period(_join(refs, low, today), compare, places, low)
    rest = [one for one in documents(masked) if not _inside(one.start, one.end, coded)]
    papers = sorted([*codes, *rest], key=lambda one: one.start)
    masked = _blank(masked, [(one.start, one.end) for one in papers])
    limits += [one for one in thresholds(masked, language) if one.unit == "money"]
    masked = _blank(masked, [(one.start, one.end) for one in limits])
    sums = amounts(masked, language)
    masked = _blank(masked, [(one.start, one.end) for one in sums])
    hidden = [
        (one.start, one.end) for one in known if one.kind in ("vendor", "customer", "employee", "item", "warehouse")
    ]
    return Facts(
        text, low, language, today, tuple(refs), compare, tuple(places), ahead, tuple(limits), tuple(sums), tuple(papers),
        tuple(known), _blank(masked, hidden),
    )  # fmt: skip


def _same_length_lower(text: str) -> str:
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _blank(text: str, places: list[tuple[int, int]]) -> str:
    for start, end in places:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _inside(start: int, end: int, places: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in places)


def _comparison(text: str) -> tuple[Span | str | None, list[tuple[int, int]], str]:
    """A comparison said by its name: the year before, or the period before."""
    for pattern, name in ((_YEAR_AGO, "year_ago"), (_PREVIOUS, "previous")):
        if found := pattern.search(text):
            return name, [found.span()], _blank(text, [found.span()])
    return None, [], text


def _join(refs: list[TimeRef], low: str, today: date) -> list[TimeRef]:
    """Two references that make one span (from X to Y), and open ones (since X)."""
    joined: list[TimeRef] = []
    at = 0
    while at < len(refs):
        one = refs[at]
        before, after = low[: one.start], low[one.end :]
        if at + 1 < len(refs) and _TO.match(low[one.end : refs[at + 1].start]) and not _VERSUS.search(before):
            other = refs[at + 1]
            if one.span.start <= other.span.end:
                one = replace(
                    one, span=Span(one.span.start, other.span.end), grain=Grain.RANGE, end=other.end, bare_month=0
                )
                at += 1
        elif (opened := _SINCE.search(before) or _SINCE_AFTER.match(after)) and one.span.start < today:
            start = opened.start() if opened.re is _SINCE else one.start
            end = one.end + opened.end() if opened.re is _SINCE_AFTER else one.end
            one = replace(one, start=start, end=end, span=Span(one.span.start, today), grain=Grain.RANGE, bare_month=0)
        joined.append(one)
        at += 1
    return joined


def _second_period(
    refs: list[TimeRef], compare: Span | str | None, places: list[tuple[int, int]], low: str
) -> tuple[list[TimeRef], Span | str | None, list[tuple[int, int]]]:
    """The reference that stands after a word of comparison is what is compared with."""
    if compare is not None:
        return refs, compare, places
    for at, one in enumerate(refs):
        word = _VERSUS.search(low[: one.start])
        named = word and (at > 0 or not re.search(r"(?:和|跟|与|than|against)\s*$", word.group()))
        if word and named:
            rest = [*refs[:at], *refs[at + 1 :]]
            same_days = (
                one.grain is Grain.YEAR and rest and rest[0].grain is not Grain.YEAR
            )  # October against last year
            return rest, "year_ago" if same_days else one.span, [(word.start(), one.end)]
    return refs, None, places


def compared_with(facts: Facts, first: TimeRef) -> Span | None:
    """The second period of a comparison, worked out from the first where only its name was said."""
    if facts.compare == "year_ago":
        return cal.year_ago(first.span)
    if facts.compare == "previous":
        return cal.before(first.span, first.grain)
    return facts.compare if isinstance(facts.compare, Span) else None
