"""Figures and days as people write them in tables."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

_COMMA_DECIMAL = re.compile(r"-?\d{1,3}(\.\d{3})+,\d+|-?\d+,\d{1,2}")
_SIGNS = re.compile(r"(CNY|RMB|EUR|USD|[¥￥€$£\s'’ ])", re.I)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def figure(text: str) -> Decimal | None:
    """``1,234.50``, ``1.234,50``, ``(12)``, ``12-``, ``１２``; 0 for nothing or a dash, None for what is no figure."""
    plain = _SIGNS.sub("", unicodedata.normalize("NFKC", text)).replace("−", "-").replace("–", "-").replace("—", "-")
    if plain in ("", "-", "--"):
        return Decimal(0)
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    if plain.endswith("-"):
        plain = f"-{plain[:-1]}"
    if _COMMA_DECIMAL.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        found = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal(10) ** 15 else None


def day(text: str) -> date | None:
    """``2026-11-05``, ``2026/11/5``, ``2026年11月5日``, ``20261105``, ``05.11.2026``; None for what is no day."""
    plain = unicodedata.normalize("NFKC", text).strip().split(" ")[0]
    if re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    if found := _DAY.fullmatch(plain):
        parts = tuple(map(int, found.groups()))
    elif found := _DAY_FIRST.fullmatch(plain):
        parts = tuple(map(int, reversed(found.groups())))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None
