"""承兑汇票: bills received and issued, what happened to each, and the voucher that each event proposes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from ledger.books.balances import account_closing, open_items
from ledger.books.entries import Content, EntryDraft
from ledger.business.bills.cards import add_bill, add_event, bills, events, next_event, origin
from ledger.business.bills.standing import ACTS, Act, Bill, Event, Side, Standing, due_within, standing, taking
from ledger.business.bills.vouchers import Posting, lines_of
from ledger.business.closing import Month
from ledger.business.parties import parties
from ledger.charts.roles import account_in_role
from ledger.core import Refused, from_minor, problem, say, to_minor
from ledger.proposals import ProposalDraft, get, propose
from ledger.proposals.model import ProposalView
from tools.blocks import Column, DateCell, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_account, find_party, scope_line
from tools.shared.leading import lead
from tools.shared.proposal_cards import card, lines_table, show

Short = Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)]
SOON = 30
ROLES = ("notes_receivable", "notes_payable", "trade_receivable", "payable", "short_loan", "bill_interest")


class BillsRequest(Request):
    """``bill`` for one only, with its events; ``within_days`` for those still in hand that are due by then, or past it."""

    bill: Short = ""
    within_days: int | None = Field(default=None, ge=0, le=3650)


class ShownEvent(BaseModel):
    """An event that holds; ``state`` is that of its proposal."""

    act: str
    day: date
    amount: Decimal
    recourse: Decimal
    interest: Decimal
    party: str
    proposal: str
    state: str


class ShownBill(BaseModel):
    """Decimal strings. ``held``: in hand or owed; ``recourse``: discounted with recourse; ``soon``: due within 30 days or
    past; ``acts``: what may happen to it next.
    """

    bill: str
    side: Literal["received", "issued"]
    kind: str
    number: str
    drawer: str
    acceptor: str
    party: str
    party_name: str
    amount: Decimal
    issue_day: date
    due_day: date
    held: Decimal
    recourse: Decimal
    state: str
    soon: bool
    acts: tuple[str, ...]
    events: tuple[ShownEvent, ...] = ()


class Register(BaseModel):
    """A side's posted bills beside its account: ``difference`` is the account's balance less the bills."""

    side: str
    account: str
    bills: Decimal
    balance: Decimal
    difference: Decimal


class BillsShown(BaseModel):
    """Bills by due day, those that are over last; ``known`` are the parties to choose from."""

    base: str
    rows: tuple[ShownBill, ...]
    registers: tuple[Register, ...]
    known: dict[str, str]


def _role(context: Context, role: str) -> str:
    """The account of a role in the company's standard, '' where it has none."""
    try:
        return account_in_role(context.company.standard, role)
    except KeyError:
        return ""


def _acts(bill: Bill, now: Standing) -> tuple[str, ...]:
    if not now.carried or now.state == "broken":
        return ()
    free = {Act.RECOURSE_ENDED: now.recourse, Act.DISHONOURED: now.carried}
    return tuple(act.value for act in ACTS[bill.side] if free.get(act, now.held))


def _event(context: Context, one: Event, names: dict[str, str]) -> ShownEvent:
    base = context.company.currency
    return ShownEvent(
        act=one.act.value, day=date.fromisoformat(one.day), amount=from_minor(one.amount_minor, base),
        recourse=from_minor(one.recourse_minor, base), interest=from_minor(one.interest_minor, base),
        party=names.get(one.party, one.party), proposal=one.proposal_id,
        state=get(context.unit, one.proposal_id).row.state.value,
    )  # fmt: skip


def _shown(context: Context, one: Bill, held: list[Event], names: dict[str, str], *, whole: bool) -> ShownBill:
    base, today = context.company.currency, context.today.isoformat()
    now = standing(one, held, today)
    return ShownBill(
        bill=one.bill_id, side=one.side.value, kind=one.kind, number=one.number, drawer=one.drawer, acceptor=one.acceptor,
        party=one.party, party_name=names.get(one.party, one.party), amount=from_minor(one.amount_minor, base),
        issue_day=date.fromisoformat(one.issue_day), due_day=date.fromisoformat(one.due_day),
        held=from_minor(now.held, base), recourse=from_minor(now.recourse, base), state=now.state,
        soon=bool(now.carried) and due_within(one, today, SOON), acts=_acts(one, now),
        events=tuple(_event(context, each, names) for each in held) if whole else (),
    )  # fmt: skip


