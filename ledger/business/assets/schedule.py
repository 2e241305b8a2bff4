"""What each month of a life carries; the charges always add up to cost less residual, whatever the method.

CAS 4 第十七条: 年限平均法, 双倍余额递减法, 年数总和法, 工作量法. A month is rounded half up and never takes more than is left;
the last month takes the rest. Yearly methods round the year, and each year's last month takes the year's rest.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from ledger.core import problem
from ledger.core.problem import Refused

MONTHS = 12
LONGEST = 1200


class Method(StrEnum):
    """直线法, 双倍余额递减法, 年数总和法, 工作量法, 按日."""

    STRAIGHT = "straight"
    DECLINING = "declining"
    YEARS = "years"
    UNITS = "units"
    DAYS = "days"


def charges(total_minor: int, cost_minor: int, months: int, method: Method, start: date | None = None) -> list[int]:
    """Charges of every month of a life of ``months``; ``start`` is the first day carried, for charges by day.

    ``total_minor`` is cost less residual. Units have no schedule: see :func:`of_units`.
    """
    if not 0 < months <= LONGEST or not 0 <= total_minor <= cost_minor:
        raise Refused(problem("asset.bad_life", "months"))
    if method is Method.STRAIGHT:
        return spread(total_minor, months)
    if method is Method.DAYS:
        assert start is not None
        return _by_day(total_minor, months, start)
    if months % MONTHS:
        raise Refused(problem("asset.whole_years", "months"))
    years = months // MONTHS
    found = _sum_of_years(total_minor, years) if method is Method.YEARS else _declining(total_minor, cost_minor, years)
    return [charge for year in found for charge in spread(year, MONTHS)]


def spread(total_minor: int, parts: int) -> list[int]:
    """Equal parts rounded half up, none below zero, the last takes the rest."""
    each, left, found = _rounded(Decimal(total_minor) / parts), total_minor, []
    for place in range(parts):
        part = left if place == parts - 1 else min(each, left)
        found.append(part)
        left -= part
    return found


def of_units(total_minor: int, used: Decimal, whole: Decimal) -> int:
    """What a use of ``used`` out of ``whole`` units since the beginning has carried altogether."""
    return total_minor if used >= whole else _rounded(Decimal(total_minor) * used / whole)


def _sum_of_years(total_minor: int, years: int) -> list[int]:
    weight, left, found = years * (years + 1) // 2, total_minor, []
    for place in range(years):
        year = left if place == years - 1 else min(_rounded(Decimal(total_minor) * (years - place) / weight), left)
        found.append(year)
        left -= year
    return found


def _declining(total_minor: int, cost_minor: int, years: int) -> list[int]:
    carrying, left, found = cost_minor, total_minor, []
    for place in range(years):
        remaining = years - place
        rest = left if remaining == 1 else _rounded(Decimal(left) / remaining)
        year = rest if remaining <= 2 else min(_rounded(Decimal(carrying) * 2 / years), left)
        found.append(year)
        carrying, left = carrying - year, left - year
    return found


def _by_day(total_minor: int, months: int, start: date) -> list[int]:
    """By the days of each month, from the first day on, for as many days as the life has."""
    last = month_after(start, months)
    whole, done, found, day = (last - start).days, 0, [], start
    while day < last:
        end = min(date(day.year, day.month, monthrange(day.year, day.month)[1]) + timedelta(days=1), last)
        upto = _rounded(Decimal(total_minor) * (end - start).days / whole)
        found.append(upto - done)
        done, day = upto, end
    return found


def month_after(day: date, months: int) -> date:
    """The same day some months on, or the last of that month where it is shorter."""
    place = day.year * MONTHS + day.month - 1 + months
    year, month = place // MONTHS, place % MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _rounded(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))
