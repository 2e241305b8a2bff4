"""Pages of a document as pictures, or as their words where no picture can be drawn."""

from __future__ import annotations

import base64

from pydantic import BaseModel, Field

import ingestion
from ledger.core import Problem, Refused, problem
from ledger.evidence.documents import DocumentState
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.settling import get_document, may_open


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
    document = get_document(context, request.document)
    may_open(context, document)
    if document.state is DocumentState.WITHDRAWN:
        raise Refused(problem("document.ended", state=context.say("document.state_withdrawn")))
    data = context.store.blobs(context.unit.tenant).get(document.sha256)
    picture = ingestion.standing("pages").picture(data, request.page, min(max(request.width, 100), 2000))
    if isinstance(picture, Problem):
        raise Refused(picture)
    return Done(Picture(png=base64.b64encode(picture).decode(), pages=(document.reading or {}).get("pages") or 1))


class Original(BaseModel):
    """The file as it came in: its SHA-256, by which the house keeps it, and its name."""

    sha256: str
    name: str


class OriginalRequest(Request):
    """A document."""

    document: str


@tool(action="document.read", effect="read", people_only=True)
def original_file(context: Context, request: OriginalRequest) -> Done:
    """Which file a document is, for whoever may open it."""
    document = get_document(context, request.document)
    may_open(context, document)
    if document.state is DocumentState.WITHDRAWN:
        raise Refused(problem("document.ended", state=context.say("document.state_withdrawn")))
    return Done(Original(sha256=document.sha256, name=document.name))


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
    """The words of a page at their places: what is shown of an OFD, which nothing here can draw."""
    document = get_document(context, request.document)
    may_open(context, document)
    if document.state is DocumentState.WITHDRAWN:
        raise Refused(problem("document.ended", state=context.say("document.state_withdrawn")))
    found = ingestion.standing("pages").words(
        context.store.blobs(context.unit.tenant).get(document.sha256), request.page
    )
    if isinstance(found, Problem):
        raise Refused(found)
    words = tuple(PrintedWord(text=one.text, box=(one.x0, one.top, one.x1, one.bottom)) for one in found.words)
    context.tally.rows, context.tally.tainted = len(words), True
    return Done(PagePrinted(page=request.page, width=found.width, height=found.height, words=words))
