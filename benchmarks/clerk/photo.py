"""A page as a telephone takes it: a little turned, unevenly lit, not quite sharp, grainy, as JPEG."""

from __future__ import annotations

import io
import random

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

_WIDTH_PX = 1500
_TABLE = (188, 176, 160)


def photographed(pdf: bytes, rng: random.Random, blur: float = 0.0, page: int = 0) -> bytes:
    """A page as JPEG; ``blur`` in pixels, drawn between 0.3 and 1.1 where 0. The same bytes for the same ``rng``."""
    with pdfium.PdfDocument(pdf) as document:
        sheet = document[page]
        paper = sheet.render(scale=_WIDTH_PX / max(sheet.get_size())).to_pil().convert("RGB")
    table = Image.new("RGB", (paper.width + 160, paper.height + 160), _TABLE)
    table.paste(paper, (80, 80))
    turned = table.rotate(rng.uniform(-2.2, 2.2), Image.Resampling.BICUBIC, fillcolor=_TABLE)
    soft = turned.filter(ImageFilter.GaussianBlur(blur or rng.uniform(0.3, 1.1)))
    return _jpeg(_lit(np.asarray(soft, dtype=np.float32), rng))


def scanned(pdf: bytes, rng: random.Random) -> bytes:
    """All pages photographed, as the telephone puts them together: one JPEG, or a PDF of several."""
    with pdfium.PdfDocument(pdf) as document:
        pages = len(document)
    shots = [photographed(pdf, rng, page=page) for page in range(pages)]
    if pages == 1:
        return shots[0]
    first, *others = [Image.open(io.BytesIO(shot)) for shot in shots]
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others, resolution=150.0)
    return out.getvalue()


def _lit(pixels: np.ndarray, rng: random.Random) -> np.ndarray:
    """Darker to one side, with grain."""
    width = pixels.shape[1]
    fall = np.linspace(1.0, rng.uniform(0.72, 0.95), width, dtype=np.float32)[None, :, None]
    if rng.random() < 0.5:
        fall = fall[:, ::-1]
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, rng.uniform(2, 7), pixels.shape)
    return np.clip(pixels * fall + grain, 0, 255).astype(np.uint8)


def _jpeg(pixels: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=82)
    return out.getvalue()
