"""What foreign ledgers count in: ``$``, ``HOOL.UNVEST``, shares, hours — any name, any number of digits.

A commodity's code is its symbol and its digits, ``HOOL.UNVEST^0`` or ``$^2``, so how many digits it has and what
people see can be read off the code. In sealed rows stands a number made of the code (48 bits of its SHA-256, above
all three-letter currencies); the way back is a memory of this process, filled from the tenant's table ``commodity``
when a tenant is opened, and only ever added to.
"""

from __future__ import annotations

import hashlib
import re

FIRST = 26**3
"""Numbers below stand for three letters."""
MOST_DIGITS = 15
_CODE = re.compile(r"(.*)\^(\d{1,2})", re.DOTALL)
_known: dict[int, str] = {}


def commodity_code(symbol: str, digits: int) -> str:
    """``$`` with two digits → ``$^2``."""
    assert 0 <= digits <= MOST_DIGITS, (symbol, digits)
    return f"{symbol}^{digits}"


def digits(code: str) -> int | None:
    """How many digits a commodity's code says; None for a three-letter currency."""
    match = _CODE.fullmatch(code)
    return int(match[2]) if match else None


def currency_name(code: str) -> str:
    """What people see: ``$^2`` → ``$``, ``CNY`` → ``CNY``."""
    match = _CODE.fullmatch(code)
    return match[1] if match else code


def number_of(code: str) -> int:
    """The number that stands for a commodity in sealed rows."""
    return FIRST + int.from_bytes(hashlib.sha256(code.encode()).digest()[:6], "big")


def remember(number: int, code: str) -> str:
    """Take a code in; the code that the number stands for in this process."""
    return _known.setdefault(number, code)


def code_of(number: int) -> str | None:
    """The commodity of a number, None where it is no commodity that was taken in."""
    return _known.get(number)
