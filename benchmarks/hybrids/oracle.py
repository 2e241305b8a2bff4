"""What a CII or UBL document says, by lxml's XPath alone: text as it stands, amounts signed by the kind of document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree

CREDIT = ("381", "396", "420", "458", "532", "83", "81", "261", "262", "296", "308")
_N = "*[local-name()='{}']"


_CII = {
    "number": "ExchangedDocument|HeaderExchangedDocument>ID", "issue_date": "ExchangedDocument|HeaderExchangedDocument>IssueDateTime/DateTimeString",
    "currency": "InvoiceCurrencyCode", "seller_name": "SellerTradeParty>Name", "buyer_name": "BuyerTradeParty>Name",
    "due_date": "SpecifiedTradePaymentTerms>DueDateDateTime/DateTimeString",
    "seller_iban": "PayeePartyCreditorFinancialAccount>IBANID",
}  # fmt: skip
_CII_AMOUNTS = {
    "net": "TaxBasisTotalAmount",
    "gross": "GrandTotalAmount",
    "due_amount": "DuePayableAmount",
    "prepaid": "TotalPrepaidAmount",
}


@dataclass(frozen=True)
class Said:
    """Header values as text or decimals, absent ones left out; lines as (amount, quantity, price)."""

    values: dict[str, object]
    lines: tuple[tuple[Decimal | None, Decimal | None, Decimal | None], ...]


def said(data: bytes) -> Said | None:
    """None for a root that is neither CII nor UBL."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    name = etree.QName(root).localname
    if name in ("CrossIndustryInvoice", "CrossIndustryDocument"):
        return _cii(root)
    return _ubl(root, name) if name in ("Invoice", "CreditNote") and "ubl" in root.tag else None


def _one(node: etree._Element, expression: str) -> str | None:
    found = node.xpath(f"string(({expression})[normalize-space()][1])")
    return re.sub(r"\s+", " ", str(found)).strip() or None


def _nodes(root: etree._Element, expression: str) -> list[Any]:
    found: Any = root.xpath(expression)
    return list(found)


def _any(names: str) -> str:
    return " or ".join(f"local-name()='{one}'" for one in names.split("|"))


def _under(spec: str) -> str:
    outer, _, inner = spec.partition(">")
    return f"//*[{_any(outer)}]" + "".join(f"/*[{_any(step)}]" for step in inner.split("/") if step)


def _dec(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _cii(root: etree._Element) -> Said:
    credit = _one(root, _under("ExchangedDocument|HeaderExchangedDocument>TypeCode")) in CREDIT
    values: dict[str, object] = {name: _one(root, _under(spec)) for name, spec in _CII.items()}
    sums = "//*[local-name()='SpecifiedTradeSettlementHeaderMonetarySummation' or (local-name()='SpecifiedTradeSettlementMonetarySummation' and contains(local-name(..),'ApplicableSupplyChainTradeSettlement'))]"
    for name, spec in _CII_AMOUNTS.items():
        values[name] = _dec(_one(root, f"{sums}/*[local-name()='{spec}']"))
    money = values["currency"]
    values["tax"] = _dec(
        _one(root, f"{sums}/*[local-name()='TaxTotalAmount' and (not(@currencyID) or @currencyID='{money}')]")
    )
    for who in ("Seller", "Buyer"):
        values[f"{who.lower()}_tax_id"] = _one(
            root,
            f"//*[local-name()='{who}TradeParty']/*[local-name()='SpecifiedTaxRegistration']/*[local-name()='ID' and (@schemeID='VA' or @schemeID='VAT')]",
        )
    lines = [
        (
            _dec(_one(item, ".//*[contains(local-name(),'MonetarySummation')]/*[local-name()='LineTotalAmount']")),
            _dec(_one(item, ".//*[local-name()='BilledQuantity']")),
            _dec(_one(item, ".//*[local-name()='NetPriceProductTradePrice']/*[local-name()='ChargeAmount']")),
        )
        for item in _nodes(root, "//*[local-name()='IncludedSupplyChainTradeLineItem']")
    ]
    return _signed(values, lines, credit)


_UBL = {
    "number": "ID", "issue_date": "IssueDate", "due_date": "DueDate", "currency": "DocumentCurrencyCode",
    "seller_tax_id": "AccountingSupplierParty/Party/PartyTaxScheme/CompanyID", "buyer_tax_id": "AccountingCustomerParty/Party/PartyTaxScheme/CompanyID",
    "seller_iban": "PaymentMeans/PayeeFinancialAccount/ID",
}  # fmt: skip
_UBL_AMOUNTS = {
    "net": "TaxExclusiveAmount",
    "gross": "TaxInclusiveAmount",
    "due_amount": "PayableAmount",
    "prepaid": "PrepaidAmount",
}


def _ubl(root: etree._Element, name: str) -> Said:
    def at(text: str) -> str:
        return "./" + "/".join(_N.format(step) for step in text.split("/"))

    credit = name == "CreditNote" or _one(root, at("InvoiceTypeCode")) in CREDIT
    values: dict[str, object] = {field: _one(root, at(path)) for field, path in _UBL.items()}
    for field, path in _UBL_AMOUNTS.items():
        values[field] = _dec(_one(root, at(f"LegalMonetaryTotal/{path}")))
    values["tax"] = _dec(
        _one(root, f"./{_N.format('TaxTotal')}/*[local-name()='TaxAmount' and @currencyID='{values['currency']}']")
    )
    for who, party in (("seller", "AccountingSupplierParty"), ("buyer", "AccountingCustomerParty")):
        legal, plain = (
            _one(root, at(f"{party}/Party/{path}")) for path in ("PartyLegalEntity/RegistrationName", "PartyName/Name")
        )
        values[f"{who}_name"] = legal or plain
    lines = [
        (
            _dec(_one(row, at("LineExtensionAmount"))), _dec(_one(row, "./*[local-name()='InvoicedQuantity' or local-name()='CreditedQuantity']")),
            _dec(_one(row, at("Price/PriceAmount"))),
        )
        for row in _nodes(root, "./*[local-name()='InvoiceLine' or local-name()='CreditNoteLine']")
    ]  # fmt: skip
    return _signed(values, lines, credit)


def _signed(
    values: dict[str, object], lines: list[tuple[Decimal | None, Decimal | None, Decimal | None]], credit: bool
) -> Said:
    """A credit note's amounts are negative, whichever sign its XML writes them with."""
    gross = values.get("gross")
    turn = -1 if credit and not (isinstance(gross, Decimal) and gross < 0) else 1
    kept = {
        name: value * turn if isinstance(value, Decimal) else value
        for name, value in values.items()
        if value is not None
    }
    kept["is_credit_note"] = credit or (isinstance(gross, Decimal) and gross < 0)
    lines = [
        one for one in lines if any(part is not None for part in one)
    ]  # a line of words alone has nothing to compare
    return Said(kept, tuple((a if a is None else a * turn, q if q is None else q * turn, p) for a, q, p in lines))
