"""The file of a document as it came in."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.core import Refused, problem
from ledger.evidence.documents import DocumentState
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.settling import get_document, may_open


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
