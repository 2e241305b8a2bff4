"""What the law knows a document by: one key for every rendering of it, whoever read it and however well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ledger.evidence.field import by_model

_DIGITAL = re.compile(r"\d{20}")


def legal_key(reading: Mapping[str, Any]) -> str | None:
    """The key of a reading (stable extract shape): a number of 20 digits alone, as the tax authority gives each once in the
    country; else invoice code and number; else the seller's tax id (its name without one), number and year of issue, since
    a seller may begin again every year. None where the number, or whose number it is, was not read; what only a model read
    counts as not read, since a key decides by itself what is a repetition.
    """
    reading = _said(reading)
    number = _plain(reading.get("number"))
    if not number:
        return None
    if _DIGITAL.fullmatch(number):
        return number
    if code := _plain(reading.get("invoice_code")):
        return f"{code}|{number}"
    seller = _plain(reading.get("seller_tax_id")) or _plain(reading.get("seller_name"))
    return f"{seller}|{number}|{str(reading.get('issue_date') or '')[:4]}" if seller else None


def same_invoice(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two readings say one invoice although only one of them says its invoice code, as a print may hide it: the same
    number, year and seller (by tax id where both say one, else by name)."""
    first, second = (_said(each) for each in (one, other))
    if bool(_plain(first.get("invoice_code"))) == bool(_plain(second.get("invoice_code"))):
        return False  # then their keys decide
    number, year = _plain(first.get("number")), str(first.get("issue_date") or "")[:4]
    if not number or not year or _DIGITAL.fullmatch(number):
        return False
    if (number, year) != (_plain(second.get("number")), str(second.get("issue_date") or "")[:4]):
        return False
    ids = [_plain(each.get("seller_tax_id")) for each in (first, second)]
    names = [_plain(each.get("seller_name")) for each in (first, second)]
    return ids[0] == ids[1] if all(ids) else bool(names[0]) and names[0] == names[1]


def _said(reading: Mapping[str, Any]) -> Mapping[str, Any]:
    """The reading without what only a model read."""
    unsaid = by_model(reading)
    return {name: value for name, value in reading.items() if name not in unsaid}


def _plain(value: object) -> str:
    return re.sub(r"\s", "", str(value or "")).upper()
