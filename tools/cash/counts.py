"""库存现金盘点表: cash counted note by note beside the books of the day, and the voucher of what is over or short."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from ledger.books.entries import Content, EntryDraft, LineDraft, Side
from ledger.business.cash.counting import LOOSE, Count, counts, denominations, keep_count, worth
from ledger.business.cash.places import Place, places
from ledger.business.closing import Month
from ledger.business.rates import converted
from ledger.charts.roles import account_in_role
from ledger.core import Refused, from_minor, problem, to_minor
from ledger.proposals import ProposalDraft, of_origin, propose
from ledger.reports.cash_journal import Wanted, cash_journal
from tools.blocks import Column, DateCell, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_account, scope_line
from tools.shared.day_rates import day_rate
from tools.shared.proposal_cards import card, lines_table, show

Short = Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)]
ORIGIN = "cash_count:"


class CountsRequest(Request):
    """``day`` whose balances the books are asked for (default today); ``count`` for one count only."""

    day: date | None = None
    count: int = 0


class Till(BaseModel):
    """An account of cash on hand in one currency: what the books say at the end of the day, its notes and coins."""

    account: str
    name: str
    name_en: str
    currency: str
    book: Decimal
    pieces: tuple[str, ...]


class ShownCount(BaseModel):
    """Decimal strings in ``currency``; ``difference`` is counted less book. ``loose`` is what is in no listed piece.
    ``proposal`` of the difference where one was made and not withdrawn.
    """

    count: int
    account: str
    name: str
    name_en: str
    currency: str
    day: date
    pieces: dict[str, int]
    loose: Decimal
    counted: Decimal
    book: Decimal
    difference: Decimal
    reason: str
    counted_by: str
    witness: str
    proposal: str


class Counts(BaseModel):
    """Tills to be counted, counts newest first."""

    day: date
    tills: tuple[Till, ...]
    rows: tuple[ShownCount, ...]


def _book(context: Context, place: Place, day: str) -> int:
    """What the books hold at the end of a day, all lines."""
    wanted = Wanted(place.account.code, place.currency, day, day)
    return cash_journal(context.unit, context.company.book, wanted, limit=1).closing


def _tills(context: Context, day: str) -> tuple[Till, ...]:
    return tuple(
        Till(account=one.account.code, name=one.account.name_zh, name_en=one.account.name_en, currency=one.currency,
             book=from_minor(_book(context, one, day), one.currency), pieces=denominations(one.currency))
        for one in places(context.unit, context.company.book)
        if one.on_hand
    )  # fmt: skip


def _shown(context: Context, wanted: int) -> tuple[ShownCount, ...]:
    chart = {one.account.code: one.account for one in places(context.unit, context.company.book)}
    made = of_origin(context.unit, ORIGIN)
    rows = []
    for one in counts(context.unit, context.company.book):
        if wanted not in (0, one.count_id):
            continue
        proposal = made.get(f"{ORIGIN}{one.count_id}")
        known = chart.get(one.account)
        rows.append(
            ShownCount(
                count=one.count_id, account=one.account, name=known.name_zh if known else "", currency=one.currency,
                name_en=known.name_en if known else "", day=date.fromisoformat(one.day), reason=one.reason,
                pieces={value: count for value, count in one.pieces.items() if value != LOOSE},
                loose=from_minor(one.pieces.get(LOOSE, 0), one.currency), counted_by=one.counted_by, witness=one.witness,
                proposal=proposal.proposal_id if proposal else "",
                counted=from_minor(one.counted_minor, one.currency), book=from_minor(one.book_minor, one.currency),
                difference=from_minor(one.difference_minor, one.currency),
            )
        )  # fmt: skip
    return tuple(rows)


@tool(
    action="count.read",
    effect="read",
    examples={"zh": ("现金盘点记录",), "en": ("Cash counts",)},
)
def cash_counts(context: Context, request: CountsRequest) -> Done:
    """Cash counts: what was counted, what the books said, the difference with its reason; balances of tills on a day."""
    day = request.day or context.today
    result = Counts(day=day, tills=_tills(context, day.isoformat()), rows=_shown(context, request.count))
    if request.count and not result.rows:
        raise Refused(problem("count.unknown", "count", count=request.count))
    context.tally.rows, context.tally.tainted = len(result.rows), True  # names and reasons
    figures = ("counted", "book", "difference")
    heads = ("day", "account", *figures, "reason", "counted_by")
    columns = tuple(Column(title=context.say(f"count.{one}"), numeric=one in figures) for one in heads)
    rows = tuple(
        Row(
            cells=(
                DateCell(day=one.day), words(f"{one.account} {one.currency}"),
                *(money(to_minor(getattr(one, name), one.currency), one.currency) for name in figures),
                words(one.reason), words(one.counted_by),
            )
        )
        for one in result.rows
    )  # fmt: skip
    scope = scope_line(context, day.isoformat(), action="report.read")
    return Done(result, (Table(columns=columns, rows=rows), scope))


class CountCash(Request):
    """``pieces``: how many of each note and coin (``{"100": 12, "0.5": 3}``); ``loose`` an amount in no listed piece.
    ``counted_by`` and ``witness`` are names; ``reason`` of a difference from the books.
    """

    account: Short = ""
    currency: str = Field(default="", max_length=3)
    day: date
    pieces: dict[Annotated[str, StringConstraints(max_length=10)], int] = Field(default_factory=dict)
    loose: Decimal = Decimal(0)
    counted_by: Short
    witness: Short = ""
    reason: Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)] = ""


def _till(context: Context, request: CountCash) -> Place:
    known = [one for one in places(context.unit, context.company.book) if one.on_hand]
    if request.account:
        code = find_account(context, request.account).code
        known = [one for one in known if one.account.code == code]
    kept = [one for one in known if request.currency.upper() in ("", one.currency)]
    if not kept:
        raise Refused(problem("count.no_till", "account", account=request.account))
    return kept[0]


@tool(action="cash.count", effect="commit", people_only=True)
def count_cash(context: Context, request: CountCash) -> Done:
    """Keep a count of cash on hand: notes and coins, by whom, beside the books of that day; a difference has its reason."""
    if request.day > context.today:
        raise Refused(problem("count.later", "day", day=request.day))
    place = _till(context, request)
    if request.loose < 0:
        raise Refused(problem("count.bad_pieces", "pieces.loose", value=request.loose))
    pieces = {value: count for value, count in request.pieces.items() if count}
    pieces |= {LOOSE: to_minor(request.loose, place.currency)} if request.loose else {}
    made = Count(
        place.account.code, place.currency, request.day.isoformat(), pieces, worth(pieces, place.currency),
        _book(context, place, request.day.isoformat()), request.reason, request.counted_by, request.witness,
    )  # fmt: skip
    number = keep_count(context.unit, context.company.book, made, context.principal.user, context.now)
    (shown,) = _shown(context, number)
    return Done(shown, (Text(text=context.say("count.kept", count=number)),))


class CountDifference(Request):
    """``count`` by its number; ``account`` bears the difference until it is cleared (default 待处理财产损溢); ``rate`` of the day
    for a till in foreign currency, the 中间价 given for it otherwise.
    """

    count: int
    account: Short = ""
    rate: Decimal | None = None


def _bearer(context: Context, asked: str) -> str:
    if asked:
        return find_account(context, asked).code
    try:
        return account_in_role(context.company.standard, "pending_property")
    except KeyError as missing:
        raise Refused(problem("count.no_bearer", "account")) from missing


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_count_difference(context: Context, request: CountDifference) -> Done:
    """Propose the voucher that brings the books to a cash count: over or short, against 待处理财产损溢."""
    found = next((one for one in counts(context.unit, context.company.book) if one.count_id == request.count), None)
    if found is None:
        raise Refused(problem("count.unknown", "count", count=request.count))
    base, amount = context.company.currency, found.difference_minor
    if not amount:
        raise Refused(problem("count.even", "count"))
    if f"{ORIGIN}{found.count_id}" in of_origin(context.unit, ORIGIN):
        raise Refused(problem("count.proposed_already", "count", count=found.count_id))
    month = Month.of(context.unit, context.company.book, found.day[:7])
    rate = day_rate(context, found.currency, found.day, request.rate)
    worth = abs(amount) if rate is None else converted(abs(amount), found.currency, rate, base)
    memo, bearer = month.say("count.memo_over" if amount > 0 else "count.memo_short"), _bearer(context, request.account)
    sides = (Side.DEBIT, Side.CREDIT) if amount > 0 else (Side.CREDIT, Side.DEBIT)
    lines = (
        LineDraft(found.account, sides[0], abs(amount), found.currency, None if rate is None else worth, memo=memo,
                  rate=None if rate is None else format(rate, "f")),
        LineDraft(bearer, sides[1], worth, base, memo=memo, dims=month.dims(bearer) or ()),
    )  # fmt: skip
    entry = EntryDraft(
        found.day, lines, context.principal.user, document_date=found.day, source=f"{ORIGIN}{found.count_id}",
        attachment_count=1,
    )  # fmt: skip
    told = {
        "sender": context.principal.user,
        "reasons": [{"code": "count.why_voucher", "parameters": {}} for _ in lines],
    }
    draft = ProposalDraft(
        Content(context.company.book, found.day[:7], (entry,)), origin=f"{ORIGIN}{found.count_id}", summary=memo,
        context=told,
    )  # fmt: skip
    shown = show(context, propose(context.unit, context.principal, draft, context.now))
    return Done(shown, (card(context, shown), lines_table(context, shown)))
