"""Text on the page that no person can see: in the colour of its ground, too small to read, or beside the page.

The trick: the page is rendered and looked at. Where a word's box holds one even colour, its ink is not there for a
person, whatever trick hid it; a word over a picture (an OCR layer) has a picture under it and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np
import pypdfium2 as pdfium

from ingestion.pdf.words import PageWords, Word

Picture = np.ndarray[Any, np.dtype[np.uint8]]
"""A page in grey: rows of dots."""
_SCALE = 1.5
_TINY = 2.5
_EVEN = 14
_LONGEST = 300
_MOST = 20


def parted(document: pdfium.PdfDocument, pages: Iterable[PageWords]) -> tuple[tuple[PageWords, ...], tuple[str, ...]]:
    """The pages with only what a person sees, and the texts that nobody sees, each cut to a readable length.

    What nobody sees is no witness and no value: fields are read from the seen words alone. Single marks do not count.
    """
    seen: list[PageWords] = []
    out: list[str] = []
    for page in pages:
        image = _rendered(document, page)
        unseen = {id(word) for word in page.words if _unseen(word, page, image)}
        for hidden, run in groupby(page.words, key=lambda word: id(word) in unseen):
            if hidden:
                out.append(_text(list(run)))
        seen.append(replace(page, words=tuple(word for word in page.words if id(word) not in unseen)))
    return tuple(seen), tuple(text for text in out if sum(map(str.isalnum, text)) >= 4)[:_MOST]


def _text(run: list[Word]) -> str:
    return " ".join(word.text for word in run)[:_LONGEST]


def _rendered(document: pdfium.PdfDocument, page: PageWords) -> Picture:
    source = document[page.number - 1]
    try:
        scale = min(_SCALE, 2000 / max(page.width, page.height, 1.0))
        return np.array(source.render(scale=scale, may_draw_forms=False, grayscale=True).to_numpy())
    finally:
        source.close()


def _unseen(word: Word, page: PageWords, image: Picture) -> bool:
    if word.x1 <= 0 or word.bottom <= 0 or word.x0 >= page.width or word.top >= page.height or word.size < _TINY:
        return True
    return _is_even(word, page, image)


def _is_even(word: Word, page: PageWords, image: Picture) -> bool:
    factor = image.shape[1] / page.width
    under = image[
        max(0, int(word.top * factor)) : int(word.bottom * factor) + 1,
        max(0, int(word.x0 * factor)) : int(word.x1 * factor) + 1,
    ]
    return min(under.shape) >= 2 and int(under.max()) - int(under.min()) < _EVEN
