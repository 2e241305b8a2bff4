"""Which e-invoice an XML is, and its fields with their signs put right."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from babel.numbers import get_currency_precision
from lxml.etree import _Element

from ingestion.reading import AMOUNTS, DocType, InvoiceKind, ItemLine, Reading
from ingestion.xml.china import read_einvoice
from ingestion.xml.cii import CREDIT_CODES, read_cii
from ingestion.xml.edrm import read_edrm
from ingestion.xml.fattura import bodies, read_fattura
from ingestion.xml.mof import is_voucher, read_mof
from ingestion.xml.order import read_order
from ingestion.xml.terms import XmlInvoice, local
from ingestion.xml.ubl import read_ubl
from ledger.core import problem
from ledger.evidence.field import Source, off_page

_ROOTS = {
    "CrossIndustryInvoice": read_cii,
    "CrossIndustryDocument": read_cii,
    "Invoice": read_ubl,
    "CreditNote": read_ubl,
    "EInvoice": read_einvoice,
    "eInvoice": read_edrm,
    "SCRDMCCBDACIOMessageStructure": read_order,
    "xbrl": read_mof,
    "FatturaElettronica": read_fattura,
    "FatturaElettronicaSemplificata": read_fattura,
}
_UNWITNESSED = 0.95


def is_invoice(root: _Element) -> bool:
    """Whether the root is an e-invoice of a kind we read."""
    name = local(root)
    if name == "xbrl":
        return is_voucher(root)
    return name in _ROOTS and (name != "Invoice" or "ubl" in str(root.tag).lower())


def read_xml(root: _Element, file: str) -> Reading:
    """All fields of an e-invoice, source ``xml``, no place on a page; amounts are negative on a credit note."""
    assert is_invoice(root)
    invoice = _ROOTS[local(root)](root)
    gross = invoice.values.get("gross")
    negative = isinstance(gross, Decimal) and gross < 0
    credit = invoice.kind == "ubl_credit_note" or str(invoice.values.get("type_code")) in CREDIT_CODES or negative
    credit = credit and invoice.kind != "order"
    if credit and not negative:
        _negate(invoice)
    kind = invoice.values.pop("invoice_kind", None)
    currency = str(invoice.values.get("currency") or "")
    invoice.values.pop("type_code", None)
    for name in AMOUNTS:
        if isinstance(amount := invoice.values.get(name), Decimal):
            invoice.values[name] = tidy(amount, currency)
    invoice.values["is_credit_note"] = bool(credit)
    source = Source.XML
    fields = {name: off_page(value, _UNWITNESSED, source) for name, value in invoice.values.items()}
    more = bodies(root)
    problems = (problem("reading.more_invoices", more=more - 1),) if more > 1 else ()
    return Reading(
        file,
        fields=MappingProxyType(fields),
        problems=problems,
        doc_type=_type(invoice, credit),
        invoice_kind=InvoiceKind(str(kind)) if kind else InvoiceKind.OTHER,
        lines=tuple(invoice.lines),
        from_xml=True,
    )


def _type(invoice: XmlInvoice, credit: bool) -> DocType:
    if invoice.kind == "order":
        return DocType.PURCHASE_ORDER
    return DocType.CREDIT_NOTE if credit else DocType.INVOICE


def tidy(amount: Decimal, currency: str) -> Decimal:
    """At least the currency's decimals, never fewer digits than were given."""
    places = _places(currency) if currency else 2
    step = _step(places)
    even = amount.quantize(step)
    return even if even == amount else amount.normalize()


@lru_cache(maxsize=64)
def _places(currency: str) -> int:
    return get_currency_precision(currency)


@lru_cache(maxsize=64)
def _step(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def _negate(invoice: XmlInvoice) -> None:
    for name in AMOUNTS:
        value = invoice.values.get(name)
        if isinstance(value, Decimal):
            invoice.values[name] = -value
    invoice.lines = [_negative_line(line) for line in invoice.lines]


def _negative_line(line: ItemLine) -> ItemLine:
    amount = None if line.amount is None else -line.amount
    quantity = None if line.quantity is None else -line.quantity
    return replace(line, amount=amount, quantity=quantity, tax=None if line.tax is None else -line.tax)
