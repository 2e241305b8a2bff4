"""A proposal as people see it: exactly what a confirmation signs, and which acts this person may do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from ledger.books.entries import Side
from ledger.charts import PAYROLL
from ledger.core import Problem, Via, from_minor, problem
from ledger.proposals import INTAKE, Kind, ProposalView, State, get, listing
from policies.access import Decision, Resource
from policies.risk import of_proposal
from tools.blocks import Act, Card, Column, DateCell, Fact, Ref, Row, Table, money, words
from tools.context import Context
from tools.shared.asking import chart_of
from tools.shared.confirming import hindrance
from tools.shared.passkey_rule import wants_passkey, why_no_passkey
from tools.shared.past_vouchers import reason_text
from tools.shared.standing_in import may_or_stands_in, stands_in

ACTS = {
    "submit": ("submit_proposal", "proposal.edit", (State.DRAFT,)),
    "confirm": ("confirm_proposal", "proposal.confirm", (State.PROPOSED,)),
    "return": ("send_back_proposal", "proposal.return", (State.PROPOSED,)),
    "reject": ("reject_proposal", "proposal.reject", (State.DRAFT, State.PROPOSED, State.RETURNED)),
    "withdraw": ("withdraw_proposal", "proposal.withdraw", (State.DRAFT, State.PROPOSED, State.RETURNED)),
    "undo": ("undo_confirmation", "proposal.confirm", (State.CONFIRMED,)),
}
"""Act → tool, access action, and the states in which it makes sense."""
EDITABLE = (State.DRAFT, State.PROPOSED, State.RETURNED)
"""While nobody has confirmed it, and nobody ended it."""


class LineShown(BaseModel):
    """A line with its reason, in the language of the reader; ``field`` names what it came from."""

    account: str
    account_name: str
    side: str
    amount: Decimal
    amount_minor: int
    currency: str
    base: Decimal
    memo: str
    dims: dict[str, str]
    due_date: str | None
    tax_code: str | None = None
    rate: str | None = None
    quantity: str | None = None
    price: str | None = None
    reason: str = ""
    field: str = ""


class ActShown(BaseModel):
    """An act and, where it cannot be done, why; ``passkey`` where it takes one, ``on_behalf`` for which colleague it is done."""

    act: str
    tool: str
    allowed: bool
    why_not: str = ""
    rule: str = ""
    passkey: bool = False
    on_behalf: str = ""


class EventShown(BaseModel):
    """A step of the proposal's life."""

    at: str
    actor: str
    act: str
    words: str = ""


class ProposalShown(BaseModel):
    """The whole proposal: what the digest covers, and its history."""

    proposal: str
    state: str
    maker: str
    sender: str
    amount: Decimal
    amount_minor: int
    currency: str
    digest: str
    summary: str
    period: str
    series: str
    posting_date: str
    document_date: str
    document: str | None
    party: str | None
    claim: bool
    department: str | None
    lines: tuple[LineShown, ...]
    notes: tuple[str, ...]
    alerts: tuple[int, ...]
    acts: tuple[ActShown, ...]
    events: tuple[EventShown, ...]
    post_at: str | None
    batch: int | None
    vouchers: int
    may_edit: bool
    edited: bool


def resource(view: ProposalView) -> Resource:
    """What access rules look at."""
    shown = view.context
    facts: dict[str, Any] = {
        "maker": view.row.maker,
        "sender": str(shown.get("sender") or view.row.created_by),
        "amount": view.row.amount_minor,
        "claim": bool(shown.get("claim")),
        "payroll": any(line.account.startswith(PAYROLL) for entry in view.content.entries for line in entry.lines),
    }
    if shown.get("department"):
        facts["department"] = str(shown["department"])
    return Resource("Proposal", view.row.proposal_id, facts)


def visible(context: Context, states: list[State], limit: int = 500) -> list[ProposalView]:
    """Proposals in some states that this person may read, newest first."""
    found = (get(context.unit, row.proposal_id) for row in listing(context.unit, states, limit=limit))
    return [view for view in found if may_or_stands_in(context, view, resource(view), "proposal.read")]


def tell(context: Context, told: Mapping[str, Any]) -> str:
    """The sentence of a stored message, for this reader."""
    return reason_text(context, Problem(str(told["code"]), dict(told["parameters"])))


