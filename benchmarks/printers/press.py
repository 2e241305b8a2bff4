"""One Chromium that prints every paper, as billing systems do."""

from __future__ import annotations

import base64
import io
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page, sync_playwright

from benchmarks.clerk.photo import scanned
from benchmarks.printers.layout import Layout
from tests.journeys.house import FLAGS, browser_path

_CREATED = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")


@dataclass(frozen=True)
class Printed:
    """A paper with what it says."""

    name: str
    layout: Layout
    pdf: bytes
    truth: dict[str, Any]

    def photo(self) -> bytes:
        """Its pages as a telephone takes them, a JPEG or, where they are several, a PDF; the same for the same paper."""
        return scanned(self.pdf, random.Random(self.name))


class Press:
    """Templates to PDF."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._templates = Environment(
            loader=PackageLoader("benchmarks.printers"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._templates.globals["logo"] = logo

    def print(self, template: str, **told: object) -> bytes:
        """The PDF of one template; its day of creation is always the same."""
        self._page.set_content(self._templates.get_template(f"{template}.html").render(**told))
        pdf = self._page.pdf(prefer_css_page_size=True, print_background=True)
        return _CREATED.sub(rb"\g<1>20260101000000", pdf)


@contextmanager
def press() -> Iterator[Press]:
    """A press with its browser, which goes with it. CHROMIUM names another browser than the usual."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        try:
            yield Press(browser.new_page())
        finally:
            browser.close()


def logo(name: str, ink: str = "#2b5f75") -> str:
    """The first word of a name as a picture without text, for ``<img src>``."""
    picture = Image.new("RGB", (420, 96), "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((6, 16, 70, 80), fill=ink)
    pen.text((86, 24), name.split(" ", maxsplit=1)[0], fill=ink, font=ImageFont.truetype("DejaVuSans.ttf", 40))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
