"""The file of a document as it came in."""

from __future__ import annotations

from pydantic import BaseModel

from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.settling import with_file


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
    document = with_file(context, request.document)
    return Done(Original(sha256=document.sha256, name=document.name))
