"""The files that are read: other people's where ``ZHANGFANG_DATA`` names them, and our own printed ones always."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from benchmarks import papers, western
from benchmarks.papers.draw import Half

SEED = 1000
_DOTS = 170


def given(suffix: str) -> list[bytes]:
    """Other people's files of a kind; none where the variable is unset."""
    folder = os.environ.get("ZHANGFANG_DATA")
    found = sorted((Path(folder) / "invoices" / "files").glob(f"*{suffix}")) if folder else []
    return [one.read_bytes() for one in found]


def printed(quick: bool) -> list[bytes]:
    """One paper of ours of each Chinese and each western kind."""
    made = [papers.paper(kind, SEED, Half.HELD).pdf for kind in papers.KINDS]
    made += [western.paper(kind, SEED, Half.HELD).pdf for kind in western.KINDS]
    return made[:: 5 if quick else 1]


def photograph(pdf: bytes) -> bytes:
    """The first page as a JPEG, as a camera would have it."""
    document = pdfium.PdfDocument(pdf)
    try:
        image: Image.Image = document[0].render(scale=_DOTS / 72).to_pil().convert("RGB")
    finally:
        document.close()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
