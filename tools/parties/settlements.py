"""往来核销: what is open with a party on a day, and a voucher that settles chosen items against each other or against money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from ledger.books.balances import OpenItem, days_overdue
from ledger.books.entries import Content, Dims, EntryDraft, dims
from ledger.business.closing import Month
from ledger.business.parties import parties
from ledger.business.settlement import Money, WriteOff, settlement
from ledger.core import Refused, from_minor, problem, to_minor
from ledger.proposals import ProposalDraft, propose
from tools.blocks import Column, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import chart_of, find_account, find_party, scope_line
from tools.shared.customers import without_customers
from tools.shared.leading import lead
from tools.shared.open_items import Chosen, Short, chosen_parts, items_on, key_of
from tools.shared.proposal_cards import card, lines_table, show


class OpenItemsRequest(Request):
    """``party`` by id or name for one only, ``as_of`` a day (default today)."""

    party: str = ""
    as_of: date | None = None


class ShownItem(BaseModel):
    """One item; ``key`` names it to ``propose_settlement``. Signed, debit positive: what others owe us."""

    key: str
    account: str
    account_name: str
    party: str
    party_name: str
    day: date
    due: date | None
    days_late: int
    memo: str
    currency: str
    amount: Decimal
    open: Decimal
    base: Decimal


class OpenItems(BaseModel):
    """By party, account and due day; ``total`` in base currency, debit positive. ``known`` are the parties to choose from."""

    as_of: date
    base: str
    rows: tuple[ShownItem, ...]
    total: Decimal
    known: dict[str, str]


def _shown(context: Context, item: OpenItem, names: dict[str, str], accounts: dict[str, str], day: str) -> ShownItem:
    party = dict(item.dims).get("party") or dict(item.dims).get("employee", "")
    return ShownItem(
        key=key_of(item), account=item.account, account_name=accounts.get(item.account, ""), party=party,
        party_name=names.get(party, party), day=date.fromisoformat(item.posting_date),
        due=date.fromisoformat(item.due_date) if item.due_date else None, days_late=max(days_overdue(item, day), 0),
        memo=item.memo, currency=item.currency, amount=from_minor(item.amount_minor, item.currency),
        open=from_minor(item.open_minor, item.currency), base=from_minor(item.base_open_minor, context.company.currency),
    )  # fmt: skip


@tool(
    action="report.read",
    effect="read",
    examples={"zh": ("还有哪些往来没核销",), "en": ("Which open items are there?",)},
)
def list_open_items(context: Context, request: OpenItemsRequest) -> Done:
    """Open items as of a day, of one party or all: what others owe us and what we owe, in their own currency."""
    day = (request.as_of or context.today).isoformat()
    party = find_party(context, request.party, "party").party_id if request.party else None
    names = {one.party_id: one.name for one in without_customers(context, parties(context.unit))}
    english = context.language == "en"
    chart = chart_of(context, context.company.book)
    accounts = {one.code: one.name_en if english else one.name_zh for one in chart}
    rows = tuple(_shown(context, one, names, accounts, day) for one in items_on(context, day, party))
    context.tally.rows, context.tally.tainted = len(rows), True  # names and memos
    total, base = sum((one.base for one in rows), Decimal(0)), context.company.currency
    columns = tuple(
        Column(title=context.say(f"settle.{name}"), numeric=name in ("open", "base"))
        for name in ("party", "account", "day", "due", "memo", "open", "base")
    )
    shown = tuple(
        Row(
            cells=(
                words(one.party_name), words(f"{one.account} {one.account_name}"), words(one.day.isoformat()),
                words(one.due.isoformat() if one.due else ""), words(one.memo),
                money(to_minor(one.open, one.currency), one.currency), money(to_minor(one.base, base), base),
            )
        )
        for one in rows
    )  # fmt: skip
    result = OpenItems(as_of=date.fromisoformat(day), base=base, rows=rows, total=total, known=names)
    owed = sum((one.base for one in rows if one.base > 0), Decimal(0))
    head = lead(context, "open_items", count=len(rows), to_us=owed, by_us=owed - total)
    return Done(result, (head, Table(columns=columns, rows=shown), scope_line(context, day)))


class ProposeSettlement(Request):
    """``account`` is where the money goes or comes from; without it the items must be even. ``rate`` is the day's, for a
    foreign currency; ``in_base`` says that the account is kept in base currency. ``write_off`` of the items' currency goes
    to ``write_off_account``. ``department`` for accounts that require one.
    """

    day: date
    items: tuple[Chosen, ...]
    account: Short = ""
    rate: Decimal | None = None
    in_base: bool = False
    write_off: Decimal = Decimal(0)
    write_off_account: Short = ""
    department: Short = ""
    memo: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""


def _dims(context: Context, request: ProposeSettlement, account: str, month: Month) -> Dims:
    if account not in month.by_department:
        return ()
    return dims({"department": request.department}) if request.department else month.dims(account) or ()


def _money(context: Context, request: ProposeSettlement, currency: str, month: Month) -> Money | None:
    if not request.account:
        return None
    base = context.company.currency
    if currency != base and request.rate is None:
        raise Refused(problem("settle.no_rate", "rate"))
    account = find_account(context, request.account).code
    rate = request.rate if currency != base and request.rate is not None else Decimal(1)
    own = base if request.in_base else currency
    return Money(account, own, rate, _dims(context, request, account, month))


def _write_off(context: Context, request: ProposeSettlement, currency: str, month: Month) -> WriteOff | None:
    if not request.write_off:
        return None
    account = find_account(context, request.write_off_account).code
    return WriteOff(account, to_minor(request.write_off, currency), _dims(context, request, account, month))


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_settlement(context: Context, request: ProposeSettlement) -> Done:
    """Propose a voucher that settles open items against each other or against money, with the realised difference."""
    day, base = request.day.isoformat(), context.company.currency
    parts = chosen_parts(context, request.items, day)
    currency = parts[0].item.currency if parts else base
    month = Month.of(context.unit, context.company.book, day[:7])
    difference = month.account("exchange_realised") or month.account("exchange_difference")
    if currency != base and not difference:
        raise Refused(problem("settle.no_difference_account"))
    memo = request.memo or month.say("settle.memo")
    lines = settlement(
        parts, base, difference, _dims(context, request, difference, month), memo,
        money=_money(context, request, currency, month), write_off=_write_off(context, request, currency, month),
        loss=month.account("exchange_loss"),
    )  # fmt: skip
    entry = EntryDraft(day, lines, context.principal.user, document_date=day, source="settlement", attachment_count=0)
    shown_with = {
        "sender": context.principal.user,
        "reasons": [{"code": "settle.reason", "parameters": {}} for _ in lines],
    }
    draft = ProposalDraft(Content(context.company.book, day[:7], (entry,)), summary=memo, context=shown_with)
    shown = show(context, propose(context.unit, context.principal, draft, context.now))
    return Done(shown, (card(context, shown), lines_table(context, shown)))
