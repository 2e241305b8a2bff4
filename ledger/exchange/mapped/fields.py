"""What a column of another program's file may hold: a field's name, how it is written, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ledger.core import from_minor
from ledger.exchange.rows import Written, WrittenLine

Kind = Literal["text", "amount", "date", "number"]
_MICRO = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called, by code; ``accounts`` by id as code and name."""

    accounts: Mapping[int, tuple[str, str]]
    values: Mapping[str, Mapping[str, str]]
    party_kinds: Mapping[str, str]
    base: str


@dataclass(frozen=True, slots=True)
class Place:
    """One row: a line of a voucher, and the account it moves against where a row is a pair."""

    voucher: Written
    line: WrittenLine
    line_no: int
    voucher_no: int
    names: Names
    counter: int | None = None

    def dim(self, code: str) -> str:
        """The line's value of a dimension, or nothing."""
        return dict(self.line.dims).get(code, "")

    def amount(self, minor: int) -> Decimal | None:
        """In base currency; None for nothing."""
        return from_minor(minor, self.names.base) if minor else None

    @property
    def foreign(self) -> bool:
        """Whether the line stands in another currency than the book's."""
        return self.line.currency != self.names.base


Value = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class FieldKind:
    """How a field is written, and its value in a row: dates as ISO 8601 text, amounts as Decimal."""

    kind: Kind
    of: Callable[[Place], Value]


def _side(at: Place, *, debit: bool) -> Decimal | None:
    if at.line.debited != debit:
        return None
    return at.amount(at.line.base_minor if debit else -at.line.base_minor)


def _party(at: Place, kind: str) -> str:
    party = at.dim("party")
    return party if at.names.party_kinds.get(party) == kind else ""


def _foreign(at: Place) -> Decimal | None:
    return from_minor(at.line.amount_minor, at.line.currency) if at.foreign else None


def _amount(at: Place) -> Decimal:
    minor = at.line.amount_minor if at.line.debited else -at.line.amount_minor
    return from_minor(minor, at.line.currency)


def _dimensions(at: Place) -> str:
    """``department---D01---行政部``, one after the other."""
    named = [(code, value, at.names.values.get(code, {}).get(value, "")) for code, value in at.line.dims]
    return ";".join("---".join(part for part in one if part) for one in named)


def _micro(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value) / _MICRO


def _latin(text: str) -> str:
    """What fits a field of letters and digits: a series in another script is left out."""
    return re.sub(r"[^0-9A-Za-z$%&*+\-/]", "", text).strip("-")


def _text(of: Callable[[Place], str]) -> FieldKind:
    return FieldKind("text", of)


FIELDS: dict[str, FieldKind] = {
    "series": _text(lambda at: at.voucher.series),
    "series_name": _text(lambda at: at.voucher.series),
    "number": FieldKind("number", lambda at: at.voucher.number),
    "label": _text(lambda at: at.voucher.label),
    "label_of_month": _text(lambda at: f"{at.voucher.day[:7]}-{at.voucher.label}"),
    "label_ascii": _text(lambda at: f"{_latin(at.voucher.day[2:7])}-{_latin(at.voucher.label)}"),
    "posting_date": FieldKind("date", lambda at: at.voucher.day),
    "document_date": FieldKind("date", lambda at: at.voucher.document_day),
    "posted_on": FieldKind("date", lambda at: at.voucher.posted_on),
    "year": FieldKind("number", lambda at: int(at.voucher.day[:4])),
    "month": FieldKind("number", lambda at: int(at.voucher.day[5:7])),
    "account": _text(lambda at: at.names.accounts[at.line.account_id][0]),
    "account_name": _text(lambda at: at.names.accounts[at.line.account_id][1]),
    "counter_account": _text(lambda at: at.names.accounts[at.counter][0] if at.counter is not None else ""),
    "party": _text(lambda at: at.dim("party")),
    "party_name": _text(lambda at: at.names.values.get("party", {}).get(at.dim("party"), "")),
    "customer": _text(lambda at: _party(at, "customer")),
    "vendor": _text(lambda at: _party(at, "vendor")),
    "department": _text(lambda at: at.dim("department")),
    "employee": _text(lambda at: at.dim("employee")),
    "project": _text(lambda at: at.dim("project")),
    "dimensions": _text(_dimensions),
    "memo": _text(lambda at: at.line.memo),
    "memo60": _text(lambda at: at.line.memo[:60]),
    "debit": FieldKind("amount", lambda at: _side(at, debit=True)),
    "credit": FieldKind("amount", lambda at: _side(at, debit=False)),
    "amount": FieldKind("amount", _amount),
    "currency": _text(lambda at: at.line.currency),
    "base_currency": _text(lambda at: at.names.base),
    "foreign_amount": FieldKind("amount", _foreign),
    "foreign_given": FieldKind("number", _foreign),
    "foreign_currency": _text(lambda at: at.line.currency if at.foreign else ""),
    "rate": FieldKind("number", lambda at: Decimal(at.line.rate) if at.line.rate else None),
    "quantity": FieldKind("number", lambda at: _micro(at.line.quantity_micro)),
    "unit_price": FieldKind("number", lambda at: _micro(at.line.price_micro)),
    "settlement_method": _text(lambda at: at.line.settlement[0]),
    "settlement_number": _text(lambda at: at.line.settlement[1]),
    "attachments": FieldKind("number", lambda at: at.voucher.attachments),
    "maker": _text(lambda at: at.voucher.maker),
    "checker": _text(lambda at: at.voucher.checker),
    "voucher_no": FieldKind("number", lambda at: at.voucher_no),
    "line_no": FieldKind("number", lambda at: at.line_no),
}
