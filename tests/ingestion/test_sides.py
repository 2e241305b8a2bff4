"""Chinese buyer and seller are never exchanged, whatever their names and whatever the layout."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from ingestion import read
from tests.ingestion.printing import Sheet
from tools.demo.cast import social_credit_code as credit_code
from tools.demo.documents import InvoiceSpec, Layout, Party, line, render

_LETTERS = "购买销售方信息名称地址电话开户行账号纳税人青云海山河湖星月金木水火土"
NAMES = some.text(alphabet=_LETTERS, min_size=2, max_size=8).map(lambda text: text + "有限公司")
CODES = some.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9).map(
    lambda tail: credit_code("91320500" + tail)
)
LAYOUTS = some.sampled_from(
    [Layout.DIGITAL_SPECIAL, Layout.DIGITAL_GENERAL, Layout.PAPER_SPECIAL, Layout.PAPER_GENERAL, Layout.ROLL]
)


@given(LAYOUTS, NAMES, NAMES, CODES, CODES)
def test_never_exchanged(layout: Layout, buyer: str, seller: str, buyer_id: str, seller_id: str) -> None:
    if buyer == seller or buyer_id == seller_id:
        return
    spec = InvoiceSpec(
        layout, "26322000000417736021", date(2026, 10, 8), Party(seller, seller_id), Party(buyer, buyer_id),
        (line("*劳务*加工费", "3", "件", "18.50", "0.13"),), code="3200262130",
    )  # fmt: skip
    reading = read(render(spec))
    assert reading.value("buyer_name") in (buyer, None)
    assert reading.value("seller_name") in (seller, None)
    assert reading.value("buyer_tax_id") in (buyer_id, None)
    assert reading.value("seller_tax_id") in (seller_id, None)


def test_a_page_that_does_not_tell_who_is_who_gives_neither() -> None:
    sheet = Sheet(610, 400)
    sheet.put(235, 22, "电子发票（普通发票）", 14).put(440, 30, "发票号码：26332000009900112233", 8.5)
    sheet.put(40, 80, "名称：苏州甲有限公司", 9).put(40, 110, "名称：苏州乙有限公司", 9).put(
        40, 140, "名称：苏州丙有限公司", 9
    )
    reading = read(sheet.pdf())
    assert reading.value("number") == "26332000009900112233"
    assert reading.value("buyer_name") is None and reading.value("seller_name") is None


def test_a_name_whose_labels_first_sign_a_picture_lost_is_still_a_name() -> None:
    """名 is printed far from 称, and what is recognised may begin with the second."""
    sheet = Sheet(610, 400)
    sheet.put(235, 22, "电子发票（普通发票）", 14).put(440, 30, "发票号码：26332000009900112233", 8.5)
    sheet.put(40, 80, "称：襄阳青云有限公司", 9).put(324, 80, "称：海山河湖有限公司", 9)
    reading = read(sheet.pdf())
    assert reading.value("buyer_name") == "襄阳青云有限公司"
    assert reading.value("seller_name") == "海山河湖有限公司"


def test_a_company_called_like_a_label_is_read_whole_or_not_at_all() -> None:
    for layout in (Layout.DIGITAL_SPECIAL, Layout.PAPER_GENERAL, Layout.ROLL):
        for buyer, seller in (("青云有限公司", "销方名称有限公司"), ("购方青云有限公司", "海山有限公司")):
            spec = InvoiceSpec(
                layout, "26322000000417736021", date(2026, 10, 8), Party(seller, credit_code("91320500000000000")),
                Party(buyer, credit_code("91320500111111111")), (line("*劳务*加工费", "3", "件", "18.50", "0.13"),),
                code="3200262130",
            )  # fmt: skip
            reading = read(render(spec))
            assert reading.value("buyer_name") in (buyer, None), layout
            assert reading.value("seller_name") in (seller, None), layout
