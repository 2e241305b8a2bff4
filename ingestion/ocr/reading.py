"""A picture as a reading: recognised, read by the readers of printed pages, held against its own code.

What is recognised is believed less than what is printed as text; a field is *Checked* only where something else agrees:
a sum, words in figures, a check digit, the code.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PIL import Image

from ingestion.agree import same_value
from ingestion.checks import checked
from ingestion.limits import Limits
from ingestion.ocr.codes import codes_in, invoice_code
from ingestion.ocr.cutting import papers_on
from ingestion.ocr.upright import Frame, read_upright
from ingestion.ocr.words import as_it_came, page_of
from ingestion.page.paper import Paper
from ingestion.pdf.words import PageWords
from ingestion.printed import read_printed
from ingestion.reading import NO_BILLS, Reading, failed
from ingestion.sureness import weigh
from ledger.core import Problem, problem
from ledger.evidence.field import Box, Field, FieldValue, Source

UNWITNESSED = 0.85
BLURRED = 0.8
"""A mean of the recogniser's own scores below this is said."""
FEWEST = 8
"""Characters without which nothing was recognised."""
ASKED = ("number", "issue_date", "gross", "seller_name")
"""What a picture is taken for: each that could not be read is said."""
ASKED_OF_TRADE = ("number", "issue_date")
_MOST_KEPT = 12
_KEPT: dict[str, tuple[PageWords, Frame, float]] = {}


def read_pictures(images: Sequence[Image.Image], file: str, limits: Limits) -> Reading:
    """The reading of a paper's pictures, page by page, as far as the time for recognising goes."""
    pages: list[PageWords] = []
    frames: list[Frame] = []
    scores: list[float] = []
    texts: list[str] = []
    problems: list[Problem] = []
    begun = time.monotonic()
    for number, image in enumerate(images, 1):
        if pages and time.monotonic() - begun > limits.ocr_seconds:
            problems.append(problem("reading.pages_left", read=len(pages), pages=len(images)))
            break
        page, frame, score = _page(image, number)
        pages.append(page)
        frames.append(frame)
        scores.append(score)
        texts += codes_in(image) if number == 1 else []
    if sum(len(word.text) for page in pages for word in page.words) < FEWEST:
        return failed(file, problem("reading.nothing_recognised"), pages=len(images))
    if len(images) == 1 and (papers := papers_on(pages[0])):
        return replace(_several(papers, frames[0], file), pages=1)
    paper = Paper(tuple(pages))
    found = read_printed(paper, file)
    found = _with_code(_recognised(found), invoice_code(texts))
    problems += [problem(f"reading.unclear_{name}", name) for name in _asked(found) if found[name].value is None]
    if min(scores) < BLURRED:
        problems.append(problem("reading.blurred", page=scores.index(min(scores)) + 1))
    return replace(_placed(weigh(checked(found), paper), frames).with_problems(*problems), pages=len(images))


def _asked(found: Reading) -> tuple[str, ...]:
    if found.statements:
        return ()
    return ASKED_OF_TRADE if found.doc_type in NO_BILLS else ASKED


def _several(papers: Sequence[Box], frame: Frame, file: str) -> Reading:
    """A picture of several papers is read paper by paper, each as a file of its own."""
    told = failed(file, problem("reading.several_papers", count=len(papers)))
    return replace(told, papers=tuple(as_it_came(box, frame) for box in papers))


def picture_words(image: Image.Image, number: int) -> PageWords:
    """The words of one picture, at their places in it as it came."""
    page, frame, _ = _page(image, number)
    words, width, height = [], page.width, page.height
    for word in page.words:
        box = as_it_came(page.box((word,)), frame)
        words.append(replace(word, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom))
        width, height = box.page_width, box.page_height
    return PageWords(number, width, height, tuple(words))


def _page(image: Image.Image, number: int) -> tuple[PageWords, Frame, float]:
    """The page, how it was turned, and the mean of the recogniser's scores; kept for who clicks on it next."""
    key = hashlib.sha256(image.tobytes()).hexdigest()
    if key not in _KEPT:
        lines, frame = read_upright(image)
        letters = sum(len(one.text) for one in lines) or 1
        score = sum(one.score * len(one.text) for one in lines) / letters
        while len(_KEPT) >= _MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
        _KEPT[key] = (page_of(lines, frame, number), frame, score)
    page, frame, score = _KEPT[key]
    return replace(page, number=number), frame, score


def _recognised(reading: Reading) -> Reading:
    fields = {}
    for name, field in reading.fields.items():
        most = field.confidence if field.witnesses else min(field.confidence, UNWITNESSED)
        fields[name] = replace(field, source=Source.OCR, confidence=most)
    return reading.with_fields(fields)


def _with_code(reading: Reading, told: Mapping[str, FieldValue]) -> Reading:
    """Agreement is a witness; where they differ it is said, and what was read only once gives way to the code."""
    fields: dict[str, Field] = {}
    problems = []
    for name, value in told.items():
        field = reading[name]
        if field.value is None:
            fields[name] = Field(value, 0.93, 1, None, Source.QR)
        elif same_value(field.value, value):
            fields[name] = field.witnessed("qr", 0.99)
        else:
            problems.append(problem("reading.qr_differs", name, told=str(value), page=str(field.value)))
            own = field.doubted(0.5)
            fields[name] = own if field.witnesses else replace(own, value=value, source=Source.QR)
    return reading.with_fields(fields).with_problems(*problems)


def _placed(reading: Reading, frames: Sequence[Frame]) -> Reading:
    """Boxes where they are on the pictures as they came."""
    fields = {name: _as_it_came(field, frames) for name, field in reading.fields.items()}
    offers = {name: tuple(_as_it_came(one, frames) for one in found) for name, found in reading.offers.items()}
    return replace(reading, fields=MappingProxyType(fields), offers=MappingProxyType(offers))


def _as_it_came(field: Field, frames: Sequence[Frame]) -> Field:
    if field.box is None or field.page is None or field.page > len(frames):
        return field
    return replace(field, box=as_it_came(field.box, frames[field.page - 1]))
