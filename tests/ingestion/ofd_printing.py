"""A sheet as OFD: the same texts at the same places, as a zip of XML, with files attached."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from tests.ingestion.printing import Sheet

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MM = 25.4 / 72


def width_of(text: str, size: float) -> float:
    """As the reader takes it: full for wide signs, half for narrow ones."""
    return sum(size if ord(sign) >= 0x2E80 else size / 2 for sign in text)


def text_object(number: int, x: float, y: float, text: str, size: float, more: str = "") -> str:
    """A TextObject at a place in points, each step written out."""
    steps = " ".join(f"{(size if ord(sign) >= 0x2E80 else size / 2) * MM:.4f}" for sign in text[:-1])
    box = f"{x * MM:.3f} {y * MM:.3f} {width_of(text, size) * MM + 1:.3f} {size * 1.3 * MM:.3f}"
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="1" Size="{size * MM:.4f}"{more}>'
        f'<ofd:TextCode X="0" Y="{size * 1.05 * MM:.4f}" DeltaX={quoteattr(steps)}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def page_of(sheet: Sheet, number: int, extra: str = "", template: str = "") -> str:
    """Content.xml of a page."""
    objects = []
    for place, one in enumerate(sheet.pages[number]):
        text, size = str(one["text"]), float(str(one["size"]))
        x = float(str(one["x"])) - (width_of(text, size) if one["right"] else 0)
        objects.append(text_object(100 + place, x, float(str(one["y"])), text, size))
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><ofd:Page {_NS}><ofd:Area><ofd:PhysicalBox>0 0 {sheet.width * MM:.3f} "
        f"{sheet.height * MM:.3f}</ofd:PhysicalBox></ofd:Area>{template}<ofd:Content><ofd:Layer ID='2'>{''.join(objects)}{extra}"
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def ofd(sheet: Sheet, attached: Mapping[str, str] | None = None, extra: str = "", **files: str) -> bytes:
    """The sheet as an OFD package; ``files`` replaces or adds files by name (``/`` written as ``__``)."""
    listed = "".join(
        f'<ofd:Attachment ID="{place}" Name={quoteattr(name)}><ofd:FileLoc>{escape(name)}</ofd:FileLoc></ofd:Attachment>'
        for place, name in enumerate(attached or {})
    )
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheet.pages)))
    made = {
        "OFD.xml": f"<ofd:OFD {_NS}><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NS}><ofd:CommonData/><ofd:Pages>{pages}</ofd:Pages>"
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>",
        "Doc_0/Attachs/Attachments.xml": f"<ofd:Attachments {_NS}>{listed}</ofd:Attachments>",
        **{f"Doc_0/Attachs/{name}": text for name, text in (attached or {}).items()},
        **{
            f"Doc_0/Pages/Page_{n}/Content.xml": page_of(sheet, n, extra if n == 0 else "")
            for n in range(len(sheet.pages))
        },
        **{name.replace("__", "/"): text for name, text in files.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in made.items():
            packed.writestr(name, text)
    return out.getvalue()
