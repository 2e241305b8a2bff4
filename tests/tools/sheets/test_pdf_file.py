"""The PDF of a sheet by itself: pages, headings, widths, letters no font has, and what people write into memos."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.sheets.test_forms import ATTACKS, LONG_NUMBER
from tools.blocks import Cell, Column, DateCell, Row, Table, money, words
from tools.printing.press import ink, pages
from tools.sheets.pdf_file import NO_GLYPH, SIZE_PT, pdf_bytes
from tools.sheets.sheet import Sheet

MADE_AT = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
ABOUT = (("公司", "蓝海制造"), ("期间", "2026-11"), ("范围", "仅限 · CNY"), ("导出人", "李敏"))


def _sheet(rows: list[Row], *titles: str, numeric: tuple[str, ...] = ("金额",)) -> Sheet:
    columns = tuple(Column(title=title, numeric=title in numeric) for title in titles)
    return Sheet("明细账", ABOUT, Table(columns=columns, rows=tuple(rows)), MADE_AT)


def _row(*cells: Cell) -> Row:
    return Row(cells=cells)


def _size(made: bytes) -> tuple[int, int]:
    document = pdfium.PdfDocument(made)
    try:
        width, height = document[0].get_size()
        return round(width), round(height)
    finally:
        document.close()


def test_each_page_says_what_it_is_its_headings_and_its_number() -> None:
    rows = [_row(words(f"记-{n:04}"), money(n * 100, "CNY")) for n in range(1, 200)]
    printed = [ink(page) for page in pages(pdf_bytes(_sheet(rows, "凭证号", "金额"), "zh"))]
    assert len(printed) > 2
    for number, page in enumerate(printed, 1):
        assert f"第{number}页,共{len(printed)}页" in page
        assert not [text for pair in (*ABOUT, ("明细账", "凭证号")) for text in pair if ink(text) not in page]
    assert [n for n in range(1, 200) if f"记-{n:04}{n}.00" not in "".join(printed)] == []
    assert "Page1of" in ink(pages(pdf_bytes(_sheet(rows, "凭证号", "金额"), "en"))[0])


def test_a_wide_sheet_lies_across_and_a_wider_one_is_set_smaller_and_none_leaves_the_page() -> None:
    for columns, across in ((3, False), (10, True), (24, True)):
        titles = [f"列{n}" for n in range(columns)]
        rows = [_row(*(money(10**11 + n, "CNY") for n in range(columns)))]
        made = pdf_bytes(_sheet(rows, *titles, numeric=tuple(titles)), "zh")
        width, height = _size(made)
        assert (width > height) is across
        document = pdfium.PdfDocument(made)
        text = document[0].get_textpage()
        rightmost = max(text.get_charbox(place)[2] for place in range(text.count_chars()))
        lines = {line for line in text.get_text_range().splitlines() if line.startswith("1,000")}
        document.close()
        assert rightmost < width
        assert lines and not [line for line in lines if line.endswith(",")], "no amount breaks over two lines"


def test_a_negative_amount_has_its_sign_and_is_red() -> None:
    made = pdf_bytes(_sheet([_row(words("退"), money(-123456, "CNY"))], "摘要", "金额"), "zh")
    assert "−1,234.56" in pages(made)[0]
    document = pdfium.PdfDocument(made)
    picture = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    assert any(red > 150 and green < 60 and blue < 60 for _, (red, green, blue) in picture.getcolors(1 << 20))


def test_letters_that_the_font_lacks_are_shown_and_counted_not_dropped() -> None:
    (page,) = pages(pdf_bytes(_sheet([_row(words("聚餐🎉 ok"), money(100, "CNY"))], "摘要", "金额"), "zh"))
    assert f"聚餐{NO_GLYPH}ok" in ink(page) and "1种字符" in ink(page)


@pytest.mark.parametrize(
    "text", [*ATTACKS, LONG_NUMBER * 8, "#set page(fill: red)", "\\ *x* _y_ $1$ @a <b>", "\x00\x1f"]
)
def test_what_people_write_is_text_and_nothing_else(text: str) -> None:
    plain = ink("".join(one for one in text if one.isprintable()))
    (page,) = pages(pdf_bytes(_sheet([_row(words(text), money(100, "CNY"))], "摘要", "金额"), "zh"))
    assert plain in ink(page).replace("\u200b", "")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=60), st.integers(-(10**17), 10**17)), max_size=6))
def test_any_text_and_any_amount_makes_a_file(lines: list[tuple[str, int]]) -> None:
    rows = [_row(DateCell(day=date(2026, 11, 3)), words(text), money(amount, "CNY")) for text, amount in lines]
    made = pdf_bytes(_sheet(rows, "日期", "摘要", "金额"), "en")
    assert made == pdf_bytes(_sheet(rows, "日期", "摘要", "金额"), "en")
    assert _size(made)[1] > 500 and SIZE_PT
