"""录凭证 and 更正: a voucher typed or pasted row by row, tried before it is kept, and proposed to another person."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from ledger.books.accounts import dimension_names, get_book
from ledger.books.amending import differences, earlier_year
from ledger.books.entries import Content, EntryDraft, LineDraft, Side, VoucherKey
from ledger.books.journal import Voucher, get_voucher
from ledger.books.reversal import correction, draft_of
from ledger.business.closing.accruals import SOURCE
from ledger.business.rates import RateKind, rates_on
from ledger.charts.roles import prior_years
from ledger.core import Problem, Refused, from_minor, problem, say
from ledger.proposals import ProposalDraft, propose
from ledger.proposals.series import numbering
from ledger.store.typed import discard
from policies.access import Resource
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.accruing import accruing, told
from tools.shared.finding_vouchers import may_see, voucher_key
from tools.shared.proposal_cards import account_names, card, lines_table, resource, show
from tools.shared.sheet_checked import SheetChecked, checked
from tools.shared.taxing import tax_notes, tax_rows, taxed
from tools.shared.typed_amounts import BALANCE, folded, typed_day
from tools.shared.typed_lines import Sheet, drafts, read_sheet
from tools.shared.typed_measures import Measure, Reader
from tools.shared.typed_rows import MOST_ROWS, WORKED_OUT, RowTyped, balanced, lines_of, pasted_rows
from tools.shared.typed_split import Problems, Short

MOST_PASTED = 400_000
Way = Literal["whole", "difference"]


class TypedVoucher(Request):
    """A voucher as typed. ``pasted`` are cells copied in Excel, read as further rows; ``voucher`` is the one put right.

    ``reverses_on`` makes it an accrual: a day of a later month, or ``next`` for the first of the next open one.
    ``fill_tax`` adds the tax lines that tax codes of other lines still lack. ``draft`` is the kept draft it was continued from, which is done with once the voucher is proposed.
    """

    date: Short = ""
    memo: Annotated[str, Field(max_length=200)] = ""
    attachments: Short = ""
    rows: tuple[RowTyped, ...] = Field(default=(), max_length=MOST_ROWS)
    pasted: Annotated[str, Field(max_length=MOST_PASTED)] = ""
    voucher: Short = ""
    reverses_on: Short = ""
    draft: Short = ""
    fill_tax: bool = False


class CorrectVoucher(TypedVoucher):
    """The corrected copy; ``way`` is the reversal with a new voucher, or one voucher of what the amounts lack."""

    way: Way = "whole"


class VoucherChecked(SheetChecked):
    """The rows with pasted ones added and ``=`` and ``..`` filled in, the series (凭证字) the voucher will have, as far as
    its lines can be read, and what :class:`SheetChecked` says.
    """

    rows: tuple[RowTyped, ...]
    series: str = ""


class CorrectedCopy(BaseModel):
    """A posted voucher as rows to be put right."""

    voucher: str
    number: str
    date: str
    attachments: int
    rows: tuple[RowTyped, ...]


def _titles(context: Context) -> dict[str, str]:
    names = dimension_names(context.unit)
    return {title.casefold(): code for code, pair in names.items() for title in (*pair, code)}


def _old(context: Context, asked: str) -> Voucher:
    """The posted voucher that is put right: one this person may see, in one currency and rate."""
    found = get_voucher(context.unit, voucher_key(asked))
    if not may_see(context, found):
        raise Refused(problem("books.no_voucher", number=asked))
    if found.reversed_by is not None:
        raise Refused(problem("books.reversed_twice", number=found.label))
    if found.reverses is not None:
        raise Refused(problem("books.is_reversal", number=found.label))
    if len({(line.currency, line.rate) for line in found.lines}) != 1:
        raise Refused(problem("proposal.several_currencies"))
    return found


def _before(context: Context, request: TypedVoucher) -> tuple[LineDraft, ...]:
    return draft_of(_old(context, request.voucher)).lines if request.voucher else ()


def _read(context: Context, request: TypedVoucher, currency: str) -> tuple[Sheet, list[RowTyped], list[Measure | None]]:
    """The rows that hold something, as lines, with what they measure; faults point at the rows as they are on the page."""
    reader = _reader(context, request)
    rows: list[RowTyped] = []
    measures: list[Measure | None] = []
    faults: list[Problem] = []
    for at, row in enumerate(one for one in request.rows if not one.empty):
        told = (
            [problem("voucher.measures_new_only", f"lines.{at}.currency")] if row.measured and request.voucher else []
        )
        filled, measure, wrong = (row, None, Problems(told)) if told else reader.read(row, f"lines.{at}")
        rows.append(filled)
        measures.append(measure)
        faults += wrong
    lines, one_sided = lines_of(tuple(rows), request.memo)
    sheet = read_sheet(lines, currency)
    for at, row in enumerate(rows):
        if row.measured and measures[at] is None and sheet.minors[at] is not None and not request.voucher:
            rows[at], measures[at], wrong = reader.read(balanced(row, sheet.lines[at]), f"lines.{at}")
            faults += wrong
    unknown = {f"lines.{at}.amount" for at, row in enumerate(rows) if folded(row.debit or row.credit) == WORKED_OUT}
    told_already = [one for one in sheet.faults if one.where not in unknown] if faults else sheet.faults
    sheet.faults[:] = [*one_sided, *faults, *told_already]
    return sheet, rows, measures


def _reader(context: Context, request: TypedVoucher) -> Reader:
    """What reads currencies and quantities: at the mid rates of the voucher's day."""
    day = typed_day(request.date, "date") or context.today.isoformat()
    foreign = [row.currency.upper() for row in request.rows if row.currency]
    known = isinstance(day, str) and foreign
    return Reader(context.company.currency, rates_on(context.unit, str(day), RateKind.MID, foreign) if known else {})


