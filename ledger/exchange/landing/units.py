"""Which code each commodity has in our books, and which is the base currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from ledger.core import Problem, Refused, commodity_code, exponent, problem
from ledger.core.commodities import MOST_DIGITS
from ledger.core.money import known_currencies
from ledger.exchange.incoming import Tally

ROOM = Decimal(10) ** 16
"""Minor units that fit: a batch's sums must stay within 64 bits."""


@dataclass(frozen=True, slots=True)
class Units:
    """Commodity as written → code; ``base`` is the code of the base currency, ``base_name`` as written."""

    codes: dict[str, str]
    base: str
    base_name: str
    notes: tuple[Problem, ...] = ()

    def minor(self, amount: Decimal, commodity: str) -> int:
        """Minor units, rounded half to even where the code has fewer digits than the number."""
        places = exponent(self.codes[commodity])
        return int(amount.scaleb(places).to_integral_value(ROUND_HALF_EVEN))


def choose_units(found: Tally, asked: str, hinted: str) -> Units:
    """``asked`` by the person, else ``hinted`` by the file, else what is used most; a three-letter currency at the last."""
    notes: list[Problem] = []
    codes = {name: _code(name, found, notes) for name in found.digits}
    most = max(found.used, key=lambda name: (found.used[name], name), default="")
    base = asked or (hinted if hinted in codes or hinted in known_currencies() else "") or most
    if base not in codes:
        if base not in known_currencies():
            if asked:
                raise Refused(problem("import.unknown_base", base=asked, known=", ".join(sorted(codes)) or "-"))
            base = "EUR" if not found.count else most
        codes.setdefault(base, base if base in known_currencies() else commodity_code(base, 2))
    return Units(codes, codes[base], base, tuple(notes))


def _code(name: str, found: Tally, notes: list[Problem]) -> str:
    digits, largest = found.digits[name], found.largest.get(name, Decimal(0))
    fits = digits
    while fits and (fits > MOST_DIGITS or largest.scaleb(fits) > ROOM):
        fits -= 1
    if largest.scaleb(fits) > ROOM:
        raise Refused(problem("import.too_big", amount=f"{largest:f}", commodity=name))
    if fits < digits:
        notes.append(problem("import.rounded", commodity=name, digits=digits, kept=fits))
    if name in known_currencies() and fits <= exponent(name) and largest.scaleb(exponent(name)) <= ROOM:
        return name
    return commodity_code(name, fits)
