"""外币 and 数量 of a typed row: amount in currency × rate, quantity × price, each worked out or held against what stands there.

Debit and credit are always in base currency, as on paper. ``*`` in one of them is what the other cells come to; a number
there must agree with them, and gives the rate or the price where that is left empty. ``=`` is read once the others are known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from ledger.books.entries import LineDraft
from ledger.books.rows import LIMIT_MINOR
from ledger.core import Problem, exponent, from_minor, problem
from ledger.core.money import known_currencies
from tools.shared.typed_amounts import BALANCE, folded, typed_minor
from tools.shared.typed_rows import WORKED_OUT, RowTyped
from tools.shared.typed_split import Problems

QUANTITY_DIGITS, RATE_DIGITS = 6, 12
_NUMBER = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,12}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a line carries beside its base amount: its own currency and amount with the rate, quantity and unit price."""

    currency: str = ""
    own_minor: int = 0
    rate: Decimal | None = None
    quantity: Decimal | None = None
    price: Decimal | None = None

    def on(self, line: LineDraft) -> LineDraft:
        """The line, in base currency so far, with these."""
        if self.currency:
            rate = format(self.rate, "f") if self.rate is not None else None
            line = replace(
                line, currency=self.currency, amount_minor=self.own_minor, base_minor=line.amount_minor, rate=rate
            )
        return replace(line, quantity=self.quantity, unit_price=self.price)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads rows of a book in ``base`` currency; ``rates`` are those of the voucher's day."""

    base: str
    rates: Mapping[str, Decimal]

    def read(self, row: RowTyped, where: str) -> tuple[RowTyped, Measure | None, Problems]:
        """The row with ``*``, rate, amount and price filled in, and its measure; faults at their cells.

        A row whose amount is ``=`` comes back as it is: it is read again when the amount is known.
        """
        side = row.debit or row.credit
        if not row.measured or folded(side) in ("", BALANCE) or (row.debit and row.credit):
            return row, None, Problems()
        faults = Problems()
        currency = row.currency.strip().upper()
        if currency and currency not in known_currencies():
            return row, None, Problems([problem("rate.unknown_currency", f"{where}.currency", currency=row.currency)])
        if currency in ("", self.base) and (row.foreign or row.rate):
            return row, None, Problems([problem("typed.currency_missing", f"{where}.currency", base=self.base)])
        foreign = currency if currency != self.base else ""
        quantity = _number(row.quantity, f"{where}.quantity", QUANTITY_DIGITS)
        price = _number(row.price, f"{where}.price", QUANTITY_DIGITS)
        rate = _number(row.rate, f"{where}.rate", RATE_DIGITS)
        own = typed_minor(row.foreign, foreign, f"{where}.foreign") if foreign and row.foreign else None
        base = None if folded(side) == WORKED_OUT else typed_minor(side, self.base, f"{where}.amount")
        faults += [one for one in (quantity, price, rate, own) if isinstance(one, Problem)]
        if isinstance(rate, Decimal) and rate < 0:
            faults.append(problem("typed.number", f"{where}.rate", text=row.rate, digits=RATE_DIGITS))
        if faults or isinstance(base, Problem):  # an amount that cannot be read is told where all amounts are
            return row, None, faults
        given = _Given(foreign, self.base, where, quantity, price, rate, own, base)  # type: ignore[arg-type]
        done = given.multiplied()
        done = done.exchanged(self.rates.get(foreign)) if isinstance(done, _Given) and foreign else done
        if isinstance(done, Problem):
            return row, None, Problems([done])
        if done.base is None:
            return row, None, Problems([problem("typed.nothing_to_multiply", f"{where}.amount")])
        if max(abs(done.base), abs(done.own or 0)) >= LIMIT_MINOR:
            return row, None, Problems([problem("books.too_large", f"{where}.amount")])
        return done.filled(row), done.measure(), faults