def decide_act(context: Context, view: ProposalView, act: str) -> ActShown:
    """Whether this person may do it now, with the rule's sentence where not."""
    name, action, states = ACTS[act]
    # a card is pressed by the person, also where an assistant opened it; the act itself is decided again at the door
    decision: Decision = context.might(replace(context.principal, via=Via.PERSON), action, resource(view))
    rule, why = decision.rule, None if decision.allowed else decision.problem()
    if act == "confirm" and why is None and (found := hindrance(context, context.principal, view)):
        rule, why = found
    held = stands_in(context, view, resource(view)) if why is not None and act == "confirm" else None
    why = None if held else why
    if why is not None and act == "undo" and may_or_stands_in(context, view, resource(view), action):
        why = None
    if why is not None:
        return ActShown(act=act, tool=name, allowed=False, why_not=why.text(context.language), rule=rule)
    if act == "undo" and view.row.confirmer != context.principal.user:
        said = problem("proposals.not_own_confirmation").text(context.language)
        return ActShown(act=act, tool=name, allowed=False, why_not=said)
    if view.row.state not in states:
        said = context.say("proposal.not_in_state", state=context.say(f"document.state_{view.row.state.value}"))
        return ActShown(act=act, tool=name, allowed=False, why_not=said)
    if act == "confirm" and (wants := why_no_passkey(context, view.row.amount_minor)):
        said = wants.text(context.language)
        return ActShown(act=act, tool=name, allowed=False, why_not=said, rule="passkey", passkey=True)
    passkey = act == "confirm" and wants_passkey(context, view.row.amount_minor)
    return ActShown(act=act, tool=name, allowed=True, passkey=passkey, on_behalf=held.name if held else "")


def account_names(context: Context, book: str) -> dict[str, str]:
    """Code → name in the reader's language."""
    english = context.language == "en"
    return {one.code: one.name_en if english else one.name_zh for one in chart_of(context, book)}


def _lines(context: Context, view: ProposalView) -> tuple[LineShown, ...]:
    names = account_names(context, view.row.book)
    reasons = list(view.context.get("reasons") or ())
    shown = []
    for entry in view.content.entries:
        for number, line in enumerate(entry.lines):
            base = line.base_minor if line.base_minor is not None else line.amount_minor
            reason = tell(context, reasons[number]) if number < len(reasons) else ""
            shown.append(
                LineShown(
                    account=line.account,
                    account_name=names.get(line.account, ""),
                    side="debit" if line.side is Side.DEBIT else "credit",
                    amount=from_minor(line.amount_minor, line.currency),
                    amount_minor=line.amount_minor,
                    currency=line.currency,
                    base=from_minor(base, context.company.currency),
                    memo=line.memo,
                    dims=dict(line.dims),
                    due_date=line.due_date,
                    tax_code=line.tax_code,
                    rate=line.rate,
                    quantity=None if line.quantity is None else format(line.quantity.normalize(), "f"),
                    price=None if line.unit_price is None else format(line.unit_price.normalize(), "f"),
                    reason=reason,
                    field=(line.source or "").partition("#")[2],
                )
            )
    return tuple(shown)


def _relevant(view: ProposalView) -> list[str]:
    state = view.row.state
    if state is State.DRAFT:
        ends = "reject" if view.row.maker == INTAKE else "withdraw"
        return ["submit", "return", "confirm", ends]
    if state is State.PROPOSED:
        return ["confirm", "return", "reject", "withdraw"]
    return {State.RETURNED: ["withdraw", "reject"], State.CONFIRMED: ["undo"]}.get(state, [])


def fixed_lines(view: ProposalView) -> Problem | None:
    """Why nobody may edit the lines, whoever asks: a run is one list, a red voucher repeats what it cancels."""
    entries = view.content.entries
    if view.row.kind is Kind.RUN or len(entries) != 1:
        return problem("proposal.many_vouchers")
    if entries[0].reverses or entries[0].corrects:
        return problem("proposal.repeats_another")
    if len({(line.currency, line.rate) for line in entries[0].lines}) != 1:
        return problem("proposal.several_currencies")
    return None


