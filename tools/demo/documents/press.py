"""Spec to PDF bytes, the same bytes every time; each page is read back before it is handed out."""

from __future__ import annotations

import hashlib
import io
import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium
import typst
from PIL import Image

from ingestion import page_image
from ingestion.values.daxie import write_daxie
from ingestion.values.text import fold, readable
from tools.demo.documents.cii import factur_x
from tools.demo.documents.spec import InvoiceSpec, Layout, SpecLine
from tools.demo.documents.words import LABELS, amount_text, date_text, number_text, percent_text
from tools.printing.fonts import font_folder

_LAYOUTS = Path(__file__).parent / "layouts"
_TEMPLATE = {
    Layout.DIGITAL_SPECIAL: "digital.typ",
    Layout.DIGITAL_GENERAL: "digital.typ",
    Layout.PAPER_SPECIAL: "paper.typ",
    Layout.PAPER_GENERAL: "paper.typ",
    Layout.LETTER: "letter.typ",
    Layout.ROLL: "roll.typ",
}
_TITLE = {
    Layout.DIGITAL_SPECIAL: "电子发票（增值税专用发票）",
    Layout.DIGITAL_GENERAL: "电子发票（普通发票）",
    Layout.PAPER_SPECIAL: "江苏增值税专用发票",
    Layout.PAPER_GENERAL: "江苏增值税电子普通发票",
    Layout.ROLL: "江苏增值税普通发票（卷票）",
}
_SCAN_WIDTH_PX = 1240
_EPOCH = time.gmtime(0)


class UnreadablePrint(RuntimeError):
    """A made document whose text layer does not say what its spec says: a font without the characters."""


def make_documents(folder: Path, specs: Sequence[InvoiceSpec], fonts: Path | None = None) -> list[Path]:
    """Writes one PDF per spec into a folder, made if missing; returns their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for spec in specs:
        path = folder / spec.name
        path.write_bytes(render(spec, fonts))
        paths.append(path)
    return paths


def render(spec: InvoiceSpec, fonts: Path | None = None) -> bytes:
    """The PDF of a spec. Raises FontsMissing, or UnreadablePrint where the text layer lost characters."""
    compiler = _compiler(str(font_folder(fonts)))
    made = compiler.compile(
        input=_LAYOUTS / _TEMPLATE[spec.layout],
        format="pdf",
        sys_inputs={"data": json.dumps(_data(spec), ensure_ascii=False)},
        pdf_standards=["a-3b"] if spec.with_xml else [],
        timestamp=0,
    )
    assert isinstance(made, bytes)
    _assert_reads_back(made, spec)
    return _as_scan(made) if spec.as_image else made


@lru_cache(maxsize=2)
def _compiler(fonts: str) -> typst.Compiler:
    return typst.Compiler(root=_LAYOUTS, font_paths=[fonts], ignore_system_fonts=True)


def _data(spec: InvoiceSpec) -> dict[str, object]:
    language = "zh" if spec.layout is not Layout.LETTER else spec.language
    seed = hashlib.sha256(f"{spec.code}{spec.number}".encode()).digest()
    labels = LABELS.get(language, LABELS["en"])
    return {
        "title": _TITLE.get(spec.layout) or labels["credit_title" if spec.is_credit else "title"],
        "language": language,
        "labels": labels,
        "number": spec.number,
        "code": spec.code,
        "check": "".join(str(byte % 10) for byte in seed[:20]),
        "cipher": [
            "".join("0123456789<>+-*/"[byte % 16] for byte in seed[start : start + 7] * 4) for start in (0, 6, 12, 18)
        ],
        "date": date_text(spec.issued, language),
        "ymd": [spec.issued.year, spec.issued.month, spec.issued.day],
        "seller": asdict(spec.seller),
        "buyer": asdict(spec.buyer),
        "lines": [_line(one, language) for one in spec.lines],
        "net": f"{spec.net:.2f}",
        "tax": f"{spec.tax:.2f}",
        "gross": f"{spec.gross:.2f}",
        "words": write_daxie(spec.gross),
        "particulars": _particulars(spec, labels, language),
        "totals": _totals(spec, labels, language),
        "remarks": spec.remarks,
        "issuer": spec.issuer,
        "hidden": spec.hidden_text,
        "xml": factur_x(spec) if spec.with_xml else "",
    }


def _line(one: SpecLine, language: str) -> dict[str, str]:
    chinese = language == "zh"
    with_tax = one.amount + one.tax
    return {
        "name": one.name,
        "model": one.model,
        "unit": one.unit,
        "quantity": number_text(one.quantity, language),
        "unit_price": format(one.unit_price, "f") if chinese else amount_text(one.unit_price, language),
        "amount": f"{one.amount:.2f}" if chinese else amount_text(one.amount, language),
        "rate": percent_text(one.rate, language),
        "tax": f"{one.tax:.2f}",
        "with_tax": f"{with_tax:.2f}",
        "price_with_tax": f"{with_tax / one.quantity:.2f}",
    }


def _particulars(spec: InvoiceSpec, labels: dict[str, str], language: str) -> list[list[str]]:
    rows = [[labels["number"], spec.number], [labels["date"], date_text(spec.issued, language)]]
    if spec.due:
        rows.append([labels["due"], date_text(spec.due, language)])
    if spec.original_number:
        rows.append([labels["original"], spec.original_number])
    return [*rows, [labels["tax_id"], spec.seller.tax_id]] if spec.seller.tax_id else rows


def _totals(spec: InvoiceSpec, labels: dict[str, str], language: str) -> list[list[str]]:
    by_rate: dict[Decimal, Decimal] = {}
    for one in spec.lines:
        by_rate[one.rate] = by_rate.get(one.rate, Decimal(0)) + one.tax
    taxes = [
        [f"{labels['tax']} {percent_text(rate, language)}", amount_text(tax, language)]
        for rate, tax in sorted(by_rate.items())
    ]
    net, gross = amount_text(spec.net, language), amount_text(spec.gross, language)
    return [[labels["net"], net], *taxes, [labels["gross"], f"{spec.currency} {gross}"]]


def _assert_reads_back(made: bytes, spec: InvoiceSpec) -> None:
    document = pdfium.PdfDocument(made)
    try:
        printed = _ink(readable("".join(page.get_textpage().get_text_range() for page in document)))
    finally:
        document.close()
    for wanted in (spec.number, spec.seller.name, spec.buyer.name, *(one.name for one in spec.lines)):
        if _ink(wanted) not in printed:
            raise UnreadablePrint(f"{spec.name}: the text layer lost {wanted!r}")


def _ink(text: str) -> str:
    """What is printed of a text: everything but spaces, folded."""
    return "".join(fold(text).split())


def _as_scan(made: bytes) -> bytes:
    """The same page as a picture only."""
    picture = page_image(made, 1, _SCAN_WIDTH_PX)
    assert isinstance(picture, bytes)
    out = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("L").save(out, "PDF", resolution=150.0, creationDate=_EPOCH, modDate=_EPOCH, producer="scan")
    return out.getvalue()