def _measured(lines: tuple[LineDraft, ...], measures: list[Measure | None]) -> tuple[LineDraft, ...]:
    """The lines with what each measures; refused where all are in one currency that is not even."""
    made = tuple(measure.on(line) if measure else line for line, measure in zip(lines, measures, strict=True))
    left = sum(line.amount_minor if line.side is Side.DEBIT else -line.amount_minor for line in made)
    if left and len(currencies := {line.currency for line in made}) == 1:
        shown = f"{from_minor(abs(left), currencies.pop()):,}"
        raise Refused(problem(f"typed.{'debits' if left > 0 else 'credits'}_more", "lines", difference=shown))
    return made


def _head(request: TypedVoucher, today: str) -> tuple[str, int, list[Problem]]:
    """Date, number of attachments, and what is wrong with them."""
    faults = []
    day = typed_day(request.date or today, "date")
    if isinstance(day, Problem):
        faults.append(day)
    count = request.attachments or "0"
    if not (count.isascii() and count.isdigit() and len(count) <= 4):
        faults.append(problem("voucher.attachments_count", "attachments"))
    return (str(day), 0, faults) if faults else (str(day), int(count), faults)


def _on_page(faults: tuple[Problem, ...] | list[Problem], rows: tuple[RowTyped, ...]) -> list[Problem]:
    """Faults of the lines that hold something, at the rows of the page."""
    places = [at for at, row in enumerate(rows) if not row.empty]
    found: dict[str, Problem] = {}
    for one in faults:
        parts = one.where.split(".")
        if parts[0] == "lines" and len(parts) > 1 and parts[1].isdigit() and int(parts[1]) < len(places):
            shown = replace(one, where=".".join(["lines", str(places[int(parts[1])]), *parts[2:]]))
        else:
            shown = one
        found.setdefault(shown.where, shown)
    return list(found.values())


