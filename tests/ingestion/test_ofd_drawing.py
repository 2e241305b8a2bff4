"""OFD as a picture: lines, pictures, seals where the file puts them; pages of pictures recognised; hostile ones bounded."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from ingestion import DEFAULT, page_image, read, words
from ingestion.ofd.shapes import lines_in
from ledger.core import Problem
from tests.ingestion import vendors_china
from tests.ingestion.ofd_printing import MM, ofd
from tests.ingestion.pixels import png_of_nothing
from tests.ingestion.printing import Sheet
from tools.printing.fonts import font_folder

FONT = str(next(iter(sorted(font_folder().glob("*Regular.[to]t[fc]")))))
PATH = '<ofd:PathObject ID="7" Boundary="10 10 30 20" LineWidth="2" DrawParam="40"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
IMAGE = '<ofd:ImageObject ID="8" Boundary="{x} {y} {w} {h}" CTM="{w} 0 0 {h} 0 0" ResourceID="50"/>'
_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
RES = (
    f'<ofd:Res {_NS} BaseLoc="Res"><ofd:DrawParams><ofd:DrawParam ID="40"><ofd:StrokeColor Value="255 0 0"/></ofd:DrawParam></ofd:DrawParams>'
    '<ofd:MultiMedias><ofd:MultiMedia ID="50" Type="Image"><ofd:MediaFile>p.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>'
)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def with_files(data: bytes, files: dict[str, bytes], *, resources: bool = True, signed: str = "") -> bytes:
    """An OFD with more files in it, its document pointing at resources, its top at signatures."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "Doc_0/Document.xml" and resources:
                text = text.replace(
                    b"<ofd:CommonData/>",
                    b"<ofd:CommonData><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>",
                )
            if name == "OFD.xml" and signed:
                text = text.replace(
                    b"</ofd:DocRoot>", f"</ofd:DocRoot><ofd:Signatures>{signed}</ofd:Signatures>".encode()
                )
            new.writestr(name, text)
        for name, content in files.items():
            new.writestr(name, content)
    return out.getvalue()


def _drawn(data: bytes) -> Image.Image:
    made = page_image(data, 1, 1000, font=FONT)
    assert isinstance(made, bytes), made
    return Image.open(io.BytesIO(made)).convert("RGB")


def _at(image: Image.Image, sheet: Sheet, x_mm: float, y_mm: float) -> tuple[int, ...]:
    scale = image.width / (sheet.width * MM)
    found = image.getpixel((round(x_mm * scale), round(y_mm * scale)))
    assert isinstance(found, tuple)
    return found


def test_lines_pictures_and_seals_lie_where_the_file_puts_them() -> None:
    sheet = Sheet(300, 300).put(150, 200, "字")
    extra = PATH.format(data="M 0 10 L 30 10") + IMAGE.format(x=60, y=10, w=20, h=20)
    signature = (
        f'<ofd:Signature {_NS}><ofd:SignedInfo><ofd:StampAnnot ID="1" PageRef="0" Boundary="60 60 20 20"/></ofd:SignedInfo>'
        "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"
    )
    files = {
        "Doc_0/DocumentRes.xml": RES.encode(), "Doc_0/Res/p.png": _png(Image.new("RGB", (50, 50), (0, 0, 255))),
        "Doc_0/Signs/Signatures.xml": f'<ofd:Signatures {_NS}><ofd:Signature ID="1" BaseLoc="S.xml"/></ofd:Signatures>'.encode(),
        "Doc_0/Signs/S.xml": signature.encode(),
        "Doc_0/Signs/SignedValue.dat": b"\x30\x82DER" + _png(Image.new("RGB", (50, 50), (200, 0, 0))) + b"\x02\x01",
    }  # fmt: skip
    image = _drawn(with_files(ofd(sheet, extra=extra), files, signed="Doc_0/Signs/Signatures.xml"))
    assert _at(image, sheet, 25, 20) == (255, 0, 0), "the line, its colour from its drawing values"
    assert (
        _at(image, sheet, 70, 20) == (0, 0, 255)
        and _at(image, sheet, 70, 70)[0] > 180
        and _at(image, sheet, 70, 70)[1] < 60
    )
    assert _at(image, sheet, 5, 5) == (255, 255, 255)
    cell = image.crop(
        (round(150 / 300 * 1000), round(195 / 300 * 1000), round(165 / 300 * 1000), round(215 / 300 * 1000))
    )
    assert cell.convert("L").getextrema()[0] < 60, "the sign"


