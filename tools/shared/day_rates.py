"""The rate a voucher or a paper of a day goes by: what was typed, else the 中间价 given for that day."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ledger.business.rates import RateKind, rates_on
from ledger.core import Refused, problem
from ledger.store import Unit
from ledger.store.company import Company
from tools.context import Context


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


def paper_rate(unit: Unit, company: Company, reading: Mapping[str, Any], typed: str) -> str:
    """The rate for a paper in foreign currency, of its own day; empty where none is needed, or nobody gave one yet."""
    currency, day = reading.get("currency") or company.currency, reading.get("issue_date")
    if typed or currency == company.currency or not day:
        return typed
    found = rates_on(unit, day, RateKind.MID, [currency]).get(currency)
    return "" if found is None else format(found, "f")
