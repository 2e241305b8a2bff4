"""References to time in Chinese: 上月, 前三季度, 8月份, 6月末, 最近30天, 月底前, 上周五, 2026-09."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.planner import calendar as cal
from assistant.planner.calendar import Grain, Span
from assistant.planner.times import Horizon, Rule, TimeRef, ref
from ledger.core.words.numerals import zh_number

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_YEAR = r"(?:(?P<y>\d{4}|\d{2}(?=年)|[二][〇零一二三四五六七八九]{3})\s*年(?:度)?的?|(?P<ry>今年|本年度?|去年|上年度?|前年|明年)(?:的)?)"
_DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "当天": 0,
    "今早": 0,
    "今晚": 0,
    "明天": 1,
    "后天": 2,
}
_MONTH_SHIFT = {
    "本": 0,
    "这": 0,
    "这个": 0,
    "当": 0,
    "上": -1,
    "上个": -1,
    "上上个": -2,
    "上上": -2,
    "下": 1,
    "下个": 1,
}
_NO_YEAR = -9999


def _int(text: str) -> int:
    value = zh_number(text)
    return int(value) if value is not None else 0


def _year(match: re.Match[str], today: date) -> int:
    """The year the match names, or the marker for none."""
    if relative := match.groupdict().get("ry"):
        shift = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1}[relative[0]]
        return today.year + shift
    if number := match.groupdict().get("y"):
        value = _int(number)
        return value + 2000 if value < 100 else value
    return _NO_YEAR


def _day(match: re.Match[str], today: date) -> TimeRef:
    day = today + timedelta(days=_DAYS[match.group("d")])
    return ref(match, Span(day, day), Grain.DAY)


def _now(match: re.Match[str], today: date) -> TimeRef:
    return ref(match, Span(today, today), Grain.NOW)


def _full_date(match: re.Match[str], today: date) -> TimeRef | None:
    year = _year(match, today)
    month, number = _int(match.group("m")), _int(match.group("d"))
    if year == _NO_YEAR:
        guess = cal.safe(today.year, month, number)
        year = today.year - 1 if guess and (guess - today).days > 45 else today.year
    day = cal.safe(year, month, number)
    return ref(match, Span(day, day), Grain.DAY) if day else None


def _iso(match: re.Match[str], today: date) -> TimeRef | None:
    day = cal.safe(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    return ref(match, Span(day, day), Grain.DAY) if day else None


def _day_of_month(match: re.Match[str], today: date) -> TimeRef | None:
    number = _int(match.group("d"))
    day = cal.safe(today.year, today.month, number)
    return ref(match, Span(day, day), Grain.DAY) if day else None


def _months(match: re.Match[str], today: date) -> TimeRef | None:
    first, last, year = _int(match.group("a")), _int(match.group("b")), _year(match, today)
    if not (1 <= first <= 12 and 1 <= last <= 12 and first <= last):
        return None
    year = cal.nearest_past_month(today, first) if year == _NO_YEAR else year
    return ref(match, cal.month(year, first, last - first + 1), Grain.RANGE)


def _month(match: re.Match[str], today: date) -> TimeRef | None:
    number, year = _int(match.group("m")), _year(match, today)
    if not 1 <= number <= 12:
        return None
    bare = number if year == _NO_YEAR else 0
    year = cal.nearest_past_month(today, number) if bare else year
    made = ref(match, cal.month(year, number), Grain.MONTH, point=bool(match.groupdict().get("end")))
    return replace(made, bare_month=bare)


def _year_month(match: re.Match[str], today: date) -> TimeRef | None:
    number = int(match.group(2))
    return ref(match, cal.month(int(match.group(1)), number), Grain.MONTH) if 1 <= number <= 12 else None


def _relative_month(match: re.Match[str], today: date) -> TimeRef:
    span = cal.month(today.year, today.month + _MONTH_SHIFT[match.group("s")])
    return ref(match, span, Grain.MONTH, point=bool(match.group("end")))


def _quarter(match: re.Match[str], today: date) -> TimeRef:
    number, year = _int(match.group("q")), _year(match, today)
    if year == _NO_YEAR:
        year = today.year if number <= cal.quarter_of(today) else today.year - 1
    return ref(match, cal.quarter(year, number), Grain.QUARTER, point=bool(match.group("end")))


def _relative_quarter(match: re.Match[str], today: date) -> TimeRef:
    span = cal.quarter(today.year, cal.quarter_of(today) + _MONTH_SHIFT[match.group("s")])
    return ref(match, span, Grain.QUARTER, point=bool(match.group("end")))


def _first_quarters(match: re.Match[str], today: date) -> TimeRef:
    year = _year(match, today)
    count = _int(match.group("n")) * (3 if match.group("u") == "季" else 1)
    return ref(match, cal.month(today.year if year == _NO_YEAR else year, 1, count), Grain.RANGE)


def _half(match: re.Match[str], today: date) -> TimeRef:
    year = _year(match, today)
    return ref(
        match, cal.half(today.year if year == _NO_YEAR else year, 1 if match.group("h") == "上" else 2), Grain.HALF
    )


def _year_only(match: re.Match[str], today: date) -> TimeRef:
    return ref(match, cal.year(_year(match, today)), Grain.YEAR, point=bool(match.group("end")))


def _year_end(match: re.Match[str], today: date) -> TimeRef:
    return ref(match, cal.year(today.year), Grain.YEAR, point=True)


def _to_date(match: re.Match[str], today: date) -> TimeRef:
    text = match.group()
    first = date(today.year, today.month, 1) if "月" in text else date(today.year, 1, 1)
    if "季" in text:
        first = cal.quarter(today.year, cal.quarter_of(today)).start
    return ref(match, Span(first, today), Grain.RANGE)


def _last_n(match: re.Match[str], today: date) -> TimeRef:
    count, unit = (0.5 if match.group("n") == "半" else float(_int(match.group("n")) or 1)), match.group("u")
    if unit in "天日":
        first = today - timedelta(days=int(count) - 1)
    elif unit in ("周", "星期", "礼拜"):
        first = today - timedelta(days=7 * int(count) - 1)
    else:
        months = int(count * {"年": 12, "月": 1, "季": 3}[unit[-1] if unit[-1] in "年月" else "季"])
        first = _months_back(today, months)
    return ref(match, Span(first, today), Grain.RANGE)


def _months_back(today: date, months: int) -> date:
    there = cal.month(today.year, today.month - months)
    return min(date(there.start.year, there.start.month, min(today.day, there.end.day)) + timedelta(days=1), today)


def _week(match: re.Match[str], today: date) -> TimeRef:
    shift = {"本": 0, "这": 0, "这个": 0, "上": -1, "上个": -1, "上上": -2, "下": 1, "下个": 1}[match.group("s")]
    span = cal.week(today, shift)
    if weekday := match.group("d"):
        day = span.start + timedelta(days="一二三四五六日天".index(weekday) if weekday != "天" else 6)
        return ref(match, Span(day, day), Grain.DAY)
    return ref(match, span, Grain.WEEK)


def _weekday(match: re.Match[str], today: date) -> TimeRef:
    number = "一二三四五六日".index(match.group("d").replace("天", "日"))
    day = today - timedelta(days=(today.weekday() - number) % 7)
    return ref(match, Span(day, day), Grain.DAY)


def _until_end(match: re.Match[str], today: date) -> TimeRef:
    which = match.group("w")
    end = cal.year(today.year).end if "年" in which else cal.month(today.year, today.month).end
    if "季" in which:
        end = cal.quarter(today.year, cal.quarter_of(today)).end
    if "周" in which:
        end = cal.week(today).end
    return ref(match, Span(today, end), Grain.RANGE, limit=True)


def _end_of(match: re.Match[str], today: date) -> TimeRef:
    if "季" in match.group():
        return ref(match, cal.quarter(today.year, cal.quarter_of(today)), Grain.QUARTER, point=True)
    return ref(match, cal.month(today.year, today.month), Grain.MONTH, point=True)


def _fiscal(match: re.Match[str], today: date) -> TimeRef:
    relative, number = match.group("r"), match.group("n") or match.group("n2")
    shift = {"本": 0, "这个": 0, "上": -1, "上个": -1, "下": 1, "下个": 1}
    year = today.year + shift[relative] if relative else int(number)
    return ref(match, cal.year(year + 2000 if year < 100 else year), Grain.YEAR)


_SHIFT = r"(?P<s>上上个|上上|上个|下个|这个|本|这|当|上|下)"
RULES: list[Rule] = [
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), _iso),
    (re.compile(rf"{_YEAR}?\s*(?P<m>{_N})月(?:份)?(?P<d>{_N})[日号]"), _full_date),
    (re.compile(r"(?P<w>月底|月末|本月底|这个月底|年底|年末|季末|季度末|这周末?|本周末?)(?:之前|以前|前)"), _until_end),
    (re.compile(rf"{_YEAR}?\s*(?P<a>{_N})(?:月(?:份)?)?\s*(?:-|~|—|–|至|到)\s*(?P<b>{_N})月(?:份)?"), _months),
    (
        re.compile(
            r"年初至今|年初到现在|今年以来|本年累计|本年至今|今年至今|今年到现在|月初至今|本月以来|本月累计|本月至今|本季以来|(?i:ytd)"
        ),
        _to_date,
    ),
    (re.compile(rf"{_YEAR}?\s*前(?P<n>{_N})个?(?P<u>季|月)度?"), _first_quarters),
    (re.compile(rf"{_YEAR}?\s*(?:第)?(?P<q>[一二三四1234])\s*季度?(?P<end>末|底)?"), _quarter),
    (re.compile(rf"{_YEAR}?\s*[qQ](?P<q>[1-4])(?P<end>末|底)?"), _quarter),
    (re.compile(rf"{_YEAR}?\s*(?P<h>[上下])半年"), _half),
    (re.compile(r"(?:(?P<r>上个|下个|这个|本|上|下)|(?P<n>\d{2,4}))财年|(?i:fy)\s*(?P<n2>\d{2,4})"), _fiscal),
    (re.compile(r"(?<!\d)(20\d{2})[-/.年](0?[1-9]|1[0-2])(?![\d-])月?(?:份)?"), _year_month),
    (re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(?!\d)"), _year_month),
    (re.compile(rf"{_YEAR}?\s*(?P<m>{_N})月(?:份)?(?!后|内|来)\s*(?P<end>底|末|月底|月末)?"), _month),
    (re.compile(rf"{_SHIFT}月(?:份)?(?P<end>底|末)?"), _relative_month),
    (re.compile(rf"{_SHIFT}季度?(?P<end>末|底)?"), _relative_quarter),
    (re.compile(rf"(?:最近|近|过去|前)(?P<n>半|{_N})?个?(?P<u>天|日|周|星期|礼拜|月|季度|年)"), _last_n),
    (re.compile(r"(?P<s>上上|上个|下个|这个|上|下|本|这)(?:周|星期|礼拜)(?P<d>[一二三四五六日天])?"), _week),
    (re.compile(r"(?:周|星期|礼拜)(?P<d>[一二三四五六日天])"), _weekday),
    (re.compile(rf"{_YEAR}\s*(?:全年)?(?P<end>年末|年底|底|末)?"), _year_only),
    (re.compile(r"年底|年末|年终"), _year_end),
    (re.compile(r"月底|月末|季末|季度末"), _end_of),
    (re.compile(r"(?P<d>大前天|前天|昨天|昨日|今天|今日|当天|今早|今晚|明天|后天)"), _day),
    (re.compile(r"(?<![\d年月-])(?P<d>\d{1,2})[号日](?!仓|线|库|楼|车|厂|机|店|院)"), _day_of_month),
    (re.compile(r"现在|目前|眼下|当前|此刻|这会儿|截至今"), _now),
]
_HORIZON = re.compile(
    rf"(?:未来|接下来|今后|往后|下面|之后)(?:的)?(?P<n>半|{_N})个?(?P<u>天|日|周|星期|礼拜|月|季度|年)(?:内)?|(?P<n2>{_N})个?(?P<u2>天|周|星期|月)(?:之)?(?:后|内)(?!.{{0,4}}(?:逾期|超期))"
)


def horizon(text: str) -> Horizon | None:
    """未来4周, 接下来三个月."""
    found = _HORIZON.search(text)
    if not found:
        return None
    number, unit = found.group("n") or found.group("n2"), found.group("u") or found.group("u2")
    count, name = (
        (1 if number == "半" else _int(number)),
        {"天": "day", "日": "day", "月": "month", "季度": "quarter", "年": "year"},
    )
    if number == "半":
        count, unit = 6, "月"
    return Horizon(count, name.get(unit, "week"), found.start(), found.end())
