"""Amounts, percents and dates as people type them: read exactly, or answered with what is wrong and what to type."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from ledger.books.rows import LIMIT_MINOR
from ledger.core import Problem, exponent, problem

BALANCE = "="
"""Typed for an amount: what makes debits and credits equal; typed for a share: what the others leave."""
_NUMBER = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.(\d{1,9}))?", re.ASCII)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)%?", re.ASCII)


def folded(text: str) -> str:
    """Full-width letters of an input method as plain ones, without spaces and currency signs; other digits stay."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-")
    return re.sub(r"[\s¥€£$]", "", plain)


def typed_minor(text: str, currency: str, where: str) -> int | Problem:
    """Minor units of a typed amount such as ``12,360.00`` or ``-5``; never zero, never a guess.

    ``1.234`` in a currency of two digits may mean two things and is asked about.
    """
    match = _NUMBER.fullmatch(folded(text))
    if match is None:
        return problem("typed.amount" if text.strip() else "typed.amount_missing", where, text=text)
    minus, whole, fraction = match[1], match[2].replace(",", ""), match[3] or ""
    places = exponent(currency)
    if len(fraction) > places and fraction[places:].strip("0"):
        key = "typed.amount_two_ways" if len(fraction) == 3 and len(whole) <= 3 else "typed.too_many_digits"
        return problem(key, where, text=text, places=places, currency=currency, joined=f"{whole},{fraction}")
    minor = int(whole + fraction[:places].ljust(places, "0"))
    if minor == 0:
        return problem("books.zero_amount", where)
    if minor >= LIMIT_MINOR:
        return problem("books.too_large", where)
    return -minor if minus else minor


def typed_percent(text: str, where: str) -> Decimal | Problem:
    """A percent such as ``40``, ``40%`` or ``33.3333``; more than nothing, at most a hundred."""
    match = _PERCENT.fullmatch(folded(text))
    value = Decimal(match[1]) if match else Decimal(0)
    return value if 0 < value <= 100 else problem("typed.percent", where, text=text)


def typed_day(text: str, where: str) -> str | Problem | None:
    """An ISO date, or None where nothing was typed."""
    plain = folded(text)
    if not plain:
        return None
    try:
        day = date.fromisoformat(plain) if re.fullmatch(r"\d{4}-\d\d-\d\d", plain, re.ASCII) else None
    except ValueError:
        day = None
    return day.isoformat() if day else problem("typed.day", where, text=text)
