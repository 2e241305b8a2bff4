"""What goes to a model on another machine, written down before it goes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool


class ModelAsked(Request):
    """Where a question goes, and which personal data was left out of it: ``phone.2`` is two telephone numbers."""

    host: str = Field(max_length=100)
    left_out: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.\d+$")], ...] = ()


@tool(action="help.read", effect="read", people_only=True)
def note_model_asked(context: Context, request: ModelAsked) -> Done:
    """Keep in the audit that a question went to a model elsewhere, and what of it stayed here."""
    return Done(Nothing())


class PageSent(ModelAsked):
    """As of a question, for the words of a document's pages."""

    document: str


@tool(action="work.do", effect="commit", people_only=True)
def note_page_sent(context: Context, request: PageSent) -> Done:
    """Keep in the audit that a document's words went to a model elsewhere, and what of them stayed here."""
    return Done(Nothing())
