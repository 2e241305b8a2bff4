"""The aging matrix of 坏账准备: a percentage for each year of an item's age."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ledger.books.calendar import day_number

YEARS = 6


def read_matrix(value: str) -> tuple[Decimal, ...] | None:
    """``5,10,30,50,80,100`` as fractions; None unless six percentages from 0 to 100 that never fall."""
    try:
        found = tuple(Decimal(one.strip()) for one in value.split(","))
    except InvalidOperation:
        return None
    if len(found) != YEARS or not all(one.is_finite() and 0 <= one <= 100 for one in found):
        return None
    return tuple(one / 100 for one in found) if list(found) == sorted(found) else None


def age(since: str, day: str) -> int:
    """Whole years from a date to a day: 0 within the first year, 5 from the fifth on."""
    return min(max((day_number(day) - day_number(since)) // 10000, 0), YEARS - 1)
