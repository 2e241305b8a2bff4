"""索取资料: an auditor asks for a paper or an explanation; whoever is asked answers with words or a file, in their inbox.

What comes back is evidence beside the books: it is never read, proposed or booked as an invoice.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from ledger.books.journal import Voucher, get_voucher
from ledger.business.samples import find_sample
from ledger.core import Refused, company_date, problem
from ledger.evidence import documents
from ledger.evidence import requests as kept
from ledger.evidence.requests import EvidenceRequest
from ledger.store.people import Person, people
from ledger.store.schema.evidence_requests import evidence_request as table
from policies.access import Resource
from tools.blocks import Column, DateCell, Ref, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.finding_vouchers import may_see, voucher_key

ANSWERING = ("accountant", "controller", "cashier", "admin")
"""Whose work it is to find papers: they are offered first; whoever made the voucher before all."""


class RequestPaper(Request):
    """``words`` say what is wanted, ``wanted_by`` until when; ``to`` whom (default: who made the voucher, else an accountant).

    It hangs on a ``voucher``, on ``place`` of one's own ``sample``, or on nothing.
    """

    words: str = Field(min_length=1, max_length=2000)
    wanted_by: date | None = None
    to: str = Field(default="", max_length=40)
    voucher: str = Field(default="", max_length=40)
    sample: int | None = None
    place: int | None = None


class OneRequest(Request):
    """A request by its number."""

    request: int


class AnswerRequest(OneRequest):
    """``words``, or a file that was staged by its ``sha256`` under its ``name``, or both."""

    words: str = Field(default="", max_length=4000)
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    name: str = Field(default="", max_length=200)


class RequestShown(BaseModel):
    """A request; ``state`` open, answered or withdrawn; ``acts`` what this person may do with it now."""

    request: int
    words: str
    wanted_by: date | None
    late: bool
    asker: str
    asked: str
    asker_name: str
    asked_name: str
    voucher: str
    number: str
    sample: int | None
    place: int | None
    state: str
    made_at: datetime
    reminders: int
    reminded_at: datetime | None
    answer: str
    file: str
    settled_by: str
    settled_at: datetime | None
    acts: tuple[str, ...]


class RequestsShown(BaseModel):
    """Open ones first; ``askable`` who may be asked, by sign-in name, whose work it is first."""

    requests: tuple[RequestShown, ...]
    askable: dict[str, str]


class AnswerFile(BaseModel):
    """The bytes that came back, by their digest, and what the file was called."""

    sha256: str
    name: str


def _resource(one: EvidenceRequest) -> Resource:
    return Resource("Request", str(one.number), {"asker": one.asker, "asked": one.asked})


def _known(context: Context) -> dict[str, Person]:
    return context.once(("people",), lambda: {one.user: one for one in people(context.unit)})


def _called(context: Context, user: str) -> str:
    found = _known(context).get(user)
    return found.called(context.language) if found else user


def _askable(context: Context) -> dict[str, str]:
    """Whoever is here and no auditor, whose work it is first."""
    found = [one for one in _known(context).values() if not one.disabled and "auditor" not in one.roles]
    found.sort(key=lambda one: not one.roles & set(ANSWERING[:2]))
    return {one.user: one.called(context.language) for one in found}


def _reminded_today(context: Context, one: EvidenceRequest) -> bool:
    zone = context.company.time_zone
    last = one.reminded_at or one.made_at
    return company_date(last, zone) >= company_date(context.now, zone)


def _acts(context: Context, one: EvidenceRequest) -> tuple[str, ...]:
    if one.state != "open":
        return ()
    mine = one.asker == context.principal.user
    acts = ["remind"] if mine and not _reminded_today(context, one) else []
    acts += ["withdraw"] if mine else []
    acts += ["answer"] if context.may("request.answer", _resource(one)).allowed else []
    return tuple(acts)


def _shown(context: Context, one: EvidenceRequest) -> RequestShown:
    zone = ZoneInfo(context.company.time_zone)
    label = _label(context, one.voucher)
    return RequestShown(
        request=one.number, words=one.words, wanted_by=one.wanted_by, asker=one.asker, asked=one.asked,
        late=bool(one.state == "open" and one.wanted_by and one.wanted_by < context.today),
        asker_name=_called(context, one.asker), asked_name=_called(context, one.asked), voucher=one.voucher if label else "",
        number=label, sample=one.sample if one.asker == context.principal.user else None,
        place=one.place, state=one.state, made_at=one.made_at.astimezone(zone), reminders=one.reminders,
        reminded_at=one.reminded_at, answer=one.answer, file=one.name,
        settled_by=_called(context, one.settled_by) if one.settled_by else "",
        settled_at=one.settled_at.astimezone(zone) if one.settled_at else None, acts=_acts(context, one),
    )  # fmt: skip


def _label(context: Context, voucher: str) -> str:
    """What a voucher is called, while an external auditor may still look at it."""
    if not voucher:
        return ""
    found = get_voucher(context.unit, voucher_key(voucher))
    return found.label if context.last_audited is None or may_see(context, found) else ""


def _about(context: Context, request: RequestPaper) -> tuple[Voucher | None, tuple[int, int] | None]:
    """The voucher a request hangs on, which its asker may see, and the item of their own sample."""
    drawn, named = None, request.voucher
    if request.sample is not None:
        sample = find_sample(context.unit, request.sample)
        item = next((one for one in sample.items if one.place == request.place), None)
        if sample.drawn_by != context.principal.user or item is None:
            raise Refused(problem("sample.unknown", "sample", sample=request.sample))
        drawn, named = (request.sample, item.place), item.voucher
    if not named:
        return None, drawn
    found = get_voucher(context.unit, voucher_key(named))
    if not may_see(context, found):
        raise Refused(problem("books.no_voucher", number=named))
    return found, drawn


@tool(action="request.make", effect="commit", people_only=True)
def request_paper(context: Context, request: RequestPaper) -> Done:
    """Ask somebody of the company for a paper or an explanation, until a day; it becomes a task of theirs."""
    voucher, drawn = _about(context, request)
    askable = _askable(context)
    maker = voucher.maker if voucher and voucher.maker in askable else ""
    to = request.to or maker or next(iter(askable), "")
    if to not in askable or to == context.principal.user:
        raise Refused(problem("request.nobody", "to", person=to))
    if request.wanted_by and request.wanted_by < company_date(context.now, context.company.time_zone):
        raise Refused(problem("request.past", "wanted_by", day=request.wanted_by))
    key = f"{voucher.key.batch_id}.{voucher.key.entry_no}" if voucher else ""
    number = kept.ask(
        context.unit, context.principal.user, to, request.words, request.wanted_by, key, drawn, context.now
    )
    return _said(context, number, "made")


def _said(context: Context, number: int, key: str) -> Done:
    found = _shown(context, kept.find_request(context.unit, number))
    context.tally.rows = 1
    return Done(found, (Text(text=context.say(f"request.{key}", request=number, name=found.asked_name)),))


def _own(context: Context, number: int) -> EvidenceRequest:
    """An open request of one's own; those of others are as if there were none."""
    found = kept.find_request(context.unit, number)
    if found.asker != context.principal.user:
        raise Refused(problem("request.unknown", "request", request=number))
    if found.state != "open":
        raise Refused(problem("request.settled", "request", request=number))
    return found