def _registers(context: Context, every: list[Bill]) -> tuple[Register, ...]:
    held, today, base = events(context.unit, context.company.book), context.today, context.company.currency
    posted = {bill: [one for one in each if one.posted] for bill, each in held.items()}
    found = []
    for side, role, sign in ((Side.RECEIVED, "notes_receivable", 1), (Side.ISSUED, "notes_payable", -1)):
        account = _role(context, role)
        total = sum(
            standing(one, posted.get(one.bill_id, []), today.isoformat()).carried for one in every if one.side is side
        )
        balance = (
            sign * account_closing(context.unit, context.company.book, account, f"{today:%Y-%m}") if account else 0
        )
        figures = {"bills": total, "balance": balance, "difference": balance - total}
        shown = {name: from_minor(minor, base) for name, minor in figures.items()}
        found.append(Register(side=side.value, account=account, **shown))
    return tuple(found)


@tool(
    action="period.read",
    effect="read",
    examples={"zh": ("30天内到期的承兑汇票",), "en": ("Bills of exchange due in the next 30 days",)},
)
def list_bills(context: Context, request: BillsRequest) -> Done:
    """Bills received and issued: due day, what is in hand, endorsed or discounted, due within 30 days, and the accounts."""
    names = {one.party_id: one.name for one in parties(context.unit)}
    every, held = bills(context.unit, context.company.book), events(context.unit, context.company.book)
    kept = [one for one in every if request.bill in ("", one.bill_id)]
    if request.bill and not kept:
        raise Refused(problem("bill.unknown", "bill", bill=request.bill))
    shown = [_shown(context, one, held.get(one.bill_id, []), names, whole=bool(request.bill)) for one in kept]
    if request.within_days is not None:
        last = context.today + timedelta(days=request.within_days)
        shown = [one for one in shown if (one.held or one.recourse) and one.due_day <= last]
    rows = tuple(sorted((one for one in shown if one.state != "none" or request.bill), key=lambda one: not one.acts))
    context.tally.rows, context.tally.tainted = len(rows), True  # names
    base = context.company.currency
    heads, figures = (
        ("number", "side", "party", "due_day", "amount", "held", "recourse", "state"),
        ("amount", "held", "recourse"),
    )
    columns = tuple(Column(title=context.say(f"bill.{one}"), numeric=one in figures) for one in heads)
    table = tuple(
        Row(
            cells=(
                words(one.number), words(context.say(f"bill.side_{one.side}")), words(one.party_name), DateCell(day=one.due_day),
                *(money(to_minor(getattr(one, name), base), base) for name in figures),
                words(context.say(f"bill.state_{one.state}")),
            )
        )
        for one in rows
    )  # fmt: skip
    result = BillsShown(base=base, rows=rows, registers=_registers(context, every), known=names)
    scope = scope_line(context, context.today.isoformat(), action="report.read")
    in_hand = sum((one.held for one in rows), Decimal(0))
    told = lead(context, "bills", count=len(rows), amount=in_hand, soon=sum(one.soon for one in rows))
    return Done(result, (told, Table(columns=columns, rows=table), scope))


class NewBill(Request):
    """``side`` received or issued, ``kind`` bank or commercial; ``party`` from whom, or to whom. Its voucher is proposed with
    it and settles the party's open items, oldest due first.
    """

    side: Literal["received", "issued"] = "received"
    kind: Literal["bank", "commercial"] = "bank"
    number: Short
    drawer: Short
    acceptor: Short
    party: Short
    amount: Decimal
    issue_day: date
    due_day: date
    day: date | None = None


