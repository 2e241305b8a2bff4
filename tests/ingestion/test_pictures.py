"""Photographs and scans: read whichever way up and a little crooked, held against sums, words and the code; bad ones say why."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageFilter

from ingestion import InvoiceKind, Limits, Readers, read, read_many, words
from ingestion.ocr.codes import invoice_code
from ingestion.ocr.upright import Frame
from ledger.core import Problem
from ledger.evidence.field import Source
from tests.ingestion import vendors_china
from tests.ingestion.pixels import png_of_nothing
from tests.ingestion.printing import Sheet

KEYS = ("number", "issue_date", "gross", "net", "tax", "seller_name", "seller_tax_id", "buyer_name")


def picture(pdf: bytes, dots: int = 170) -> Image.Image:
    """The first page as a camera would have it."""
    document = pdfium.PdfDocument(pdf)
    try:
        return document[0].render(scale=dots / 72).to_pil().convert("RGB")
    finally:
        document.close()


def jpeg(image: Image.Image, quality: int = 80) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def crooked(image: Image.Image) -> Image.Image:
    return image.rotate(2.5, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)


WAYS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "straight": lambda one: one,
    "on its side": lambda one: one.transpose(Image.Transpose.ROTATE_90),
    "on its head": lambda one: one.transpose(Image.Transpose.ROTATE_180),
    "crooked": crooked,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_photograph_reads_however_it_lies_and_boxes_lie_on_it(way: str) -> None:
    _, pdf, truth = vendors_china.special_with_discount()
    image = WAYS[way](picture(pdf))
    found = read(jpeg(image), file="p.jpg")
    assert {name: str(found.value(name)) for name in KEYS} == {name: str(truth[name]) for name in KEYS}
    assert found.invoice_kind is InvoiceKind.EDIGITAL_SPECIAL and len(found.lines) == 3
    gross = found["gross"]
    assert gross.source is Source.OCR and "words" in gross.witnesses and gross.box is not None
    box, scale = gross.box, image.width / gross.box.page_width
    cut = image.crop((int(box.x0 * scale), int(box.top * scale), int(box.x1 * scale) + 1, int(box.bottom * scale) + 1))
    low, high = cut.convert("L").getextrema()
    assert isinstance(low, int) and isinstance(high, int) and high - low > 100, "there is ink in the box"


def test_a_scan_in_a_pdf_and_the_words_of_its_page() -> None:
    _, pdf, truth = vendors_china.special_with_discount()
    out = io.BytesIO()
    picture(pdf).save(out, "PDF", resolution=170.0)
    found = read(out.getvalue())
    assert (str(found.value("gross")), found.pages) == (truth["gross"], 1)
    page = words(out.getvalue(), 1)
    assert not isinstance(page, Problem) and any(str(truth["number"]) in word.text for word in page.words)


@pytest.mark.parametrize(("dots", "blur"), [(90, 1.2), (110, 3.0)])
def test_a_blurred_picture_says_what_cannot_be_read(dots: int, blur: float) -> None:
    _, pdf, truth = vendors_china.special_with_discount()
    found = read(jpeg(picture(pdf, dots).filter(ImageFilter.GaussianBlur(blur)), 30))
    said = {one.code for one in found.problems}
    assert said & {"reading.unclear_gross", "reading.nothing_recognised"}
    wrong = [name for name in KEYS if found.value(name) is not None and str(found.value(name)) != str(truth[name])]
    assert not any(found[name].witnesses for name in wrong)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xd8\xff\xe0" + b"\x00" * 500, "reading.picture_unreadable"),
        (jpeg(Image.new("RGB", (60, 40), "white")), "reading.picture_too_small"),
        (jpeg(Image.new("RGB", (700, 500), "white")), "reading.nothing_recognised"),
    ],
)
def test_a_picture_without_writing_says_what_to_do(data: bytes, code: str) -> None:
    assert [one.code for one in read(data).problems] == [code]


def test_a_picture_of_too_many_pixels_is_not_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (4000, 4000)).save(out, "PNG")
    assert [one.code for one in read(out.getvalue(), limits=Limits(image_pixels=1_000_000)).problems] == [
        "reading.picture_too_large"
    ]


def test_a_worker_reads_a_picture_within_its_memory() -> None:
    _, pdf, truth = vendors_china.special_with_discount()
    with Readers() as readers:
        assert str(readers.read(jpeg(picture(pdf)), "p.jpg").value("gross")) == truth["gross"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01,10,012001800311,33207675,46.62,20190508,76939056883466677916,E1BD,",
         {"number": "33207675", "invoice_code": "012001800311", "net": "46.62", "issue_date": "2019-05-08"}),
        ("01,32,,26332000004418207715,18610.00,20261008,,AB12,",
         {"number": "26332000004418207715", "gross": "18610.00", "issue_date": "2026-10-08"}),
        ("https://evil.example/pay", {}), ("01,10,x,y,z,w", {}), ("01,32,,26332000004418207715,NaN,99999999,", {"number": "26332000004418207715"}),
    ],
)  # fmt: skip
def test_the_code_of_an_invoice(text: str, expected: dict[str, str]) -> None:
    assert {name: str(value) for name, value in invoice_code(["weixin://x", text]).items()} == expected


@pytest.mark.parametrize("quarters", range(4))
def test_a_place_comes_back_to_where_it_was(quarters: int) -> None:
    image = Image.new("L", (300, 200))
    image.putpixel((40, 25), 255)
    turned = image if quarters == 0 else image.transpose(getattr(Image.Transpose, f"ROTATE_{90 * quarters}"))
    place = next(n for n, value in enumerate(turned.tobytes()) if value)
    frame = Frame(quarters, 0.0, turned.width, turned.height)
    x, y = frame.back((place % turned.width + 0.5, place // turned.width + 0.5))
    assert (int(x), int(y)) == (40, 25) and frame.size_before == (300, 200)
    tilted = Frame(quarters, 3.0, turned.width, turned.height)
    assert tilted.back(tilted.straight((50.0, 60.0))) == pytest.approx(
        Frame(quarters, 0.0, *turned.size).back((50.0, 60.0))
    )


def receipt(lines: list[str]) -> Image.Image:
    """A narrow slip."""
    sheet = Sheet(190, 22 + 15 * len(lines))
    for place, text in enumerate(lines):
        sheet.put(12, 12 + 15 * place, text, 9)
    return picture(sheet.pdf(), 150)


TAXI = [
    "无锡市出租汽车专用发票",
    "发票代码 132021700123",
    "发票号码 40817263",
    "日期 2026-11-17",
    "单价 2.40元",
    "里程 17.5",
    "金额 46.00元",
]
OTHER = [
    "苏州市出租汽车专用发票",
    "发票代码 132051800456",
    "发票号码 51928374",
    "日期 2026-11-17",
    "里程 9.1",
    "金额 28.50元",
]


@pytest.mark.parametrize("side_by_side", [True, False])
def test_two_receipts_in_one_picture_are_two_documents(side_by_side: bool, tmp_path: Path) -> None:
    one, other = receipt(TAXI), receipt(OTHER)
    size = (1100, 620) if side_by_side else (620, 1000)
    table = Image.new("RGB", size, (214, 205, 190))
    table.paste(one, (60, 70))
    table.paste(other, (640, 150) if side_by_side else (110, 560))
    path = tmp_path / "two.jpg"
    path.write_bytes(jpeg(table))
    found = list(read_many([path]))
    assert [one.file for one in found] == ["two.jpg/1.jpg", "two.jpg/2.jpg"]
    assert [str(one.value("number")) for one in found] == ["40817263", "51928374"]
    assert [str(one.value("gross")) for one in found] == ["46.00", "28.50"]
    assert {str(one.value("issue_date")) for one in found} == {"2026-11-17"}


def test_thirty_thousand_pixels_each_way_are_refused_with_a_reason() -> None:
    reading = read(png_of_nothing(30_000, 30_000))
    assert [one.code for one in reading.problems] == ["reading.picture_too_large"]


@pytest.mark.parametrize("brand", ["heic", "heix", "mif1", "hevc"])
def test_a_heic_photograph_says_what_to_do(brand: str) -> None:
    reading = read(b"\x00\x00\x00\x18ftyp" + brand.encode() + bytes(200), file="IMG_1.HEIC")
    (told,) = reading.problems
    assert told.code == "reading.heic" and "JPEG" in told.text("zh") and "Most Compatible" in told.text("en")