def test_a_page_of_pictures_alone_is_recognised_and_clicked_on() -> None:
    _, pdf, truth = vendors_china.CASES[0]()
    page = pdfium.PdfDocument(pdf)[0]
    sheet = Sheet(*page.get_size())
    picture = page.render(scale=200 / 72).to_pil().convert("RGB")
    extra = IMAGE.format(x=0, y=0, w=f"{sheet.width * MM:.2f}", h=f"{sheet.height * MM:.2f}")
    data = with_files(
        ofd(sheet, extra=extra), {"Doc_0/DocumentRes.xml": RES.encode(), "Doc_0/Res/p.png": _png(picture)}
    )
    reading = read(data)
    assert reading.to_json()["gross"] == truth["gross"] and reading["gross"].source == "ocr" and reading.pages == 1
    found = words(data, 1)
    assert not isinstance(found, Problem) and len(found.words) > 20


@pytest.mark.parametrize("picture", [png_of_nothing(30_000, 30_000), b"\x89PNG", b"\x97JB2\r\n\x1a\n", b""])
def test_a_picture_that_cannot_be_opened_stays_a_grey_place(picture: bytes) -> None:
    sheet = Sheet(300, 300).put(10, 10, "x")
    data = with_files(
        ofd(sheet, extra=IMAGE.format(x=20, y=20, w=40, h=40)),
        {"Doc_0/DocumentRes.xml": RES.encode(), "Doc_0/Res/p.png": picture},
    )
    assert _at(_drawn(data), sheet, 40, 40) == (235, 235, 235)


@pytest.mark.parametrize(
    "extra",
    [
        PATH.format(data="M 0 0 " + "L 1e5 1e5 L 0 0 " * 200_000), PATH.format(data="M nan inf L 1e400 2"), PATH.format(data="A 0 0"),
        PATH.format(data="M 0 0 A 1 1 0 0 1 1e5 0 Q 1 1 2 2 B 1 1 2 2 3 3 C"), IMAGE.format(x=0, y=0, w=9e9, h=9e9),
        IMAGE.format(x=-1e6, y=1e12, w=10, h=10), '<ofd:PathObject Boundary="a b c d"/>', '<ofd:ImageObject Boundary="0 0 1 1" CTM="1 1"/>',
    ],
)  # fmt: skip
def test_absurd_shapes_are_bounded(extra: str) -> None:
    files = {"Doc_0/DocumentRes.xml": RES.encode(), "Doc_0/Res/p.png": _png(Image.new("RGB", (9, 9)))}
    made = page_image(with_files(ofd(Sheet(300, 300).put(10, 10, "x"), extra=extra), files), 1, 500, font=FONT)
    assert isinstance(made, (bytes, Problem))


def test_objects_without_end_and_a_zip_bomb_are_refused() -> None:
    many = ofd(Sheet(300, 300), extra=PATH.format(data="M 0 0 L 1 1") * 60)
    told = page_image(many, 1, 500, replace(DEFAULT, drawn_objects=50))
    assert isinstance(told, Problem) and told.code == "reading.ofd_too_large"
    bomb = with_files(
        ofd(Sheet(300, 300), extra=IMAGE.format(x=0, y=0, w=9, h=9)),
        {"Doc_0/DocumentRes.xml": RES.encode(), "Doc_0/Res/p.png": bytes(20_000_000)},
    )
    assert isinstance(page_image(bomb, 1, 500), bytes), "the picture is left out, the page is drawn"


def test_a_name_outside_the_package_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(_png(Image.new("RGB", (9, 9), (1, 2, 3))))
    for place in (f"../../../../../..{tmp_path}/p.png", "file:///etc/passwd", "http://example.org/p.png"):
        files = {"Doc_0/DocumentRes.xml": RES.replace("p.png", place).encode()}
        made = page_image(with_files(ofd(Sheet(300, 300), extra=IMAGE.format(x=20, y=20, w=40, h=40)), files), 1, 500)
        assert isinstance(made, Problem) or (1, 2, 3) not in {
            one for _, one in Image.open(io.BytesIO(made)).getcolors(9_999) or ()
        }


def test_an_arc_is_round() -> None:
    (run,) = lines_in("M 10 0 A 10 10 0 0 1 -10 0", 1_000)
    assert all(abs((x * x + y * y) ** 0.5 - 10) < 1e-6 for x, y in run) and run[-1] == pytest.approx((-10, 0))