class BillProposed(BaseModel):
    """The bill, and the proposal of its event."""

    bill: str
    proposal: str
    digest: str


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_bill(context: Context, request: NewBill) -> Done:
    """Keep a bill that was received or issued, and propose its voucher."""
    party = find_party(context, request.party, "customer" if request.side == "received" else "vendor").party_id
    given = Bill(
        "", Side(request.side), request.kind, request.number, request.drawer, request.acceptor, party,
        to_minor(request.amount, context.company.currency), request.issue_day.isoformat(), request.due_day.isoformat(),
    )  # fmt: skip
    number = add_bill(context.unit, context.company.book, given, context.principal.user, context.now)
    kept = next(one for one in bills(context.unit, context.company.book) if one.bill_id == number)
    day = (request.day or request.issue_day).isoformat()
    return _happen(context, kept, Event(1, Act(request.side), day, kept.amount_minor, party=party), "")


class BillEvent(Request):
    """``amount`` of the part (nothing for all that is left); ``party`` to whom it was endorsed; ``account`` of the bank;
    ``interest`` of a discount; ``department`` for an account that requires one.
    """

    bill: Short
    act: Literal["endorsed", "discounted", "discounted_recourse", "collected", "paid", "recourse_ended", "dishonoured"]
    day: date
    amount: Decimal = Decimal(0)
    interest: Decimal = Decimal(0)
    party: Short = ""
    account: Short = ""


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_bill_event(context: Context, request: BillEvent) -> Done:
    """Say what happened to a bill (endorsed, discounted, collected, paid, dishonoured) and propose its voucher."""
    kept = next((one for one in bills(context.unit, context.company.book) if one.bill_id == request.bill), None)
    if kept is None:
        raise Refused(problem("bill.unknown", "bill", bill=request.bill))
    number, act = next_event(context.unit, context.company.book, kept.bill_id), Act(request.act)
    base, day = context.company.currency, request.day.isoformat()
    now = standing(kept, events(context.unit, context.company.book).get(kept.bill_id, []), day)
    if request.amount < 0 or request.interest < 0:
        raise Refused(problem("bill.no_amount", "amount"))
    held, back = taking(kept, now, act, day, to_minor(request.amount, base), base)
    party = find_party(context, request.party, "vendor").party_id if request.party else ""
    if act is Act.ENDORSED and not party:
        raise Refused(problem("bill.to_whom", "party"))
    account = find_account(context, request.account).code if request.account else ""
    event = Event(number, act, day, held, back, to_minor(request.interest, base), party, account)
    return _happen(context, kept, event, account)


def _posting(context: Context, bill: Bill, event: Event, account: str) -> Posting:
    """Accounts, their dimensions, and the open items of whoever is settled with."""
    book, base = context.company.book, context.company.currency
    month = Month.of(context.unit, book, event.day[:7])
    known = {role: _role(context, role) for role in ROLES} | {"money": account}
    roles = {role: code if code in month.postable else "" for role, code in known.items()}
    of = {role: month.dims(code) for role, code in roles.items() if code}
    if event.interest_minor and of["bill_interest"] is None:
        raise Refused(problem("bill.no_department", "interest", account=roles["bill_interest"]))
    memo = f"{say(f'bill.memo_{event.act.value}', month.book.language)} {bill.number}"
    party = event.party or bill.party
    items = open_items(context.unit, book, event.day, party=party) if party else []
    return Posting(roles, {role: dims or () for role, dims in of.items()}, base, memo, items)


def _happen(context: Context, bill: Bill, event: Event, account: str) -> Done:
    """Propose the event's voucher and write the event."""
    posting = _posting(context, bill, event, account)
    lines = lines_of(bill, event, posting)
    named = origin(bill.bill_id, event.event_no)
    entry = EntryDraft(
        event.day, lines, context.principal.user, document_date=event.day, source=named, attachment_count=1
    )
    told = {"sender": context.principal.user,
            "reasons": [{"code": f"bill.why_{event.act.value}", "parameters": {}} for _ in lines]}  # fmt: skip
    draft = ProposalDraft(
        Content(context.company.book, event.day[:7], (entry,)), origin=named, summary=posting.memo, context=told
    )
    view: ProposalView = propose(context.unit, context.principal, draft, context.now)
    kept = replace(event, proposal_id=view.row.proposal_id)
    add_event(context.unit, context.company.book, bill.bill_id, kept, context.principal.user, context.now)
    shown = show(context, view)
    result = BillProposed(bill=bill.bill_id, proposal=shown.proposal, digest=view.row.digest)
    return Done(result, (card(context, shown), lines_table(context, shown)))
