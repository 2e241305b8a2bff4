"""固定资产、无形资产、待摊: cards with their schedule and what the books carry, the units of a month, and 清理."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from ledger.books.entries import Content, EntryDraft, LineDraft, dims
from ledger.business.assets.cards import Card, Kind, add_card, first_day, give_use
from ledger.business.assets.charged import CHARGE, OUT, named
from ledger.business.assets.leaving import Through, leaving, outcome
from ledger.business.assets.moves import LAST, Move, move, moves, standing
from ledger.business.assets.schedule import Method
from ledger.business.closing import Month, facts_on
from ledger.business.closing.depreciation import left_to_carry
from ledger.core import Refused, from_minor, problem, to_minor
from ledger.proposals import ProposalDraft, of_origin, propose
from tools.blocks import Column, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_account, scope_line
from tools.shared.balance_sheet import month_before, year_start
from tools.shared.leading import lead
from tools.shared.proposal_cards import card as proposal_card
from tools.shared.proposal_cards import lines_table, show

LEAVING = "disposal:"
Short = Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)]


class AssetsRequest(Request):
    """``card`` for one only; ``period`` up to which month the books are read (default this one)."""

    card: Short = ""
    period: str = ""


class Charge(BaseModel):
    """A month of a life and what it carries."""

    month: str
    amount: Decimal


class Borne(BaseModel):
    """Who bears a card from a month on."""

    from_month: str
    department: str
    expense: str


class ShownAsset(BaseModel):
    """A card as it stands in the month, with every move of it; ``carried`` is what the books carry of it, ``net`` what it stands at, 0 once it ``left`` (a month)."""

    card: str
    kind: str
    name: str
    method: str
    months: int
    units: Decimal
    in_service: date
    first_day: date
    cost: Decimal
    residual: Decimal
    carried: Decimal
    net: Decimal
    left: str
    account: str
    carried_on: str
    expense: str
    department: str
    schedule: tuple[Charge, ...] = ()
    moves: tuple[Borne, ...] = ()


class Assets(BaseModel):
    """Every card, by number, and the sums over those that have not left."""

    period: str
    rows: tuple[ShownAsset, ...]
    cost: Decimal
    net: Decimal


def _shown(
    context: Context, one: Card, carried: int, left: tuple[int, int], moved: Sequence[Move], *, whole: bool
) -> ShownAsset:
    base = context.company.currency
    gone = bool(left[0])
    schedule = tuple(Charge(month=month, amount=from_minor(part, base)) for month, part in one.schedule() if whole)
    return ShownAsset(
        card=one.card_id, kind=one.kind.value, name=one.name, method=one.method.value, months=one.months, units=one.units,
        in_service=date.fromisoformat(one.in_service), first_day=date.fromisoformat(one.first_day),
        cost=from_minor(one.cost_minor, base), residual=from_minor(one.residual_minor, base),
        carried=from_minor(carried, base), net=from_minor(0 if gone else one.cost_minor - carried, base),
        left=f"{left[1] // 10000}-{left[1] // 100 % 100:02}" if gone else "", account=one.account,
        carried_on=one.carried_on, expense=one.expense, department=one.department, schedule=schedule,
        moves=tuple(Borne(from_month=at.from_month, department=at.department, expense=at.expense) for at in moved),
    )  # fmt: skip


@tool(
    action="period.read",
    effect="read",
    examples={"zh": ("今年折旧多少", "固定资产台账"), "en": ("Fixed asset register",)},
)
def list_assets(context: Context, request: AssetsRequest) -> Done:
    """Fixed assets, intangibles and deferrals: cost, method, what the books carry and what is left; one with its schedule."""
    book, period = context.company.book, request.period or f"{context.today:%Y-%m}"
    done, out = (named(context.unit, book, period, prefix) for prefix in (CHARGE, OUT))
    known = moves(context.unit, book)
    rows = tuple(
        _shown(
            context,
            one,
            done.get(one.card_id, (0, 0))[0],
            out.get(one.card_id, (0, 0)),
            known.get(one.card_id, ()),
            whole=bool(request.card),
        )
        for one in standing(context.unit, book, period)
        if request.card in ("", one.card_id)
    )
    if request.card and not rows:
        raise Refused(problem("asset.unknown", "card", card=request.card))
    context.tally.rows, context.tally.tainted = len(rows), True  # names are what people typed
    base, figures = context.company.currency, ("cost", "carried", "net")
    columns = tuple(
        Column(title=context.say(f"asset.{name}"), numeric=name in figures)
        for name in ("card", "name", "method", *figures)
    )
    shown = tuple(
        Row(cells=(words(one.card), words(one.name), words(context.say(f"asset.method_{one.method}")),
                   *(money(to_minor(getattr(one, name), base), base) for name in figures)))
        for one in rows
    )  # fmt: skip
    here = [one for one in rows if not one.left]
    charged = _charged(context, period, {one.card for one in rows})
    result = Assets(
        period=period, rows=rows, cost=sum((one.cost for one in here), Decimal(0)), net=sum((one.net for one in here), Decimal(0))
    )  # fmt: skip
    said = {"cost": result.cost, "net": result.net, "period": period, "month": charged[0], "year": charged[1]}
    told = lead(context, "assets" if rows else "assets_none", count=len(here), **said)
    return Done(result, (told, Table(columns=columns, rows=shown), scope_line(context, period, action="report.read")))


def _charged(context: Context, period: str, kept: set[str]) -> tuple[Decimal, Decimal]:
    """What a month and its fiscal year up to it charged for these cards, in base currency."""
    book, base = context.company.book, context.company.currency
    first = year_start(context, period)

    def up_to(month: str) -> int:
        return sum(amount for card, (amount, _) in named(context.unit, book, month, CHARGE).items() if card in kept)

    now = up_to(period)
    return from_minor(now - up_to(month_before(period)), base), from_minor(now - up_to(month_before(first)), base)


class AddAsset(Request):
    """Amounts in base currency; ``months`` is the life. ``account`` holds the cost, ``carried_on`` is credited, ``expense``
    debited; accounts by code or name. ``units`` of the whole life for the method by use.
    """

    name: Short
    kind: Literal["fixed", "intangible", "deferral"] = "fixed"
    cost: Decimal
    residual: Decimal = Decimal(0)
    method: Literal["straight", "declining", "years", "units", "days"] = "straight"
    months: int
    units: Decimal = Decimal(0)
    in_service: date
    account: Short
    carried_on: Short
    expense: Short
    department: Short = ""


class AssetAdded(BaseModel):
    """The number of the card."""

    card: str


@tool(action="asset.change", effect="commit", people_only=True)
def add_asset(context: Context, request: AddAsset) -> Done:
    """Keep a card; the month end depreciates it from then on. The voucher of its purchase is another matter."""
    base, kind, method = context.company.currency, Kind(request.kind), Method(request.method)
    account, carried, expense = (
        find_account(context, one).code for one in (request.account, request.carried_on, request.expense)
    )
    rule = facts_on(context.unit, context.company.book, request.in_service).asset_month
    start = first_day(kind, request.in_service, method, same_month=rule == "same_month").isoformat()
    made = Card(
        "", kind, request.name, to_minor(request.cost, base), to_minor(request.residual, base), method, request.months,
        request.units, request.in_service.isoformat(), start, account, carried, expense, request.department,
    )  # fmt: skip
    number = add_card(context.unit, context.company.book, made, context.principal.user, context.now)
    return Done(AssetAdded(card=number), (Text(text=context.say("asset.added", card=number)),))


class AssetUse(Request):
    """How many units an asset did in a month."""

    card: Short
    period: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    units: Decimal


@tool(action="asset.change", effect="commit", people_only=True)
def give_asset_use(context: Context, request: AssetUse) -> Done:
    """Say what an asset depreciated by use did in a month; a later figure of that month supersedes."""
    _card(context, request.card)
    user, book = context.principal.user, context.company.book
    give_use(context.unit, book, request.card, request.period, request.units, user, context.now)
    return Done(AssetAdded(card=request.card), (Text(text=context.say("asset.use_given", card=request.card)),))


def _card(context: Context, number: str, period: str = LAST) -> Card:
    own = standing(context.unit, context.company.book, period)
    found = next((one for one in own if one.card_id == number), None)
    if found is None:
        raise Refused(problem("asset.unknown", "card", card=number))
    return found


class MoveAsset(Request):
    """From the first day of a month on another department bears the card; ``expense`` (code or name) where the account
    changes with it.
    """

    card: Short
    from_month: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    department: Short = ""
    expense: Short = ""


@tool(action="asset.change", effect="commit", people_only=True)
def move_asset(context: Context, request: MoveAsset) -> Done:
    """Charge an asset or deferral to another department from a month on; what was charged before stays where it was."""
    expense = find_account(context, request.expense).code if request.expense else ""
    after = move(
        context.unit, context.company.book, request.card, request.from_month, request.department, expense,
        context.principal.user, context.now,
    )  # fmt: skip
    told = context.say("asset.moved", card=after.card_id, month=request.from_month)
    return Done(AssetAdded(card=after.card_id), (Text(text=told),))


class ProposeDisposal(Request):
    """``proceeds`` in base currency and the ``account`` that received them; ``scrapped`` where it was not sold."""

    card: Short
    day: date
    proceeds: Decimal = Decimal(0)
    account: Short = ""
    scrapped: bool = False


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_disposal(context: Context, request: ProposeDisposal) -> Done:
    """Propose the voucher by which an asset leaves, with its gain or loss; its last month must be depreciated first."""
    day, book = request.day.isoformat(), context.company.book
    one = _card(context, request.card, day[:7])
    month = Month.of(context.unit, book, day[:7])
    origin = f"{LEAVING}{one.card_id}"
    if named(context.unit, book, "9999-12", OUT).get(one.card_id, (0, 0))[0]:
        raise Refused(problem("asset.left_already", "card", card=one.card_id))
    waits = of_origin(context.unit, origin).get(origin)
    if waits and waits.batch_id is None:
        raise Refused(problem("asset.leaving_waits", "card", card=one.card_id))
    lines = _leaving_lines(context, one, month, request)
    entry = EntryDraft(day, lines, context.principal.user, document_date=day, source=origin, attachment_count=0)
    shown_with = {
        "sender": context.principal.user,
        "reasons": [{"code": "asset.leaving_reason", "parameters": {}} for _ in lines],
    }
    summary = f"{month.say('asset.memo_leaving')} {one.name}"
    draft = ProposalDraft(Content(book, day[:7], (entry,)), origin=origin, summary=summary, context=shown_with)
    shown = show(context, propose(context.unit, context.principal, draft, context.now))
    return Done(shown, (proposal_card(context, shown), lines_table(context, shown)))


def _leaving_lines(context: Context, one: Card, month: Month, request: ProposeDisposal) -> tuple[LineDraft, ...]:
    base, proceeds = context.company.currency, to_minor(request.proceeds, context.company.currency)
    if proceeds < 0 or bool(proceeds) != bool(request.account):
        raise Refused(problem("asset.bad_proceeds", "proceeds"))
    wanting, last = left_to_carry(month, one)
    if wanting > 0:
        raise Refused(problem("asset.depreciate_first", "day", card=one.card_id, month=last))
    charged = named(context.unit, month.book.code, month.period, CHARGE).get(one.card_id, (0, 0))[0]
    gain = outcome(one, charged + wanting, proceeds) >= 0
    through = _through(month, one, scrapped=request.scrapped, gain=gain)
    receiver = find_account(context, request.account).code if request.account else ""
    memo = f"{month.say('asset.memo_leaving')} {one.card_id} {one.name}"
    return leaving(
        one, charged + wanting, through, base, memo, proceeds_minor=proceeds, money=receiver, back_minor=-wanting
    )


def _through(month: Month, one: Card, *, scrapped: bool, gain: bool) -> Through:
    """The accounts of the company's chart; refused where one it needs is missing, or where the card is a deferral."""
    clears = one.kind is Kind.FIXED and "asset_disposal" in month.roles
    clearing = month.account("asset_disposal") if clears else ""
    result = month.account(f"{'scrapping' if scrapped else 'disposal'}_{'gain' if gain else 'loss'}")
    if one.kind is Kind.DEFERRAL or (clears and not clearing) or not result:
        raise Refused(problem("asset.cannot_leave", "card", card=one.card_id))
    own = dims({"department": one.department}) if one.department and result in month.by_department else ()
    return Through(clearing, result, own or month.dims(result) or ())
