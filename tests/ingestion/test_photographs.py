"""Photographs of bills in an alphabet with blanks, on a table: their words stay apart, their margins are the paper's own."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from ingestion import read
from ingestion.ocr.edges import paper_edges
from ingestion.ocr.upright import Frame
from tests.ingestion.printing import Sheet

TABLE = (176, 164, 148)


def letter() -> bytes:
    """A cancellation as letters are written: who sends it stands over who gets it, neither has a heading."""
    sheet = Sheet()
    sheet.column(62, 60, 12, ["Amselbach Bürobedarf OHG", "Lindenallee 14, 70499 Stuttgart"])
    sheet.column(62, 96, 12, ["Kranich & Söhne Haustechnik GmbH", "Hopfenweg 21", "70499 Stuttgart"])
    sheet.put(62, 150, "Rechnung", 16)
    sheet.rows(190, 20, [(66, False), (260, False)], [
        ["Rechnungsnummer:", "AB-2026-629"], ["Datum:", "25. Mai 2026"], ["USt-IdNr.:", "DE171653793"],
    ])  # fmt: skip
    sheet.rows(290, 20, [(66, False), (100, False), (390, True), (450, True), (530, True)], [
        ["Pos.", "Artikel", "Menge", "Einzelpreis", "Gesamt"],
        ["1", "Montagearbeiten vor Ort", "2", "84,00 €", "168,00 €"],
        ["2", "Rollcontainer, Buche", "5", "56,40 €", "282,00 €"],
    ])  # fmt: skip
    sheet.rows(370, 20, [(66, False), (530, True)], [
        ["Summe netto", "450,00 €"], ["zzgl. 19 % USt.", "85,50 €"], ["Rechnungsbetrag", "535,50 €"],
    ])  # fmt: skip
    return sheet.pdf()


def photograph(pdf: bytes, degrees: float) -> bytes:
    """The first page on a table, a little crooked."""
    with pdfium.PdfDocument(pdf) as document:
        paper = document[0].render(scale=1.8).to_pil().convert("RGB")
    table = Image.new("RGB", (paper.width + 180, paper.height + 220), TABLE)
    table.paste(paper, (90, 110))
    out = io.BytesIO()
    table.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=TABLE).save(out, "JPEG", quality=85)
    return out.getvalue()


@pytest.mark.parametrize("degrees", [0.0, 1.4, -1.8])
def test_a_letter_on_a_table_reads_as_on_paper(degrees: float) -> None:
    found = read(photograph(letter(), degrees), file="p.jpg")
    names = ("seller_name", "buyer_name", "number", "issue_date", "net", "tax", "gross")
    assert {name: str(found.value(name)) for name in names} == {
        "seller_name": "Amselbach Bürobedarf OHG", "buyer_name": "Kranich & Söhne Haustechnik GmbH",
        "number": "AB-2026-629", "issue_date": "2026-05-25", "net": "450.00", "tax": "85.50", "gross": "535.50",
    }  # fmt: skip
    assert [line.description for line in found.lines] == ["Montagearbeiten vor Ort", "Rollcontainer, Buche"]


def _table(paper: tuple[int, int, int, int], light: int = 240, dark: int = 120) -> Image.Image:
    image = Image.new("L", (800, 1000), dark)
    image.paste(light, paper)
    return image.convert("RGB")


def test_the_sheet_is_found_on_a_darker_table() -> None:
    edges = paper_edges(_table((90, 120, 700, 900)), 0.0, [(300.0, 400.0)])
    assert edges is not None and edges == pytest.approx((90, 120, 700, 900), abs=5)


@pytest.mark.parametrize(
    ("image", "middle"),
    [
        (_table((0, 0, 800, 1000)), (300.0, 400.0)),
        (_table((90, 120, 700, 900)), (750.0, 400.0)),
        (_table((90, 120, 180, 900)), (100.0, 400.0)),
        (_table((90, 120, 700, 900), 120, 240), (300.0, 400.0)),
    ],
    ids=["fills the picture", "text beside it", "a strip", "darker than the table"],
)
def test_what_is_no_sheet_leaves_the_picture_whole(image: Image.Image, middle: tuple[float, float]) -> None:
    assert paper_edges(image, 0.0, [middle]) is None


def test_a_place_on_the_sheet_comes_back_to_the_picture() -> None:
    frame = Frame(1, 2.0, 800, 1000, (90.0, 120.0, 700.0, 900.0))
    whole = Frame(1, 2.0, 800, 1000)
    assert frame.back(frame.straight((200.0, 300.0))) == pytest.approx(whole.back(whole.straight((200.0, 300.0))))
    assert frame.size == (610.0, 780.0)
