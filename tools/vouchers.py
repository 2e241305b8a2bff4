"""Posted vouchers: found, opened, reversed; and a new one typed in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from ledger.books.accounts import Account
from ledger.books.entries import Content, EntryDraft, LineDraft, Side, VoucherKey, dims
from ledger.books.journal import Voucher, VoucherFilter, get_voucher, search
from ledger.core import Refused, from_minor, problem, to_minor
from ledger.evidence import documents
from ledger.proposals import ProposalDraft, get, propose, propose_reversal
from policies.access import Resource, sees_every
from tools.blocks import Card, Choice, Choices, Column, DateCell, Fact, Ref, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import (
    Between,
    Threshold,
    find_account,
    find_department,
    find_party,
    minor,
    scope_line,
    this_month,
    unposted,
)
from tools.shared.proposal_cards import PAYROLL, card, lines_table, show


class SearchVouchers(Request):
    """Everything given must match; nothing given means this month."""

    period: Between | None = None
    as_of: date | None = None
    account: str | None = None
    vendor: str | None = None
    customer: str | None = None
    department: str | None = None
    employee: str | None = None
    threshold: Threshold | tuple[Threshold, ...] | None = None
    amount: Decimal | None = None
    document_number: str | None = None
    text: str | None = None
    limit: int = Field(default=100, ge=1, le=500)


class LineOut(BaseModel):
    """A sealed line."""

    line: int
    account: str
    name: str
    side: str
    amount: Decimal
    amount_minor: int
    currency: str
    base: Decimal
    memo: str
    dims: dict[str, str]
    due_date: str | None
    source: str | None


class VoucherOut(BaseModel):
    """A sealed voucher; ``id`` opens it."""

    id: str
    number: str
    date: str
    document_date: str
    period: str
    kind: str
    maker: str
    checker: str
    memo: str
    total: Decimal
    total_minor: int
    document: str | None
    reversed_by: str | None
    reverses: str | None
    proposal: str | None
    lines: tuple[LineOut, ...]


class Vouchers(BaseModel):
    """What was found, newest first; ``more`` when the limit cut it."""

    vouchers: tuple[VoucherOut, ...]
    more: bool
    total: Decimal


def key_text(key: VoucherKey | None) -> str | None:
    """``12.3``: batch and place."""
    return f"{key.batch_id}.{key.entry_no}" if key else None


def _document(source: str) -> str | None:
    kind, _, rest = source.partition(":")
    return rest if kind == "document" and rest else None


def _out(context: Context, voucher: Voucher) -> VoucherOut:
    english, base = context.language == "en", context.company.currency
    lines = tuple(
        LineOut(
            line=line.key.line_no, account=line.account, name=line.account_name_en if english else line.account_name_zh,
            side="debit" if line.side is Side.DEBIT else "credit", amount=from_minor(line.amount_minor, line.currency),
            amount_minor=line.amount_minor, currency=line.currency, base=from_minor(line.base_minor, base), memo=line.memo,
            dims=dict(line.dims), due_date=line.due_date, source=line.source,
        )
        for line in voucher.lines
    )  # fmt: skip
    return VoucherOut(
        id=f"{voucher.key.batch_id}.{voucher.key.entry_no}", number=voucher.label, date=voucher.posting_date,
        document_date=voucher.document_date, period=voucher.period, kind=voucher.kind.name.lower(), maker=voucher.maker,
        checker=voucher.checker, memo=voucher.lines[0].memo, total=from_minor(voucher.total_minor, base),
        total_minor=voucher.total_minor, document=_document(voucher.source), reversed_by=key_text(voucher.reversed_by),
        reverses=key_text(voucher.reverses), proposal=None, lines=lines,
    )  # fmt: skip


def may_see(context: Context, voucher: Voucher) -> bool:
    """A voucher is shown when every line of it may be seen, or some of one's own department without payroll."""
    if sees_every(context.principal, "voucher.read", "Line"):
        return True
    allowed = [
        context.may("voucher.read", _line_resource(voucher, number)).allowed for number in range(len(voucher.lines))
    ]
    payroll = any(line.account.startswith(PAYROLL) for line in voucher.lines)
    whole = "approver" not in context.principal.roles
    return all(allowed) if whole else any(allowed) and not payroll


