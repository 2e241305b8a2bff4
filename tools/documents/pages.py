"""Pages of a document as pictures."""

from __future__ import annotations

import base64

from pydantic import BaseModel

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
