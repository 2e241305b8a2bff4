"""Another rendering of a record: joined to the first, held against it, set free when the first is taken back."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from ledger.evidence import documents as store_of
from ledger.evidence.documents import Document, DocumentState
from ledger.evidence.renderings import differing, disputed, form_of, set_free, witnessed
from ledger.proposals import State, get
from ledger.store import jobs
from tools.context import Context

_OPEN = (State.DRAFT, State.PROPOSED, State.RETURNED)


class Processed(BaseModel):
    """What became of a document."""

    document: str
    state: str
    proposal: str | None = None
    needs: tuple[str, ...] = ()
    alerts: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()


def joined(context: Context, document: Document, first: Document) -> Processed:
    """The document is a rendering of the first from now on; what both say alike, one of them as data, is checked."""
    store_of.change(
        context.unit, document.document_id, state=DocumentState.RENDERING, duplicate_of=first.document_id,
        party_id=first.party_id,
    )  # fmt: skip
    assert first.reading is not None and document.reading is not None
    store_of.change(context.unit, first.document_id, reading=witnessed(first.reading, document.reading))
    return Processed(document=document.document_id, state=DocumentState.RENDERING.value, proposal=first.proposal_id)


def held_against(context: Context, document: Document, first: Document) -> Document:
    """The document with what it says differently from the first of its record; an open first learns of it too."""
    mine, theirs = document.reading, first.reading
    if mine is None or theirs is None or form_of(document) == form_of(first) or not differing(theirs, mine):
        return document
    store_of.change(context.unit, document.document_id, reading=disputed(mine, theirs, form_of(first)))
    if _is_open(context, first):
        store_of.change(context.unit, first.document_id, reading=disputed(theirs, mine, form_of(document)))
    return replace(document, reading=disputed(mine, theirs, form_of(first)))


def _is_open(context: Context, first: Document) -> bool:
    """While nobody confirmed it: what a confirmer saw stays as it was seen."""
    if first.proposal_id is None:
        return first.state is DocumentState.READ
    return get(context.unit, first.proposal_id).row.state in _OPEN


def release(context: Context, document_id: str) -> None:
    """Its first document was taken back: each rendering is read again, and the first of them is the record."""
    for each in set_free(context.unit, document_id):
        jobs.again(context.unit, f"read-{each}", context.now)
