"""Posted vouchers: found and opened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

from pydantic import BaseModel

from ledger.books.entries import Side, VoucherKey
from ledger.books.journal import Voucher, corrections_of, get_voucher
from ledger.books.voucher_search import count, search
from ledger.core import Refused, from_minor, problem
from tools.blocks import Card, Column, DateCell, Fact, Ref, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import scope_line, unposted
from tools.shared.finding_vouchers import SearchVouchers, line_resource, may_see, voucher_filter, voucher_key


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
    rate: str | None = None
    quantity: str | None = None
    price: str | None = None
    tax_code: str | None = None


class Correcting(BaseModel):
    """A posted voucher that puts another right."""

    id: str
    number: str
    date: str


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
    corrects: Correcting | None = None
    corrected_by: tuple[Correcting, ...] = ()


class Vouchers(BaseModel):
    """What was found, newest first; ``more`` when the limit cut it, ``count`` of all that match."""

    vouchers: tuple[VoucherOut, ...]
    more: bool
    count: int
    total: Decimal


def key_text(key: VoucherKey | None) -> str | None:
    """``12.3``: batch and place."""
    return f"{key.batch_id}.{key.entry_no}" if key else None


def _document(source: str) -> str | None:
    kind, _, rest = source.partition(":")
    return rest if kind == "document" and rest else None


def _units(micro: int | None) -> str | None:
    return None if micro is None else format(Decimal(micro).scaleb(-6).normalize(), "f")


def _out(context: Context, voucher: Voucher) -> VoucherOut:
    english, base = context.language == "en", context.company.currency
    lines = tuple(
        LineOut(
            line=line.key.line_no, account=line.account, name=line.account_name_en if english else line.account_name_zh,
            side="debit" if line.side is Side.DEBIT else "credit", amount=from_minor(line.amount_minor, line.currency),
            amount_minor=line.amount_minor, currency=line.currency, base=from_minor(line.base_minor, base), memo=line.memo,
            dims=dict(line.dims), due_date=line.due_date, source=line.source, tax_code=line.tax_code,
            rate=line.rate, quantity=_units(line.quantity_micro), price=_units(line.price_micro),
        )
        for line in voucher.lines
    )  # fmt: skip
    return VoucherOut(
        id=f"{voucher.key.batch_id}.{voucher.key.entry_no}", number=voucher.label, date=voucher.posting_date,
        document_date=voucher.document_date, period=voucher.period, kind=voucher.kind.name.lower(), maker=voucher.maker,
        checker=voucher.checker, memo=voucher.lines[0].memo, total=from_minor(voucher.total_minor, base),
        total_minor=voucher.total_minor, document=_document(voucher.source), reversed_by=key_text(_within(context, voucher.reversed_by)),
        reverses=key_text(_within(context, voucher.reverses)), proposal=None, lines=lines,
    )  # fmt: skip


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
    wanted, told = voucher_filter(context, request)
    found = search(context.unit, wanted)
    more, found = len(found) > request.limit, found[: request.limit]
    matching = count(context.unit, wanted) if more else len(found)
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
    counted = context.say("voucher.count_more" if more else "voucher.count", count=len(found), all=f"{matching:,}")
    rows.append(
        Row(cells=(words(counted), words(""), words(""), money(total, context.company.currency)), weight="total")
    )
    result = Vouchers(
        vouchers=tuple(_out(context, voucher) for voucher in found),
        more=more,
        count=matching,
        total=from_minor(total, context.company.currency),
    )
    blocks = (Table(columns=columns, rows=tuple(rows)), scope_line(context, *told, unposted=unposted(context)))
    return Done(result, blocks, sheet=partial(_sheet, context, found, rows[-1]))


def _sheet(context: Context, found: list[Voucher], last: Row) -> Table:
    """Every voucher found, with who made and who confirmed it, for a file."""
    heads = ("number", "date", "memo", "amount", "maker", "checker")
    columns = tuple(Column(title=context.say(f"voucher.{head}"), numeric=head == "amount") for head in heads)
    rows = [
        Row(
            cells=(
                words(voucher.label, lang="zh"),
                DateCell(day=date.fromisoformat(voucher.posting_date)),
                words(voucher.lines[0].memo, lang="zh"),
                money(voucher.total_minor, context.company.currency),
                words(voucher.maker),
                words(voucher.checker),
            )
        )
        for voucher in found
    ]
    sums = Row(cells=(*last.cells, words(""), words("")), weight="total")
    return Table(columns=columns, rows=(*rows, sums))


class VoucherRequest(Request):
    """A voucher by its id (``12.3``)."""

    voucher: str


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
    voucher = get_voucher(context.unit, voucher_key(request.voucher))
    if not may_see(context, voucher):
        context.require(line_resource(context, voucher, 0))
        raise Refused(problem("books.no_voucher", number=request.voucher))
    context.tally.rows = 1
    since = corrections_of(context.unit, [voucher.key]).get(voucher.key, [])
    marks = {
        "corrects": None if voucher.corrects is None else _correcting(context, voucher.corrects),
        "corrected_by": tuple(one for key in since if (one := _correcting(context, key)) is not None),
    }
    return Done(_out(context, voucher).model_copy(update=marks), _shown(context, voucher))


def _within(context: Context, key: VoucherKey | None) -> VoucherKey | None:
    """A voucher that another names, where an external auditor may look at both."""
    if key is None or context.last_audited is None or may_see(context, get_voucher(context.unit, key)):
        return key
    return None


def _correcting(context: Context, key: VoucherKey) -> Correcting | None:
    if _within(context, key) is None:
        return None
    found = get_voucher(context.unit, key)
    return Correcting(id=f"{key.batch_id}.{key.entry_no}", number=found.label, date=found.posting_date)
