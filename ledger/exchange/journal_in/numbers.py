"""Numbers as people write them: ``1,234.50``, ``1.234,50``, ``1 000``, ``1'000.5``, ``2E3``."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

NUMBER = r"(?:\d[\d.,'\u00a0\u202f]*(?: \d{3}(?!\d)[\d.,]*)*|[.,]\d+)(?:[eE][+-]?\d{1,2}(?![\d.,]))?"
_GROUPS = str.maketrans("", "", " '\u00a0\u202f")


class BadNumber(ValueError):
    """Digits that no rule reads."""


def read_number(text: str, mark: str = "", *, comma_groups: bool = False) -> tuple[Decimal, int]:
    """The value and its digits behind the mark.

    ``mark`` is the decimal mark where it is known. Otherwise of two different marks the last is the decimal one, a
    mark that repeats groups, and a single one is decimal; ``comma_groups`` (Ledger's way) reads a comma before exactly
    three digits as a group.
    """
    body, _, power = text.translate(_GROUPS).lower().partition("e")
    known = mark or _mark(body, comma_groups)
    whole, _, rest = body.partition(known) if known else (body, "", "")
    other = "," if known == "." else "."
    if known and (rest.count(known) or other in rest):
        raise BadNumber(text)
    whole = whole.replace(other, "") if known else whole.replace(",", "").replace(".", "")
    try:
        value = Decimal(f"{whole or '0'}.{rest or '0'}").scaleb(int(power or 0))
    except (InvalidOperation, ValueError) as fault:
        raise BadNumber(text) from fault
    if power:
        return value, max(0, len(rest) - int(power))
    return (value if rest else Decimal(whole or "0")), len(rest)


def _mark(body: str, comma_groups: bool) -> str:
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        return "." if body.rfind(".") > body.rfind(",") else ","
    if dots + commas != 1:
        return ""
    if comma_groups and commas and re.fullmatch(r"\d{1,3},\d{3}", body):
        return ""
    return "." if dots else ","
