"""What the law knows a document by: one key for every rendering of it, whoever read it and however well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_DIGITAL = re.compile(r"\d{20}")


def legal_key(reading: Mapping[str, Any]) -> str | None:
    """The key of a reading (stable extract shape): a number of 20 digits alone, as the tax authority gives each once in the
    country; else invoice code and number; else the seller's tax id (its name without one), number and year of issue, since
    a seller may begin again every year. None where the number, or whose number it is, was not read.
    """
    number = _plain(reading.get("number"))
    if not number:
        return None
    if _DIGITAL.fullmatch(number):
        return number
    if code := _plain(reading.get("invoice_code")):
        return f"{code}|{number}"
    seller = _plain(reading.get("seller_tax_id")) or _plain(reading.get("seller_name"))
    return f"{seller}|{number}|{str(reading.get('issue_date') or '')[:4]}" if seller else None


def _plain(value: object) -> str:
    return re.sub(r"\s", "", str(value or "")).upper()
