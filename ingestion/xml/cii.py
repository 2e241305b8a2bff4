"""UN/CEFACT Cross Industry Invoice: D16B (Factur-X, ZUGFeRD 2, EN 16931) and the 2014 dialect of ZUGFeRD 1.

Terms after EN 16931-1:2017 and CEN/TS 16931-3-3; the 1.0 dialect differs in element names only.
"""

from __future__ import annotations

from decimal import Decimal

from lxml.etree import _Element

from ingestion.xml.lines import priced_lines
from ingestion.xml.rows import Terms
from ingestion.xml.terms import XmlInvoice, counted, day, every, first, name, number, text, to_decimal, told_rate

_DOCUMENT = "ExchangedDocument|HeaderExchangedDocument"
_TRADE = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
_AGREEMENT = "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
_SETTLEMENT = "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
_SUM = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
_LINE_TOTAL = "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation/LineTotalAmount"
PERCENT = ("RateApplicablePercent", "ApplicablePercent")
CREDIT_CODES = frozenset({"381", "396", "420", "458", "532", "83", "81", "261", "262", "296", "308"})
CORRECTION = "384"


def read_cii(root: _Element) -> XmlInvoice:
    """Header and lines of a CrossIndustryInvoice or CrossIndustryDocument."""
    invoice = XmlInvoice(kind="cii")
    document, trade = first(root, _DOCUMENT), first(root, _TRADE)
    agreement, settlement = first(trade, _AGREEMENT), first(trade, _SETTLEMENT)
    invoice.put("number", text(document, "ID"))
    invoice.put("type_code", text(document, "TypeCode"))
    invoice.put("issue_date", day(text(document, "IssueDateTime/DateTimeString", "IssueDateTime/DateTime")))
    notes = [content for note in every(document, "IncludedNote") if (content := text(note, "Content"))]
    invoice.put("remarks", "\n".join(notes)[:2000])
    read_party(invoice, "seller", first(agreement, "SellerTradeParty"))
    read_party(invoice, "buyer", first(agreement, "BuyerTradeParty"))
    _settlement(invoice, settlement)
    _totals(invoice, settlement)
    lines = priced_lines(every(trade, "IncludedSupplyChainTradeLineItem"), _terms)
    invoice.lines = [line for line in lines if line.amount is not None or line.description is not None]
    return invoice


def read_party(invoice: XmlInvoice, who: str, party: _Element | None) -> None:
    """Name, tax id and address of a party."""
    invoice.put(f"{who}_name", name(party, "Name", "SpecifiedLegalOrganization/TradingBusinessName"))
    ids = {str(node.get("schemeID", "")).upper(): node.text for node in every(party, "SpecifiedTaxRegistration/ID")}
    chosen = ids.get("VA") or ids.get("VAT") or ids.get("FC") or next((value for value in ids.values() if value), None)
    invoice.put(f"{who}_tax_id", chosen.strip() if chosen else None)
    address = first(party, "PostalTradeAddress")
    parts = [text(address, part) for part in ("LineOne", "LineTwo", "PostcodeCode", "CityName", "CountryID")]
    invoice.put(f"{who}_address", ", ".join(part for part in parts if part))


def _settlement(invoice: XmlInvoice, settlement: _Element | None) -> None:
    invoice.put("currency", text(settlement, "InvoiceCurrencyCode"))
    means = "SpecifiedTradeSettlementPaymentMeans"
    invoice.put("seller_iban", text(settlement, f"{means}/PayeePartyCreditorFinancialAccount/IBANID"))
    invoice.put("seller_account", text(settlement, f"{means}/PayeePartyCreditorFinancialAccount/ProprietaryID"))
    due = text(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString",
               "SpecifiedTradePaymentTerms/DueDateDateTime/DateTime")  # fmt: skip
    invoice.put("due_date", day(due))
    references = every(settlement, "InvoiceReferencedDocument")
    invoice.put("original_number", text(references[0], "IssuerAssignedID", "ID") if references else None)
    taxes = every(settlement, "ApplicableTradeTax")
    rates = {told_rate(text(tax, *PERCENT), text(tax, "CategoryCode")) for tax in taxes}
    invoice.put("tax_rates", tuple(sorted(one for one in rates if one)))


def _totals(invoice: XmlInvoice, settlement: _Element | None) -> None:
    totals = first(settlement, _SUM)
    invoice.put("net", number(totals, "TaxBasisTotalAmount", "LineTotalAmount"))
    currency = invoice.values.get("currency")
    taxes = every(totals, "TaxTotalAmount")
    own = [node for node in taxes if node.get("currencyID") in (None, currency)] or taxes
    net, gross = invoice.values.get("net"), number(totals, "GrandTotalAmount")
    amounts = [value for node in own if (value := to_decimal(node.text)) is not None]
    if amounts:
        invoice.put("tax", amounts[0])
    elif isinstance(net, Decimal) and gross is not None and net == gross:
        invoice.put("tax", Decimal(0))
    invoice.put("gross", gross)
    invoice.put("prepaid", number(totals, "TotalPrepaidAmount"))
    invoice.put("due_amount", number(totals, "DuePayableAmount"))


def _terms(item: _Element) -> Terms:
    """The texts of a line, as :func:`~ingestion.xml.lines.priced_lines` takes them."""
    settlement = first(item, "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement")
    agreement = first(item, "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement")
    price = first(agreement, "NetPriceProductTradePrice")
    quantity = first(item, "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery/BilledQuantity")
    tax = first(settlement, "ApplicableTradeTax")
    return (
        text(item, "SpecifiedTradeProduct/Name", "SpecifiedTradeProduct/Description"),
        *counted(quantity),
        text(price, "ChargeAmount"),
        text(price, "BasisQuantity"),
        text(settlement, _LINE_TOTAL),
        text(tax, *PERCENT),
        text(tax, "CategoryCode"),
    )
