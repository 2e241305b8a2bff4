"""Which tax codes a purchase invoice has, part by part: by the tax printed, by where its seller is, and by what it says itself.

Printed tax is taken as it is. Tax of another country is no input tax; where nothing is printed and the buyer owes the tax,
it is worked out. What no code fits gets none: the tax stays in cost and a person is asked to look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.core import Problem, grouped, problem
from ledger.posting_rules.facts import InvoiceFacts
from ledger.posting_rules.tax_codes import Regime, TaxCode, code_on, codes_on
from ledger.posting_rules.vat_rates import NEAR

EU = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "EL",
        "ES",
        "FI",
        "FR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
        "XI",
    ]
)
"""Prefixes of VAT numbers in the EU since 2021; Greece writes EL, Northern Ireland XI for goods."""
UNTAXED = {"exempt": "E", "zero": "Z", "not_taxable": "O"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an invoice: its code, net and tax in minor units; ``tax_minor`` is printed, or worked out where self-assessed."""

    code: TaxCode | None
    base_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class Parted:
    """The parts of an invoice, and what to say of them."""

    parts: tuple[Part, ...]
    notes: tuple[Problem, ...] = ()


def place_of(tax_id: str, regime: Regime) -> str:
    """Where a seller is by its VAT number: home, eu, other; home where none is printed."""
    prefix = tax_id.strip().upper()[:2]
    if not prefix.isalpha() or prefix == regime.code.upper():
        return "home"
    return "eu" if prefix in EU else "other"


def by_printed_tax(facts: InvoiceFacts, codes: Sequence[TaxCode]) -> tuple[Part, ...]:
    """The parts by the rates printed: one rate, or several told apart by the items; none where no code has them."""
    return _at_one_rate(facts, codes) or _by_items(facts, codes)


def parts_of(facts: InvoiceFacts, regime: Regime, tax_code: str = "") -> Parted:
    """The parts of an invoice with the codes in force on its day, or all of it by the code a person named."""
    named = code_on(regime.code, tax_code, facts.issue_date) if tax_code else None
    if named is not None:
        tax = facts.tax_minor or (named.tax(facts.net_minor) if named.self_assessed else 0)
        part = Part(named, facts.net_minor, tax)
        said = off(part, regime, facts.currency)
        return Parted((part,), () if said is None else (said,))
    codes = [one for one in codes_on(regime.code, facts.issue_date) if one.direction == "purchase" and one.seller]
    place = place_of(facts.seller_tax_id, regime)
    if not facts.tax_minor:
        return _untaxed(facts, codes, place)
    if place != "home":
        return Parted((Part(None, facts.gross_minor, 0),), (problem("posting.foreign_tax_in_cost"),))
    at_home = [one for one in codes if one.seller == "home" and "S" in one.category]
    parts = by_printed_tax(facts, at_home)
    if not parts:
        return Parted((Part(None, facts.gross_minor, 0),), (problem("tax.no_code"),))
    return Parted(parts, tuple(said for one in parts if (said := off(one, regime, facts.currency)) is not None))


def off(part: Part, regime: Regime, currency: str, wanted: int | None = None) -> Problem | None:
    """Tax that is not base × rate (or ``wanted`` of it): a rounding inside the tolerance, to be looked at beyond it."""
    if part.code is None:
        return None
    expected = part.code.tax(part.base_minor) if wanted is None else wanted
    if part.tax_minor == expected:
        return None
    key = "tax.rounding_note" if abs(part.tax_minor - expected) <= regime.tolerance_minor else "tax.beyond_note"
    return problem(
        key, tax_code=part.code.code, tax=grouped(part.tax_minor, currency), expected=grouped(expected, currency),
        amount=grouped(part.tax_minor - expected, currency),
    )  # fmt: skip


def _untaxed(facts: InvoiceFacts, codes: Sequence[TaxCode], place: str) -> Parted:
    owed_by_buyer = "reverse_charge" in facts.rates
    acquired = place == "eu" and not owed_by_buyer and not {"exempt", "not_taxable"} & set(facts.rates)
    wanted = "AE" if owed_by_buyer or place == "other" else "K" if acquired else ""
    if not wanted:
        word = next((UNTAXED[one] for one in facts.rates if one in UNTAXED), "E")
        code = next((one for one in codes if word in one.category), None)
        return Parted((Part(code, facts.net_minor, 0),))
    fitting = [one for one in codes if wanted in one.category and one.seller in (place, "any")]
    if not fitting:
        return Parted((Part(None, facts.net_minor, 0),), (problem("tax.no_code"),))
    code = max(fitting, key=lambda one: (one.seller == place, one.rate))
    said = problem("tax.self_assessed", tax_code=code.code, rate=f"{code.rate * 100:f}".rstrip("0").rstrip("."))
    return Parted((Part(code, facts.net_minor, code.tax(facts.net_minor)),), (said,))


def _at_one_rate(facts: InvoiceFacts, codes: Sequence[TaxCode]) -> tuple[Part, ...]:
    if not facts.net_minor:
        return ()
    share = Decimal(facts.tax_minor) / facts.net_minor
    code = min(codes, key=lambda one: abs(one.rate - share), default=None)
    if code is None or (abs(code.rate - share) >= NEAR and abs(code.tax(facts.net_minor) - facts.tax_minor) > 1):
        return ()
    return (Part(code, facts.net_minor, facts.tax_minor),)


def _by_items(facts: InvoiceFacts, codes: Sequence[TaxCode]) -> tuple[Part, ...]:
    """Several rates: each base from the items, each tax by its rate, the largest takes what the printed sum differs by."""
    by_rate = {Decimal(rate): net for rate, net in facts.by_rate if rate.replace(".", "").isdigit()}
    found = [(one, by_rate[one.rate]) for one in codes if one.rate in by_rate]
    if len(found) < 2 or len(found) != len(facts.by_rate) or sum(net for _, net in found) != facts.net_minor:
        return ()
    taxes = [code.tax(net) for code, net in found]
    largest = max(range(len(found)), key=lambda at: abs(taxes[at]))
    taxes[largest] += facts.tax_minor - sum(taxes)
    if abs(taxes[largest] - found[largest][0].tax(found[largest][1])) > abs(found[largest][1]) * NEAR:
        return ()
    return tuple(Part(code, net, tax) for (code, net), tax in zip(found, taxes, strict=True))
