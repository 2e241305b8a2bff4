"""结账 Close: the list of a month that checks itself, its runs proposed by one person, and the facts it goes by."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel

from ledger.books.accounts import accounts, get_book
from ledger.books.entries import Content, EntryDraft, Side
from ledger.books.periods import Closing, closings, find_period
from ledger.books.retiring import offered_values
from ledger.business.closing import Month, choices_for, facts_on, give_fact
from ledger.core import Refused, from_minor, problem
from ledger.proposals import Kind, ProposalDraft, State, get, propose, submit
from ledger.proposals.series import together
from ledger.store.locks import hold
from ledger.store.people import people
from policies.access import Resource
from tools.blocks import AnyBlock, Column, Row, Table, Text, words
from tools.closing.checklist import Step, step_of, walk
from tools.closing.item import Standing
from tools.closing.waiting import origin
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, scope_line, unposted
from tools.shared.passkey_rule import closes_with_passkey, closing_of, wants_passkey, why_no_passkey, why_not_close


class MonthEndRequest(Request):
    """``period`` (default this month); ``thorough`` also reads the books again from the first voucher.

    Without ``steps`` how the month stands alone, which looks at no step.
    """

    period: str = ""
    thorough: bool = False
    steps: bool = True


class ShownLine(BaseModel):
    """One line of what a step proposed."""

    account: str
    name: str
    side: Literal["debit", "credit"]
    amount: Decimal
    memo: str
    dims: dict[str, str]


class ShownStep(BaseModel):
    """One step: how it stands and why, who has it, and what may be done. ``stops``: no hard close as it stands."""

    key: str
    name: str
    run: bool
    standing: Standing
    stops: bool
    told: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    held_by: str = ""
    link: str = ""
    amount: Decimal | None = None
    proposal: str | None = None
    digest: str | None = None
    state: str | None = None
    lines: tuple[ShownLine, ...] = ()
    may_propose: bool = False
    may_confirm: bool = False
    passkey: bool = False
    mine: bool = False
    why_not: str = ""


class ShownClosing(BaseModel):
    """A closing, and why it was opened again."""

    number: int
    closed_at: str
    closed_by: str
    reason: str
    reopened_at: str | None
    reopened_by: str


class ClosingPasskey(BaseModel):
    """Whether a hard close takes this person's passkey, for what, and why they cannot close here."""

    wanted: bool
    proposal: str
    digest: str
    why_not: str = ""


class MonthEnd(BaseModel):
    """``state`` open, soft, closed, or none where the month was never opened; ``left`` counts steps to do (a check
    that only runs at the close is none of them), None where no step was looked at. ``facts`` is what the close goes by,
    ``choices`` what each may be.
    """

    period: str
    state: str
    left: int | None
    steps: tuple[ShownStep, ...]
    closings: tuple[ShownClosing, ...]
    facts: dict[str, str]
    choices: dict[str, tuple[str, ...]]
    departments: dict[str, str]
    closing: ClosingPasskey


class _Names:
    """Names of people and accounts, and what this person may do to a run, asked once a call."""

    def __init__(self, context: Context) -> None:
        company = Resource("Company", context.company.tenant)
        self.may_propose = context.may("run.propose", company).allowed
        self.may_confirm = context.may("run.confirm", company)
        self.people = {one.user: one.called(context.language) for one in people(context.unit)}
        english = context.language == "en"
        self.accounts = {
            one.code: one.name_en if english else one.name_zh for one in accounts(context.unit, context.company.book)
        }

    def person(self, user: str) -> str:
        return self.people.get(user, user)


def _lines(context: Context, names: _Names, entries: tuple[EntryDraft, ...]) -> tuple[ShownLine, ...]:
    return tuple(
        ShownLine(
            account=line.account, name=names.accounts.get(line.account, ""),
            side="debit" if line.side is Side.DEBIT else "credit",
            amount=from_minor(line.amount_minor if line.base_minor is None else line.base_minor, context.company.currency),
            memo=line.memo, dims=dict(line.dims),
        )
        for one in entries for line in one.lines
    )  # fmt: skip


