"""学到的记法: what confirmed vouchers taught of accounts, dimensions and tax, each by name; a person may have one forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from pydantic import BaseModel

from ledger.books.accounts import dimension_values
from ledger.books.entries import VoucherKey
from ledger.books.journal import Voucher, get_voucher
from ledger.core import Refused, problem
from ledger.posting_rules.learning import Lesson
from ledger.proposals.lessons import all_lessons, forget, forgotten, party_names
from tools.blocks import Column, Ref, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.finding_vouchers import may_see, voucher_key
from tools.shared.past_vouchers import vouchers_seen
from tools.shared.proposal_cards import account_names

MOST = 1000
"""Newest lessons that are listed."""


class TaughtBy(BaseModel):
    """A voucher that taught: its key as ``open_voucher`` takes it, what it is called, its date, its document or ''."""

    voucher: str
    label: str
    date: str
    document: str


class BookingRow(BaseModel):
    """One way of booking: a vendor's ('' for receipts that colleagues paid), on an account, with what became of the tax
    (``apart``, ``cost``, ``none``); the names of departments and the tax codes of its vouchers, which stand newest first.
    """

    vendor: str
    account: str
    account_name: str
    tax: str
    departments: tuple[str, ...]
    tax_codes: tuple[str, ...]
    vouchers: tuple[TaughtBy, ...]


class BookingsLearned(BaseModel):
    """All ways of booking that stand, by vendor and account; ``more`` where older lessons are not listed."""

    rows: tuple[BookingRow, ...]
    more: bool


def _key(one: Lesson) -> tuple[str, str, str]:
    return one.party_id, one.account, one.tax.value


def _taught_by(each: list[Lesson], seen: Mapping[VoucherKey, Voucher]) -> tuple[TaughtBy, ...]:
    papers = {VoucherKey(one.batch_id, one.entry_no): one.document_id for one in each}
    return tuple(
        TaughtBy(voucher=f"{key.batch_id}.{key.entry_no}", label=seen[key].label, date=seen[key].posting_date, document=paper)
        for key, paper in papers.items()
    )  # fmt: skip


@tool(action="learned.read", effect="read", people_only=True)
def list_booking_lessons(context: Context, request: Nothing) -> Done:
    """What confirmed vouchers taught of accounts, departments and tax, with the vouchers it comes from."""
    everything = all_lessons(context.unit, context.company.book, MOST + 1)
    keys = list(dict.fromkeys(VoucherKey(one.batch_id, one.entry_no) for one in everything[:MOST]))
    seen = {one.key: one for one in vouchers_seen(context, keys)}
    shown = [one for one in everything[:MOST] if VoucherKey(one.batch_id, one.entry_no) in seen]
    named, accounts = (
        party_names(context.unit, (one.party_id for one in shown)),
        account_names(context, context.company.book),
    )
    places = dimension_values(context.unit, "department")
    grouped = [list(each) for _, each in groupby(sorted(shown, key=_key), key=_key)]
    rows = tuple(
        BookingRow(
            vendor=named.get(each[0].party_id, each[0].party_id), account=each[0].account,
            account_name=accounts.get(each[0].account, ""), tax=each[0].tax.value,
            departments=tuple(sorted({places.get(one.department, one.department) for one in each} - {""})),
            tax_codes=tuple(sorted({one.tax_code for one in each} - {""})), vouchers=_taught_by(each, seen),
        )
        for each in grouped
    )  # fmt: skip
    context.tally.rows, context.tally.tainted = len(rows), True
    found = BookingsLearned(rows=rows, more=len(everything) > MOST)
    return Done(found, (_table(context, rows) if rows else Text(text=context.say("learned.no_bookings")),))


def _table(context: Context, rows: tuple[BookingRow, ...]) -> Table:
    heads = ("vendor", "booked_to", "tax", "vouchers")
    lines = tuple(
        Row(cells=(words(one.vendor), words(f"{one.account} {one.account_name}", Ref(kind="account", id=one.account)),
                   words(context.say(f"learned.tax_{one.tax}")),
                   words(" ".join(each.label for each in one.vouchers), Ref(kind="voucher", id=one.vouchers[0].voucher))))
        for one in rows
    )  # fmt: skip
    return Table(columns=tuple(Column(title=context.say(f"learned.{head}")) for head in heads), rows=lines)


class ForgetBooking(Request):
    """A posted voucher by its key (``12.1``)."""

    voucher: str


class BookingForgotten(BaseModel):
    """The voucher that teaches nothing any more."""

    voucher: str
    label: str


@tool(action="learned.change", effect="commit", people_only=True)
def forget_booking_lesson(context: Context, request: ForgetBooking) -> Done:
    """Forget how a voucher was booked: no proposal is made after it any more. The voucher itself stays as it is."""
    found = get_voucher(context.unit, voucher_key(request.voucher))
    if not may_see(context, found):
        raise Refused(problem("books.no_voucher", number=request.voucher))
    if found.key in forgotten(context.unit, [found.key]):
        raise Refused(problem("learned.forgotten_before", "voucher", number=found.label))
    context.tally.rows = forget(context.unit, found.key, context.principal.user, context.now)
    told = context.say("learned.booking_forgotten", number=found.label)
    return Done(BookingForgotten(voucher=request.voucher, label=found.label), (Text(text=told),))