@tool(action="voucher.read", effect="read", people_only=True)
def check_voucher(context: Context, request: TypedVoucher) -> Done:
    """Try a typed voucher without keeping it: pasted rows read, balance filled in, faults cell by cell."""
    context.require(Resource("Company", context.company.tenant), "voucher.propose")
    faults: list[Problem] = []
    if request.pasted.strip():
        read = pasted_rows(request.pasted, _titles(context))
        kept = tuple(row for row in request.rows if not row.empty)
        if isinstance(read, Problem):
            faults.append(read)
        elif len(kept) + len(read) > MOST_ROWS:
            faults.append(problem("voucher.too_many_rows", "pasted", count=len(kept) + len(read), most=MOST_ROWS))
        else:
            request = request.model_copy(update={"rows": kept + read, "pasted": ""})
    before = _before(context, request)
    currency = before[0].currency if before else context.company.currency
    day, _, of_head = _head(request, context.today.isoformat())
    if request.fill_tax and not of_head:
        request = _with_tax(context, request, currency, day)
    sheet, rows, measures = _read(context, request, currency)
    series = ""
    try:
        lines = _measured(drafts(context, sheet, before), measures)
        if not of_head:
            taxed(context, lines, _tax_day(context, request, day))
            series = numbering(context.unit, context.company.book, day).series_of(lines)
    except Refused as refusal:
        faults += refusal.problems
    shown_faults = _on_page([*of_head, *faults], request.rows)
    filled = iter(balanced(row, line) for row, line in zip(rows, sheet.lines, strict=True))
    shown = tuple(row if row.empty else next(filled) for row in request.rows)

    return Done(VoucherChecked(rows=shown, series=series, **checked(sheet, shown_faults, currency, context.language)))


def _tax_day(context: Context, request: TypedVoucher, day: str) -> str:
    """The day whose tax codes hold: that of the voucher put right, else the voucher's own."""
    return _old(context, request.voucher).document_date if request.voucher else day


def _with_tax(context: Context, request: TypedVoucher, currency: str, day: str) -> TypedVoucher:
    """The voucher with the tax lines its codes still lack, after the rows that hold something."""
    sheet, _, _ = _read(context, request, currency)
    read = [
        LineDraft(line.account.split(" ", 1)[0], Side.DEBIT if line.side == "debit" else Side.CREDIT, minor, currency,
                  tax_code=line.tax_code or None)
        for line, minor in zip(sheet.lines, sheet.minors, strict=True) if minor is not None and folded(line.amount) != BALANCE
    ]  # fmt: skip
    added = tuple(tax_rows(context, read, day))
    kept = tuple(row for row in request.rows if not row.empty)
    return request.model_copy(update={"rows": kept + added}) if added else request


def _entry(context: Context, request: TypedVoucher, before: tuple[LineDraft, ...]) -> EntryDraft:
    """What was typed as a voucher; Refused with every fault at its cell."""
    day, count, faults = _head(request, context.today.isoformat())
    currency = before[0].currency if before else context.company.currency
    sheet, _, measures = _read(context, request, currency)
    try:
        lines = _measured(drafts(context, sheet, before), measures)
        lines = lines if faults else taxed(context, lines, _tax_day(context, request, day))
    except Refused as refusal:
        raise Refused(*_on_page([*faults, *refusal.problems], request.rows)) from refusal
    if faults:
        raise Refused(*faults)
    return EntryDraft(day, lines, context.principal.user, document_date=day, source="typed", attachment_count=count)


def _shown_with(context: Context, lines: tuple[LineDraft, ...]) -> dict[str, Any]:
    departments = {dict(line.dims).get("department") for line in lines} - {None}
    return {
        "sender": context.principal.user,
        "department": departments.pop() if len(departments) == 1 else None,
        "reasons": [{"code": "voucher.typed_reason", "parameters": {}} for _ in lines],
    }


