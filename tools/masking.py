"""Bank accounts shown by their last four characters to whoever may not see them whole: one place, at the door.

What counts as an account number: every one of master data, what was read as one from the paper that the request names,
and what stands in a field of that class in the very answer. Each is then masked wherever it stands in that answer: results, blocks, sentences, tables of files, with or
without spaces and hyphens. A page's picture shows what the paper shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from ledger.business.party_accounts import account_numbers, plain_account
from ledger.evidence import documents
from ledger.store import Unit
from tools.outcome import Done

ACTION = "account.see"
"""Whoever may do this sees account numbers whole."""
FIELDS = frozenset({
    "account_number", "seller_account", "seller_iban", "buyer_account", "buyer_iban", "iban", "printed", "approved",
    "printed_account", "unapproved_account",
})  # fmt: skip
"""Names of fields that hold an account number, as attributes, as keys, or as the ``name`` beside a ``value``."""
OF_MODEL = {("VendorSeen", "account")}
"""Fields of that class whose name means something else elsewhere: (model, field)."""
SHORTEST = 8
M = TypeVar("M", bound=BaseModel)


def _is_account(value: Any) -> bool:
    return isinstance(value, str) and sum(map(str.isdigit, value)) >= SHORTEST


def _said(value: Any) -> Iterator[str]:
    """Account numbers that stand in fields of the class."""
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        if fields.get("name") in FIELDS and _is_account(fields.get("value")):
            yield fields["value"]
        for name, inner in fields.items():
            if (name in FIELDS or (type(value).__name__, name) in OF_MODEL) and _is_account(inner):
                yield inner
            yield from _said(inner)
    elif isinstance(value, dict):
        alerting = "vendor" in value and "account" in value
        for name, inner in value.items():
            if (name in FIELDS or (alerting and name == "account")) and _is_account(inner):
                yield inner
            yield from _said(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _said(inner)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(name)
            yield from _strings(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _strings(inner)


def _pattern(numbers: Iterable[str]) -> re.Pattern[str] | None:
    """Each number with or without spaces and hyphens between its characters; the longest first."""
    spelled = (r"[ \u00a0-]?".join(map(re.escape, number)) for number in sorted(numbers, key=len, reverse=True))
    whole = "|".join(spelled)
    return re.compile(rf"(?<![0-9A-Za-z])(?:{whole})(?![0-9A-Za-z])", re.IGNORECASE) if whole else None


def short(number: str) -> str:
    """``…8812``."""
    return f"…{plain_account(number)[-4:]}"


def _masked(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(lambda found: short(found.group()), value)
    if isinstance(value, dict):
        return {_masked(name, pattern): _masked(inner, pattern) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return type(value)(_masked(inner, pattern) for inner in value)
    return value


def _model(value: M, pattern: re.Pattern[str]) -> M:
    return type(value).model_validate(_masked(value.model_dump(), pattern))


def _read_from(unit: Unit, document: str) -> set[str]:
    """Account numbers that were read from a paper."""
    found = documents.find(unit, document) if document else None
    return {plain_account(number) for number in _said((found.reading if found else None) or {})}


def numbers_in(unit: Unit, document: str, *shown: BaseModel) -> set[str]:
    """Account numbers, plain, that stand somewhere in what is shown; ``document`` is the paper it is about, or empty."""
    told = [text for one in shown for text in _strings(one.model_dump())]
    plain = plain_account("\n".join(told))
    if sum(map(str.isdigit, plain)) < SHORTEST:
        return set()
    read = {plain_account(number) for one in shown for number in _said(one)} | _read_from(unit, document)
    known = account_numbers(unit, plain) | {number for number in read if number in plain}
    return {number for number in known if len(number) >= SHORTEST}


def masked(unit: Unit, done: Done, document: str = "") -> Done:
    """The same answer with every account number cut to its last four; ``document`` is the paper asked about."""
    sheet = done.sheet
    table = sheet() if sheet else None
    shown = (done.result, *done.blocks, *((table,) if table else ()))
    pattern = _pattern(numbers_in(unit, document, *shown))
    if pattern is None:
        return done
    hidden = _model(table, pattern) if table else None
    return replace(
        done, result=_model(done.result, pattern), blocks=tuple(_model(one, pattern) for one in done.blocks),
        sheet=(lambda: hidden) if hidden else None,
    )  # fmt: skip