def _line_resource(voucher: Voucher, number: int) -> Resource:
    line = voucher.lines[number]
    facts: dict[str, str | int | bool] = {"payroll": line.account.startswith(PAYROLL)}
    if department := dict(line.dims).get("department"):
        facts["department"] = department
    return Resource("Line", f"{line.key.batch_id}.{line.key.entry_no}.{line.key.line_no}", facts)


def _bounds(request: SearchVouchers) -> tuple[int | None, int | None]:
    low = high = None
    limits = request.threshold if isinstance(request.threshold, tuple) else (request.threshold,)
    for limit in limits:
        if limit is None:
            continue
        value = minor(limit.value)
        if limit.op.startswith(">"):
            low = value if limit.op == ">=" else value + 1
        elif limit.op.startswith("<"):
            high = value if limit.op == "<=" else value - 1
        else:
            low = high = value
    return low, high


def _filter(context: Context, request: SearchVouchers) -> tuple[VoucherFilter, list[str]]:
    """The filter, and what was narrowed in words for the scope line."""
    pairs, told = [], []
    if request.vendor:
        party = find_party(context, request.vendor, "vendor")
        pairs.append(("party", party.party_id))
        told.append(party.name)
    if request.customer:
        party = find_party(context, request.customer, "customer")
        pairs.append(("party", party.party_id))
        told.append(party.name)
    if request.department:
        place = find_department(context, request.department)
        pairs.append(("department", place.code))
        told.append(place.name)
    if request.employee:
        pairs.append(("employee", request.employee))
        told.append(request.employee)
    account: Account | None = find_account(context, request.account) if request.account else None
    if account:
        told.append(f"{account.code} {account.name_zh}")
    low, high = _bounds(request)
    narrowed = pairs or account or low or high or request.amount or request.document_number or request.text
    period = request.period or (this_month(request.as_of or context.today) if not narrowed or request.as_of else None)
    series, number = _number(request.document_number)
    told.insert(0, period.text() if period else context.say("voucher.all_time"))
    return VoucherFilter(
        context.company.book, period.start.isoformat() if period else None, period.end.isoformat() if period else None,
        account.code if account else None, dims(pairs), request.text,
        abs(minor(request.amount)) if request.amount is not None else None, low, high, series, number, None, request.limit + 1,
    ), told  # fmt: skip


def _number(text: str | None) -> tuple[str | None, int | None]:
    if not text:
        return None, None
    series, _, digits = text.replace("–", "-").rpartition("-")
    if not digits.isdigit():
        raise Refused(problem("voucher.not_a_number", number=text))
    return series or None, int(digits)


@tool(
    action="voucher.read",
    effect="read",
    examples={
        "zh": ("查一下上月办公费的凭证", "超过 100 万的凭证有哪些", "记-0012"),
        "en": ("Find vouchers over 1,000,000", "Vouchers for Hangzhou Yunfan this year"),
    },
)
def search_vouchers(context: Context, request: SearchVouchers) -> Done:
    """Find posted vouchers by period, account, vendor, department, amount, number or words."""
    wanted, told = _filter(context, request)
    found = [voucher for voucher in search(context.unit, wanted) if may_see(context, voucher)]
    more, found = len(found) > request.limit, found[: request.limit]
    context.tally.rows = len(found)
    total = sum(voucher.total_minor for voucher in found)
    heads = ("number", "date", "memo", "amount")
    columns = tuple(Column(title=context.say(f"voucher.{head}"), numeric=head == "amount") for head in heads)
    rows = [
        Row(
            cells=(
                words(voucher.label, Ref(kind="voucher", id=f"{voucher.key.batch_id}.{voucher.key.entry_no}"), "zh"),
                DateCell(day=date.fromisoformat(voucher.posting_date)),
                words(voucher.lines[0].memo, lang="zh"),
                money(voucher.total_minor, context.company.currency),
            )
        )
        for voucher in found[:30]
    ]
    count = context.say("voucher.count_more" if more else "voucher.count", count=len(found))
    rows.append(Row(cells=(words(count), words(""), words(""), money(total, context.company.currency)), weight="total"))
    result = Vouchers(
        vouchers=tuple(_out(context, voucher) for voucher in found),
        more=more,
        total=from_minor(total, context.company.currency),
    )
    return Done(
        result, (Table(columns=columns, rows=tuple(rows)), scope_line(context, *told, unposted=unposted(context)))
    )


