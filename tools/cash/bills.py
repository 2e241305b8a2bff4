"""承兑汇票: bills received and issued, what happened to each, and the voucher that each event proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from ledger.books.balances import open_items, trial_balance
from ledger.books.entries import Content, EntryDraft
from ledger.business.bills.cards import add_bill, add_event, bills, events, next_event, origin
from ledger.business.bills.own_base import shares
from ledger.business.bills.posting import Posting
from ledger.business.bills.standing import ACTS, Act, Bill, Event, Side, Standing, due_within, standing, taking
from ledger.business.bills.vouchers import lines_of
from ledger.business.closing import Month
from ledger.business.parties import parties
from ledger.charts.roles import account_in_role
from ledger.core import Problem, Refused, from_minor, grouped, problem, say, to_minor
from ledger.core.money import known_currencies
from ledger.proposals import ProposalDraft, get, propose
from ledger.proposals.model import ProposalView
from tools.blocks import Column, DateCell, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_account, find_party, scope_line
from tools.shared.day_rates import day_rate
from tools.shared.leading import lead
from tools.shared.proposal_cards import card, lines_table, show
from tools.shared.typed_amounts import typed_minor

Short = Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)]
SOON = 30
STANDING = ("notes_receivable", "notes_payable", "short_loan")
"""Roles whose account holds what an event takes off it."""
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
    past; ``endorsed``: party to the part it may still turn to us for; ``acts``: what may happen to it next.
    """

    bill: str
    side: Literal["received", "issued"]
    kind: str
    number: str
    drawer: str
    acceptor: str
    party: str
    party_name: str
    currency: str
    amount: Decimal
    issue_day: date
    due_day: date
    held: Decimal
    recourse: Decimal
    endorsed: dict[str, Decimal]
    state: str
    soon: bool
    acts: tuple[str, ...]
    events: tuple[ShownEvent, ...] = ()


class Register(BaseModel):
    """A side's posted bills of a currency beside its account: ``difference`` is the account's balance less the bills."""

    side: str
    account: str
    currency: str
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
    if now.state == "broken":
        return ()
    claims = sum(part for _, part in now.endorsed)
    free = {Act.RECOURSE_ENDED: now.recourse, Act.DISHONOURED: now.carried, Act.RECOURSE_CLAIMED: claims}
    return tuple(act.value for act in ACTS[bill.side] if free.get(act, now.held))


def _event(context: Context, one: Event, base: str, names: dict[str, str]) -> ShownEvent:
    return ShownEvent(
        act=one.act.value, day=date.fromisoformat(one.day), amount=from_minor(one.amount_minor, base),
        recourse=from_minor(one.recourse_minor, base), interest=from_minor(one.interest_minor, base),
        party=names.get(one.party, one.party), proposal=one.proposal_id,
        state=get(context.unit, one.proposal_id).row.state.value,
    )  # fmt: skip


def _shown(context: Context, one: Bill, held: list[Event], names: dict[str, str], *, whole: bool) -> ShownBill:
    base, today = one.currency, context.today.isoformat()
    now = standing(one, held, today)
    return ShownBill(
        bill=one.bill_id, side=one.side.value, kind=one.kind, number=one.number, drawer=one.drawer, acceptor=one.acceptor,
        party=one.party, party_name=names.get(one.party, one.party), amount=from_minor(one.amount_minor, base),
        currency=base, endorsed={party: from_minor(part, base) for party, part in now.endorsed}, issue_day=date.fromisoformat(one.issue_day), due_day=date.fromisoformat(one.due_day),
        held=from_minor(now.held, base), recourse=from_minor(now.recourse, base), state=now.state,
        soon=bool(now.carried) and due_within(one, today, SOON), acts=_acts(one, now),
        events=tuple(_event(context, each, base, names) for each in held) if whole else (),
    )  # fmt: skip


