"""重分类: posted lines moved to another department, project or other dimension, many at once, without touching them."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from ledger.books.accounts import accounts, dimension_names, dimension_values, get_book
from ledger.books.entries import Content, Dims, EntryDraft, EntryKind, Layer, LineDraft, VoucherKey, dims
from ledger.books.journal import Line, Voucher, get_voucher
from ledger.books.retiring import retired_values
from ledger.books.reversal import draft_of
from ledger.core import Problem, Refused, problem, say
from ledger.proposals import ProposalDraft, propose
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.finding_vouchers import may_see, voucher_key
from tools.shared.proposal_cards import card, lines_table, resource, show
from tools.shared.typed_split import Short

MOST_MOVED = 200
PAYEES = ("party", "employee")
"""Who is owed is no matter of reclassifying: such a line is corrected (更正)."""


class Reclassify(Request):
    """``lines`` as voucher and number (``12.3.1``); ``dimension`` is what changes, ``value`` its code or name."""

    lines: tuple[Short, ...] = Field(min_length=1, max_length=MOST_MOVED)
    dimension: Short = "department"
    value: Short
    reason: Annotated[str, Field(max_length=200)] = ""


def _value(context: Context, request: Reclassify) -> str:
    titles = dimension_names(context.unit)
    if request.dimension not in titles or request.dimension in PAYEES:
        raise Refused(problem("reclass.no_such_dimension", "dimension", dimension=request.dimension))
    known = dimension_values(context.unit, request.dimension)
    asked = request.value.split(" ", 1)[0]
    found = asked if asked in known else next((code for code, name in known.items() if name == request.value), None)
    if found is None:
        title = titles[request.dimension][context.language == "en"]
        raise Refused(problem("typed.no_such_value", "value", dimension=title, value=request.value))
    if found in retired_values(context.unit, request.dimension):
        title = titles[request.dimension][context.language == "en"]
        raise Refused(problem("books.retired_value", "value", dimension=title, value=known[found]))
    return found


def _chosen(context: Context, asked: str) -> tuple[Voucher, Line, LineDraft]:
    """A line this person may see, with its draft."""
    key_text, _, number = asked.rpartition(".")
    key: VoucherKey = voucher_key(key_text)
    voucher = context.once(("voucher", key), lambda: get_voucher(context.unit, key))
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    if not may_see(context, voucher) or not 1 <= place <= len(voucher.lines):
        raise Refused(problem("books.no_voucher", "lines", number=asked))
    if voucher.reversed_by is not None:
        raise Refused(problem("books.reversed_twice", "lines", number=voucher.label))
    if voucher.layer is Layer.TRANSFER:
        raise Refused(problem("reclass.transfer", "lines", number=voucher.label))
    return voucher, voucher.lines[place - 1], draft_of(voucher).lines[place - 1]


def _moved(context: Context, asked: str, dimension: str, value: str, language: str) -> tuple[LineDraft, ...]:
    """The line taken back where it was and booked where it belongs: nothing moves on the account itself."""
    voucher, line, draft = _chosen(context, asked)
    open_item = context.once("open_items", lambda: _open_item_accounts(context, voucher.book))
    if line.account in open_item:
        raise Refused(problem("reclass.open_item", "lines", number=voucher.label, account=line.account))
    there: Dims = dims({**dict(line.dims), dimension: value})
    if there == line.dims:
        return ()
    memo = say("reclass.memo", language, date=voucher.posting_date, number=voucher.label)
    base = line.base_minor
    plain = replace(draft, memo=f"{memo} {line.memo}".strip(), settles=None, due_date=None, quantity=None, unit_price=None,
                    tax_base_minor=None, tax_code=None, tax_month=None)  # fmt: skip
    return replace(plain, amount_minor=-line.amount_minor, base_minor=-base), replace(
        plain, dims=there, base_minor=base
    )


def _open_item_accounts(context: Context, book: str) -> frozenset[str]:
    return frozenset(one.code for one in accounts(context.unit, book) if one.open_item)


@tool(action="voucher.propose", effect="propose", people_only=True)
def reclassify_lines(context: Context, request: Reclassify) -> Done:
    """重分类: propose one voucher that moves posted lines to another value of a dimension; each account nets to zero."""
    value = _value(context, request)
    language = get_book(context.unit, context.company.book).language
    lines: list[LineDraft] = []
    faults: list[Problem] = []
    for asked in dict.fromkeys(request.lines):
        try:
            lines += _moved(context, asked, request.dimension, value, language)
        except Refused as refusal:
            faults += refusal.problems
    if faults:
        raise Refused(*faults)
    if not lines:
        raise Refused(problem("reclass.nothing_moves", "value"))
    day = context.today.isoformat()
    entry = EntryDraft(day, tuple(lines), context.principal.user, EntryKind.CORRECTION, document_date=day,
                       source="typed", attachment_count=0)  # fmt: skip
    told: dict[str, Any] = {
        "sender": context.principal.user,
        "reasons": [{"code": "reclass.reason", "parameters": {}} for _ in lines],
    }
    title = request.reason or context.say("reclass.title", count=len(lines) // 2)
    made = ProposalDraft(Content(context.company.book, day[:7], (entry,)), summary=title, context=told)
    view = propose(context.unit, context.principal, made, context.now)
    context.require(resource(view), "proposal.edit")
    shown = show(context, view)
    return Done(shown, (card(context, shown), lines_table(context, shown)))
