"""OASIS UBL 2 Invoice and CreditNote (EN 16931, Peppol). Terms after CEN/TS 16931-3-2."""

from __future__ import annotations

from lxml.etree import _Element

from ingestion.xml.lines import priced_lines
from ingestion.xml.rows import Terms
from ingestion.xml.terms import (
    XmlInvoice,
    counted,
    day,
    every,
    first,
    local,
    name,
    number,
    text,
    to_decimal,
    told_rate,
)

_TOTAL = "LegalMonetaryTotal|RequestedMonetaryTotal"


def read_ubl(root: _Element) -> XmlInvoice:
    """Header and lines of an Invoice or CreditNote."""
    invoice = XmlInvoice(kind="ubl_credit_note" if local(root) == "CreditNote" else "ubl")
    invoice.put("number", text(root, "ID"))
    invoice.put("type_code", text(root, "InvoiceTypeCode", "CreditNoteTypeCode"))
    invoice.put("issue_date", day(text(root, "IssueDate")))
    invoice.put("due_date", day(text(root, "DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate")))
    invoice.put("currency", text(root, "DocumentCurrencyCode"))
    invoice.put(
        "original_number", text(root, "BillingReference/InvoiceDocumentReference|CreditNoteDocumentReference/ID")
    )
    notes = [node.text.strip() for node in every(root, "Note") if node.text and node.text.strip()]
    invoice.put("remarks", "\n".join(notes)[:2000])
    _party(invoice, "seller", first(root, "AccountingSupplierParty/Party"))
    _party(invoice, "buyer", first(root, "AccountingCustomerParty/Party"))
    invoice.put("seller_iban", text(root, "PaymentMeans/PayeeFinancialAccount/ID"))
    _totals(invoice, root)
    lines = priced_lines(every(root, "InvoiceLine|CreditNoteLine"), _terms)
    invoice.lines = [line for line in lines if line.amount is not None or line.description is not None]
    return invoice


def _party(invoice: XmlInvoice, who: str, party: _Element | None) -> None:
    invoice.put(f"{who}_name", name(party, "PartyLegalEntity/RegistrationName", "PartyName/Name"))
    schemes = every(party, "PartyTaxScheme")
    vat = [scheme for scheme in schemes if (text(scheme, "TaxScheme/ID") or "VAT").upper() == "VAT"]
    ids = (text(scheme, "CompanyID") for scheme in (*vat, *schemes))
    invoice.put(f"{who}_tax_id", next(filter(None, ids), None))
    address = first(party, "PostalAddress")
    parts = [text(address, part) for part in ("StreetName", "AdditionalStreetName", "PostalZone", "CityName")]
    invoice.put(f"{who}_address", ", ".join(part for part in parts if part))


def _totals(invoice: XmlInvoice, root: _Element) -> None:
    totals, currency = first(root, _TOTAL), invoice.values.get("currency")
    invoice.put("net", number(totals, "TaxExclusiveAmount"))
    invoice.put("gross", number(totals, "TaxInclusiveAmount"))
    invoice.put("prepaid", number(totals, "PrepaidAmount"))
    invoice.put("due_amount", number(totals, "PayableAmount"))
    invoice.put("gross", invoice.values.get("due_amount") if "prepaid" not in invoice.values else None)
    tax_nodes = every(root, "TaxTotal/TaxAmount")
    own = [node for node in tax_nodes if node.get("currencyID") in (None, currency)] or tax_nodes
    invoice.put("tax", to_decimal(own[0].text) if own else None)
    categories = every(root, "TaxTotal/TaxSubtotal/TaxCategory")
    rates = {told_rate(text(one, "Percent"), text(one, "ID")) for one in categories}
    invoice.put("tax_rates", tuple(sorted(one for one in rates if one)))


def _terms(row: _Element) -> Terms:
    """The texts of a line, as :func:`~ingestion.xml.lines.priced_lines` takes them."""
    quantity = first(row, "InvoicedQuantity|CreditedQuantity")
    category = first(row, "Item/ClassifiedTaxCategory")
    if category is None:  # UBL 2.0 and free UBL 2.1 tell the line's tax beside its sum
        category = first(row, "TaxTotal/TaxSubtotal/TaxCategory")
    return (
        text(row, "Item/Name", "Item/Description"),
        *counted(quantity),
        text(row, "Price/PriceAmount"),
        text(row, "Price/BaseQuantity"),
        text(row, "LineExtensionAmount"),
        text(category, "Percent"),
        text(category, "ID"),
    )