def _registers(context: Context, every: list[Bill]) -> tuple[Register, ...]:
    """Each side in each currency that its bills or its account stand in, the book's own always."""
    held, today, base = events(context.unit, context.company.book), context.today.isoformat(), context.company.currency
    posted = {bill: [one for one in each if one.posted] for bill, each in held.items()}
    found = []
    for side, role, sign in ((Side.RECEIVED, "notes_receivable", 1), (Side.ISSUED, "notes_payable", -1)):
        account = _role(context, role)
        own = [one for one in every if one.side is side]
        books = _standing_on(context, account, today) if account else {}
        for currency in sorted({base, *books, *(one.currency for one in own)}, key=lambda code: (code != base, code)):
            total = sum(
                standing(one, posted.get(one.bill_id, []), today).carried for one in own if one.currency == currency
            )
            balance = sign * books.get(currency, (0, 0))[0]
            figures = {"bills": total, "balance": balance, "difference": balance - total}
            shown = {name: from_minor(minor, currency) for name, minor in figures.items()}
            if currency == base or any(figures.values()):
                found.append(Register(side=side.value, account=account, currency=currency, **shown))
    return tuple(found)


def _standing_on(context: Context, account: str, day: str) -> dict[str, tuple[int, int]]:
    """Currency to what an account holds in it and in base at the end of a day's month, debit positive."""
    found: dict[str, tuple[int, int]] = {}
    for row in trial_balance(context.unit, context.company.book, day[:7], day[:7], account=account):
        amount, base = found.get(row.currency, (0, 0))
        found[row.currency] = (amount + row.closing, base + row.base_closing)
    return found


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
                *(money(to_minor(getattr(one, name), one.currency), one.currency) for name in figures),
                words(context.say(f"bill.state_{one.state}")),
            )
        )
        for one in rows
    )  # fmt: skip
    result = BillsShown(base=base, rows=rows, registers=_registers(context, every), known=names)
    scope = scope_line(context, context.today.isoformat(), action="report.read")
    told = lead(context, "bills", count=len(rows), amount=_in_hand(rows, base), soon=sum(one.soon for one in rows))
    return Done(result, (told, Table(columns=columns, rows=table), scope))


def _in_hand(rows: Sequence[ShownBill], base: str) -> Decimal | str:
    """What the bills received come to that are still here: one amount, or one a currency where they differ."""
    sums: dict[str, Decimal] = {}
    for one in rows:
        if one.side == "received" and one.held:
            sums[one.currency] = sums.get(one.currency, Decimal(0)) + one.held
    if set(sums) <= {base}:
        return sums.get(base, Decimal(0))
    return ", ".join(f"{code} {grouped(to_minor(amount, code), code)}" for code, amount in sorted(sums.items()))


class NewBill(Request):
    """``side`` received or issued, ``kind`` bank or commercial; ``party`` from whom, or to whom. Its voucher is proposed with
    it and settles the party's open items of that currency, oldest due first. ``currency`` (default the company's) and the
    day's ``rate`` of a foreign one, the 中间价 given for the day otherwise.
    """

    side: Literal["received", "issued"] = "received"
    kind: Literal["bank", "commercial"] = "bank"
    number: Short
    drawer: Short
    acceptor: Short
    party: Short
    amount: Decimal
    currency: Annotated[str, StringConstraints(max_length=3, strip_whitespace=True, to_upper=True)] = ""
    issue_day: date
    due_day: date
    day: date | None = None
    rate: Decimal | None = None


class BillProposed(BaseModel):
    """The bill, and the proposal of its event."""

    bill: str
    proposal: str
    digest: str


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_bill(context: Context, request: NewBill) -> Done:
    """Keep a bill that was received or issued, and propose its voucher."""
    party = find_party(context, request.party, "customer" if request.side == "received" else "vendor").party_id
    currency = request.currency or context.company.currency
    if currency not in known_currencies():
        raise Refused(problem("bill.no_currency", "currency", currency=currency))
    given = Bill(
        "", Side(request.side), request.kind, request.number, request.drawer, request.acceptor, party,
        _minor(request.amount, currency, "amount"), request.issue_day.isoformat(), request.due_day.isoformat(), currency,
    )  # fmt: skip
    number = add_bill(context.unit, context.company.book, given, context.principal.user, context.now)
    kept = next(one for one in bills(context.unit, context.company.book) if one.bill_id == number)
    day = (request.day or request.issue_day).isoformat()
    rate = day_rate(context, currency, day, request.rate)
    return _happen(context, kept, Event(1, Act(request.side), day, kept.amount_minor, party=party), _Paid("", rate))


