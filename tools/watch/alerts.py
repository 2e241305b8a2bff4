"""Alerts: listed, explained, settled with a reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel

from ledger.core import Refused, from_minor, problem
from ledger.evidence import documents
from ledger.store.schema.risk import alert as table
from policies.risk import ACKNOWLEDGED, DISMISSED, Alert, alerts, find_alert, settle
from tools.blocks import Act, Card, Column, Fact, Ref, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.second_look import alert_resource, involved

SHORTEST_NOTE = 4
"""Characters of a note that can say how something was checked."""


class AlertOut(BaseModel):
    """An alert in the reader's language."""

    alert: str
    number: int
    check: str
    title: str
    what: str
    why: str
    advice: str
    party: str
    amount: Decimal
    amount_minor: int
    currency: str
    raised_at: str
    state: str
    settled_by: str | None
    reason: str | None
    document: str | None
    proposal: str | None
    locks_payment: bool
    evidence: tuple[str, ...]
    parameters: dict[str, str]
    may_settle: bool
    why_not: str = ""


class Alerts(BaseModel):
    """Alerts, newest first."""

    alerts: tuple[AlertOut, ...]


def _named(context: Context, one: Alert) -> dict[str, str]:
    """Parameters for people: an id of an earlier document becomes its number."""
    told = dict(one.parameters)
    if "twin" in told and (found := documents.find(context.unit, told["twin"])):
        told["twin"] = f"{found.seller or found.name} {found.number or ''}".strip()
    return told


def _out(context: Context, one: Alert) -> AlertOut:
    told = _named(context, one)

    def part(name: str) -> str:
        return context.say(f"risk.{one.check}_{name}", **told)

    may = one.state == "open" and context.may("alert.settle", alert_resource(one)).allowed
    near = may and one.locks_payment and context.principal.user in involved(context, one)
    why_not = context.say("alert.second_person") if near else ""
    return AlertOut(
        alert=one.name, number=one.number, check=one.check, title=part("title"), what=part("what"), why=part("why"),
        advice=part("advice"), party=one.party, amount=from_minor(one.amount_minor, one.currency),
        amount_minor=one.amount_minor, currency=one.currency, raised_at=one.raised_at.isoformat(timespec="seconds"),
        state=one.state, settled_by=one.settled_by, reason=one.reason, document=one.document_id, proposal=one.proposal_id,
        locks_payment=one.locks_payment, evidence=one.evidence, parameters=told,
        may_settle=may and not why_not, why_not=why_not,
    )  # fmt: skip


class RiskAlertsRequest(Request):
    """``state`` open (default) or all; ``vendor`` for one party."""

    state: Literal["open", "all"] = "open"
    vendor: str | None = None
    department: str | None = None


@tool(
    action="alert.read",
    effect="read",
    examples={"zh": ("现在有哪些风险提醒",), "en": ("Any risk alerts?", "Show open alerts")},
)
def risk_alerts(context: Context, request: RiskAlertsRequest) -> Done:
    """Open risk alerts: duplicates, changed bank accounts, splits, unusual amounts, new vendors."""
    rows = context.rows("Alert", {"department": table.c.department})
    found = [_out(context, one) for one in alerts(context.unit, rows, "open" if request.state == "open" else None)]
    if request.vendor:
        found = [one for one in found if request.vendor in one.party]
    context.tally.rows = len(found)
    if not found:
        return Done(Alerts(alerts=()), (Text(text=context.say("alert.none")),))
    columns = tuple(
        Column(title=context.say(f"alert.{head}"), numeric=head == "amount")
        for head in ("alert", "what", "party", "amount")
    )
    shown = tuple(
        Row(
            cells=(
                words(one.alert, Ref(kind="alert", id=str(one.number))),
                words(one.title),
                words(one.party, lang="zh"),
                money(one.amount_minor, one.currency),
            )
        )
        for one in found
    )
    return Done(Alerts(alerts=tuple(found)), (Table(columns=columns, rows=shown),))


class ExplainAlert(Request):
    """``alert`` such as AL-0051; without one, the newest open alert."""

    alert: str | None = None
    document_number: str | None = None


def _number(text: str) -> int:
    digits = text.upper().removeprefix("AL-").strip()
    if not digits.isdigit():
        raise Refused(problem("alert.unknown", alert=text))
    return int(digits)


def _opened(context: Context, name: str, action: str = "alert.read") -> Alert:
    found = find_alert(context.unit, _number(name))
    if found is None:
        raise Refused(problem("alert.unknown", alert=name))
    context.require(alert_resource(found), action)
    return found


@tool(
    action="alert.read",
    effect="read",
    examples={"zh": ("解释一下 AL-0001",), "en": ("Explain alert AL-0001",)},
)
def explain_alert(context: Context, request: ExplainAlert) -> Done:
    """One alert: what was found, why it matters, the evidence, what to do."""
    named = request.alert or request.document_number
    if named is None:
        rows = context.rows("Alert", {"department": table.c.department})
        newest = alerts(context.unit, rows, limit=1)
        if not newest:
            raise Refused(problem("alert.none"))
        found = newest[0]
    else:
        found = _opened(context, named)
    one = _out(context, found)
    facts = (
        Fact(name=context.say("alert.what"), cell=words(one.what)),
        Fact(name=context.say("alert.why"), cell=words(one.why)),
        Fact(name=context.say("alert.advice"), cell=words(one.advice)),
        Fact(name=context.say("alert.amount"), cell=money(one.amount_minor, one.currency)),
    )
    acts = tuple(
        Act(
            act=act,
            label=context.say(f"alert.{act}"),
            tool="settle_alert",
            arguments={"alert": one.alert, "outcome": act},
        )
        for act in (("acknowledged", "dismissed") if one.may_settle else ())
    )
    notes = (context.say("alert.locked"),) if one.locks_payment and one.state == "open" else ()
    title = f"{one.alert} {one.title}"
    return Done(
        one, (Card(title=title, ref=Ref(kind="alert", id=str(one.number)), facts=facts, notes=notes, acts=acts),)
    )


class SettleAlert(Request):
    """Acknowledge or dismiss, with the reason."""

    alert: str
    outcome: Literal["acknowledged", "dismissed"]
    reason: str


class Settled(BaseModel):
    """The alert after the act."""

    alert: str
    state: str


def _second_person(context: Context, found: Alert) -> None:
    """Refused for who made the voucher, handed the paper in, or changed the vendor's account: another must have looked."""
    if context.principal.user in involved(context, found):
        raise Refused(problem("alert.second_person"))


@tool(action="alert.settle", effect="commit")
def settle_alert(context: Context, request: SettleAlert) -> Done:
    """Acknowledge or dismiss an alert with a reason; it stays on record.

    One that locks a payment wants a second person, and how it was checked.
    """
    found = _opened(context, request.alert, "alert.settle")
    if found.locks_payment:
        _second_person(context, found)
        if len(request.reason.strip()) < SHORTEST_NOTE:
            raise Refused(problem("alert.how_checked", "reason"))
    state = ACKNOWLEDGED if request.outcome == "acknowledged" else DISMISSED
    settle(context.unit, found.number, state, context.principal.user, request.reason, context.now)
    return Done(
        Settled(alert=found.name, state=state), (Text(text=context.say(f"alert.{state}_done", alert=found.name)),)
    )