@dataclass(frozen=True, slots=True)
class _Given:
    foreign: str
    base_currency: str
    where: str
    quantity: Decimal | None
    price: Decimal | None
    rate: Decimal | None
    own: int | None
    base: int | None

    def multiplied(self) -> _Given | Problem:
        """Quantity × price as the amount in the line's currency, or the price that the amount gives."""
        if self.quantity is None:
            return self if self.price is None else problem("typed.quantity_missing", f"{self.where}.quantity")
        amount, currency = (self.own, self.foreign) if self.foreign else (self.base, self.base_currency)
        if self.price is None:
            if amount is None:
                return self
            each = (from_minor(amount, currency) / self.quantity).quantize(
                Decimal(1).scaleb(-QUANTITY_DIGITS), ROUND_HALF_UP
            )
            if each < 0:
                return problem("typed.signs", f"{self.where}.quantity")
            return replace(self, price=each)
        product = _minor(self.quantity * self.price, currency)
        if amount is not None and amount != product:
            return problem("typed.not_product", f"{self.where}.price", product=f"{from_minor(product, currency):,}")
        return replace(self, own=product) if self.foreign else replace(self, base=product)

    def exchanged(self, of_day: Decimal | None) -> _Given | Problem:
        """Amount in currency × rate as base, or the one of the three that the other two give."""
        rate = self.rate
        if self.own is None:
            return problem("typed.foreign_missing", f"{self.where}.foreign", currency=self.foreign)
        if self.base is None:
            rate = rate or of_day
            if rate is None:
                return problem("typed.rate_missing", f"{self.where}.rate", currency=self.foreign)
            return replace(self, rate=rate, base=self._base(rate))
        if (self.own > 0) != (self.base > 0):
            return problem("books.signs_differ", f"{self.where}.foreign")
        if rate is None:
            rate = self._implied(of_day)
        elif self._base(rate) != self.base:
            worked_out = f"{from_minor(self._base(rate), self.base_currency):,}"
            return problem("typed.rate_differs", f"{self.where}.rate", product=worked_out)
        return replace(self, rate=rate)

    def _base(self, rate: Decimal) -> int:
        return _minor(from_minor(self.own or 0, self.foreign) * rate, self.base_currency)

    def _implied(self, of_day: Decimal | None) -> Decimal:
        """The day's rate where it gives the base amount, else the shortest that does."""
        if of_day is not None and self._base(of_day) == self.base:
            return of_day
        exact = from_minor(self.base or 0, self.base_currency) / from_minor(self.own or 1, self.foreign)
        rounded = (exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) for digits in range(4, RATE_DIGITS + 1))
        return next((one for one in rounded if one and self._base(one) == self.base), exact)

    def filled(self, row: RowTyped) -> RowTyped:
        """The row as it reads now."""
        assert self.base is not None
        cells = {"credit" if row.credit else "debit": format(from_minor(self.base, self.base_currency), "f")}
        if self.price is not None and not row.price:
            cells["price"] = _plain(self.price)
        if self.foreign and self.own is not None and self.rate is not None:
            cells["currency"] = self.foreign
            cells["foreign"] = row.foreign or format(from_minor(self.own, self.foreign), "f")
            cells["rate"] = row.rate or _plain(self.rate)
        return row.model_copy(update=cells)

    def measure(self) -> Measure:
        """What the line carries."""
        return Measure(self.foreign, self.own or 0, self.rate, self.quantity, self.price)


def _number(text: str, where: str, digits: int) -> Decimal | Problem | None:
    """A decimal of so many digits after the point, not zero; None where nothing was typed."""
    plain = folded(text)
    if not plain:
        return None
    match = _NUMBER.fullmatch(plain)
    value = Decimal(plain.replace(",", "")) if match else Decimal(0)
    if not value or (match and len(match[3] or "") > digits):
        return problem("typed.number", where, text=text, digits=digits)
    return value


def _minor(value: Decimal, currency: str) -> int:
    return int(value.scaleb(exponent(currency)).to_integral_value(ROUND_HALF_UP))


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
