"""What a file says as a person would see it: no sign in a value that changes how it looks without being seen.

Controls, marks of direction and signs of no width are taken out of every text; numbers by which papers, parties and
accounts are told apart are written with plain digits and letters (NFKC), so that two that look the same are the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from ingestion.bank.statement import BankStatement
from ingestion.reading import Reading
from ingestion.values.text import readable
from ledger.evidence.field import Field

_TOLD_APART = frozenset({
    "number", "invoice_code", "original_code", "original_number", "seller_tax_id", "buyer_tax_id", "seller_iban", "seller_account",
    "buyer_account", "currency", "id", "account",
})  # fmt: skip
_LINE_TEXTS = ("description", "tax_category", "unit")
_BANK_TEXTS = ("id", "party", "memo")
_STATEMENT_TEXTS = ("account", "currency")
_Shape = TypeVar("_Shape")


def visible(reading: Reading) -> Reading:
    """The reading with every text of it as it is seen; the same object where nothing was to be done."""
    fields = {
        name: clean
        for name, one in reading.fields.items()
        if isinstance(value := one.value, str) and not (value.isascii() and value.isprintable())  # most are
        if (clean := _field(name, one, value)) is not one
    }
    if reading.offers:
        reading = reading.with_offers({name: _offers(name, found) for name, found in reading.offers.items()})
    lines = _all(reading.lines, _LINE_TEXTS)
    statements = _statements(reading.statements) if reading.statements else ()
    if lines is not reading.lines or any(
        new is not old for new, old in zip(statements, reading.statements, strict=True)
    ):
        reading = replace(reading, lines=lines, statements=statements)
    return reading.with_fields(fields)


def _offers(name: str, found: tuple[Field, ...]) -> tuple[Field, ...]:
    seen = (_field(name, one, one.value) if isinstance(one.value, str) else one for one in found)
    return tuple(one for one in seen if one.value is not None)


def _statements(statements: tuple[BankStatement, ...]) -> tuple[BankStatement, ...]:
    return tuple(
        replace(one, lines=inner) if (inner := _all(one.lines, _BANK_TEXTS)) is not one.lines else one
        for one in _all(statements, _STATEMENT_TEXTS)
    )


def _field(name: str, one: Field, value: str) -> Field:
    text = _text(name, value)
    if text == value:
        return one
    return replace(one, value=text) if text else Field(None)


def _all(things: tuple[_Shape, ...], names: Iterable[str]) -> tuple[_Shape, ...]:
    if not things:
        return things
    texts = "".join(filter(None, chain.from_iterable(map(attrgetter(*names), things))))
    if texts.isascii() and texts.isprintable():  # of thousands of lines mostly all at once
        return things
    made = tuple(_one(thing, names) for thing in things)
    return made if any(new is not old for new, old in zip(made, things, strict=True)) else things


def _one(thing: Any, names: Iterable[str]) -> Any:
    changed = {}
    for name in names:
        value = getattr(thing, name)
        if value and not (value.isascii() and value.isprintable()) and (text := _text(name, value)) != value:
            changed[name] = text
    return replace(thing, **changed) if changed else thing


def _text(name: str, value: str) -> str:
    if value.isascii() and value.isprintable():
        return value
    told_apart = name in _TOLD_APART  # elsewhere a soft hyphen is what a bank printed for a hyphen: 10\xad06\xad2010
    value = unicodedata.normalize("NFKC", value) if told_apart else value.replace("\xad", "-")
    return "\n".join(readable(line) for line in value.split("\n")).strip()
