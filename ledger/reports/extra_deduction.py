"""加计抵减: 附列资料（四）, second part, month after month since the company first held the policy.

A share of the month's deductible input tax is added to what may be taken off the VAT due, the share of input transferred
out taken off it; what is not used is carried on. It never makes the tax due negative (财政部 税务总局公告2023年第43号; the
columns of the schedule are known, not read).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ledger.books.periods import periods
from ledger.business.closing import Month
from ledger.business.closing.facts import ever_said
from ledger.posting_rules.vat_acts import VatAct, vat_acts

NONE = "none"


@dataclass(frozen=True, slots=True)
class Tax:
    """A month's tax in base minor units: input and input transferred out, and what is due before the deduction."""

    input: int
    out: int
    due: int


@dataclass(frozen=True, slots=True)
class Extra:
    """Columns 1 to 6 of the schedule in base minor units."""

    opening: int
    accrued: int
    reduced: int
    used: int

    @property
    def available(self) -> int:
        """What may be taken off this month."""
        return self.opening + self.accrued - self.reduced

    @property
    def closing(self) -> int:
        """What is carried on."""
        return self.available - self.used


def extra_of(opening: int, tax: Tax, rate: Decimal) -> Extra:
    """A month's columns; ``rate`` 0 where the policy does not hold any more and only what is left is used."""
    accrued, reduced = (
        int((Decimal(part) * rate).quantize(Decimal(1), ROUND_HALF_UP)) for part in (tax.input, tax.out)
    )
    available = opening + accrued - reduced
    return Extra(opening, accrued, reduced, max(min(available, tax.due), 0))


def rule_of(month: Month) -> VatAct | None:
    """The policy the company holds in a month as it said, None for none."""
    return next((one for one in vat_acts() if one.code == month.facts.extra_deduction), None)


def rate_in(month: Month) -> Decimal:
    """Its rate, 0 without one or outside its days."""
    rule = rule_of(month)
    return rule.rates[0] if rule is not None and rule.holds(date.fromisoformat(month.last_day)) else Decimal(0)


def carried_into(month: Month, taxes: Callable[[Month], Tax]) -> int:
    """What the months before leave, as their books stand; 0 where no month before held the policy."""
    if not ever_said(month.unit, month.book.code, "extra_deduction", "none"):
        return 0
    left = 0
    before = sorted(one.period for one in periods(month.unit, month.book.code) if "+" not in one.period)
    for period in (one for one in before if one < month.period):
        one = Month.of(month.unit, month.book.code, period)
        rate = rate_in(one)
        if left or rate:
            left = extra_of(left, taxes(one), rate).closing
    return left