def _may_edit(context: Context, view: ProposalView) -> bool:
    if view.row.state not in EDITABLE or fixed_lines(view) is not None:
        return False
    person = replace(context.principal, via=Via.PERSON)
    company = Resource("Company", context.company.tenant)
    return (
        context.might(person, "voucher.propose", company).allowed
        and context.might(person, "proposal.edit", resource(view)).allowed
    )


def show(context: Context, view: ProposalView) -> ProposalShown:
    """Everything the page and the card need."""
    row, told = view.row, view.context
    first = view.content.entries[0]
    return ProposalShown(
        proposal=row.proposal_id,
        state=row.state.value,
        maker=row.maker,
        sender=str(told.get("sender") or row.created_by),
        amount=from_minor(row.amount_minor, context.company.currency),
        amount_minor=row.amount_minor,
        currency=context.company.currency,
        digest=row.digest,
        summary=row.summary,
        period=row.period,
        series=row.series,
        posting_date=first.posting_date,
        document_date=first.document_date,
        document=told.get("document"),
        party=told.get("party_name") or told.get("party"),
        claim=bool(told.get("claim")),
        department=told.get("department"),
        lines=_lines(context, view) if row.entry_count <= 20 else (),
        notes=tuple(tell(context, one) for one in told.get("notes") or ()),
        alerts=tuple(one.number for one in of_proposal(context.unit, row.proposal_id) if one.state == "open"),
        acts=tuple(decide_act(context, view, act) for act in _relevant(view)),
        events=tuple(
            EventShown(
                at=event.at.isoformat(timespec="seconds"),
                actor=event.actor,
                act=event.act,
                words=str(
                    event.detail.get("question") or event.detail.get("reason") or event.detail.get("words") or ""
                ),
            )
            for event in view.events
        ),
        post_at=row.post_at.isoformat() if row.post_at else None,
        batch=row.batch_id,
        vouchers=row.entry_count,
        may_edit=_may_edit(context, view),
        edited=bool(told.get("edited")),
    )


def lines_table(context: Context, shown: ProposalShown) -> Table:
    """借 / 贷 lines with the reason under each."""
    rows = []
    for line in shown.lines:
        name = f"{line.account} {line.account_name}"
        cells = (
            words(context.say(f"proposal.{line.side}")),
            words(name, Ref(kind="account", id=line.account)),
            money(line.amount_minor, line.currency),
            words(line.reason),
        )
        rows.append(Row(cells=cells, indent=1 if line.side == "credit" else 0))
    heads = ("side", "account", "amount", "reason")
    columns = tuple(Column(title=context.say(f"proposal.{head}"), numeric=head == "amount") for head in heads)
    return Table(columns=columns, rows=tuple(rows))


def card(context: Context, shown: ProposalShown) -> Card:
    """The card: who, how much, when, what is wrong, and what may be done."""
    facts = [
        Fact(name=context.say("proposal.amount"), cell=money(shown.amount_minor, shown.currency)),
        Fact(
            name=context.say("proposal.maker"),
            cell=words(shown.maker if shown.maker != INTAKE else context.say("proposal.intake")),
        ),
        Fact(name=context.say("document.state"), cell=words(context.say(f"document.state_{shown.state}"))),
        Fact(name=context.say("proposal.posting_date"), cell=DateCell(day=shown.posting_date)),  # type: ignore[arg-type]
    ]
    if shown.series != "记":
        facts.append(Fact(name=context.say("voucher.series"), cell=words(shown.series)))
    alerts = [f"AL-{number:04}" for number in shown.alerts]
    arguments = {"proposal": shown.proposal, "digest": shown.digest}
    buttons = tuple(
        Act(
            act=one.act,
            label=context.say(f"act.{one.act}"),
            tool=one.tool,
            arguments=arguments if one.act in ("confirm", "submit") else {"proposal": shown.proposal},
            primary=one.act in ("confirm", "submit") and one.allowed,
            why_not=one.why_not,
        )
        for one in shown.acts
    )
    return Card(
        title=shown.summary,
        ref=Ref(kind="proposal", id=shown.proposal),
        facts=tuple(facts),
        notes=(*alerts, *shown.notes),
        acts=buttons,
    )
