"""抵账: what one owes us settled with what we owe: the same party, or another by an agreement of the three (三方抵账)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from ledger.books.accounts import get_book
from ledger.books.entries import Content, EntryDraft, LineDraft, dims
from ledger.business.closing import Month
from ledger.business.parties import Party
from ledger.business.settlement import Part, first_due, settlement
from ledger.core import Refused, grouped, problem, say, to_minor
from ledger.proposals import ProposalDraft, propose
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_party
from tools.shared.open_items import Chosen, Short, chosen_parts, items_on
from tools.shared.proposal_cards import card, lines_table, show


class ProposeOffset(Request):
    """``debtor`` owes us and ``creditor`` is owed by us (default the debtor itself). ``items`` of both (default all), those
    due first up to ``amount`` (default what both sides can bear); ``day`` is today by default. ``agreement`` names the paper of the three; required
    where creditor and debtor are two. ``currency`` where not the base one.
    """

    debtor: Short
    creditor: Short = ""
    day: date | None = None
    items: tuple[Chosen, ...] = ()
    amount: Decimal | None = Field(default=None, gt=0)
    currency: str = Field(default="", max_length=3)
    agreement: Short = ""
    department: Short = ""
    memo: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""


def _day(context: Context, request: ProposeOffset) -> str:
    return (request.day or context.today).isoformat()


def _sides(context: Context, request: ProposeOffset, debtor: Party, creditor: Party) -> tuple[list[Part], list[Part]]:
    """What the debtor owes us and what we owe the creditor, in the currency; refused where a chosen item is neither."""
    day = _day(context, request)
    currency = request.currency.upper() or context.company.currency
    if request.items:
        parts = chosen_parts(context, request.items, day)
    else:
        owners = {debtor.party_id, creditor.party_id}
        parts = [
            Part(one, abs(one.open_minor)) for one in items_on(context, day) if dict(one.dims).get("party") in owners
        ]
        parts = [one for one in parts if one.item.currency == currency]

    def of(party: Party, owes: bool) -> list[Part]:
        return [one for one in parts if dict(one.item.dims).get("party") == party.party_id
                and (one.item.open_minor > 0) == owes]  # fmt: skip

    theirs, ours = of(debtor, owes=True), of(creditor, owes=False)
    if request.items and len(theirs) + len(ours) != len(parts):
        raise Refused(problem("settle.offset_other_item", "items", debtor=debtor.name, creditor=creditor.name))
    for side, party, code in (
        (theirs, debtor, "settle.offset_owes_nothing"),
        (ours, creditor, "settle.offset_not_owed"),
    ):
        if not side:
            raise Refused(problem(code, "items", party=party.name, currency=currency))
    return theirs, ours


def _even(request: ProposeOffset, theirs: Sequence[Part], ours: Sequence[Part]) -> list[Part]:
    """As much of both sides as the amount, those due first."""
    most = min(sum(one.amount_minor for one in side) for side in (theirs, ours))
    currency = theirs[0].item.currency
    wanted = most if request.amount is None else to_minor(request.amount, currency)
    if wanted > most:
        told = {"wanted": grouped(wanted, currency), "most": grouped(most, currency)}
        raise Refused(problem("settle.offset_too_much", "amount", **told))
    return [*first_due(theirs, wanted), *first_due(ours, wanted)]


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_offset(context: Context, request: ProposeOffset) -> Done:
    """抵账: propose one voucher that settles what one party owes us with what we owe the same or, by agreement, another."""
    debtor = find_party(context, request.debtor, "party")
    creditor = find_party(context, request.creditor, "party") if request.creditor else debtor
    three = debtor.party_id != creditor.party_id
    if three and not request.agreement:
        raise Refused(problem("settle.offset_agreement", "agreement"))
    parts = _even(request, *_sides(context, request, debtor, creditor))
    lines = _lines(context, request, parts, _memo(context, request, debtor, creditor))
    day = _day(context, request)
    entry = EntryDraft(
        day, lines, context.principal.user, document_date=day, source="offset", attachment_count=int(three)
    )
    shown_with = {"sender": context.principal.user,
                  "reasons": [{"code": "settle.reason_offset", "parameters": {}} for _ in lines]}  # fmt: skip
    draft = ProposalDraft(Content(context.company.book, day[:7], (entry,)), summary=lines[0].memo, context=shown_with)
    shown = show(context, propose(context.unit, context.principal, draft, context.now))
    return Done(shown, (card(context, shown), lines_table(context, shown)))


def _memo(context: Context, request: ProposeOffset, debtor: Party, creditor: Party) -> str:
    if request.memo:
        return request.memo
    key = "settle.memo_offset" if debtor.party_id == creditor.party_id else "settle.memo_offset_three"
    told = {"debtor": debtor.name, "creditor": creditor.name, "agreement": request.agreement}
    return say(key, get_book(context.unit, context.company.book).language, **told)


def _lines(context: Context, request: ProposeOffset, parts: Sequence[Part], memo: str) -> tuple[LineDraft, ...]:
    """The settling lines, each with the agreement it goes by, and the realised difference of a foreign currency."""
    book, base = context.company.book, context.company.currency
    month = Month.of(context.unit, book, _day(context, request)[:7])
    difference = month.account("exchange_realised") or month.account("exchange_difference")
    if parts[0].item.currency != base and not difference:
        raise Refused(problem("settle.no_difference_account"))
    of = month.dims(difference) or ()
    if difference in month.by_department and request.department:
        of = dims({"department": request.department})
    lines = settlement(parts, base, difference, of, memo, loss=month.account("exchange_loss"))
    method = say("settle.method_offset", get_book(context.unit, book).language)
    return tuple(
        replace(one, settlement_method=method, settlement_number=request.agreement or None) if one.settles else one
        for one in lines
    )
