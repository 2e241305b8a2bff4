"""Page images for people, by pypdfium2, never larger than the limits allow."""

from __future__ import annotations

import io
import math

import pypdfium2 as pdfium
from PIL import Image

from ingestion.kind import FileKind, kind_of
from ingestion.limits import DEFAULT, Limits
from ingestion.ocr.image import SIDE, pictures
from ingestion.ofd import BadOfd, ofd_page_count, ofd_picture, opened_ofd
from ingestion.pdf.opening import CannotOpen, opened
from ledger.core import Problem, problem


def page_image(data: bytes, page: int, width_px: int, limits: Limits = DEFAULT, font: str = "") -> bytes | Problem:
    """The page (from 1) as PNG, ``width_px`` wide unless the limit of pixels asks for less; or the problem.

    ``font`` is the file of the font that an OFD's text is drawn in; its own are never opened.
    """
    assert page >= 1 and width_px >= 1
    kind = kind_of(data)
    if kind is FileKind.IMAGE:
        return _of_picture(data, page, width_px, limits)
    if kind is FileKind.OFD:
        return _of_ofd(data, page, width_px, limits, font)
    try:
        with opened(data) as document:
            if page > len(document):
                return problem("reading.no_such_page", page=page, pages=len(document))
            return _png(document, page, width_px, limits)
    except CannotOpen as error:
        return error.problem
    except (pdfium.PdfiumError, MemoryError, ValueError):
        return problem("reading.unreadable")


def _of_picture(data: bytes, page: int, width_px: int, limits: Limits) -> bytes | Problem:
    found = pictures(data, limits)
    if isinstance(found, Problem):
        return found
    if page > len(found):
        return problem("reading.no_such_page", page=page, pages=len(found))
    image = found[page - 1]
    image.thumbnail((width_px, image.height))
    return _bytes(image)


def _of_ofd(data: bytes, page: int, width_px: int, limits: Limits, font: str) -> bytes | Problem:
    try:
        with opened_ofd(data, limits) as package:
            if page > (pages := ofd_page_count(package)):
                return problem("reading.no_such_page", page=page, pages=pages)
            return _bytes(ofd_picture(package, page, width_px, limits, font))
    except BadOfd as error:
        return problem(f"reading.{error.code}")
    except (MemoryError, ValueError, OSError, OverflowError):
        return problem("reading.unreadable")


def scan(document: pdfium.PdfDocument, number: int, limits: Limits) -> Image.Image:
    """A page (from 1) as a picture for recognising: some 200 dots an inch, within the limit of pixels."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        if not (0 < width < 100_000 and 0 < height < 100_000):
            raise pdfium.PdfiumError("page size")
        scale = min(200 / 72, SIDE / max(width, height), math.sqrt(limits.image_pixels / (width * height)))
        found: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        return found
    finally:
        page.close()


def _png(document: pdfium.PdfDocument, number: int, width_px: int, limits: Limits) -> bytes:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        if not (0 < width < 100_000 and 0 < height < 100_000):
            raise ValueError("page size")
        scale = min(width_px / width, math.sqrt(limits.image_pixels / (width * height)))
        image = page.render(scale=scale, may_draw_forms=False).to_pil()
        return _bytes(image)
    finally:
        page.close()


def _bytes(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG", optimize=False)
    return out.getvalue()
