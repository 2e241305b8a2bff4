"""审计记录: who did what, when, from where, and what was refused; found by person, time, subject or thing."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from ledger.books.voucher_search import VoucherFilter, search
from ledger.core import Refused, problem
from ledger.core.words import has
from ledger.proposals.posted_as import proposals_behind
from ledger.store.audit_search import Entry, Place, Wanted, search_audit
from ledger.store.people import people
from tools.blocks import Column, Row, Scope, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, scope_line
from tools.shared.finding_vouchers import seen_months
from tools.shared.trail import SUBJECTS, Teller, scope_of_trail, tells_only_within

PAGE = 200
NOTHING = ("voucher:0.0",)
"""No record is about it: what is asked for where there is no voucher of a number."""
HEADS = ("at", "who", "what", "decision", "rule", "channel", "via")


class SearchAudit(Request):
    """All given must match. ``who``: sign-in name or name; ``subject``: limits, people, posting, periods, chart, settings,
    policies, parties, papers, reports, audit, or the name of a tool; ``thing``: 记-0813 (of ``period``), AL-0001, an id or
    a person; ``decision``: done, denied, invalid, failed; ``after``: ``next`` of the page before.
    """

    who: str | None = Field(default=None, max_length=80)
    period: Between | None = None
    subject: str | None = Field(default=None, max_length=60)
    thing: str | None = Field(default=None, max_length=80)
    decision: Literal["", "done", "denied", "invalid", "failed"] = ""
    rule: str = Field(default="", max_length=60)
    came_by: Literal["", "web", "rest", "cli", "slack", "mcp", "job"] = ""
    acted: Literal["", "person", "agent", "system", "see_as"] = ""
    kinds: Literal["all", "acts", "reads"] = "all"
    limit: int = Field(default=50, ge=1, le=500)
    after: str | None = Field(default=None, pattern=r"^\d{1,19}(\.\d{1,19}){2}$")


class ThingTold(BaseModel):
    """What a record is about; ``opens`` and ``id`` where there is a page of it."""

    word: str
    opens: str
    id: str


class AuditRow(BaseModel):
    """A record: ``at`` in the company's time; ``place`` is ``act 12`` or ``read 3.0``; ``why`` is the rule in words."""

    place: str
    at: datetime
    user: str
    who: str
    what: str
    tool: str
    action: str
    decision: str
    rule: str
    channel: str
    via: str
    os_user: str
    shown: int
    things: tuple[ThingTold, ...]


class AuditRows(BaseModel):
    """A page, newest first; ``next`` goes into ``after``, None at the end. ``whole`` where nothing is hidden."""

    rows: tuple[AuditRow, ...]
    next: str | None
    whole: bool


@tool(
    action="trail.read",
    effect="read",
    examples={
        "zh": ("谁在10月改过审批额度", "审计记录", "谁复核了凭证 记-0813"),
        "en": ("Who changed approval limits in October", "Who confirmed voucher 记-0813", "Show the audit trail"),
    },
)
def search_trail(context: Context, request: SearchAudit) -> Done:
    """Search the audit trail: who did what when, to which voucher or person, what was refused and by which rule."""
    wanted = _wanted(context, request)
    before = Place(*map(int, request.after.split("."))) if request.after else Place()
    scope = scope_of_trail(context)
    entries, following = search_audit(context.store, context.unit, wanted, scope, before, request.limit, request.kinds)
    entries = [one for one in entries if tells_only_within(context, one)]
    teller = Teller(context, entries)
    rows = tuple(_row(context, teller, entry) for entry in entries)
    context.tally.rows = len(rows)
    whole = context.sees_every("Trail")
    onward = f"{following.act}.{following.group}.{following.position}" if following else None
    result = AuditRows(rows=rows, next=onward, whole=whole)
    if not rows:
        told = (Text(text=context.say("trail.none")),)
        return Done(result, (*told, _table(context, teller, entries, rows), _scope(context, request, whole)))
    told = (Text(text=context.say("trail.lead", count=len(rows)) + (context.say("trail.more") if onward else "")),)
    return Done(result, (*told, _table(context, teller, entries, rows), _scope(context, request, whole)))


def _scope(context: Context, request: SearchAudit, whole: bool) -> Scope:
    """As under figures, with what of the trail is shown in the place of what was posted."""
    period = request.period.text() if request.period else context.say("trail.all_time")
    company, standard, *_ = scope_line(context).parts
    asked = [one for one in (request.who, request.thing) if one]
    return Scope(parts=(company, standard, period, *asked, _shown_part(context, whole=whole)))


def _shown_part(context: Context, *, whole: bool) -> str:
    """How much of the trail this person is shown."""
    if context.last_audited is not None:
        first, last = (context.principal.attributes[f"audit_{end}"] for end in ("first", "last"))
        return context.say("trail.audited_years", first=first, last=last)
    return context.say("trail.whole" if whole else "trail.only_settings")