class VoucherRequest(Request):
    """A voucher by its id (``12.3``)."""

    voucher: str


def _key(text: str) -> VoucherKey:
    batch, _, entry = text.partition(".")
    if not (batch.isdigit() and entry.isdigit()):
        raise Refused(problem("voucher.not_a_number", number=text))
    return VoucherKey(int(batch), int(entry))


def _shown(context: Context, voucher: Voucher) -> tuple[Card, Table]:
    base = context.company.currency
    facts = (
        Fact(name=context.say("voucher.date"), cell=DateCell(day=date.fromisoformat(voucher.posting_date))),
        Fact(name=context.say("voucher.maker"), cell=words(voucher.maker)),
        Fact(name=context.say("voucher.checker"), cell=words(voucher.checker)),
        Fact(name=context.say("voucher.amount"), cell=money(voucher.total_minor, base)),
    )
    rows = tuple(
        Row(
            cells=(
                words(context.say("proposal.debit" if line.side is Side.DEBIT else "proposal.credit")),
                words(
                    f"{line.account} {line.account_name_en if context.language == 'en' else line.account_name_zh}",
                    Ref(kind="account", id=line.account),
                ),
                words(line.memo, lang="zh"),
                money(line.amount_minor, line.currency),
            ),
            indent=1 if line.side is Side.CREDIT else 0,
        )
        for line in voucher.lines
    )
    columns = tuple(
        Column(title=context.say(f"voucher.{head}"), numeric=head == "amount")
        for head in ("side", "account", "memo", "amount")
    )
    ref = Ref(kind="voucher", id=f"{voucher.key.batch_id}.{voucher.key.entry_no}")
    return Card(title=voucher.label, ref=ref, facts=facts), Table(columns=columns, rows=rows)


@tool(action="voucher.read", effect="read")
def open_voucher(context: Context, request: VoucherRequest) -> Done:
    """A posted voucher with its lines, who made and confirmed it, and its document."""
    voucher = get_voucher(context.unit, _key(request.voucher))
    if not may_see(context, voucher):
        context.require(_line_resource(voucher, 0))
        raise Refused(problem("books.no_voucher", number=request.voucher))
    context.tally.rows = 1
    return Done(_out(context, voucher), _shown(context, voucher))


class TypedLine(BaseModel):
    """A line typed by a person; ``account`` by code or name."""

    account: str
    side: str = Field(pattern="^(debit|credit)$")
    amount: Decimal
    memo: str = ""
    department: str | None = None
    vendor: str | None = None


class ProposeVoucher(Request):
    """Lines typed in. Without lines it opens what is missing: a sentence never becomes a guess."""

    lines: tuple[TypedLine, ...] = ()
    date: str | None = None
    memo: str = ""
    account: str | None = None
    amount: Decimal | None = None
    vendor: str | None = None
    department: str | None = None
    employee: str | None = None
    period: Between | None = None