def _proposed(context: Context, content: Content, title: str, shown_with: dict[str, Any], origin: str = "") -> Done:
    made = ProposalDraft(content, origin=origin, summary=title, context=shown_with)
    view = propose(context.unit, context.principal, made, context.now)
    context.require(resource(view), "proposal.edit")
    shown = show(context, view)
    return Done(shown, (card(context, shown), lines_table(context, shown)))


@tool(action="voucher.propose", effect="propose", people_only=True)
def type_voucher(context: Context, request: TypedVoucher) -> Done:
    """录凭证: propose a voucher typed by hand; another person confirms it."""
    if request.voucher:
        raise Refused(problem("voucher.corrects_elsewhere", "voucher"))
    entry = _entry(context, request, ())
    notes = tax_notes(context, entry.lines, entry.posting_date)
    if request.reverses_on:
        entry = accruing(context, entry, request.reverses_on)
        notes = [told(entry), *notes]
    title = request.memo or entry.lines[0].memo or context.say("voucher.typed")
    content = Content(context.company.book, entry.posting_date[:7], (entry,))
    discard(context.unit, context.principal.user, request.draft)
    return _proposed(context, content, title, _shown_with(context, entry.lines) | {"notes": notes})


@tool(action="voucher.read", effect="read", people_only=True)
def corrected_copy(context: Context, request: TypedVoucher) -> Done:
    """更正: the lines of a posted voucher, ready to be put right."""
    context.require(Resource("Company", context.company.tenant), "voucher.reverse")
    old = _old(context, request.voucher)
    names = account_names(context, old.book)
    rows = []
    for number, line in enumerate(old.lines, 1):
        amount = format(from_minor(line.amount_minor, line.currency), "f")
        rows.append(
            RowTyped(
                was=number, account=f"{line.account} {names.get(line.account, '')}"[:100],
                debit=amount if line.side.name == "DEBIT" else "", credit=amount if line.side.name == "CREDIT" else "",
                memo=line.memo, dims=dict(line.dims), due_date=line.due_date or "", tax_code=line.tax_code or "",
            )
        )  # fmt: skip
    return Done(
        CorrectedCopy(voucher=request.voucher, number=old.label, date=context.today.isoformat(),
                      attachments=old.attachment_count, rows=tuple(rows))
    )  # fmt: skip


@tool(action="voucher.reverse", effect="propose", people_only=True)
def correct_voucher(context: Context, request: CorrectVoucher) -> Done:
    """更正: propose, as one matter, the reversal of a posted voucher and its corrected copy; one person confirms both."""
    old = _old(context, request.voucher)
    entry = _entry(context, request, draft_of(old).lines)
    language = get_book(context.unit, old.book).language
    whole = request.way == "whole"
    memo = say(
        f"books.memo_{'correction' if whole else 'difference'}", language, date=old.posting_date, number=old.label
    )
    lines = tuple(
        replace(line, memo=line.memo if line.memo.startswith(memo) else f"{memo} {line.memo}".strip(), settles=None)
        for line in entry.lines
    )
    source = old.source if old.source.startswith(SOURCE) and whole else entry.source  # what reverses itself still does
    content = _content(context, old.key, replace(entry, lines=lines, source=source), whole=whole)
    shown_with: dict[str, Any] = {"sender": context.principal.user, "corrects": old.label, "reasons": [],
                                  "notes": tax_notes(context, lines, old.document_date)}  # fmt: skip
    if any(line.settles for line in old.lines):
        shown_with["notes"].append({"code": "voucher.settled_before", "parameters": {"number": old.label}})
    title = context.say("voucher.correction_of", number=old.label, date=old.posting_date)
    return _proposed(context, content, title, shown_with, f"voucher:{request.voucher}")


def _content(context: Context, key: VoucherKey, entry: EntryDraft, *, whole: bool) -> Content:
    prior = prior_years(get_book(context.unit, get_voucher(context.unit, key).book).standard)
    if (through := earlier_year(context.unit, key, entry, prior)) is not None:
        return through
    return correction(context.unit, key, entry) if whole else differences(context.unit, key, entry)
