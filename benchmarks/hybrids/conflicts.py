"""Hybrids of our own with one field of their XML altered, so that page and XML differ in it alone."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from lxml import etree
from pypdf import PdfReader, PdfWriter

from tools.demo.documents import InvoiceSpec, line, render, sample_specs
from tools.demo.documents.cii import factur_x

_AT = {
    "number": "//*[local-name()='ExchangedDocument']/*[local-name()='ID']",
    "issue_date": "//*[local-name()='ExchangedDocument']/*[local-name()='IssueDateTime']/*",
    "due_date": "//*[local-name()='DueDateDateTime']/*",
    "seller_name": "//*[local-name()='SellerTradeParty']/*[local-name()='Name']",
    "buyer_name": "//*[local-name()='BuyerTradeParty']/*[local-name()='Name']",
    "seller_tax_id": "//*[local-name()='SellerTradeParty']/*[local-name()='SpecifiedTaxRegistration']/*",
    "currency": "//*[local-name()='InvoiceCurrencyCode']",
    "net": "//*[local-name()='TaxBasisTotalAmount']", "tax": "//*[local-name()='TaxTotalAmount']",
    "gross": "//*[local-name()='GrandTotalAmount']", "due_amount": "//*[local-name()='DuePayableAmount']",
    "seller_iban": "//*[local-name()='IBANID']",
    "line": "//*[local-name()='SpecifiedLineTradeSettlement']//*[local-name()='LineTotalAmount']",
}  # fmt: skip
_OTHER = {"seller_name": "Zwinger Handels AG", "buyer_name": "Elbtal Vertriebs KG", "seller_tax_id": "DE129273398", "currency": "CHF",
          "seller_iban": "DE02120300000000202051"}  # fmt: skip
FIELDS = tuple(_AT)


def specs(count: int) -> Iterator[InvoiceSpec]:
    """Invoices of one layout with other numbers, days and sums."""
    base = sample_specs(date(2026, 11, 22))["factur_x"]
    for seed in range(count):
        rng = random.Random(seed)
        issued = base.issued - timedelta(days=rng.randrange(200))
        lines = tuple(
            line(one.name, str(rng.randint(1, 40)), one.unit, f"{rng.randint(500, 90_000) / 100:.2f}", str(one.rate))
            for one in base.lines
        )
        yield replace(
            base,
            number=f"RE-{rng.randint(10_000, 99_999)}-{seed}",
            issued=issued,
            due=issued + timedelta(days=30),
            lines=lines,
        )


def altered(xml: bytes, field: str) -> bytes:
    """The XML with another value in one field."""
    root = etree.fromstring(xml)
    found: Any = root.xpath(_AT[field])
    node = found[0]
    text = str(node.text)
    if field in _OTHER:
        node.text = _OTHER[field]
    elif field.endswith("_date"):
        node.text = f"{int(text[:4]) - 1}{text[4:]}"
    elif field == "number":
        node.text = text[:-1] + "X7"
    else:
        node.text = str(Decimal(text) + Decimal("117.31"))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def hybrid(spec: InvoiceSpec, xml: bytes) -> bytes:
    """The printed page of a spec with an XML embedded."""
    made = PdfWriter(clone_from=PdfReader(io.BytesIO(render(replace(spec, with_xml=False)))))
    made.add_attachment("factur-x.xml", xml)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def xml_of(spec: InvoiceSpec) -> bytes:
    """The XML that agrees with its page."""
    return factur_x(spec).encode()
