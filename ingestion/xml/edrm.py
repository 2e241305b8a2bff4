"""eInvoice of 2019 (edrm.org.cn), the original inside OFD of 增值税电子普通发票 and 专用发票 before 数电票.

Element names as such files carry them: read in an OFD of the ofdrw project's tests.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from lxml.etree import _Element

from ingestion.reading import InvoiceKind
from ingestion.xml.china import taxed
from ingestion.xml.rows import Terms, terms_of
from ingestion.xml.terms import XmlInvoice, every, number, text

_FIELDS = {
    "number": "InvoiceNo", "invoice_code": "InvoiceCode", "check_code": "InvoiceCheckCode", "seller_name": "Seller/SellerName",
    "seller_tax_id": "Seller/SellerTaxID", "buyer_name": "Buyer/BuyerName", "buyer_tax_id": "Buyer/BuyerTaxID",
    "gross_words": "TaxInclusiveTotalAmountWithWords", "remarks": "Note",
}  # fmt: skip
_AMOUNTS = {"gross": "TaxInclusiveTotalAmount", "net": "TaxExclusiveTotalAmount", "tax": "TaxTotalAmount"}
_DAY = re.compile(r"(\d{4})年?[-/]?(\d{1,2})月?[-/]?(\d{1,2})日?")


def read_edrm(root: _Element) -> XmlInvoice:
    """Header and lines of an eInvoice."""
    invoice = XmlInvoice(kind="edrm")
    for field, path in _FIELDS.items():
        invoice.put(field, text(root, path))
    for field, path in _AMOUNTS.items():
        invoice.put(field, number(root, path))
    invoice.put("issue_date", _day(text(root, "IssueDate")))
    invoice.put("currency", "CNY")
    invoice.lines = [taxed(*terms) for terms in terms_of(every(root, "GoodsInfos/GoodsInfo"), _terms)]
    if "net" not in invoice.values and invoice.lines and all(one.amount is not None for one in invoice.lines):
        invoice.put("net", sum((one.amount or Decimal(0) for one in invoice.lines), Decimal(0)))
    invoice.put("tax_rates", tuple(sorted({one.tax_rate for one in invoice.lines if one.tax_rate})))
    special = (text(root, "TypeCode") or "") == "4"  # 0 普通, 4 专用: known
    invoice.put("invoice_kind", (InvoiceKind.VAT_SPECIAL if special else InvoiceKind.VAT_GENERAL).value)
    return invoice


def _day(printed: str | None) -> date | None:
    found = _DAY.match(printed or "")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _terms(item: _Element) -> Terms:
    names = ("Item", "Quantity", "MeasurementDimension", "Price", "Amount", "TaxScheme", "TaxAmount")
    return tuple(text(item, name) for name in names)
