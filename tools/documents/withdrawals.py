"""Papers that become nothing: taken back by who sent them, refused by finance. Those with a proposal end with it."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.core import Refused, problem
from ledger.evidence import documents
from ledger.evidence.documents import BARE, ENDED, Document, DocumentState
from ledger.evidence.learned import unlearn
from ledger.store import jobs
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.renderings import release
from tools.shared.settling import get_document, may_open


class DocumentRequest(Request):
    """A document by id."""

    document: str


class RejectDocument(Request):
    """A document, and why it is refused for good."""

    document: str
    reason: str


class Ended(BaseModel):
    """The document's state now."""

    document: str
    state: str


def _opened(context: Context, document_id: str, action: str) -> Document:
    documents.alone(context.unit)
    found = get_document(context, document_id)
    may_open(context, found, action)
    if found.proposal_id:
        raise Refused(problem("document.has_proposal"))
    if found.state not in (*BARE, DocumentState.UNPACKED):
        raise Refused(problem("document.ended", state=context.say(f"document.state_{found.state.value}")))
    return found


@tool(action="document.withdraw", effect="commit")
def withdraw_document(context: Context, request: DocumentRequest) -> Done:
    """撤回: take back a file of one's own that became nothing yet, with the files it held; its bytes and what was read go for good."""
    found = _opened(context, request.document, "document.withdraw")
    held = documents.parts(context.unit, found.document_id)
    if any(one.state not in (*BARE, *ENDED) for one in held):
        raise Refused(problem("document.parts_in_use", count=sum(one.state not in (*BARE, *ENDED) for one in held)))
    for one in (found, *(part for part in held if part.state in BARE)):
        documents.end(context.unit, one, DocumentState.WITHDRAWN, context.principal.user, "", context.now)
        release(context, one.document_id)
        unlearn(context.unit, one.document_id)
        jobs.finish(context.unit, f"read-{one.document_id}")
        key = f"remove-{one.document_id}"
        jobs.enqueue(context.unit, "remove_file", {"document": one.document_id}, context.now, job_id=key)
    said = Text(text=context.say("document.withdrawn"))
    return Done(Ended(document=found.document_id, state=DocumentState.WITHDRAWN.value), (said,))


@tool(action="document.reject", effect="commit")
def reject_document(context: Context, request: RejectDocument) -> Done:
    """驳回: refuse for good, with a reason, a file from which nothing is to be booked."""
    reason = request.reason.strip()
    if not reason:
        raise Refused(problem("proposals.no_reason"))
    found = _opened(context, request.document, "document.reject")
    documents.end(context.unit, found, DocumentState.REJECTED, context.principal.user, reason[:1000], context.now)
    jobs.finish(context.unit, f"read-{found.document_id}")
    said = Text(text=context.say("document.rejected"))
    return Done(Ended(document=found.document_id, state=DocumentState.REJECTED.value), (said,))


@tool(action="work.do", effect="commit")
def remove_file(context: Context, request: DocumentRequest) -> Done:
    """Take the bytes of a withdrawn file away, unless another document has the same."""
    found = get_document(context, request.document)
    documents.hold_bytes(context.unit, found.sha256)
    if found.state is DocumentState.WITHDRAWN and not documents.wanted(context.unit, found.sha256):
        context.store.blobs(context.unit.tenant).remove(found.sha256)
    jobs.finish(context.unit, f"remove-{found.document_id}")
    return Done(Ended(document=found.document_id, state=found.state.value))
