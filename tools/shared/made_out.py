"""Who a paper is made out to, and whether its tax rates hold on its day: what a detector is told of both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from rapidfuzz import fuzz

from ledger.business.parties import plain_id, plain_name
from ledger.posting_rules.tax_codes import Regime, codes_of
from ledger.posting_rules.vat_rates import vat_rates
from ledger.store.company import Company

LIKE = 80
"""From here two names are one written in two ways (as parties are matched)."""
_CHINESE_ID = re.compile(r"[0-9A-Z]{15,20}")
_CHINESE_VAT = frozenset({"vat_special", "vat_general", "edigital_special", "edigital_general"})


def other_buyer(company: Company, reading: dict[str, Any]) -> bool:
    """Whether the tax number it is made out to is certainly not ours.

    Chinese companies have one number, so another one says it; elsewhere a company has several kinds (VAT, tax office), so
    the name must be another one too.
    """
    printed, own = plain_id(reading.get("buyer_tax_id")), plain_id(company.tax_id)
    if not printed or not own or printed == own:
        return False
    chinese = bool(_CHINESE_ID.fullmatch(printed) and _CHINESE_ID.fullmatch(own))
    return chinese or _unlike(company, reading)


def buyer_unlike(company: Company, reading: dict[str, Any]) -> bool:
    """Whether only a name stands there, and it is not like ours."""
    return not plain_id(reading.get("buyer_tax_id")) and _unlike(company, reading)


def _unlike(company: Company, reading: dict[str, Any]) -> bool:
    printed = plain_name(reading.get("buyer_name") or "")
    ours = [plain_name(name) for name in (company.name, company.name_en) if name]
    if not printed or not ours:
        return False
    return all(fuzz.ratio(printed, one) < LIKE and one not in printed and printed not in one for one in ours)


def expired_rates(reading: dict[str, Any], regime: Regime | None, day: date) -> tuple[str, ...]:
    """Printed rates that held once and no longer on the day, as per cent: of China on its VAT invoices, of the company's
    own country where the seller's number is of it. A rate no table knows is left alone.
    """
    ends = _ends(reading, regime)
    printed = [rate for one in reading.get("tax_rates") or () if (rate := _rate(one)) is not None]
    return tuple(f"{one * 100:f}".rstrip("0").rstrip(".") + " %" for one in printed if one in ends and ends[one] < day)


def _ends(reading: dict[str, Any], regime: Regime | None) -> dict[Decimal, date]:
    """The last day of every rate the paper's country ever had."""
    if reading.get("invoice_kind") in _CHINESE_VAT:
        return _last((one.rate, one.valid_to) for one in vat_rates())
    if regime is not None and plain_id(reading.get("seller_tax_id")).startswith(regime.code.upper()):
        return _last((one.rate, one.valid_to) for one in codes_of(regime.code))
    return {}


def _last(rows: Iterable[tuple[Decimal, date | None]]) -> dict[Decimal, date]:
    found: dict[Decimal, date] = {}
    for rate, end in rows:
        found[rate] = max(found.get(rate, date.min), end or date.max)
    return found


def _rate(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None  # exempt, not taxable, …
