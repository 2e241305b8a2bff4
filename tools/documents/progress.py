"""How far files have come that were handed in: waiting, reading, read, needing somebody, or failed; failed ones again."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, Field

from ledger.core import Problem, Refused, problem
from ledger.evidence import documents as store_of
from ledger.evidence.documents import Document, DocumentState
from ledger.store import jobs
from ledger.store.schema.evidence import document as table
from policies.access import Resource
from tools.blocks import Column as Head
from tools.blocks import Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.settling import get_document, may_open

Step = Literal["waiting", "reading", "read", "needs", "duplicate", "failed", "unpacked", "kept", "ended"]
STEPS: dict[DocumentState, Step] = {
    DocumentState.RECEIVED: "waiting", DocumentState.READ: "needs", DocumentState.PROPOSED: "read",
    DocumentState.DUPLICATE: "duplicate", DocumentState.FAILED: "failed", DocumentState.UNPACKED: "unpacked",
    DocumentState.KEPT: "kept",
    DocumentState.WITHDRAWN: "ended", DocumentState.REJECTED: "ended",
}  # fmt: skip
A_DAY = timedelta(days=1)
MOST = 400


class FilesRequest(Request):
    """Documents by id, with what came in them; none for one's own that are being read, and all that failed."""

    documents: tuple[str, ...] = Field(default=(), max_length=MOST)


class FileRow(BaseModel):
    """One file. ``why`` says in words why it failed; ``came_in`` is the document, a zip or a mail, that held it."""

    document: str
    name: str
    step: Step
    why: str
    came_in: str | None
    proposal: str | None
    party: str
    amount_minor: int | None
    currency: str
    at: str
    may_retry: bool


class Files(BaseModel):
    """``done`` of ``total`` have been looked at; ``failed`` are those of any day that a person may see,
    ``kept`` the orders and delivery notes among them, which are no bills."""

    files: tuple[FileRow, ...]
    done: int
    total: int
    failed: tuple[FileRow, ...]
    kept: tuple[FileRow, ...] = ()


def _may_retry(context: Context, one: Document) -> bool:
    """Its sender, or whoever may propose vouchers, as with what it does not say."""
    act = "document.submit" if one.sender == context.principal.user else "voucher.propose"
    return one.state is DocumentState.FAILED and context.may(act, Resource("Company", context.company.tenant)).allowed


def _row(context: Context, one: Document, reading: set[str]) -> FileRow:
    told = [Problem(each["code"], each["parameters"]) for each in (one.reading or {}).get("problem_list") or ()]
    why = told[0].text(context.language) if told and one.state is DocumentState.FAILED else ""
    step = "reading" if f"read-{one.document_id}" in reading else STEPS[one.state]
    return FileRow(
        document=one.document_id, name=one.name, step=step, why=why, came_in=one.came_in, proposal=one.proposal_id,
        party=one.seller or "", amount_minor=one.gross_minor, currency=one.currency or context.company.currency,
        at=one.received_at.isoformat(), may_retry=_may_retry(context, one),
    )  # fmt: skip


@tool(action="document.read", effect="read")
def files_progress(context: Context, request: FilesRequest) -> Done:
    """How far the files that were handed in have come, and which could not be read."""
    rows = context.rows("Document", {"owner": table.c.sender, "department": table.c.department})
    asked = request.documents or store_of.in_hand(context.unit, context.principal.user, context.now - A_DAY)
    found = store_of.handed_in(context.unit, rows, asked) if asked else []
    bad = store_of.listing(context.unit, rows, [DocumentState.FAILED], MOST)
    orders = store_of.listing(context.unit, rows, [DocumentState.KEPT], MOST)
    waits = [f"read-{one.document_id}" for one in found if one.state is DocumentState.RECEIVED]
    reading = jobs.running(context.unit, waits) if waits else set()
    files, failed, kept = ([_row(context, one, reading) for one in some] for some in (found, bad, orders))
    counted = [one for one in files if one.step != "unpacked"]
    done = sum(1 for one in counted if one.step not in ("waiting", "reading"))
    context.tally.rows, context.tally.tainted = len(files) + len(failed) + len(kept), True
    result = Files(files=tuple(files), done=done, total=len(counted), failed=tuple(failed), kept=tuple(kept))
    return Done(result, _said(context, result))


def _said(context: Context, result: Files) -> tuple[Text] | tuple[Text, Table]:
    count = Text(text=context.say("files.progress", read=result.done, total=result.total))
    shown = (*result.files, *(one for one in result.failed if one not in result.files))
    if not shown:
        return (Text(text=context.say("files.none_failed")),)
    heads = tuple(Head(title=context.say(f"files.{name}")) for name in ("file", "step"))
    cells = tuple(
        Row(cells=(words(one.name), words(context.say(f"files.step_{one.step}") + (f" {one.why}" if one.why else ""))))
        for one in shown
    )
    return (count, Table(columns=heads, rows=cells))


class ReadAgain(Request):
    """A document by id."""

    document: str


class Again(BaseModel):
    """The document, whose reading is queued once more."""

    document: str


@tool(action="document.submit", effect="propose", people_only=True)
def read_again(context: Context, request: ReadAgain) -> Done:
    """重试: read once more a file that could not be read."""
    store_of.alone(context.unit)
    found = get_document(context, request.document)
    may_open(context, found)
    if found.state is not DocumentState.FAILED:
        raise Refused(problem("document.not_failed", state=context.say(f"document.state_{found.state.value}")))
    if found.sender != context.principal.user:
        context.require(Resource("Company", context.company.tenant), "voucher.propose")
    kept = {"answers": said} if (said := (found.reading or {}).get("answers")) else None
    store_of.change(context.unit, found.document_id, state=DocumentState.RECEIVED, reading=kept)
    jobs.again(context.unit, f"read-{found.document_id}", context.now)
    return Done(Again(document=found.document_id), (Text(text=context.say("document.received", name=found.name)),))