@tool(
    action="voucher.propose",
    effect="propose",
    examples={"zh": ("录一张凭证：计提本月房租 86000",), "en": ("Draft a voucher: accrue this month's rent 86,000",)},
)
def propose_voucher(context: Context, request: ProposeVoucher) -> Done:
    """Propose a voucher from typed lines; a person confirms it before anything is posted."""
    if not request.lines:
        options = tuple(
            Choice(label=context.say(f"voucher.{way}"), utterance=context.say(f"voucher.{way}_say"))
            for way in ("from_file", "typed")
        )
        asked = Choices(question=context.say("voucher.lines_needed"), options=options)
        return Done(NothingProposed(asked="lines"), (asked,))
    day = request.date or context.today.isoformat()
    drafts = tuple(_typed(context, line, request.memo) for line in request.lines)
    entry = EntryDraft(day, drafts, context.principal.user, document_date=day, source="typed", attachment_count=0)
    content = Content(context.company.book, day[:7], (entry,))
    departments = {dict(line.dims).get("department") for line in drafts} - {None}
    shown_with = {
        "sender": context.principal.user,
        "department": departments.pop() if len(departments) == 1 else None,
        "reasons": [{"code": "voucher.typed_reason", "parameters": {}} for _ in drafts],
    }
    title = request.memo or drafts[0].memo or context.say("voucher.typed")
    view = propose(
        context.unit, context.principal, ProposalDraft(content, summary=title, context=shown_with), context.now
    )
    shown = show(context, view)
    return Done(shown, (card(context, shown), lines_table(context, shown)))


class NothingProposed(BaseModel):
    """What is still missing."""

    asked: str


def _typed(context: Context, line: TypedLine, memo: str) -> LineDraft:
    found = find_account(context, line.account)
    pairs = []
    if line.department:
        pairs.append(("department", find_department(context, line.department).code))
    if line.vendor:
        pairs.append(("party", find_party(context, line.vendor, "vendor").party_id))
    currency = context.company.currency
    side = Side.DEBIT if line.side == "debit" else Side.CREDIT
    return LineDraft(
        found.code, side, to_minor(line.amount, currency), currency, memo=line.memo or memo, dims=dims(pairs)
    )


class ReverseVoucher(Request):
    """Which voucher (``voucher`` id, or ``document_number`` such as 记-0012 with its month), and why."""

    voucher: str | None = None
    document_number: str | None = None
    period: Between | None = None
    vendor: str | None = None
    amount: Decimal | None = None
    reason: str = ""


def _to_reverse(context: Context, request: ReverseVoucher) -> Voucher:
    if request.voucher:
        return get_voucher(context.unit, _key(request.voucher))
    asked = SearchVouchers(
        document_number=request.document_number, period=request.period, vendor=request.vendor, amount=request.amount
    )
    if not (request.document_number or request.amount):
        raise Refused(problem("voucher.which_to_reverse"))
    found = search(context.unit, _filter(context, asked)[0])
    if len(found) != 1:
        raise Refused(
            problem("voucher.none_to_reverse" if not found else "voucher.several_to_reverse", count=len(found))
        )
    return found[0]


@tool(
    action="voucher.reverse",
    effect="propose",
    examples={"zh": ("红字冲销 2026-10 的记-0012",), "en": ("Reverse voucher 记-0012 of October 2026",)},
)
def reverse_voucher(context: Context, request: ReverseVoucher) -> Done:
    """Propose the red voucher that cancels a posted one; a person confirms it."""
    voucher = _to_reverse(context, request)
    if not may_see(context, voucher):
        raise Refused(problem("voucher.none_to_reverse", count=0))
    view = propose_reversal(
        context.unit, context.principal, voucher.key, context.today.isoformat(), request.reason, context.now
    )
    shown = show(context, get(context.unit, view.row.proposal_id))
    return Done(shown, (card(context, shown), lines_table(context, shown)))


def document_of(context: Context, voucher: Voucher) -> documents.Document | None:
    """The document a voucher was made from."""
    found = _document(voucher.source)
    return documents.find(context.unit, found) if found else None
