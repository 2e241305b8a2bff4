"""The letters of a page, taken whole operations at a time, are those that pdfminer takes sign by sign."""

from __future__ import annotations

import contextlib
import io
import time
from typing import Any

import pdfplumber
import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page

from ingestion.pdf.letters import UNNAMED, BrokenPage, letters, pages_of
from tests.ingestion.test_attacks import bare_pdf, stream

_LIMIT = 100_000
_FORM = (
    b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Matrix[1 0 0 1 3 4]/Resources<</Font<</F 5 0 R>>/XObject<</X 7 0 R>>>>"
)
WRITTEN = (
    b"BT", b"ET", b"q", b"Q", b"/F 9 Tf", b"/V 7.5 Tf", b"/G#46 2 Tf", b"/None 3 Tf", b"1 0 0 1 30 40 Tm", b".5 -.5 +1. 0 3 4 Tm",
    b"1 0 0 -1 5 5 cm", b"2 0 0 3 1 1 cm", b"-1 0 0 1 1 1 cm", b"10 -12 Td", b"0 -9 TD", b"T*", b"12 TL", b"1 Tc", b"2 Tw", b"80 Tz",
    b"3 Tr", b"-2 Ts", b"(plain) Tj", b"(a\\(b\\)\\101\\7x\\53\\n) Tj", b"(odd\\q\\\nline) Tj", b"(within (itself)) Tj", b"(\xe9\x00\r\n) Tj",
    b"<48656c6c6f> Tj", b"<486> Tj", b"<48 65> Tj", b"<41>> Tj", b"[(A)-20(B) 30.5<43>(D)]TJ", b"[(A)1-2(B)]TJ", b"[(A)[(B)]] TJ", b"[] TJ",
    b"(next) '", b'1 2 (both) "', b"(unended", b"[ (A) 3", b"]", b">>", b"<<", b"{", b"}", b"(\\777) Tj", b"(\\400) Tj", b"% a remark (x) Tj\n",
    b"0 0 m 10 10 l S", b"1 2 3 4 re W* n", b"1 2 3 4 5 6 c h f*", b"1 2 3 l", b"5 w 1 J [2 1] 0 d", b"/P <</MCID 3>> BDC", b"EMC",
    b"/P <</A (x) /B/C>>BDC", b"/P <</A>> BDC", b"/P <</A[1]>> BDC", b"/Span BMC", b"/G3 gs", b"0.1 0.2 0.3 rg", b"/C0 cs 1 scn", b"1 2 scn",
    b"/DeviceCMYK cs 1 2 3 4 scn", b"/X Do", b"/Y Do", b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00(q) Tj EI", b"true false null", b"12Td", b"1e5 2 Td",
    b"--3 4 Td", b"7", b"(left)", b"/N", b"1 2 3 4 5 6 7 8 9", b"Tj", b"Nonsense", b"endstream",
)  # fmt: skip
GAPS = (b" ", b"\n", b"", b"\r\n", b"\x00")


def _page(first: bytes, second: bytes) -> bytes:
    """A page with its content in two streams, a font across, one downwards, and a form that draws itself."""
    return bare_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[10 0 595 842]/Contents[4 0 R 6 0 R]/Resources<</Font<</F 5 0 R/V 8 0 R>>"
            b"/XObject<</X 7 0 R>>>>>>",
            stream(first),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            stream(second),
            stream(b"q BT /F 5 Tf (form) Tj ET Q /X Do", _FORM),
            b"<</Type/Font/Subtype/Type0/BaseFont/V/Encoding/Identity-V/DescendantFonts[9 0 R]>>",
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/V/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor<</Type/FontDescriptor/FontName/V/Flags 4/Descent -200/Ascent 800/FontBBox[0 0 9 9]>>"
            b"/DW2[880 -1000]/W2[65 70 -500 250 700]>>",
        ]
    )


class _Theirs(PDFPageAggregator):
    def handle_undefined_char(self, font: Any, cid: int) -> str:
        return UNNAMED

    def paint_path(self, *_: Any) -> None:
        """Lines are no letters."""

    def render_image(self, *_: Any) -> None:
        """Nor are pictures, and one may be broken."""


def _theirs(page: Page) -> list[dict[str, Any]]:
    device = _Theirs(page.pdf.rsrcmgr, laparams=None)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return [
        {"text": one.get_text(), "x0": one.x0, "x1": one.x1, "top": page.height - one.y1, "bottom": page.height - one.y0,
         "doctop": page.height - one.y1, "size": one.size, "upright": one.upright}
        for one in _inside(device.get_result())
    ]  # fmt: skip


def _inside(holder: LTContainer[Any]) -> list[LTChar]:
    found = ([one] if isinstance(one, LTChar) else _inside(one) for one in holder._objs if hasattr(one, "bbox"))
    return [letter for each in found for letter in each]


def _both(first: bytes, second: bytes = b"") -> tuple[object, object]:
    data = _page(first, second)
    with pdfplumber.open(io.BytesIO(data)) as document:
        try:
            theirs: object = _theirs(document.pages[0])
        except Exception:
            theirs = BrokenPage
    try:
        ours: object = letters(next(pages_of(data, 1, 1)), _LIMIT)
    except BrokenPage:
        ours = BrokenPage
    return ours, theirs


@given(
    some.lists(some.tuples(some.sampled_from(WRITTEN), some.sampled_from(GAPS)), max_size=30),
    some.lists(some.tuples(some.sampled_from(WRITTEN), some.sampled_from(GAPS)), max_size=10),
)
@example([(b"BT /F 9 Tf (a", b" ")], [(b"b) Tj ET", b"")])
def test_letters_are_those_of_pdfminer(first: list[tuple[bytes, bytes]], second: list[tuple[bytes, bytes]]) -> None:
    begun = b"BT /F 9 Tf 20 20 Td "
    ours, theirs = _both(begun + b"".join(map(b"".join, first)), b"".join(map(b"".join, second)))
    assert ours == theirs


@pytest.mark.parametrize("one", WRITTEN)
def test_each_way_of_writing(one: bytes) -> None:
    ours, theirs = _both(b"BT /F 9 Tf 20 20 Td (before) Tj\n" + one + b"\n(behind) Tj ET")
    assert ours == theirs


@pytest.mark.parametrize("one", [b"1 ", b"(a) ", b"/N ", b"[ (a) ", b"1 2 m ", b"1 2 3 m ", b"(", b"1 2 3 4 5 6 7 x "])
def test_what_means_nothing_costs_no_more_the_more_there_is_of_it(one: bytes) -> None:
    def seconds(times: int) -> float:
        data = _page(b"BT /F 9 Tf " + one * times, b"")
        begun = time.process_time()
        with contextlib.suppress(BrokenPage):
            letters(next(pages_of(data, 1, 1)), _LIMIT)
        return time.process_time() - begun

    seconds(100)
    assert seconds(16_000) < 12 * max(seconds(4_000), 0.02)
