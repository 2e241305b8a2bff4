"""Pages of a document as pictures, and their words for where no picture can be drawn."""

from __future__ import annotations

import base64

from pydantic import BaseModel, Field

import ingestion
from ledger.core import Problem, Refused
from tools.context import Context
from tools.outcome import Done
from tools.printing.fonts import FontsMissing, font_folder
from tools.registry import Request, tool
from tools.shared.settling import with_file


class PageRequest(Request):
    """A page of a document as a picture."""

    document: str
    page: int = 1
    width: int = 1000


class Picture(BaseModel):
    """PNG bytes in base64."""

    png: str
    pages: int


@tool(action="document.read", effect="read", people_only=True)
def document_page(context: Context, request: PageRequest) -> Done:
    """A page of a document as a picture."""
    document = with_file(context, request.document)
    data = context.store.blobs(context.unit.tenant).get(document.sha256)
    picture = ingestion.standing("pages").picture(data, request.page, min(max(request.width, 100), 2000), _font())
    if isinstance(picture, Problem):
        raise Refused(picture)
    return Done(Picture(png=base64.b64encode(picture).decode(), pages=(document.reading or {}).get("pages") or 1))


def _font() -> str:
    """What an OFD's text is drawn in, which brings none that is trusted; empty where the font was not built."""
    try:
        return str(next(iter(sorted(font_folder().glob("*Regular.[to]t[fc]"))), ""))
    except FontsMissing:
        return ""


class PrintedWord(BaseModel):
    """A word at its place, in the page's own points from the top left."""

    text: str
    box: tuple[float, float, float, float]


class PagePrinted(BaseModel):
    """What a page prints, with its size in points."""

    page: int
    width: float
    height: float
    words: tuple[PrintedWord, ...]


class PageWordsRequest(Request):
    """A page (from 1) of a document."""

    document: str
    page: int = Field(default=1, ge=1, le=1000)


@tool(action="document.read", effect="read", people_only=True)
def page_words(context: Context, request: PageWordsRequest) -> Done:
    """The words of a page at their places: what a person may point at, and what is shown of a page that cannot be drawn."""
    document = with_file(context, request.document)
    found = ingestion.standing("pages").words(
        context.store.blobs(context.unit.tenant).get(document.sha256), request.page
    )
    if isinstance(found, Problem):
        raise Refused(found)
    words = tuple(PrintedWord(text=one.text, box=(one.x0, one.top, one.x1, one.bottom)) for one in found.words)
    context.tally.rows, context.tally.tainted = len(words), True
    return Done(PagePrinted(page=request.page, width=found.width, height=found.height, words=words))
