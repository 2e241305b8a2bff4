"""The rate a voucher or a paper of a day goes by: what was typed, else the 中间价 given; for a paper also the last before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.business.rates import RateKind, last_rate, rates_on
from ledger.core import Problem, Refused, problem
from ledger.store import Unit
from ledger.store.company import Company
from tools.context import Context

STANDS_DAYS = 10
"""The mid rate is published on trading days and stands until the next (weekends, the eight days of the National Day):
one that is older was forgotten, and is asked for."""


@dataclass(frozen=True, slots=True)
class PaperRate:
    """What a paper in foreign currency goes by; ``rate`` is empty where none is needed or known.

    ``told`` says in words whose rate it is and of which day, where nobody typed it.
    """

    rate: str
    told: Problem | None = None


def day_rate(context: Context, currency: str, day: str, given: Decimal | None = None) -> Decimal | None:
    """Base currency for one unit of ``currency``; None for the base currency itself. Refused where nobody said one."""
    if currency == context.company.currency:
        return None
    if given is not None:
        if not given.is_finite() or given <= 0:
            raise Refused(problem("rate.none_for_day", "rate", currency=currency, day=day))
        return given
    found = rates_on(context.unit, day, RateKind.MID, [currency]).get(currency)
    if found is None:
        raise Refused(problem("rate.none_for_day", "rate", currency=currency, day=day))
    return found


def paper_rate(unit: Unit, company: Company, reading: Mapping[str, Any], typed: str) -> PaperRate:
    """The rate for a paper in foreign currency: typed, else of its own day, else the last given before that still stands."""
    currency, issued = reading.get("currency") or company.currency, reading.get("issue_date")
    if typed or currency == company.currency or not issued:
        return PaperRate(typed)
    found = last_rate(unit, currency, date.fromisoformat(issued), RateKind.MID, STANDS_DAYS)
    if found is None:
        return PaperRate("")
    code = "posting.rate_given" if found.day == issued else "posting.rate_given_before"
    rate = format(found.rate, "f")
    facts = {"rate": rate, "currency": currency, "day": found.day, "source": found.source, "issued": issued}
    return PaperRate(rate, problem(code, **facts))
