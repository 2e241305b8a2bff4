"""Money is an integer of minor units with a currency; ``Decimal`` only at the edge.

The number of minor digits follows ISO 4217 as CLDR carries it (babel). A float never
touches an amount: ``Money.parse`` refuses one by type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from babel.numbers import get_currency_precision, list_currencies

from ledger.core import commodities


class MoneyError(ValueError):
    """An amount that cannot be read exactly; ``code`` names a message in the catalogue."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


@lru_cache(maxsize=1)
def known_currencies() -> frozenset[str]:
    """ISO 4217 codes that CLDR knows, historic ones included."""
    return frozenset(list_currencies())


@lru_cache(maxsize=4096)
def exponent(currency: str) -> int:
    """Number of minor digits of a currency (CNY 2, JPY 0, BHD 3).

    A commodity of a foreign ledger carries its own (:mod:`ledger.core.commodities`).
    Raises MoneyError ``money.unknown_currency`` for a code nobody issued.
    """
    own = commodities.digits(currency)
    if own is not None:
        return own
    if currency not in known_currencies():
        raise MoneyError("money.unknown_currency", currency)
    return get_currency_precision(currency)


def currency_number(currency: str) -> int:
    """An integer that stands for a currency in sealed rows: its letters read in base 26, or a commodity's number."""
    if commodities.digits(currency) is not None:
        number = commodities.number_of(currency)
        if commodities.remember(number, currency) != currency:
            raise MoneyError("money.unknown_currency", currency)
        return number
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise MoneyError("money.unknown_currency", currency)
    first, second, third = (ord(letter) - 65 for letter in currency)
    return (first * 26 + second) * 26 + third


def currency_code(number: int) -> str:
    """Inverse of :func:`currency_number`; a commodity's code is known once its tenant was opened."""
    found = commodities.code_of(number)
    if found is not None:
        return found
    if not 0 <= number < 26**3:
        raise MoneyError("money.unknown_currency", str(number))
    return "".join(chr(65 + number // 26**place % 26) for place in (2, 1, 0))


def to_minor(amount: Decimal, currency: str) -> int:
    """Exact minor units of a decimal amount; refuses digits the currency does not have."""
    if not amount.is_finite():
        raise MoneyError("money.not_a_number", str(amount))
    scaled = amount.scaleb(exponent(currency))
    minor = int(scaled)
    if scaled != minor:
        raise MoneyError("money.too_many_digits", str(amount))
    return minor


def from_minor(amount_minor: int, currency: str) -> Decimal:
    """The decimal amount of minor units, with all the currency's digits."""
    return Decimal(amount_minor).scaleb(-exponent(currency))


def allocate(amount_minor: int, weights: Sequence[int]) -> list[int]:
    """Split minor units by weights so that the parts add up exactly (largest remainder).

    Ties go to the earlier part. Weights are non-negative and not all zero.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise MoneyError("money.bad_weights", str(list(weights)))
    sign = -1 if amount_minor < 0 else 1
    magnitude = abs(amount_minor)
    parts = [magnitude * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(magnitude * weights[i] % total), i))
    for index in by_remainder[: magnitude - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]


def split_by_percent(amount_minor: int, percents: Sequence[Decimal]) -> list[int]:
    """Parts of an amount in the order given, each rounded half up; the last takes what is left, so they add up.

    Raises MoneyError ``money.percents`` where the percents are not positive or not 100 together, and
    ``money.part_vanishes`` where rounding would leave a part with nothing, or with the wrong sign.
    """
    if not percents or not all(one.is_finite() and one > 0 for one in percents) or sum(percents) != 100:
        raise MoneyError("money.percents", "/".join(format(one, "f") for one in percents))
    parts = [int((amount_minor * one / 100).to_integral_value(ROUND_HALF_UP)) for one in percents[:-1]]
    return with_rest(amount_minor, parts)


def with_rest(amount_minor: int, parts: Sequence[int]) -> list[int]:
    """The parts and, last, what they leave of the amount; ``money.part_vanishes`` as :func:`split_by_percent`."""
    done = [*parts, amount_minor - sum(parts)]
    if any(part == 0 or (part < 0) != (amount_minor < 0) for part in done):
        raise MoneyError("money.part_vanishes", str(amount_minor))
    return done


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount: ``amount_minor`` in minor units of ``currency``."""

    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount_minor, int) or isinstance(self.amount_minor, bool):
            raise MoneyError("money.not_an_integer", repr(self.amount_minor))
        exponent(self.currency)

    @classmethod
    def parse(cls, text: str | Decimal | int, currency: str) -> Money:
        """Read a decimal string such as ``-1234.50``; no grouping, no float."""
        if isinstance(text, float):
            raise MoneyError("money.float", repr(text))
        try:
            return cls(to_minor(Decimal(text), currency), currency)
        except InvalidOperation as error:
            raise MoneyError("money.not_a_number", str(text)) from error

    @property
    def decimal(self) -> Decimal:
        """The amount as a Decimal with all the currency's digits."""
        return from_minor(self.amount_minor, self.currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MoneyError("money.mixed_currencies", f"{self.currency} {other.currency}")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount_minor + other.amount_minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount_minor - other.amount_minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount_minor, self.currency)

    def __str__(self) -> str:
        return f"{self.currency} {self.decimal:,}"


def grouped(amount_minor: int, currency: str) -> str:
    """Figures for people: ``12,360.00``, minus as U+2212, no currency sign."""
    text = f"{from_minor(abs(amount_minor), currency):,}"
    return f"−{text}" if amount_minor < 0 else text
