"""Order-X: the XML alone, inside a PDF, and in a PDF whose page is something else."""

from __future__ import annotations

import io
from decimal import Decimal

from pypdf import PdfReader, PdfWriter

from ingestion import DocType, Reading, read
from tests.ingestion.vendors_trade import bill_naming_both, order_en

ORDER_X = """<?xml version="1.0" encoding="UTF-8"?><rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:128" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:128">
<rsm:ExchangedDocument><ram:ID>PO-20931</ram:ID><ram:TypeCode>220</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20260314</udt:DateTimeString></ram:IssueDateTime>
<ram:IncludedNote><ram:Content>Deliver before noon.</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>{lines}
<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Harbour Steel plc</ram:Name><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">GB123456789</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>Northgate Tools Ltd</ram:Name></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:OrderCurrencyCode>GBP</ram:OrderCurrencyCode><ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>248.00</ram:LineTotalAmount>
<ram:TaxBasisTotalAmount>248.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="GBP">49.60</ram:TaxTotalAmount><ram:GrandTotalAmount>297.60</ram:GrandTotalAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:SCRDMCCBDACIOMessageStructure>"""
LINE = """<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>{n}</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>{name}</ram:Name></ram:SpecifiedTradeProduct>
<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{price}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:RequestedQuantity unitCode="C62">{quantity}</ram:RequestedQuantity></ram:SpecifiedLineTradeDelivery>
<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>20</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{amount}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"""
XML = ORDER_X.format(
    lines=LINE.format(n=1, name="Steel rod 12 mm", price="3.20", quantity="40", amount="128.00")
    + LINE.format(n=2, name="Steel plate A4", price="24.00", quantity="5", amount="120.00")
)


def with_attachment(pdf: bytes, name: str, data: str) -> bytes:
    """A PDF with a file embedded."""
    made, out = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf))), io.BytesIO()
    made.add_attachment(name, data.encode())
    made.write(out)
    return out.getvalue()


def _told(reading: Reading) -> tuple[object, ...]:
    names = ("number", "seller_name", "seller_tax_id", "buyer_name", "currency")
    return (reading.doc_type, *(reading.value(name) for name in names), str(reading.value("issue_date")))


EXPECTED = (
    DocType.PURCHASE_ORDER,
    "PO-20931",
    "Harbour Steel plc",
    "GB123456789",
    "Northgate Tools Ltd",
    "GBP",
    "2026-03-14",
)


def test_the_xml_alone() -> None:
    reading = read(XML.encode(), file="order-x.xml")
    assert _told(reading) == EXPECTED and not reading.problems
    assert [reading.amount(name) for name in ("net", "tax", "gross")] == [
        Decimal(text) for text in ("248.00", "49.60", "297.60")
    ]
    assert [(one.description, one.quantity, one.unit_price, one.amount, one.tax_rate, one.proved) for one in reading.lines] == [
        ("Steel rod 12 mm", Decimal(40), Decimal("3.20"), Decimal("128.00"), "0.2", True),
        ("Steel plate A4", Decimal(5), Decimal("24.00"), Decimal("120.00"), "0.2", True),
    ]  # fmt: skip


def test_in_a_pdf_the_page_is_its_witness() -> None:
    reading = read(with_attachment(order_en()[1].pdf(), "order-x.xml", XML))
    assert _told(reading) == EXPECTED and not reading.problems, reading.problems
    assert "text" in reading["number"].witnesses and reading["number"].page == 1


def test_in_a_bill_it_is_said() -> None:
    reading = read(with_attachment(bill_naming_both()[1].pdf(), "order-x.xml", XML))
    assert "reading.kind_differs" in {one.code for one in reading.problems}


def test_as_many_lines_as_it_may_have_and_no_entities() -> None:
    bomb = XML.replace("<rsm:SCRD", '<!DOCTYPE x [<!ENTITY a "aaaa">]><rsm:SCRD', 1).replace("PO-20931", "&a;")
    assert [one.code for one in read(bomb.encode()).problems] and read(bomb.encode()).value("number") is None
