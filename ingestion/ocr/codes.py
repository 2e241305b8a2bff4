"""The two-dimensional code of a Chinese invoice: what it says is one more witness for what is printed.

Tax-control invoices: ``01,kind,code,number,net,date,check code,…``; 数电票 and tickets leave the code empty and give the
amount with tax. Read on published papers; other codes (links, payment) are not taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation

import zxingcpp
from PIL import Image

from ledger.evidence.field import FieldValue

DIGITAL_DIGITS = 20


def codes_in(image: Image.Image) -> list[str]:
    """Texts of all codes in a picture."""
    return [one.text for one in zxingcpp.read_barcodes(image) if one.text]


def invoice_code(texts: list[str]) -> Mapping[str, FieldValue]:
    """Fields of the first code that is an invoice's; none where no code is."""
    return next((found for text in texts if (found := _fields(text))), {})


def _fields(text: str) -> dict[str, FieldValue]:
    parts = [one.strip() for one in text.split(",")]
    if len(parts) < 6 or parts[0] != "01" or not parts[3].isdigit():
        return {}
    found: dict[str, FieldValue] = {"number": parts[3]}
    if parts[2].isdigit() and len(parts[2]) in (10, 12):
        found["invoice_code"] = parts[2]
    with suppress(InvalidOperation):
        amount = Decimal(parts[4])
        if amount.is_finite():
            found["gross" if len(parts[3]) == DIGITAL_DIGITS else "net"] = amount
    with suppress(ValueError):
        found["issue_date"] = date.fromisoformat(parts[5])
    return found