def _minor(amount: Decimal, currency: str, where: str) -> int:
    """Minor units; refused for more digits than the currency has."""
    found = typed_minor(format(amount, "f"), currency, where) if amount else 0
    if isinstance(found, Problem):
        raise Refused(found)
    return found


@dataclass(frozen=True, slots=True)
class _Paid:
    """The bank account, the day's rate of a foreign bill, and whether that account is kept in base currency."""

    account: str
    rate: Decimal | None
    in_base: bool = False


class BillEvent(Request):
    """``amount`` of the part (nothing for all that is left); ``party`` to whom it was endorsed, or who turns to us;
    ``account`` of the bank, for a claim nothing where we still owe; ``interest`` of a discount. Of a bill in foreign currency
    ``rate`` is the day's (the 中间价 given for it otherwise), ``in_base`` says that the account is kept in base currency.
    """

    bill: Short
    act: Literal["endorsed", "discounted", "discounted_recourse", "collected", "paid", "recourse_ended", "dishonoured",
                 "recourse_claimed"]  # fmt: skip
    day: date
    amount: Decimal = Decimal(0)
    interest: Decimal = Decimal(0)
    party: Short = ""
    account: Short = ""
    rate: Decimal | None = None
    in_base: bool = False


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_bill_event(context: Context, request: BillEvent) -> Done:
    """Say what happened to a bill (endorsed, discounted, collected, paid, dishonoured, claimed back) and propose its voucher."""
    kept = next((one for one in bills(context.unit, context.company.book) if one.bill_id == request.bill), None)
    if kept is None:
        raise Refused(problem("bill.unknown", "bill", bill=request.bill))
    number, act = next_event(context.unit, context.company.book, kept.bill_id), Act(request.act)
    currency, day = kept.currency, request.day.isoformat()
    now = standing(kept, events(context.unit, context.company.book).get(kept.bill_id, []), day)
    amount, interest = _minor(request.amount, currency, "amount"), _minor(request.interest, currency, "interest")
    if amount < 0 or interest < 0:
        raise Refused(problem("bill.no_amount", "amount"))
    party = find_party(context, request.party, "vendor").party_id if request.party else ""
    held, back = taking(kept, now, act, day, amount, party)
    if act is Act.ENDORSED and not party:
        raise Refused(problem("bill.to_whom", "party"))
    account = find_account(context, request.account).code if request.account else ""
    rate = None if act is Act.RECOURSE_ENDED else day_rate(context, currency, day, request.rate)
    event = Event(number, act, day, held, back, interest, party, account)
    return _happen(context, kept, event, _Paid(account, rate, request.in_base))


def _posting(context: Context, bill: Bill, event: Event, paid: _Paid) -> Posting:
    """Accounts, their dimensions, and the open items of whoever is settled with."""
    book, base = context.company.book, context.company.currency
    month = Month.of(context.unit, book, event.day[:7])
    known = {role: _role(context, role) for role in ROLES} | {"money": paid.account}
    known["gain"] = month.account("exchange_realised") or month.account("exchange_difference")
    known["loss"] = month.account("exchange_loss") or known["gain"]
    roles = {role: code if code in month.postable else "" for role, code in known.items()}
    of = {role: month.dims(code) for role, code in roles.items() if code}
    memo = f"{say(f'bill.memo_{event.act.value}', month.book.language)} {bill.number}"
    party = event.party or bill.party
    items = open_items(context.unit, book, event.day, party=party) if party else []
    stands = {
        role: _standing_on(context, roles[role], event.day).get(bill.currency, (0, 0))
        for role in STANDING if bill.currency != base and roles[role]
    }  # fmt: skip
    own = {
        role: shares(context.unit, book, roles[role], bill.currency, event.day[:7]).held.get(bill.bill_id, (0, 0))
        for role in stands
    }
    lacking = frozenset(role for role, found in of.items() if found is None)
    return Posting(roles, {role: found or () for role, found in of.items()}, bill.currency, memo, items, base, paid.rate,
                   stands, own, paid.in_base, lacking)  # fmt: skip


def _happen(context: Context, bill: Bill, event: Event, paid: _Paid) -> Done:
    """Propose the event's voucher and write the event."""
    posting = _posting(context, bill, event, paid)
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
