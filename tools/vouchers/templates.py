"""凭证模板 and 周期凭证: a voucher kept as a template, used again in the grid, and proposed every month where it recurs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from ledger.books.calendar import period_number
from ledger.books.entries import Side
from ledger.books.journal import get_voucher
from ledger.business.closing import Month
from ledger.business.templates.kept import Template, TemplateLine, add_template, change_template, template, templates
from ledger.business.templates.recurring import posted_in
from ledger.core import Problem, Refused, from_minor, problem
from ledger.store.people import people
from policies.access import Resource
from tools.blocks import AnyBlock, Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import scope_line
from tools.shared.finding_vouchers import may_see, voucher_key
from tools.shared.proposal_cards import account_names
from tools.shared.typed_lines import read_sheet, typed_line
from tools.shared.typed_rows import MOST_ROWS, RowTyped, lines_of
from tools.shared.typed_split import Problems, Short


class TemplatesRequest(Request):
    """Nothing to say: all templates that hold."""


class ShownLine(BaseModel):
    """A line; ``side`` and ``amount`` None are left to who uses it."""

    account: str
    name: str
    side: str | None
    amount: Decimal | None
    memo: str
    dims: dict[str, str]


class ShownTemplate(BaseModel):
    """A template; ``day`` 0 does not recur. ``posted`` tells whether this month's voucher is in the books."""

    template: str
    name: str
    memo: str
    day: int
    first_month: str
    last_month: str
    by: str
    posted: bool
    lines: tuple[ShownLine, ...]


class VoucherTemplates(BaseModel):
    """All that hold, by number."""

    period: str
    rows: tuple[ShownTemplate, ...]


def _require(context: Context) -> None:
    """Templates may hold payroll: they are for those who propose vouchers."""
    context.require(Resource("Company", context.company.tenant), "voucher.propose")


def _shown(
    context: Context, one: Template, names: dict[str, str], by: dict[str, str], posted: set[str]
) -> ShownTemplate:
    currency = context.company.currency
    lines = tuple(
        ShownLine(
            account=line.account, name=names.get(line.account, ""),
            side=None if line.side is None else "debit" if line.side is Side.DEBIT else "credit",
            amount=None if line.amount_minor is None else from_minor(line.amount_minor, currency),
            memo=line.memo, dims=dict(line.dims),
        )
        for line in one.lines
    )  # fmt: skip
    return ShownTemplate(
        template=one.template_id, name=one.name, memo=one.memo, day=one.day, first_month=one.first_month,
        last_month=one.last_month, by=by.get(one.given_by, one.given_by), posted=one.template_id in posted, lines=lines,
    )  # fmt: skip


@tool(
    action="voucher.read",
    effect="read",
    examples={"zh": ("有哪些凭证模板",), "en": ("Show voucher templates",)},
)
def list_voucher_templates(context: Context, request: TemplatesRequest) -> Done:
    """Voucher templates, and on which day of the month those recur that do."""
    _require(context)
    period, book = f"{context.today:%Y-%m}", context.company.book
    month = Month.of(context.unit, book, period)
    names, by = account_names(context, book), {one.user: one.called(context.language) for one in people(context.unit)}
    posted = posted_in(month)
    rows = tuple(_shown(context, one, names, by, posted) for one in templates(context.unit, book))
    context.tally.rows, context.tally.tainted = len(rows), True  # names and memos
    columns = tuple(Column(title=context.say(f"template.column_{name}")) for name in ("number", "name", "recurs"))
    table = tuple(
        Row(cells=(words(one.template), words(one.name), words(_recurs(context, one)))) for one in rows
    )  # fmt: skip
    blocks: tuple[AnyBlock, ...] = (
        Table(columns=columns, rows=table),
        scope_line(context, period, action="voucher.read"),
    )
    return Done(VoucherTemplates(period=period, rows=rows), blocks)


def _recurs(context: Context, one: ShownTemplate) -> str:
    if not one.day:
        return context.say("template.once")
    return context.say("template.every_month", day=one.day, first=one.first_month or "…", last=one.last_month or "…")


class OneTemplate(Request):
    """Which template."""

    template: Short


class TemplateFilled(BaseModel):
    """The rows of the grid a template fills; an amount left blank that the others decide is ``=``."""

    template: str
    name: str
    memo: str
    rows: tuple[RowTyped, ...]


@tool(action="voucher.read", effect="read", people_only=True)
def fill_voucher_template(context: Context, request: OneTemplate) -> Done:
    """The rows of a new voucher as a template gives them."""
    _require(context)
    found = template(context.unit, context.company.book, request.template)
    names = account_names(context, context.company.book)
    blank = [line for line in found.lines if line.amount_minor is None]
    rows = tuple(_row(context, line, names, decided=len(blank) == 1) for line in found.lines)
    context.tally.tainted = True
    return Done(TemplateFilled(template=found.template_id, name=found.name, memo=found.memo, rows=rows))