@tool(action="request.make", effect="commit", people_only=True)
def remind_request(context: Context, request: OneRequest) -> Done:
    """Remind whoever was asked, once a day."""
    found = _own(context, request.request)
    if _reminded_today(context, found):
        raise Refused(problem("request.reminded", "request", request=found.number))
    kept.change(context.unit, found.number, reminded_at=context.now, reminders=found.reminders + 1)
    return _said(context, found.number, "reminded_now")


@tool(action="request.make", effect="commit", people_only=True)
def withdraw_request(context: Context, request: OneRequest) -> Done:
    """Take one's own open request back."""
    found = _own(context, request.request)
    kept.change(
        context.unit, found.number, state="withdrawn", settled_by=context.principal.user, settled_at=context.now
    )
    return _said(context, found.number, "withdrawn")


@tool(action="request.answer", effect="commit", people_only=True)
def answer_request(context: Context, request: AnswerRequest) -> Done:
    """Answer a request with words, a file, or both; the file is evidence and is not booked."""
    found = kept.find_request(context.unit, request.request)
    context.require(_resource(found))
    if not request.words and not request.sha256:
        raise Refused(problem("request.empty", "words"))
    if request.sha256:
        documents.hold_bytes(context.unit, request.sha256)
        context.store.blobs(context.unit.tenant).get(request.sha256)
    settled = kept.change(
        context.unit, found.number, state="answered", answer=request.words or None, file_sha256=request.sha256 or None,
        file_name=(request.name or f"answer-{found.number}") if request.sha256 else None,
        settled_by=context.principal.user, settled_at=context.now,
    )  # fmt: skip
    if not settled:
        raise Refused(problem("request.settled", "request", request=found.number))
    context.tally.tainted = True
    return _said(context, found.number, "answered")


@tool(
    action="request.read",
    effect="read",
    examples={
        "zh": ("索取的资料都给了吗", "审计向我要了哪些资料", "还有哪些索取资料没有回复"),
        "en": ("Have the requested papers come back?", "Which papers did the auditor ask me for?"),
    },
)
def list_requests(context: Context, request: Nothing) -> Done:
    """Papers asked for (索取资料): by this person or of this person, what came back, what is still open."""
    seen = context.rows("Request", {"asker": table.c.asker, "asked": table.c.asked})
    found = tuple(_shown(context, one) for one in kept.requests(context.unit, seen))
    context.tally.rows, context.tally.tainted = len(found), True
    heads = ("what", "of", "until", "state")
    rows = tuple(
        Row(cells=(
            words(one.words, Ref(kind="voucher", id=one.voucher) if one.voucher else None), words(one.asked_name),
            DateCell(day=one.wanted_by) if one.wanted_by else words("–"), words(context.say(f"request.is_{one.state}")),
        ))
        for one in found
    )  # fmt: skip
    may_ask = context.may("request.make", Resource("Company", context.company.tenant)).allowed
    result = RequestsShown(requests=found, askable=_askable(context) if may_ask else {})
    waits = sum(1 for one in found if one.state == "open")
    lead = Text(text=context.say("request.there_are", count=len(found), open=waits))
    columns = tuple(Column(title=context.say(f"request.{head}")) for head in heads)
    return Done(result, (lead, Table(columns=columns, rows=rows)) if rows else (lead,))


@tool(action="request.read", effect="read", people_only=True)
def request_file(context: Context, request: OneRequest) -> Done:
    """The file that came back for a request, for who asked and who was asked."""
    found = kept.find_request(context.unit, request.request)
    context.require(_resource(found))
    if not found.sha256:
        raise Refused(problem("request.no_file", "request", request=found.number))
    context.tally.rows, context.tally.tainted = 1, True
    return Done(AnswerFile(sha256=found.sha256, name=found.name))
