"""Order-X: UN/CEFACT Cross Industry Order (root SCRDMCCBDACIOMessageStructure), alone or as order-x.xml in a PDF.

Terms after Order-X 1.0 (FNFE-MPE and FeRD): *known*, as the published samples carry them. An order (220), its change (230)
and its response (231) are all read as an order: none of them is owed.
"""

from __future__ import annotations

from lxml.etree import _Element

from ingestion.xml.cii import PERCENT, read_party
from ingestion.xml.lines import priced_lines
from ingestion.xml.rows import Terms
from ingestion.xml.terms import XmlInvoice, counted, day, every, first, number, text

_SUMS = "SpecifiedTradeSettlementHeaderMonetarySummation"
_QUANTITIES = ("RequestedQuantity", "AgreedQuantity")


def read_order(root: _Element) -> XmlInvoice:
    """Header and lines of an order."""
    order = XmlInvoice(kind="order")
    document, trade = first(root, "ExchangedDocument"), first(root, "SupplyChainTradeTransaction")
    agreement, settlement = (first(trade, f"ApplicableHeaderTrade{part}") for part in ("Agreement", "Settlement"))
    order.put("number", text(document, "ID"))
    order.put("issue_date", day(text(document, "IssueDateTime/DateTimeString")))
    notes = [content for note in every(document, "IncludedNote") if (content := text(note, "Content"))]
    order.put("remarks", "\n".join(notes)[:2000])
    read_party(order, "seller", first(agreement, "SellerTradeParty"))
    read_party(order, "buyer", first(agreement, "BuyerTradeParty"))
    order.put("currency", text(settlement, "OrderCurrencyCode", "InvoiceCurrencyCode"))
    sums = first(settlement, _SUMS)
    order.put("net", number(sums, "TaxBasisTotalAmount", "LineTotalAmount"))
    order.put("tax", number(sums, "TaxTotalAmount"))
    order.put("gross", number(sums, "GrandTotalAmount"))
    order.lines = priced_lines(every(trade, "IncludedSupplyChainTradeLineItem"), _terms)
    order.put("tax_rates", tuple(sorted({line.tax_rate for line in order.lines if line.tax_rate})))
    return order


def _terms(item: _Element) -> Terms:
    """The texts of a line, as :func:`~ingestion.xml.lines.priced_lines` takes them."""
    settlement = first(item, "SpecifiedLineTradeSettlement")
    price = first(item, "SpecifiedLineTradeAgreement/NetPriceProductTradePrice")
    delivery = first(item, "SpecifiedLineTradeDelivery")
    quantity = next((found for name in _QUANTITIES if (found := first(delivery, name)) is not None), None)
    tax = first(settlement, "ApplicableTradeTax")
    return (
        text(item, "SpecifiedTradeProduct/Name", "SpecifiedTradeProduct/Description"),
        *counted(quantity),
        text(price, "ChargeAmount"),
        text(price, "BasisQuantity"),
        text(settlement, "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"),
        text(tax, *PERCENT),
        text(tax, "CategoryCode"),
    )
