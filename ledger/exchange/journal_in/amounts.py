"""Amounts: a number with its commodity on either side, quoted or not, signs anywhere, Ledger's arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ledger.exchange.journal_in.numbers import NUMBER, BadNumber, read_number
from ledger.exchange.journal_in.settings import Dialect, Settings

_SYMBOL = r'"[^"\n]*"|[^\d\s.,;:?!\-+*/^&|=<>{}\[\]()@"~\\`]+'
_LEFT = re.compile(rf"(?P<a>[-+]?)\s*(?P<s>{_SYMBOL})\s*(?P<b>[-+]?)\s*(?P<n>{NUMBER})")
_RIGHT = re.compile(rf"(?P<a>[-+]?)\s*(?P<n>{NUMBER})(?:\s*(?P<s>{_SYMBOL}))?")


class BadAmount(ValueError):
    """What stands there is no amount."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of a commodity (empty: a bare number), and the digits it was written with."""

    quantity: Decimal
    commodity: str
    digits: int

    def __neg__(self) -> Amount:
        return Amount(-self.quantity, self.commodity, self.digits)


def scan_amount(text: str, at: int, settings: Settings) -> tuple[Amount, int]:
    """The amount that begins at ``at`` and where it ends; BadAmount where there is none."""
    if text.startswith("(", at) or re.match(r"[-+]\s*\(", text[at:]):
        return _Arithmetic(text, at, settings).whole()
    match = _LEFT.match(text, at) or _RIGHT.match(text, at)
    if match is None:
        raise BadAmount(text[at:].strip())
    symbol = (match["s"] or "").strip('"')
    end = match.end()
    if match["s"] is None and settings.default_commodity and settings.dialect is Dialect.HLEDGER:
        symbol = settings.default_commodity
    if match["s"] is None:
        end = match.end("n")
    try:
        comma_groups = settings.dialect is Dialect.LEDGER
        value, digits = read_number(match["n"], settings.mark_of(symbol), comma_groups=comma_groups)
    except BadNumber as fault:
        raise BadAmount(match[0].strip()) from fault
    minus = (match["a"] == "-") != ((match.groupdict().get("b") or "") == "-")
    return Amount(-value if minus else value, symbol, digits), end


def written_mark(text: str) -> str:
    """The decimal mark that a sample number shows (``1.000,00``), empty where it has none."""
    marks = [one for one in text if one in ".,"]
    if not marks:
        return ""
    return marks[-1] if len(set(marks)) == 2 or len(marks) == 1 else ("," if marks[0] == "." else ".")


class _Arithmetic:
    """``($10 * 3 - 2 EUR)``: sums of one commodity, products with a bare number."""

    def __init__(self, text: str, at: int, settings: Settings) -> None:
        self.text, self.at, self.settings = text, at, settings
        self.depth = 0

    def whole(self) -> tuple[Amount, int]:
        return self._factor(), self.at

    def _space(self) -> str:
        while self.at < len(self.text) and self.text[self.at] in " \t":
            self.at += 1
        return self.text[self.at : self.at + 1]

    def _sum(self) -> Amount:
        left = self._product()
        while self._space() in ("+", "-") and self._space():
            sign = self.text[self.at]
            self.at += 1
            right = self._product()
            if left.commodity != right.commodity and left.quantity and right.quantity:
                raise BadAmount(self.text)
            commodity = left.commodity or right.commodity
            value = left.quantity + (right.quantity if sign == "+" else -right.quantity)
            left = Amount(value, commodity, max(left.digits, right.digits))
        return left

    def _product(self) -> Amount:
        left = self._factor()
        while self._space() in ("*", "/") and self._space():
            sign = self.text[self.at]
            self.at += 1
            right = self._factor()
            if (left.commodity and right.commodity) or (sign == "/" and not right.quantity):
                raise BadAmount(self.text)
            if sign == "*":
                value, digits = left.quantity * right.quantity, left.digits + right.digits
            else:
                value, digits = _divided(left.quantity, right.quantity), max(left.digits, right.digits)
            left = Amount(value, left.commodity or right.commodity, digits)
        return left

    def _factor(self) -> Amount:
        first = self._space()
        if first in ("-", "+") and re.match(r"[-+]\s*\(", self.text[self.at :]):
            self.at += 1
            inner = self._factor()
            return -inner if first == "-" else inner
        if first != "(":
            found, self.at = scan_amount(self.text, self.at, self.settings)
            return found
        self.depth += 1
        if self.depth > 50:
            raise BadAmount(self.text)
        self.at += 1
        found = self._sum()
        if self._space() != ")":
            raise BadAmount(self.text)
        self.at += 1
        self.depth -= 1
        return found


def _divided(left: Decimal, right: Decimal) -> Decimal:
    """Exact where it ends, else Ledger's way: its fractions are shown with six digits more than were written."""
    value = left / right
    return value.quantize(Decimal(1).scaleb(-8)) if value * right != left else value
