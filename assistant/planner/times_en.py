"""References to time in English: last quarter, YTD, sept 30, 9 months to september, since monday, FY2025."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.planner import calendar as cal
from assistant.planner.calendar import Grain, Span
from assistant.planner.times import Horizon, Rule, TimeRef, ref
from ledger.core.words.numerals import en_number

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_M = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_M1, _M2 = _M.format("m"), _M.format("m2")
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_D = r"(?P<wd>mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
_Y = r"(?:,?\s*(?:of\s+)?(?P<y>20\d{2}|(?<!\d)'\d{2})\b)"
_NUM = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a|couple of|few)"
_MODAL = re.compile(
    r"\s+(?:i|we|you|they|be|have|need|not|also|get|give|take|use|claim|expense|accept|contain|want|still|well|it)\b"
)
_SHIFT = {
    "this": 0,
    "current": 0,
    "the current": 0,
    "last": -1,
    "previous": -1,
    "prior": -1,
    "past": -1,
    "next": 1,
    "coming": 1,
    "the": 0,
}
_S = r"(?P<s>this|the current|current|last|previous|prior|next|coming)(?:\s+(?:calendar|full|whole))?"
_ORDINAL = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}


def _month_number(name: str) -> int:
    return next(at for at, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))


def _given_year(match: re.Match[str], today: date) -> int | None:
    text = match.groupdict().get("y")
    return (int(text.strip("'")) + 2000 if "'" in text else int(text)) if text else None


def _count(text: str) -> int:
    if text in ("couple of", "few"):
        return 2 if text == "couple of" else 3
    return int(en_number(text) or 1)


def _iso(match: re.Match[str], today: date) -> TimeRef | None:
    day = cal.safe(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    return ref(match, Span(day, day), Grain.DAY) if day else None


def _date(match: re.Match[str], today: date) -> TimeRef | None:
    month, number = _month_number(match.group("m")), int(match.group("d"))
    year = _given_year(match, today)
    if year is None:
        guess = cal.safe(today.year, month, number)
        year = today.year - 1 if guess and (guess - today).days > 45 else today.year
    day = cal.safe(year, month, number)
    return ref(match, Span(day, day), Grain.DAY, point=bool(match.groupdict().get("p"))) if day else None


def _month_range(match: re.Match[str], today: date) -> TimeRef | None:
    first, last = _month_number(match.group("m")), _month_number(match.group("m2"))
    year = _given_year(match, today) or cal.nearest_past_month(today, first)
    if last < first:
        return None
    return ref(match, cal.month(year, first, last - first + 1), Grain.RANGE)


def _months_to(match: re.Match[str], today: date) -> TimeRef:
    count, last = _count(match.group("n")), _month_number(match.group("m"))
    year = _given_year(match, today) or cal.nearest_past_month(today, last)
    return ref(match, cal.month(year, last - count + 1, count), Grain.RANGE)


def _first_months(match: re.Match[str], today: date) -> TimeRef:
    count = _count(match.group("n")) * (3 if "quarter" in match.group("u") else 1)
    return ref(match, cal.month(_given_year(match, today) or today.year, 1, count), Grain.RANGE)


def _month(match: re.Match[str], today: date) -> TimeRef | None:
    if match.group("m") == "may" and not match.group("s") and _MODAL.match(match.string, match.end("m")):
        return None
    number, year = _month_number(match.group("m")), _given_year(match, today)
    shift = match.groupdict().get("s")
    bare = 0
    if year is None:
        if shift in ("last", "previous", "prior"):
            year = today.year if number < today.month else today.year - 1
        elif shift in ("next", "coming"):
            year = today.year if number > today.month else today.year + 1
        else:
            year, bare = cal.nearest_past_month(today, number), number
    point = bool(match.groupdict().get("p") or match.groupdict().get("pe"))
    return replace(ref(match, cal.month(year, number), Grain.MONTH, point=point), bare_month=bare)


def _quarter(match: re.Match[str], today: date) -> TimeRef:
    number = int(match.group("q")) if match.groupdict().get("q") else _ORDINAL[match.group("o")]
    year = _given_year(match, today)
    if year is None and (shift := match.groupdict().get("ys")):
        year = today.year + _SHIFT[shift]
    if year is None:
        year = today.year if number <= cal.quarter_of(today) else today.year - 1
    return ref(match, cal.quarter(year, number), Grain.QUARTER, point=bool(match.groupdict().get("p")))


def _half(match: re.Match[str], today: date) -> TimeRef:
    which = match.group("h") or {"first": "1", "second": "2", "last": "2"}[match.group("o")]
    year = _given_year(match, today)
    if year is None:
        shift = match.groupdict().get("ys")
        year = today.year + (_SHIFT[shift] if shift else 0)
    return ref(match, cal.half(year, int(which)), Grain.HALF)


def _relative(match: re.Match[str], today: date) -> TimeRef:
    shift, unit = _SHIFT[match.group("s")], match.group("u")
    point = bool(match.groupdict().get("p"))
    if unit == "week":
        return ref(match, cal.week(today, shift), Grain.WEEK)
    if unit == "month":
        return ref(match, cal.month(today.year, today.month + shift), Grain.MONTH, point=point)
    if unit == "quarter":
        return ref(match, cal.quarter(today.year, cal.quarter_of(today) + shift), Grain.QUARTER, point=point)
    return ref(match, cal.year(today.year + shift), Grain.YEAR, point=point)


def _year(match: re.Match[str], today: date) -> TimeRef:
    number = int(match.group("n"))
    return ref(
        match, cal.year(number + 2000 if number < 100 else number), Grain.YEAR, point=bool(match.groupdict().get("p"))
    )


def _to_date(match: re.Match[str], today: date) -> TimeRef:
    text = match.group()
    first = date(today.year, 1, 1)
    if text.startswith("m") or "month" in text:
        first = date(today.year, today.month, 1)
    elif text.startswith("q") or "quarter" in text:
        first = cal.quarter(today.year, cal.quarter_of(today)).start
    return ref(match, Span(first, today), Grain.RANGE)


def _last_n(match: re.Match[str], today: date) -> TimeRef:
    count, unit = _count(match.group("n")), match.group("u")
    if unit.startswith("day"):
        first = today - timedelta(days=count - 1)
    elif unit.startswith("week"):
        first = today - timedelta(days=7 * count - 1)
    else:
        months = count * {"mon": 1, "qua": 3, "yea": 12}[unit[:3]]
        there = cal.month(today.year, today.month - months)
        first = date(there.start.year, there.start.month, min(today.day, there.end.day)) + timedelta(days=1)
    return ref(match, Span(first, today), Grain.RANGE)


def _weekday(match: re.Match[str], today: date) -> TimeRef:
    number = next(at for at, name in enumerate(_DAYS) if name.startswith(match.group("wd")[:3]))
    shift = match.groupdict().get("s")
    if shift in ("next", "coming"):
        day = cal.week(today, 1).start + timedelta(days=number)
    elif shift in ("last", "previous"):
        day = cal.week(today, -1).start + timedelta(days=number)
    else:
        day = today - timedelta(days=(today.weekday() - number) % 7)
    return ref(match, Span(day, day), Grain.DAY)


def _day(match: re.Match[str], today: date) -> TimeRef:
    word = match.group("w")
    shift = -1 if word in ("yesterday", "last night") else 1 if word == "tomorrow" else 0
    day = today + timedelta(days=shift)
    return ref(match, Span(day, day), Grain.DAY)


def _now(match: re.Match[str], today: date) -> TimeRef:
    return ref(match, Span(today, today), Grain.NOW)


def _end_of(match: re.Match[str], today: date) -> TimeRef:
    unit = match.group("u") or match.group("u2")
    span = {
        "year": cal.year(today.year),
        "quarter": cal.quarter(today.year, cal.quarter_of(today)),
        "week": cal.week(today),
    }
    whole = span.get(unit, cal.month(today.year, today.month))
    if re.match(r"by|before|until|due", match.group()):
        return ref(match, Span(today, whole.end), Grain.RANGE, limit=True)
    grain = {"year": Grain.YEAR, "quarter": Grain.QUARTER, "week": Grain.WEEK}.get(unit, Grain.MONTH)
    return ref(match, whole, grain, point=True)


_P = r"(?P<p>(?:as (?:of|at)|at|by|end[- ]of|the end of|at the end of|as at the end of|close of)\s+(?:the\s+)?)?"
_YS = r"(?:\s+(?:of\s+)?(?P<ys>this|last|next)\s+year)?"
RULES: list[Rule] = [
    (re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b"), _iso),
    (re.compile(rf"{_P}\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_M1}{_Y}?"), _date),
    (re.compile(rf"{_P}\b{_M1}\s+(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d){_Y}?"), _date),
    (re.compile(rf"\b(?P<n>{_NUM})\s+months?\s+(?:to|ended|ending|through|until)\s+(?:end\s+(?:of\s+)?)?{_M1}{_Y}?"), _months_to),
    (re.compile(rf"\bfirst\s+(?P<n>{_NUM})\s+(?P<u>months?|quarters?)\b(?:\s+of)?{_Y}?"), _first_months),
    (re.compile(rf"\b{_M1}\s*(?:-|–|to|through|thru|until|and)\s*{_M2}{_Y}?"), _month_range),
    (re.compile(r"\b(?:ytd|mtd|qtd|(?:year|month|quarter)[- ]to[- ]date|so far this (?:year|month|quarter)|(?:this )?(?:year|month) so far)\b"), _to_date),
    (re.compile(rf"{_P}\bq(?P<q>[1-4])(?:\s*[-/]?{_Y})?{_YS}"), _quarter),
    (re.compile(rf"{_P}\b(?P<o>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\b{_Y}?{_YS}"), _quarter),
    (re.compile(rf"\b(?:h(?P<h>[12])|(?P<o>first|second|last)\s+half)\b(?:\s+of(?:\s+the\s+year)?)?{_Y}?{_YS}"), _half),
    (re.compile(r"\b(?:the\s+)?(?:last|past|previous|trailing)\s+(?P<n>" + _NUM + r")\s+(?P<u>days?|weeks?|months?|quarters?|years?)\b"), _last_n),
    (re.compile(r"\b(?:by|before|until|due by|due before)\s+(?:the\s+)?(?:end of (?:the |this )?|)(?P<u>month|quarter|year|week)[- ]?end\b|\b(?:by|before|until)\s+(?:the\s+)?end of (?:the |this )?(?P<u2>month|quarter|year|week)\b"), _end_of),
    (re.compile(r"\b(?:at |the )*end of (?:the )?(?P<u>month|quarter|year)\b|\b(?P<u2>month|quarter|year)[- ]end\b(?!\s+20\d\d)(?!\s+(?:check|close|clos|task|adjust))"), _end_of),
    (re.compile(rf"{_P}\b{_S}\s+(?P<u>week|month|quarter|year)\b(?:'s)?"), _relative),
    (re.compile(r"\b(?P<p>year[- ]end|fy[- ]end) (?P<n>20\d{2})\b"), _year),
    (re.compile(rf"\b(?:{_S}\s+)?{_D}(?:'s)?"), _weekday),
    (re.compile(rf"{_P}\b(?:{_S}\s+)?{_M1}{_Y}?(?:'s)?(?P<pe>\s+(?:month[- ])?end\b)?"), _month),
    (re.compile(r"\b(?:fy|fiscal(?:\s+year)?|financial year)\s*'?(?P<n>20\d{2}|\d{2})\b"), _year),
    (re.compile(rf"{_P}(?<![\w-])(?P<n>20[0-4]\d)(?![\w-])(?:'s)?"), _year),
    (re.compile(r"\b(?P<w>today|tonight|this morning|this afternoon|this evening|yesterday|last night|tomorrow)\b(?:'s)?"), _day),
    (re.compile(r"\b(?:right now|now|currently|at the moment|at present|as we speak|presently)\b"), _now),
]  # fmt: skip
_HORIZON = re.compile(
    rf"\b(?:next|coming|following|upcoming|over the next|for the next|in the next|in)\s+(?P<n>{_NUM})\s+(?P<u>day|week|month|quarter|year)s?\b"
    rf"|\b(?P<n2>\d{{1,3}})[- ](?P<u2>day|week|month|quarter)s?\b(?=[- ](?:cash|liquidity|rolling|forecast|outlook|forward|projection|treasury|view))"
    rf"|\b(?P<n3>{_NUM})[- ](?P<u3>day|week|month|quarter)s? (?:ahead|out|from now)\b"
)


def horizon(text: str) -> Horizon | None:
    """Next 4 weeks, 8 week liquidity outlook, three months ahead."""
    found = _HORIZON.search(text)
    if not found:
        return None
    number = found.group("n") or found.group("n2") or found.group("n3")
    unit = found.group("u") or found.group("u2") or found.group("u3")
    return Horizon(_count(number), unit, found.start(), found.end())
