"""Our own scorer: amounts with their sign, kind, rates, legal key and payee account; what is sure, and what is *Checked*.

It asks more than the manifest's own rules: there an amount that lost its sign is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from ingestion import Reading
from ledger.evidence.field import Field
from ledger.evidence.legal_key import legal_key

AMOUNTS = ("net", "tax", "gross", "due_amount", "prepaid")
DAYS = ("issue_date", "due_date")
EXACT = ("seller_iban", "seller_account", "currency", "invoice_kind")
TEXTS = ("number", "invoice_code", "seller_name", "seller_tax_id", "buyer_name", "buyer_tax_id")
SERIOUS = ("gross", "tax", "kind", "sign", "number", "payee account")
"""What may hardly ever be wrong among the *Checked*."""
SURE = 0.95


@dataclass(frozen=True)
class Verdict:
    """One thing one paper says or is said to say. ``expected`` None: the paper prints none, so that any value is wrong.
    ``offers`` are what it might be where no value is given.
    """

    paper: str
    name: str
    expected: str | None
    got: str | None
    right: bool
    field: Field
    offers: tuple[str, ...] = ()

    @property
    def given(self) -> bool:
        """Whether a value was given at all."""
        return self.got is not None

    @property
    def wrong(self) -> bool:
        """A value that is not the paper's."""
        return self.given and not self.right

    @property
    def offered_right(self) -> bool:
        """Whether what is offered instead of a value is the paper's."""
        return self.expected is not None and any(same(self.name, self.expected, one) for one in self.offers)

    @property
    def sure(self) -> bool:
        """Whether the reading calls itself sure of it."""
        return self.given and self.field.confidence >= SURE

    @property
    def checked(self) -> bool:
        """Whether people are shown *Checked*."""
        return self.given and self.field.sureness.value == "checked"


def verdicts(paper: str, truth: Mapping[str, Any], reading: Reading) -> list[Verdict]:
    """Everything the truth speaks of, one verdict each; a name that the truth leaves out is not judged."""
    shape = reading.to_json("en")
    account = "seller_account" if reading["seller_iban"].value is None and "seller_account" in truth else "seller_iban"
    out = [_field(paper, name, truth[name], reading) for name in (*AMOUNTS, *DAYS, *TEXTS, "currency") if name in truth]
    if account in truth:
        out.append(_named(_field(paper, account, truth[account], reading), "payee account"))
    if truth.get("gross") is not None:
        out.append(_sign(paper, truth["gross"], reading))
    out += _kinds(paper, truth, shape, reading)
    if truth.get("tax_rates") is not None:
        out.append(_rates(paper, truth["tax_rates"], shape["tax_rates"], reading["tax_rates"]))
    key = legal_key(
        {name: truth.get(name) for name in ("number", "invoice_code", "seller_tax_id", "seller_name", "issue_date")}
    )
    if key is not None:
        got = legal_key(shape)
        parts = [reading[name] for name in ("number", "seller_tax_id") if truth.get(name)]
        weakest = min(parts, key=lambda one: (one.sureness.value == "checked", one.confidence))
        out.append(Verdict(paper, "legal key", key, got, _squashed(key) == _squashed(got), weakest))
    return out


def _field(paper: str, name: str, expected: object, reading: Reading) -> Verdict:
    field = reading[name]
    got = None if field.value is None else str(field.value)
    told = None if expected is None else str(expected)
    offers = tuple(str(one.value) for one in reading.offers.get(name, ()))
    right = told is not None and got is not None and same(name, told, got)
    return Verdict(paper, name, told, got, right, field, offers)


def _named(one: Verdict, name: str) -> Verdict:
    return Verdict(one.paper, name, one.expected, one.got, one.right, one.field)


def _sign(paper: str, gross: object, reading: Reading) -> Verdict:
    value, told = reading.amount("gross"), Decimal(str(gross)) < 0
    got = None if value is None else "-" if value < 0 else "+"
    return Verdict(paper, "sign", "-" if told else "+", got, got == ("-" if told else "+"), reading["gross"])


def _kinds(paper: str, truth: Mapping[str, Any], shape: Mapping[str, object], reading: Reading) -> list[Verdict]:
    """Invoice or credit note, and which Chinese kind: wrong in either is the wrong kind."""
    expected, got = [], []
    for name in ("is_credit_note", "invoice_kind"):
        if truth.get(name) is not None:
            expected.append(str(truth[name]))
            got.append(str(shape[name]))
    if not expected:
        return []
    given = reading["is_credit_note"] if reading.fields else Field(None)
    said = " ".join(got) if given.value is not None else None
    return [Verdict(paper, "kind", " ".join(expected), said, expected == got, given)]


def _rates(paper: str, expected: Iterable[object], got: object, field: Field) -> Verdict:
    told, read = _percents(expected), _percents(got if isinstance(got, Iterable) else ())
    said = ",".join(sorted(map(str, read))) if field.value is not None else None
    return Verdict(paper, "tax_rates", ",".join(sorted(map(str, told))), said, told == read, field)


def _percents(rates: Iterable[object]) -> frozenset[Decimal]:
    """Rates above zero in per cent, however spelled: 19, 0.19; words such as *exempt* are none."""
    found = set()
    for rate in rates:
        try:
            value = Decimal(str(rate))
        except InvalidOperation:
            continue
        found.add((value * 100 if 0 < value < 1 else value).quantize(Decimal("0.01")))
    return frozenset(found - {Decimal(0)})


def same(name: str, expected: str, got: str) -> bool:
    """Amounts equal with their sign, days and ids as they stand, names and numbers without spaces and punctuation."""
    if name in AMOUNTS:
        return Decimal(expected) == Decimal(got)
    return expected == got if name in DAYS or name in EXACT else _squashed(expected) == _squashed(got)


def _squashed(text: object) -> str:
    return re.sub(r"[\s\W_]+", "", str(text)).casefold()
