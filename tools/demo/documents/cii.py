"""Factur-X XML of a spec: CII D16B, profile EN 16931 (Factur-X 1.0), as little as that profile asks for."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from tools.demo.documents.spec import InvoiceSpec, Party, SpecLine

_NAMES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
_UNITS = {"Stk": "H87", "pcs": "H87", "h": "HUR", "kg": "KGM", "Std.": "HUR", "m": "MTR"}


def factur_x(spec: InvoiceSpec) -> str:
    """The XML as text, UTF-8, without indentation; amounts positive on a credit note, whose type code is 381."""
    root = etree.Element(_tag("rsm:CrossIndustryInvoice"), nsmap=_NAMES)
    _path(
        root,
        "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
        "urn:cen.eu:en16931:2017",
    )
    document = _add(root, "rsm:ExchangedDocument")
    _add(document, "ram:ID", spec.number)
    _add(document, "ram:TypeCode", "381" if spec.is_credit else "380")
    _date(_add(document, "ram:IssueDateTime"), spec.issued.strftime("%Y%m%d"))
    trade = _add(root, "rsm:SupplyChainTradeTransaction")
    for number, one in enumerate(spec.lines, 1):
        _line(trade, number, one, spec)
    agreement = _add(trade, "ram:ApplicableHeaderTradeAgreement")
    _party(_add(agreement, "ram:SellerTradeParty"), spec.seller)
    _party(_add(agreement, "ram:BuyerTradeParty"), spec.buyer)
    _add(trade, "ram:ApplicableHeaderTradeDelivery")
    _settlement(_add(trade, "ram:ApplicableHeaderTradeSettlement"), spec)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode("utf-8")


def _tag(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _tag(name), attributes)
    element.text = text
    return element


def _path(parent: etree._Element, path: str, text: str) -> None:
    *steps, last = path.split("/")
    for step in steps:
        parent = _add(parent, step)
    _add(parent, last, text)


def _date(parent: etree._Element, text: str) -> None:
    _add(parent, "udt:DateTimeString", text, format="102")


def _money(amount: Decimal, spec: InvoiceSpec) -> str:
    return f"{-amount if spec.is_credit else amount:.2f}"


def _party(node: etree._Element, party: Party) -> None:
    _add(node, "ram:Name", party.name)
    street, _, town = party.address.partition(", ")
    postcode, _, city = town.partition(" ")
    address = _add(node, "ram:PostalTradeAddress")
    for name, text in (("PostcodeCode", postcode), ("LineOne", street), ("CityName", city)):
        if text:
            _add(address, f"ram:{name}", text)
    _add(address, "ram:CountryID", party.country)
    if party.tax_id:
        _add(_add(node, "ram:SpecifiedTaxRegistration"), "ram:ID", party.tax_id, schemeID="VA")


def _line(trade: etree._Element, number: int, one: SpecLine, spec: InvoiceSpec) -> None:
    item = _add(trade, "ram:IncludedSupplyChainTradeLineItem")
    _path(item, "ram:AssociatedDocumentLineDocument/ram:LineID", str(number))
    _path(item, "ram:SpecifiedTradeProduct/ram:Name", one.name)
    _path(
        item,
        "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount",
        format(one.unit_price, "f"),
    )
    delivery = _add(item, "ram:SpecifiedLineTradeDelivery")
    quantity = -one.quantity if spec.is_credit else one.quantity
    _add(delivery, "ram:BilledQuantity", format(quantity, "f"), unitCode=_UNITS.get(one.unit, "C62"))
    settlement = _add(item, "ram:SpecifiedLineTradeSettlement")
    _rate(_add(settlement, "ram:ApplicableTradeTax"), one.rate)
    _path(settlement, "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount", _money(one.amount, spec))


def _rate(tax: etree._Element, rate: Decimal) -> None:
    _add(tax, "ram:TypeCode", "VAT")
    _add(tax, "ram:CategoryCode", "S" if rate else "Z")
    _add(tax, "ram:RateApplicablePercent", f"{rate * 100:.2f}")


def _settlement(node: etree._Element, spec: InvoiceSpec) -> None:
    _add(node, "ram:PaymentReference", spec.number)
    _add(node, "ram:InvoiceCurrencyCode", spec.currency)
    if spec.seller.account:
        means = _add(node, "ram:SpecifiedTradeSettlementPaymentMeans")
        _add(means, "ram:TypeCode", "58")
        _path(means, "ram:PayeePartyCreditorFinancialAccount/ram:IBANID", spec.seller.account)
    for rate in sorted({one.rate for one in spec.lines}):
        same = [one for one in spec.lines if one.rate == rate]
        tax = _add(node, "ram:ApplicableTradeTax")
        _add(tax, "ram:CalculatedAmount", _money(sum((one.tax for one in same), Decimal(0)), spec))
        _add(tax, "ram:TypeCode", "VAT")
        _add(tax, "ram:BasisAmount", _money(sum((one.amount for one in same), Decimal(0)), spec))
        _add(tax, "ram:CategoryCode", "S" if rate else "Z")
        _add(tax, "ram:RateApplicablePercent", f"{rate * 100:.2f}")
    if spec.due:
        terms = _add(node, "ram:SpecifiedTradePaymentTerms")
        _date(_add(terms, "ram:DueDateDateTime"), spec.due.strftime("%Y%m%d"))
    totals = _add(node, "ram:SpecifiedTradeSettlementHeaderMonetarySummation")
    _add(totals, "ram:LineTotalAmount", _money(spec.net, spec))
    _add(totals, "ram:TaxBasisTotalAmount", _money(spec.net, spec))
    _add(totals, "ram:TaxTotalAmount", _money(spec.tax, spec), currencyID=spec.currency)
    _add(totals, "ram:GrandTotalAmount", _money(spec.gross, spec))
    _add(totals, "ram:DuePayableAmount", _money(spec.gross, spec))
    if spec.original_number:
        _path(node, "ram:InvoiceReferencedDocument/ram:IssuerAssignedID", spec.original_number)