def _shown(context: Context, names: _Names, step: Step) -> ShownStep:
    key, waiting, why_not = step.item.key, step.waiting, ""
    if waiting is not None and not names.may_confirm.allowed:
        why_not = names.may_confirm.problem().text(context.language)
    elif waiting is not None and waiting.maker == context.principal.user:
        why_not = context.say("access.maker_is_not_checker")
    elif waiting is not None and (wants := why_no_passkey(context, waiting.amount_minor)):
        why_not = wants.text(context.language)
    entries = get(context.unit, waiting.proposal_id).content.entries if waiting else ()
    drafted = waiting.amount_minor if waiting else step.drafted.amount_minor if step.drafted else 0
    return ShownStep(
        key=key, name=context.say(f"closing.item_{key}"), run=step.item.draft is not None, standing=step.standing,
        stops=step.stops, told=tuple(one.text(context.language) for one in step.told),
        who=tuple(names.person(user) for user in step.who),
        held_by=context.say(f"closing.item_{step.held_by}") if step.held_by else "", link=step.link,
        amount=from_minor(drafted, context.company.currency) if drafted else None,
        proposal=waiting.proposal_id if waiting else None, digest=waiting.digest if waiting else None,
        state=waiting.state.value if waiting else None, lines=_lines(context, names, tuple(entries)),
        may_propose=names.may_propose and step.standing is Standing.TODO and step.item.draft is not None,
        may_confirm=waiting is not None and waiting.state is State.PROPOSED and not why_not, why_not=why_not,
        passkey=waiting is not None and wants_passkey(context, waiting.amount_minor),
        mine=waiting is not None and context.principal.user in (waiting.maker, waiting.created_by),
    )  # fmt: skip


def _closing(names: _Names, one: Closing) -> ShownClosing:
    return ShownClosing(
        number=one.number, closed_at=one.closed_at.isoformat(), closed_by=names.person(one.closed_by), reason=one.reason,
        reopened_at=one.reopened_at.isoformat() if one.reopened_at else None, reopened_by=names.person(one.reopened_by),
    )  # fmt: skip


def _blocks(context: Context, found: MonthEnd) -> tuple[AnyBlock, ...]:
    columns = tuple(Column(title=context.say(f"closing.column_{name}")) for name in ("step", "standing", "told"))
    rows = tuple(
        Row(
            cells=(
                words(one.name),
                words(context.say(f"closing.standing_{one.standing.value}")),
                words(" ".join((*one.told, one.held_by, "、".join(one.who))).strip()),
            )
        )
        for one in found.steps
    )
    state = context.say(f"closing.state_{found.state}", period=found.period)
    if found.left is None:
        return (Text(text=state),)
    left = context.say("closing.left", count=found.left) if found.left else context.say("closing.nothing_left")
    return (
        Text(text=f"{state} {left}"),
        Table(columns=columns, rows=rows),
        Text(text=context.say("closing.how_to_reopen")),
        scope_line(context, found.period, unposted=unposted(context), action="voucher.read"),
    )


def _choices(context: Context) -> dict[str, tuple[str, ...]]:
    """What each fact may be; a fact without a choice is not shown, and without a regime no period of its return."""
    found = choices_for(get_book(context.unit, context.company.book).standard)
    without = {name for name in ("tax_regime", "tax_period") if len(found["tax_regime"]) == 1}
    return {name: values for name, values in found.items() if name not in without}


def _passkey(context: Context, period: str) -> ClosingPasskey:
    proposal, digest = closing_of(context, period)
    why_not = why_not_close(context)
    return ClosingPasskey(
        wanted=closes_with_passkey(context), proposal=proposal, digest=digest,
        why_not=why_not.text(context.language) if why_not else "",
    )  # fmt: skip


def _answer(context: Context, period: str, *, thorough: bool = False, look: bool = True) -> Done:
    chosen = period or f"{context.today:%Y-%m}"
    book = context.company.book
    at, names = find_period(context.unit, book, chosen), _Names(context)
    steps = walk(context, chosen, thorough=thorough) if at is not None and look else []
    facts = facts_on(context.unit, book, date.fromisoformat(Month.of(context.unit, book, chosen).last_day))
    left = sum(1 for one in steps if one.stops and one.standing is not Standing.UNASKED)
    found = MonthEnd(
        period=chosen, state=at.state.value if at else "none", left=left if look else None,
        steps=tuple(_shown(context, names, one) for one in steps),
        closings=tuple(_closing(names, one) for one in closings(context.unit, book, chosen)),
        facts=asdict(facts), choices=_choices(context), departments=offered_values(context.unit, "department"),
        closing=_passkey(context, chosen),
    )  # fmt: skip
    context.tally.rows = len(found.steps)
    return Done(found, _blocks(context, found))


