"""录到一半的凭证: what stands in the grid, kept as typed for the person who typed it, listed, continued and let go."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from ledger.store.typed import TypedDraft, discard, draft_of, drafts_of, keep
from policies.access import Resource
from tools.blocks import Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.typed_rows import MOST_ROWS, RowTyped
from tools.shared.typed_split import Short


class VoucherPaper(BaseModel):
    """What stands in the grid, as typed: the head, the marks beside it, and the rows."""

    date: Short = ""
    memo: Annotated[str, Field(max_length=200)] = ""
    attachments: Short = ""
    reverses_on: Short = ""
    reverses_next: Short = ""
    rows: tuple[RowTyped, ...] = Field(default=(), max_length=MOST_ROWS)


class KeepDraft(Request):
    """``draft`` and ``version`` name the one that is continued; without them a new one is kept."""

    paper: VoucherPaper
    draft: Short = ""
    version: int = 0


class OneDraft(Request):
    """Which draft."""

    draft: Short


class DraftKept(BaseModel):
    """The draft, and the version that the next change is made from."""

    draft: str
    version: int


class ShownDraft(DraftKept):
    """A draft with what stands in it."""

    title: str
    kept_at: str
    """Day and minute, where the company is."""
    paper: VoucherPaper


class Drafts(BaseModel):
    """This person's drafts, newest first."""

    rows: tuple[ShownDraft, ...]


def _require(context: Context) -> None:
    """Drafts are for those who propose vouchers."""
    context.require(Resource("Company", context.company.tenant), "voucher.propose")


def _shown(context: Context, one: TypedDraft) -> ShownDraft:
    paper = VoucherPaper.model_validate(one.body)
    kept_at = f"{one.kept_at.astimezone(ZoneInfo(context.company.time_zone)):%Y-%m-%d %H:%M}"
    return ShownDraft(draft=one.draft_id, version=one.version, title=one.title, kept_at=kept_at, paper=paper)


def _title(paper: VoucherPaper) -> str:
    texts = (paper.memo, *(row.memo for row in paper.rows), *(row.account for row in paper.rows))
    return next((one for one in texts if one), "")


@tool(action="voucher.propose", effect="propose", people_only=True)
def keep_voucher_draft(context: Context, request: KeepDraft) -> Done:
    """Keep what stands in the grid as it was typed, right or wrong; only this person sees it."""
    paper = request.paper
    if not paper.memo and all(row.empty and not row.memo for row in paper.rows):
        raise Refused(problem("draft.empty", "lines"))
    made = keep(
        context.unit, context.principal.user, _title(paper), paper.model_dump(mode="json"), context.now,
        draft_id=request.draft, version=request.version,
    )  # fmt: skip
    return Done(DraftKept(draft=made.draft_id, version=made.version), (Text(text=context.say("draft.kept")),))


@tool(action="voucher.read", effect="read", people_only=True)
def list_voucher_drafts(context: Context, request: Nothing) -> Done:
    """Vouchers this person began to type and has not handed in."""
    _require(context)
    rows = tuple(_shown(context, one) for one in drafts_of(context.unit, context.principal.user))
    context.tally.rows, context.tally.tainted = len(rows), True  # what was typed
    columns = tuple(Column(title=context.say(f"draft.{name}")) for name in ("title", "kept_at"))
    table = tuple(Row(cells=(words(one.title or context.say("draft.untitled")), words(one.kept_at))) for one in rows)
    return Done(Drafts(rows=rows), (Table(columns=columns, rows=table),))


@tool(action="voucher.read", effect="read", people_only=True)
def open_voucher_draft(context: Context, request: OneDraft) -> Done:
    """What was typed, to be continued."""
    _require(context)
    return Done(_shown(context, draft_of(context.unit, context.principal.user, request.draft)))


@tool(action="voucher.propose", effect="propose", people_only=True)
def discard_voucher_draft(context: Context, request: OneDraft) -> Done:
    """Let a draft go; nothing of it was in the books."""
    if not discard(context.unit, context.principal.user, request.draft):
        raise Refused(problem("draft.unknown", "draft"))
    return Done(DraftKept(draft=request.draft, version=0), (Text(text=context.say("draft.discarded")),))
