"""撤销核销: what a voucher settled stands open again from a day on, and so does what it settled with; no balance changes.

Each line that settled an item is taken back in red and booked anew on the same account and side. The red one stands open in
the item's place, with its due day, so that it is as late as it was; the blue one is the payment, which pays nothing yet.
Where every line of the voucher settled an item (an offset) the red ones are even and stand alone. Days before stay as they
were printed; what is open again is settled anew like any other item.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pydantic import BaseModel

from ledger.books.accounts import get_book
from ledger.books.entries import Content, EntryDraft, LineDraft, VoucherKey
from ledger.books.journal import Line, Voucher, get_voucher
from ledger.books.reversal import draft_of
from ledger.core import problem, say
from ledger.core.problem import Refused
from ledger.proposals import ProposalDraft, of_origin, propose
from policies.access import Resource
from tools.context import Context, Forbidden
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.finding_vouchers import may_see, voucher_key
from tools.shared.proposal_cards import card, lines_table, show

ORIGIN = "unmatch:"


class UnmatchVoucher(Request):
    """The posted voucher whose matches are undone (``12.3``), and from which day (default today)."""

    voucher: str
    day: date | None = None


class Matches(BaseModel):
    """How many lines of a voucher settled an item, and the proposal that undoes it, where there is one."""

    voucher: str
    count: int
    proposal: str | None = None


class MatchesOf(Request):
    """Of which voucher."""

    voucher: str


def _settling(voucher: Voucher) -> list[tuple[Line, LineDraft]]:
    """The lines that settled an item in its own currency, each with itself as a draft."""
    copies = draft_of(voucher).lines
    return [
        (line, copy) for line, copy in zip(voucher.lines, copies, strict=True) if line.settles and line.amount_minor
    ]


def _origin(voucher: Voucher) -> str:
    return f"{ORIGIN}{voucher.key.batch_id}.{voucher.key.entry_no}"


def _asked(context: Context, voucher: str) -> Voucher:
    """A posted voucher this person may see; for those who see every line."""
    if not context.sees_every("Line", "report.read"):
        raise Forbidden(context.may("people.change", Resource("Company", context.company.tenant)))
    found = get_voucher(context.unit, voucher_key(voucher))
    if not may_see(context, found):
        raise Refused(problem("books.no_voucher", number=voucher))
    return found


@tool(action="report.read", effect="read", people_only=True)
def voucher_matches(context: Context, request: MatchesOf) -> Done:
    """Whether a posted voucher settled open items, and what undoes that."""
    found = _asked(context, request.voucher)
    settling = _settling(found)
    undone = of_origin(context.unit, _origin(found)).get(_origin(found)) if settling else None
    count = 0 if found.reversed_by or found.reverses else len(settling)
    return Done(Matches(voucher=request.voucher, count=count, proposal=undone.proposal_id if undone else None))


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_unmatch(context: Context, request: UnmatchVoucher) -> Done:
    """撤销核销: propose that what a voucher settled stands open again from a day on."""
    old = _asked(context, request.voucher)
    day = (request.day or context.today).isoformat()
    settling = _settling(old)
    if not settling:
        raise Refused(problem("settle.nothing_matched", "voucher", number=old.label))
    if old.reversed_by is not None or old.reverses is not None:
        raise Refused(problem("settle.open_already", "voucher", number=old.label))
    if _origin(old) in of_origin(context.unit, _origin(old)):
        raise Refused(problem("settle.unmatched_twice", "voucher", number=old.label))
    if day < old.posting_date:
        raise Refused(problem("settle.unmatched_before", "day", number=old.label, day=old.posting_date))
    memo = say(
        "settle.memo_unmatch", get_book(context.unit, old.book).language, date=old.posting_date, number=old.label
    )
    offset = len(settling) == len(old.lines)
    lines = tuple(
        made for line, copy in settling for made in _pair(context, old, line, copy, memo)[: 1 if offset else 2]
    )
    entry = EntryDraft(day, lines, context.principal.user, document_date=day, source=_origin(old), attachment_count=0)
    shown_with = {
        "sender": context.principal.user,
        "reasons": [
            {"code": f"settle.reason_{name}", "parameters": {}}
            for _ in settling
            for name in (("item",) if offset else ("item", "payment"))
        ],
    }
    draft = ProposalDraft(Content(old.book, day[:7], (entry,)), origin=_origin(old), summary=memo, context=shown_with)
    shown = show(context, propose(context.unit, context.principal, draft, context.now))
    return Done(shown, (card(context, shown), lines_table(context, shown)))


def _pair(context: Context, old: Voucher, line: Line, copy: LineDraft, memo: str) -> tuple[LineDraft, LineDraft]:
    """The item as it stood, and the payment with nothing it pays."""
    assert line.settles is not None
    item = get_voucher(context.unit, VoucherKey(line.settles.batch_id, line.settles.entry_no))
    opened = next(one for one in item.lines if one.key == line.settles)
    plain = replace(copy, memo=memo, settles=None, quantity=None, unit_price=None, tax_code=None, tax_base_minor=None,
                    tax_month=None, source=None)  # fmt: skip
    assert plain.base_minor is not None
    red = replace(
        plain,
        amount_minor=-plain.amount_minor,
        base_minor=-plain.base_minor,
        due_date=opened.due_date or item.posting_date,
    )
    return red, replace(plain, due_date=old.posting_date)
