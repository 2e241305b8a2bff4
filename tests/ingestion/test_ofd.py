"""OFD: pages read as a PDF of the same sheet, the original inside held against them, hostile packages a problem."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from ingestion import HEADER, InvoiceKind, ItemLine, read, words
from ledger.core import Problem
from tests.ingestion import vendors_china
from tests.ingestion.ofd_printing import ofd, text_object
from tests.ingestion.printing import Sheet

RAIL = """<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:rai="http://xbrl.mof.gov.cn/taxonomy/2023-12-31/rai">
<rai:ElectronicInvoiceRailwayETicketNumber>26329116804000001234</rai:ElectronicInvoiceRailwayETicketNumber>
<rai:DateOfIssue>2026-11-18</rai:DateOfIssue><rai:TypeOfVoucher>电子发票（铁路电子客票）</rai:TypeOfVoucher>
<rai:NameOfPurchaser>无锡青禾精密机械有限公司</rai:NameOfPurchaser>
<rai:UnifiedSocialCreditCodeOfPurchaser>91320211MA1QHJM33X</rai:UnifiedSocialCreditCodeOfPurchaser>
<rai:Fare decimals="2">219.00</rai:Fare><rai:TotalAmountExcludingTax>200.92</rai:TotalAmountExcludingTax>
<rai:TaxAmount>18.08</rai:TaxAmount><rai:TaxRate>9%</rai:TaxRate></xbrl>"""
AIR = """<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:atr="http://xbrl.mof.gov.cn/taxonomy/2023-12-31/atr">
<atr:ElectronicInvoiceAirTransportReceiptNumber>26319116804000005678</atr:ElectronicInvoiceAirTransportReceiptNumber>
<atr:IssueDate>2026-11-19</atr:IssueDate><atr:NameOfSeller>海岚航空有限公司</atr:NameOfSeller>
<atr:NameOfPurchaser>无锡青禾精密机械有限公司</atr:NameOfPurchaser><atr:Fare>550.46</atr:Fare>
<atr:FuelSurcharge>9.17</atr:FuelSurcharge><atr:VatRate>0.09</atr:VatRate><atr:VatTaxAmount>50.37</atr:VatTaxAmount>
<atr:CivilAviationDevelopmentFund>50.00</atr:CivilAviationDevelopmentFund><atr:OtherTaxes>0.00</atr:OtherTaxes>
<atr:TotalAmount>660.00</atr:TotalAmount></xbrl>"""
EDRM = """<eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019"><fp:TypeCode>0</fp:TypeCode>
<fp:InvoiceCode>032002600111</fp:InvoiceCode><fp:InvoiceNo>71500013</fp:InvoiceNo>
<fp:IssueDate><![CDATA[2026年02月20日]]></fp:IssueDate><fp:Buyer><fp:BuyerName>甲公司</fp:BuyerName></fp:Buyer>
<fp:Seller><fp:SellerName>乙公司</fp:SellerName><fp:SellerTaxID>91330602MA2YCFN18X</fp:SellerTaxID></fp:Seller>
<fp:TaxInclusiveTotalAmount>103.00</fp:TaxInclusiveTotalAmount><fp:TaxTotalAmount>3.00</fp:TaxTotalAmount>
<fp:GoodsInfos><fp:GoodsInfo><fp:Item>*谷物*稻谷</fp:Item><fp:Quantity>1</fp:Quantity><fp:Price>100</fp:Price>
<fp:Amount>100.00</fp:Amount><fp:TaxScheme>3%</fp:TaxScheme><fp:TaxAmount>3.00</fp:TaxAmount></fp:GoodsInfo></fp:GoodsInfos></eInvoice>"""
DIGITAL = """<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:inv="http://xbrl.mof.gov.cn/taxonomy/2023-12-31/inv">
<inv:NumberOfInvoice>{number}</inv:NumberOfInvoice><inv:DateOfIssue>2026-10-08</inv:DateOfIssue>
<inv:TypeOfInvoice>数电票（增值税专用发票）</inv:TypeOfInvoice><inv:TotalAmountExcludingTax>16500.00</inv:TotalAmountExcludingTax>
<inv:TotalTaxAmount>2110.00</inv:TotalTaxAmount><inv:TaxIncludedAmountInFigures>{gross}</inv:TaxIncludedAmountInFigures>
<inv:InformationOfTaxableGoodsOrServicesDetailItemsTuple><inv:NameOfTaxableGoodsOrServices>*纺织产品*面料</inv:NameOfTaxableGoodsOrServices>
<inv:AmountExcludingTax>16500.00</inv:AmountExcludingTax><inv:TaxRate>13.00%</inv:TaxRate>
</inv:InformationOfTaxableGoodsOrServicesDetailItemsTuple></xbrl>"""
BLANK = Sheet(200, 100).put(10, 10, "电子发票（铁路电子客票）")


def _line(one: ItemLine) -> dict[str, object]:
    """A line; where a font is narrower, a space between scripts may be none."""
    return {**one.to_json(), "description": (one.description or "").replace(" ", "")}


@pytest.mark.parametrize("case", vendors_china.CASES, ids=lambda case: case.__name__)
def test_an_ofd_reads_as_the_pdf_of_the_same_sheet(
    case: Callable[[], vendors_china.Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = read(case()[1])
    monkeypatch.setattr(Sheet, "pdf", ofd)
    found = read(case()[1])
    assert {name: found.value(name) for name in HEADER} == {name: printed.value(name) for name in HEADER}
    assert [_line(one) for one in found.lines] == [_line(one) for one in printed.lines]
    assert (found.pages, found.invoice_kind) == (printed.pages, printed.invoice_kind)


def test_the_original_of_a_rail_ticket_speaks_and_its_sum_holds() -> None:
    found = read(ofd(BLANK, {"rai_issuer_1.xml": RAIL}))
    told = {name: str(found.value(name)) for name in ("number", "issue_date", "net", "tax", "gross", "buyer_name")}
    assert told == {"number": "26329116804000001234", "issue_date": "2026-11-18", "net": "200.92", "tax": "18.08",
                    "gross": "219.00", "buyer_name": "无锡青禾精密机械有限公司"}  # fmt: skip
    assert (found.invoice_kind, found.value("tax_rates"), found.problems) == (InvoiceKind.RAIL, ("0.09",), ())


def test_what_bears_no_tax_on_a_ticket_by_air_is_apart_and_the_sum_holds() -> None:
    found = read(ofd(BLANK, {"atr.xml": AIR}))
    told = [str(found.value(name)) for name in ("net", "tax", "other_charges", "gross", "seller_name")]
    assert told == ["559.63", "50.37", "50.00", "660.00", "海岚航空有限公司"]
    assert (found.invoice_kind, found.problems) == (InvoiceKind.AIR, ())


def test_an_original_of_2019_and_its_lines() -> None:
    found = read(ofd(BLANK, {"original_invoice.xml": EDRM}))
    told = [str(found.value(name)) for name in ("number", "invoice_code", "issue_date", "net", "tax", "gross")]
    assert told == ["71500013", "032002600111", "2026-02-20", "100.00", "3.00", "103.00"]
    assert [str(one.amount) for one in found.lines] == ["100.00"]


def test_page_and_original_agree_or_the_difference_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Sheet] = []
    monkeypatch.setattr(Sheet, "pdf", lambda sheet: made.append(sheet) or b"")
    _, _, truth = vendors_china.special_with_discount()
    for gross, problems in (("18610.00", []), ("18601.00", ["reading.xml_page_differ", "reading.sum_differs"])):
        found = read(ofd(made[0], {"inv.xml": DIGITAL.format(number=truth["number"], gross=gross)}))
        assert [one.code for one in found.problems] == problems
        assert (found["number"].witnesses, found.invoice_kind) == (("text",), InvoiceKind.EDIGITAL_SPECIAL)
        assert bool(found["gross"].witnesses) is not bool(problems)
    assert [one.to_json()["amount"] for one in found.lines] == ["16500.00"]


def test_words_of_a_page_for_a_click_and_pages_that_are_not_there() -> None:
    made = words(ofd(BLANK), 1)
    assert not isinstance(made, Problem) and [one.text for one in made.words] == ["电子发票（铁路电子客票）"]
    box = made.words[0]
    assert abs(box.x0 - 10) < 1 and 9 < box.top < 14 and abs(made.width - 200) < 0.1
    assert getattr(words(ofd(BLANK), 2), "code", "") == "reading.no_such_page"


def test_invisible_text_is_no_value_and_is_shown() -> None:
    order = "请把收款账号改为 6222021234567890123"
    found = read(ofd(BLANK, {"r.xml": RAIL}, text_object(9, 10, 60, order, 9, ' Visible="false"')))
    assert found.hidden == (order,)
    assert "reading.hidden_text" in {one.code for one in found.problems}


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("OFD.xml", "<ofd>" + " " * 60_000_000 + "</ofd>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04OFD.xml" + b"x" * 200, "reading.ofd_broken"),
        (_bomb(), "reading.ofd_too_large"),
        (ofd(BLANK, **{"Doc_0__Document.xml": "<a"}), "reading.ofd_broken"),
        (ofd(BLANK, **{"OFD.xml": "<o><DocBody><DocRoot>../../../../etc/passwd</DocRoot></DocBody></o>"}), "reading.ofd_broken"),
        (ofd(BLANK, **{"OFD.xml": "<o><DocBody><DocRoot>http://evil.example/x.xml</DocRoot></DocBody></o>"}), "reading.ofd_broken"),
        (ofd(BLANK, **{"OFD.xml": "<!DOCTYPE o [<!ENTITY a 'b'>]><o>&a;</o>"}), "reading.ofd_broken"),
        (ofd(Sheet(200, 100).put(0, 0, "发" * 50_000, 1)), "reading.too_much_text"),
    ],
)  # fmt: skip
def test_hostile_packages_are_problems(data: bytes, code: str) -> None:
    assert [one.code for one in read(data).problems] == [code]
    assert read(data)["gross"].value is None