@tool(
    action="period.read",
    effect="read",
    examples={"zh": ("月结各步骤做到哪了",), "en": ("Month-end checklist step by step",)},
)
def month_end(context: Context, request: MonthEndRequest) -> Done:
    """The month-end checklist: every step with what is done, to do, waiting for whom, or blocked."""
    return _answer(context, request.period, thorough=request.thorough, look=request.steps)


class CloseStatusRequest(Request):
    """The month asked about, as two dates."""

    period: Between | None = None


@tool(
    action="period.read",
    effect="read",
    examples={
        "zh": ("10月结账了吗", "本月结账还差什么", "怎么反结账"),
        "en": ("Is October closed?", "What is left for the month-end close?"),
    },
)
def period_close_status(context: Context, request: CloseStatusRequest) -> Done:
    """Whether a month is closed, what is left to do for it, and how a closed one is opened again."""
    return _answer(context, f"{request.period.end:%Y-%m}" if request.period else "")


class StepOfMonth(Request):
    """Which step of which month."""

    period: str
    step: str


class StepProposed(BaseModel):
    """The proposal of a step, made now or waiting already; none where nothing is missing."""

    step: str
    proposal: str | None = None
    digest: str | None = None
    vouchers: int = 0
    made: bool = False
    lines: tuple[ShownLine, ...] = ()


@tool(action="run.propose", effect="propose", people_only=True)
def propose_month_end(context: Context, request: StepOfMonth) -> Done:
    """Propose what a step of the month end still has to post, as one run for another person to confirm."""
    hold(context.unit, "closing")
    month = Month.of(context.unit, context.company.book, request.period)
    step = step_of(context, month, request.step)
    if step is None or step.item.draft is None:
        raise Refused(problem("closing.no_such_run", step=request.step))
    name = context.say(f"closing.item_{step.item.key}")
    if step.drafted is not None and step.drafted.lacks:
        raise Refused(*step.drafted.lacks)
    if step.standing is Standing.BLOCKED:
        raise Refused(problem("closing.blocked", step=name, by=context.say(f"closing.item_{step.held_by}")))
    if step.waiting is not None:
        done = _step_proposed(context, request.step, step.waiting.proposal_id)
        return Done(done, (Text(text=context.say("closing.waits_already", step=name)),))
    if step.standing is not Standing.TODO or step.drafted is None:
        return Done(StepProposed(step=request.step), (Text(text=context.say("closing.nothing_missing", step=name)),))
    entries = together(context.unit, context.company.book, request.period, step.drafted.entries)
    content = Content(context.company.book, request.period, entries, layer=step.drafted.layer)
    draft = ProposalDraft(content, Kind.RUN, origin(step.item.key), month.say(f"closing.memo_{step.item.key}"))
    made = propose(context.unit, context.principal, draft, context.now).row.proposal_id
    submit(context.unit, context.principal, made, context.now)
    done = _step_proposed(context, request.step, made, made=True)
    return Done(done, (Text(text=context.say("closing.proposed", step=name, count=done.vouchers)),))


def _step_proposed(context: Context, step: str, proposal: str, *, made: bool = False) -> StepProposed:
    view = get(context.unit, proposal)
    return StepProposed(
        step=step, proposal=proposal, digest=view.row.digest, vouchers=view.row.entry_count, made=made,
        lines=_lines(context, _Names(context), view.content.entries),
    )  # fmt: skip


class GiveFact(Request):
    """``name`` of a fact (taxpayer, place, transfer, revaluation …), and one of the values it may have."""

    name: str
    value: str
    valid_from: date


class FactGiven(BaseModel):
    """What holds from that day on."""

    name: str
    value: str
    valid_from: date


@tool(action="period.change", effect="commit")
def set_closing_fact(context: Context, request: GiveFact) -> Done:
    """Say from which day the company is what kind of taxpayer, in which place, and when results are transferred."""
    book, user = context.company.book, context.principal.user
    give_fact(context.unit, book, request.name, request.value, request.valid_from, user, context.now)
    return Done(FactGiven(name=request.name, value=request.value, valid_from=request.valid_from))
