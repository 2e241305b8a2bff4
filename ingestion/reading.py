"""What one file says: the result of reading, the same shape for XML, text and (later) OCR."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ingestion.bank.statement import BankStatement
from ingestion.signatures.model import Signature
from ledger.core import Problem
from ledger.evidence.field import ABSENT, Box, Field, FieldValue, evidence, offered, plain

HEADER = (
    "is_credit_note", "number", "invoice_code", "original_code", "original_number", "issue_date", "due_date",
    "seller_name", "seller_tax_id", "buyer_name", "buyer_tax_id", "currency", "net", "tax", "gross", "due_amount",
    "prepaid", "tax_rates", "remarks",
)  # fmt: skip
"""Header fields of the stable shape, in its order."""
AMOUNTS = ("net", "tax", "gross", "due_amount", "prepaid")


class DocType(StrEnum):
    """What a file is, as ``extract`` prints it; ``purchase_order`` and ``delivery_note`` came after the others."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    BANK_STATEMENT = "bank_statement"
    PURCHASE_ORDER = "purchase_order"
    DELIVERY_NOTE = "delivery_note"
    OTHER = "other"


NO_BILLS = frozenset({DocType.PURCHASE_ORDER, DocType.DELIVERY_NOTE})
"""Evidence of a purchase that asks for no money."""


class InvoiceKind(StrEnum):
    """Kinds of Chinese invoice, after the reference invoice_kinds_china; everything else is ``other``."""

    VAT_SPECIAL = "vat_special"
    VAT_GENERAL = "vat_general"
    EDIGITAL_SPECIAL = "edigital_special"
    EDIGITAL_GENERAL = "edigital_general"
    RAIL = "rail"
    AIR = "air"
    TOLL = "toll"
    CUSTOMS_VAT = "customs_vat"
    FISCAL_RECEIPT = "fiscal_receipt"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One line of an invoice; amounts without tax where the document shows both. ``proved`` says that quantity times
    price gives the amount."""

    description: str | None = None
    tax_category: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    tax_rate: str | None = None
    tax: Decimal | None = None
    proved: bool = False
    page: int | None = None

    def to_json(self) -> dict[str, object]:
        """The stable shape of a line."""
        return {
            "description": self.description,
            "tax_category": self.tax_category,
            "quantity": plain(self.quantity),
            "unit": self.unit,
            "unit_price": plain(self.unit_price),
            "amount": plain(self.amount),
            "tax_rate": self.tax_rate,
        }


class _Growing:
    """An ItemLine before it is frozen."""

    __slots__ = ItemLine.__slots__


def item_line(
    description: str | None, tax_category: str | None, quantity: Decimal | None, unit: str | None,
    unit_price: Decimal | None, amount: Decimal | None, tax_rate: str | None, tax: Decimal | None, proved: bool,
) -> ItemLine:  # fmt: skip
    """An ItemLine, for readers of thousands: what is frozen takes each of its ten fields through ``object.__setattr__``,
    three times as slow as setting them and freezing the whole."""
    line: Any = _Growing()
    line.description, line.tax_category, line.quantity, line.unit = description, tax_category, quantity, unit
    line.unit_price, line.amount, line.tax_rate, line.tax = unit_price, amount, tax_rate, tax
    line.proved, line.page = proved, None
    line.__class__ = ItemLine
    return line  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one file. ``fields`` holds only what has a value; ``reading["gross"]`` is never missing.

    ``hidden`` are texts on the page that no person can see: data like all other text, shown so that a person may judge.
    A bank's file has ``statements`` and no fields. ``papers`` are the places of several receipts in one picture.
    ``offers`` are the best candidates, likeliest first, of fields that were not read surely enough to be given, or that might
    as well be another.
    """

    file: str
    doc_type: DocType | None = None
    invoice_kind: InvoiceKind | None = None
    fields: Mapping[str, Field] = field(default_factory=lambda: MappingProxyType({}))
    lines: tuple[ItemLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    hidden: tuple[str, ...] = ()
    pages: int = 0
    sha256: str = ""
    from_xml: bool = False
    statements: tuple[BankStatement, ...] = ()
    papers: tuple[Box, ...] = ()
    signatures: tuple[Signature, ...] = ()
    offers: Mapping[str, tuple[Field, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, name: str) -> Field:
        return self.fields.get(name, ABSENT)

    def value(self, name: str) -> FieldValue | None:
        """The bare value of a field, None where absent."""
        return self[name].value

    def amount(self, name: str) -> Decimal | None:
        """The value of an amount field."""
        value = self[name].value
        assert value is None or isinstance(value, Decimal), name
        return value

    def with_fields(self, changed: Mapping[str, Field]) -> Reading:
        """A copy with some fields replaced; absent ones leave, and what is given now needs no offer any more."""
        if not changed:
            return self
        merged = {name: one for name, one in {**self.fields, **changed}.items() if one.value is not None}
        given = {name for name in changed if name in merged}
        offers = {name: seen for name, seen in self.offers.items() if name not in given}
        return replace(self, fields=MappingProxyType(merged), offers=MappingProxyType(offers))

    def with_offers(self, offers: Mapping[str, tuple[Field, ...]]) -> Reading:
        """A copy with what these fields might be; an empty tuple offers nothing more."""
        if not offers:
            return self
        seen = {name: found for name, found in {**self.offers, **offers}.items() if found}
        return replace(self, offers=MappingProxyType(seen))

    def with_hash(self, sha256: str) -> Reading:
        """A copy with the hash of its file; every file is given one, and ``replace`` takes twice as long."""
        return Reading(
            self.file, self.doc_type, self.invoice_kind, self.fields, self.lines, self.problems, self.hidden, self.pages,
            sha256, self.from_xml, self.statements, self.papers, self.signatures, self.offers,
        )  # fmt: skip

    def with_problems(self, *problems: Problem) -> Reading:
        """A copy with more problems."""
        return replace(self, problems=(*self.problems, *problems)) if problems else self

    def to_json(self, language: str = "zh") -> dict[str, object]:
        """One object of ``zhangfang extract``: decimal strings, ISO dates, absent fields null."""
        problems = [{"code": _short(one.code), "message": one.text(language)} for one in self.problems]
        if self.doc_type is DocType.BANK_STATEMENT:
            statements = [one.to_json() for one in self.statements]
            return {"file": self.file, "doc_type": "bank_statement", "statements": statements, "problems": problems}
        head = {name: plain(self[name].value) for name in HEADER}
        head["is_credit_note"] = bool(head["is_credit_note"])
        head["tax_rates"] = head["tax_rates"] or []
        shape: dict[str, object] = {
            "file": self.file,
            "doc_type": None if self.doc_type is None else self.doc_type.value,
            "invoice_kind": None if self.invoice_kind is None else self.invoice_kind.value,
            **head,
            "lines": [line.to_json() for line in self.lines],
            "evidence": evidence(self.fields),
            "offers": {name: [offered(one) for one in found] for name, found in self.offers.items()},
            "problems": problems,
        }
        return shape


def failed(file: str, *problems: Problem, sha256: str = "", pages: int = 0) -> Reading:
    """A reading that could not be made."""
    return Reading(file, problems=problems, sha256=sha256, pages=pages)


def of_bank(file: str, statements: tuple[BankStatement, ...]) -> Reading:
    """The reading of a bank's file; what its statements have against them is the file's too."""
    problems = tuple(one for each in statements for one in each.problems)
    return Reading(file, DocType.BANK_STATEMENT, problems=problems, statements=statements)


def _short(code: str) -> str:
    return code.removeprefix("reading.")