def _wanted(context: Context, request: SearchAudit) -> Wanted:
    zone = ZoneInfo(context.company.time_zone)
    start = end = None
    if request.period:
        start = datetime.combine(request.period.start, time.min, zone)
        end = datetime.combine(request.period.end + timedelta(days=1), time.min, zone)
    actions = SUBJECTS.get(request.subject or "", ())
    named = (request.subject,) if request.subject and not actions else ()
    if named and not has(f"trail.do_{named[0]}"):
        raise Refused(problem("trail.no_tool", "subject", tool=named[0]))
    return Wanted(
        start=start, end=end, users=_users(context, request.who) if request.who else (), tools=named, actions=actions,
        things=_things(context, request) if request.thing else (), outcome=request.decision, rule=request.rule,
        channel=request.came_by, via=request.acted,
    )  # fmt: skip


def _users(context: Context, asked: str) -> tuple[str, ...]:
    """Account names somebody goes by; people who left are found too."""
    if asked in ("system", "intake"):
        return (asked,)
    low = asked.casefold()
    known = people(context.unit)
    exact = [one.user for one in known if low in (one.user, one.name.casefold(), one.name_en.casefold())]
    near = exact or [one.user for one in known if low in one.name.casefold() or low in one.name_en.casefold()]
    if not near:
        raise Refused(problem("trail.no_person", "who", person=asked))
    return tuple(near)


def _things(context: Context, request: SearchAudit) -> tuple[str, ...]:
    """Every name a thing stands under in the records: a voucher's with those of its proposal and its paper."""
    asked = (request.thing or "").strip().replace("–", "-")
    series, _, digits = asked.rpartition("-")
    if series.upper() == "AL" and digits.isdigit():
        return tuple(f"alert:{one}" for one in dict.fromkeys((asked, f"AL-{int(digits):04}", digits, str(int(digits)))))
    if digits.isdigit() and len(digits) <= 6 and (series or "." not in asked):
        return _of_number(context, series, int(digits)) or NOTHING
    batch, _, entry = asked.partition(".")
    if batch.isdigit() and entry.isdigit():
        return (f"voucher:{asked}", *(f"proposal:{one}" for one in proposals_behind(context.unit, int(batch))))
    users = [
        one.user
        for one in people(context.unit)
        if asked.casefold() in (one.user, one.name.casefold(), one.name_en.casefold())
    ]
    if users:
        return tuple(f"person:{one}" for one in users)
    if not asked.replace("-", "").isalnum() or not asked.isascii() or len(asked) < 8:
        raise Refused(problem("trail.no_thing", "thing", thing=asked))
    return tuple(
        f"{kind}:{asked}" for kind in ("proposal", "document", "request", "statement", "party", "template", "bill")
    )


def _of_number(context: Context, series: str, number: int) -> tuple[str, ...]:
    """Vouchers of a number: numbers begin anew each month, so so there may be several."""
    wanted = VoucherFilter(context.company.book, series=series or None, number=number, limit=24,
                           months=seen_months(context))  # fmt: skip
    found = search(context.unit, wanted)
    names: list[str] = []
    for one in found:
        names.append(f"voucher:{one.key.batch_id}.{one.key.entry_no}")
        names += [f"proposal:{name}" for name in proposals_behind(context.unit, one.key.batch_id)]
        kind, _, rest = one.source.partition(":")
        names += [f"document:{rest}"] if kind == "document" and rest else []
    return tuple(dict.fromkeys(names))


def _row(context: Context, teller: Teller, entry: Entry) -> AuditRow:
    things = tuple(
        ThingTold(word=one.word, opens=one.ref.kind if one.ref else "", id=one.ref.id if one.ref else "")
        for one in teller.about(entry)
    )
    return AuditRow(
        place=f"act {entry.number}" if entry.act else f"read {entry.number}.{entry.position}",
        at=entry.at.astimezone(ZoneInfo(context.company.time_zone)), user=entry.user, who=teller.who(entry.user),
        what=teller.sentence(entry), tool=entry.tool, action=entry.action, decision=entry.outcome.partition(":")[0],
        rule=entry.rule, channel=entry.channel, via=entry.via, os_user=entry.os_user, shown=entry.rows, things=things,
    )  # fmt: skip


def _table(context: Context, teller: Teller, entries: list[Entry], rows: tuple[AuditRow, ...]) -> Table:
    shown = []
    for entry, row in zip(entries, rows, strict=True):
        ref = next((one.ref for one in teller.about(entry) if one.ref), None)
        told = (context.say(f"trail.decision_{row.decision}"), row.rule, context.say(f"trail.channel_{row.channel}"),
                context.say(f"trail.via_{row.via}"))  # fmt: skip
        cells = (
            words(f"{row.at:%Y-%m-%d %H:%M:%S}"),
            words(row.who),
            words(row.what, ref),
            *(words(one) for one in told),
        )
        shown.append(Row(cells=cells))
    return Table(columns=tuple(Column(title=context.say(f"trail.{head}")) for head in HEADS), rows=tuple(shown))
