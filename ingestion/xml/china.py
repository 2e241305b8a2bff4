"""数电票 XML (EInvoice): the original that the tax bureau's platform hands out beside PDF and OFD.

Element names as the platform's files carry them (reference invoice_kinds_china, row 数电票 XML EInvoice). A red invoice
carries InIssuType N or negative totals.
"""

from __future__ import annotations

from functools import lru_cache

from lxml.etree import _Element

from ingestion.reading import InvoiceKind, ItemLine, item_line
from ingestion.values.names import category_of
from ingestion.xml.rows import Terms, terms_of
from ingestion.xml.terms import XmlInvoice, day, every, first, number, rate, text, to_decimal


def read_einvoice(root: _Element) -> XmlInvoice:
    """Header and lines of an EInvoice."""
    invoice = XmlInvoice(kind="einvoice")
    data, label = first(root, "EInvoiceData"), first(root, "Header/InherentLabel")
    invoice.put("number", text(root, "TaxSupervisionInfo/InvoiceNumber", "Header/EIid"))
    basic = first(data, "BasicInformation")
    issued = text(root, "TaxSupervisionInfo/IssueTime") or text(basic, "RequestTime")
    invoice.put("issue_date", day(issued))
    for who, name in (("seller", "Seller"), ("buyer", "Buyer")):
        party = first(data, f"{name}Information")
        invoice.put(f"{who}_name", text(party, f"{name}Name"))
        invoice.put(f"{who}_tax_id", text(party, f"{name}IdNum"))
        invoice.put(f"{who}_address", text(party, f"{name}Addr"))
        invoice.put(f"{who}_bank", text(party, f"{name}BankName"))
        invoice.put(f"{who}_account", text(party, f"{name}BankAccNum"))
    invoice.put("currency", "CNY")
    invoice.put("net", number(basic, "TotalAmWithoutTax"))
    invoice.put("tax", number(basic, "TotalTaxAm"))
    invoice.put("gross", number(basic, "TotalTax-includedAmount"))
    invoice.put("gross_words", text(basic, "TotalTax-includedAmountInChinese"))
    invoice.put("remarks", text(data, "AdditionalInformation/Remark"))
    special = text(label, "GeneralOrSpecialVAT/LabelCode", "GeneralOrSpecialVAT/LabelName") or ""
    is_special = special.startswith("01") or "专" in special
    invoice.put("invoice_kind", (InvoiceKind.EDIGITAL_SPECIAL if is_special else InvoiceKind.EDIGITAL_GENERAL).value)
    if (text(label, "InIssuType/LabelCode") or "").upper() == "N":
        invoice.put("type_code", "381")
    items = every(data, "IssuItemInformation")
    invoice.lines = [taxed(*terms) for terms in terms_of(items, _terms)]
    rates = sorted({line.tax_rate for line in invoice.lines if line.tax_rate})
    invoice.put("tax_rates", tuple(rates))
    return invoice


@lru_cache(maxsize=256)
def read_rate(printed: str | None) -> str | None:
    """``13%``, ``0.13``, ``免税``, ``不征税`` as the stable shape writes it."""
    word = (printed or "").strip()
    for sign, name in (("免税", "exempt"), ("不征税", "not_taxable"), ("出口零税率", "zero"), ("普通零税率", "zero")):
        if sign in word:
            return name
    percent = to_decimal(word.rstrip("%％"))
    if percent is None:
        return None
    return rate(percent if word.endswith(("%", "％")) else percent * 100)


def _terms(item: _Element) -> Terms:
    names = ("ItemName", "Quantity", "MeaUnits", "UnPrice", "Amount", "TaxRate", "ComTaxAm")
    return tuple(text(item, name) for name in names)


def taxed(
    title: str | None, quantity: str | None, unit: str | None, price: str | None, amount: str | None,
    percent: str | None, tax: str | None,
) -> ItemLine:  # fmt: skip
    """A line out of its texts, its category before its name."""
    return item_line(
        title, category_of(title), to_decimal(quantity), unit, to_decimal(price), to_decimal(amount),
        read_rate(percent), to_decimal(tax), False,
    )  # fmt: skip