def _row(context: Context, line: TemplateLine, names: dict[str, str], *, decided: bool) -> RowTyped:
    if line.amount_minor is not None:
        amount = format(from_minor(line.amount_minor, context.company.currency), "f")
    else:
        amount = "=" if decided and line.side is not None else ""
    return RowTyped(
        account=f"{line.account} {names.get(line.account, '')}"[:100], debit=amount if line.side is Side.DEBIT else "",
        credit=amount if line.side is Side.CREDIT else "", memo=line.memo, dims=dict(line.dims),
    )  # fmt: skip


class SaveTemplate(Request):
    """The rows as typed, or ``voucher`` for a posted one's; ``keep_amounts`` fixes what has an amount."""

    name: Annotated[str, Field(max_length=100)]
    memo: Annotated[str, Field(max_length=200)] = ""
    rows: tuple[RowTyped, ...] = Field(default=(), max_length=MOST_ROWS)
    voucher: Short = ""
    keep_amounts: bool = True


class TemplateKept(BaseModel):
    """Its number."""

    template: str


def _typed(context: Context, request: SaveTemplate) -> tuple[TemplateLine, ...]:
    """Each row as a line: with an amount fixed on its side, without one left to who uses it."""
    rows = [row for row in request.rows if not row.empty]
    if any(row.measured for row in rows):
        raise Refused(problem("template.base_currency_only", "lines"))
    given = tuple(row for row in rows if row.debit or row.credit)
    lines, faults = lines_of(given, "")
    sheet = read_sheet(lines, context.company.currency)
    amounts = iter(zip(sheet.lines, sheet.minors, strict=True))
    made: list[TemplateLine] = []
    faults += sheet.faults
    for at, row in enumerate(rows):
        fixed = bool(row.debit or row.credit)
        line, minor = next(amounts) if fixed else (lines_of((row.model_copy(update={"debit": "0"}),), "")[0][0], None)
        draft = typed_line(context, line, minor or 0, f"lines.{at}")
        if isinstance(draft, Problems):
            faults += draft
            continue
        kept = minor if request.keep_amounts else None
        made.append(TemplateLine(draft.account, draft.side if fixed else None, kept, row.memo, draft.dims))
    if faults:
        raise Refused(*faults)
    return tuple(made)


def _posted(context: Context, request: SaveTemplate) -> tuple[TemplateLine, ...]:
    found = get_voucher(context.unit, voucher_key(request.voucher))
    if not may_see(context, found):
        raise Refused(problem("books.no_voucher", number=request.voucher))
    if any(line.currency != context.company.currency for line in found.lines):
        raise Refused(problem("template.base_currency_only", "voucher"))
    return tuple(
        TemplateLine(line.account, line.side, line.amount_minor if request.keep_amounts else None, line.memo, line.dims)
        for line in found.lines
    )


@tool(action="template.change", effect="commit", people_only=True)
def save_voucher_template(context: Context, request: SaveTemplate) -> Done:
    """存为模板: keep a voucher as a template, from typed rows or a posted one."""
    lines = _posted(context, request) if request.voucher else _typed(context, request)
    made = Template("", request.name.strip(), request.memo.strip(), lines)
    number = add_template(context.unit, context.company.book, made, context.principal.user, context.now)
    return Done(TemplateKept(template=number), (Text(text=context.say("template.kept", template=number)),))


class Recur(Request):
    """``day`` of the month (31 is the last), 0 for never; from and until which month, '' for open."""

    template: Short
    day: int
    first_month: Short = ""
    last_month: Short = ""


@tool(action="template.change", effect="commit", people_only=True)
def recur_voucher_template(context: Context, request: Recur) -> Done:
    """周期: say on which day of the month, from and until when a template's voucher is proposed."""
    book = context.company.book
    faults: list[Problem] = []
    for name in ("first_month", "last_month"):
        try:
            period_number(getattr(request, name) or "2000-01")
        except Refused as refusal:
            faults += [replace(one, where=name) for one in refusal.problems]
    if faults:
        raise Refused(*faults)
    old = template(context.unit, book, request.template)
    changed = replace(old, day=request.day, first_month=request.first_month, last_month=request.last_month)
    change_template(context.unit, book, changed, context.principal.user, context.now)
    return Done(
        TemplateKept(template=old.template_id), (Text(text=context.say("template.kept", template=old.template_id)),)
    )


@tool(action="template.change", effect="commit", people_only=True)
def retire_voucher_template(context: Context, request: OneTemplate) -> Done:
    """停用: give a template up; what was posted from it stays."""
    book = context.company.book
    old = template(context.unit, book, request.template)
    change_template(context.unit, book, replace(old, retired=True, day=0), context.principal.user, context.now)
    return Done(
        TemplateKept(template=old.template_id), (Text(text=context.say("template.retired", template=old.template_id)),)
    )
