"""波动 Movements: accounts that moved beyond a percentage and an amount, the vouchers behind, and what people say of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from ledger.business.closing import facts_on
from ledger.business.closing.notes import Note, notes, write_note
from ledger.core import from_minor
from ledger.reports.movements import Behind, Movement, vouchers_behind
from ledger.reports.movements import movements as moved
from ledger.store.people import people
from tools.blocks import Column, Ref, Row, Table, Text, TextCell, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, find_account, rows_of_lines, scope_line, unposted
from tools.shared.leading import lead

Against = Literal["last_month", "last_year"]


class MovementsRequest(Request):
    """The month of ``period`` or ``as_of`` (default this one) against the month before or the same month last year.

    ``percent`` and ``amount`` (whole units of the base currency) default to the company's, to nothing for one ``account``
    (with those below it).
    """

    period: Between | None = None
    as_of: date | None = None
    against: Against = "last_month"
    account: str | None = None
    percent: int | None = Field(default=None, ge=0)
    amount: int | None = Field(default=None, ge=0)


class VoucherBehind(BaseModel):
    """A voucher and what it moved, positive on the account's normal side."""

    id: str
    label: str
    amount: Decimal


class ShownNote(BaseModel):
    """What somebody said, and when."""

    account: str
    name: str
    note: str
    by: str
    at: str


class Moved(BaseModel):
    """An account, its figures (positive on its normal side), what is known of it. ``percent`` is None from nothing."""

    account: str
    name: str
    now: Decimal
    before: Decimal
    change: Decimal
    percent: int | None
    vouchers: tuple[VoucherBehind, ...]
    notes: tuple[ShownNote, ...]


class Movements(BaseModel):
    """Largest change first; the thresholds that were used."""

    period: str
    before: str
    percent: int
    amount: int
    rows: tuple[Moved, ...]


def _before(day: date, against: Against) -> str:
    if against == "last_year":
        return f"{day.year - 1}-{day.month:02}"
    return f"{day.year - 1}-12" if day.month == 1 else f"{day.year}-{day.month - 1:02}"


def _notes(context: Context, period: str) -> list[ShownNote]:
    by = {one.user: one.called(context.language) for one in people(context.unit)}
    return [_note(context, one, by) for one in notes(context.unit, context.company.book, period)]


def _note(context: Context, one: Note, by: dict[str, str]) -> ShownNote:
    account = find_account(context, one.account)
    name = account.name_en if context.language == "en" else account.name_zh
    return ShownNote(
        account=one.account,
        name=name,
        note=one.note,
        by=by.get(one.noted_by, one.noted_by),
        at=one.noted_at.isoformat(),
    )


def _row(context: Context, one: Movement, behind: list[Behind], said: list[ShownNote]) -> Moved:
    base = context.company.currency
    change = one.change_minor
    return Moved(
        account=one.account, name=one.name_en if context.language == "en" else one.name_zh,
        now=from_minor(one.now_minor, base), before=from_minor(one.before_minor, base), change=from_minor(change, base),
        percent=round(change * 100 / abs(one.before_minor)) if one.before_minor else None,
        vouchers=tuple(
            VoucherBehind(id=f"{v.key.batch_id}.{v.key.entry_no}", label=v.label, amount=from_minor(v.amount_minor, base))
            for v in behind if v.account == one.account
        ),
        notes=tuple(note for note in said if note.account == one.account),
    )  # fmt: skip


def _table(context: Context, found: list[Movement], rows: tuple[Moved, ...], heads: tuple[str, str]) -> Table:
    base = context.company.currency
    titles = (
        context.say("report.account"),
        *heads,
        context.say("report.change"),
        context.say("closing.movement_percent"),
    )
    columns = tuple(Column(title=title, numeric=place > 0) for place, title in enumerate(titles))
    shown = tuple(
        Row(
            cells=(
                words(f"{row.account} {row.name}", Ref(kind="account", id=row.account)), money(one.now_minor, base),
                money(one.before_minor, base), money(one.change_minor, base),
                TextCell(text="–" if row.percent is None else f"{row.percent:+}%"),
            )
        )
        for one, row in zip(found, rows, strict=True)
    )  # fmt: skip
    return Table(columns=columns, rows=shown)


def _lead(context: Context, found: Movements) -> Text:
    """The largest movement, and the voucher that weighs most in it."""
    if not found.rows:
        return lead(context, "moved_none", period=found.period, before=found.before)
    first = found.rows[0]
    told = {
        "count": len(found.rows),
        "name": first.name,
        "change": first.change,
        "now": first.now,
        "before": first.before,
    }
    if not first.vouchers:
        return lead(context, "moved", **told)
    return lead(context, "moved_by", **told, voucher=first.vouchers[0].label, amount=first.vouchers[0].amount)


@tool(
    action="report.read",
    effect="read",
    examples={"zh": ("管理费用为什么波动", "本月哪些科目波动大"), "en": ("Which accounts moved most this month?",)},
)
def movements(context: Context, request: MovementsRequest) -> Done:
    """Accounts whose month moved beyond the thresholds against last month or last year, with vouchers and notes."""
    day = request.as_of or (request.period.end if request.period else context.today)
    month, before = f"{day:%Y-%m}", _before(day, request.against)
    book = context.company.book
    facts = facts_on(context.unit, book, day)
    only = find_account(context, request.account) if request.account else None
    usual = (int(facts.movement_percent), int(facts.movement_amount)) if only is None else (0, 0)
    percent = usual[0] if request.percent is None else request.percent
    amount = usual[1] if request.amount is None else request.amount
    scope = rows_of_lines(context, before, month)
    found = moved(context.unit, book, month, before, percent=percent, amount_minor=amount * 100, scope=scope)
    found = [one for one in found if only is None or one.account.startswith(only.code)]
    whole = context.sees_every("Line")
    behind = vouchers_behind(context.unit, book, month, [one.account for one in found]) if whole else []
    said = _notes(context, month) if whole else []
    rows = tuple(_row(context, one, behind, said) for one in found)
    context.tally.rows, context.tally.tainted = len(rows), True  # notes are people's words
    result = Movements(period=month, before=before, percent=percent, amount=amount, rows=rows)
    told = context.say("closing.movement_scope", percent=percent, amount=f"{amount:,}", before=before)
    table = _table(context, found, rows, (month, before))
    return Done(result, (_lead(context, result), table, scope_line(context, month, told, unposted=unposted(context))))


class NotesRequest(Request):
    """A month such as 2026-11."""

    period: str


class Notes(BaseModel):
    """All notes of the month."""

    period: str
    notes: tuple[ShownNote, ...]


@tool(action="period.read", effect="read")
def movement_notes(context: Context, request: NotesRequest) -> Done:
    """What people said of the accounts that moved in a month: printed with the statements."""
    said = tuple(_notes(context, request.period))
    context.tally.rows, context.tally.tainted = len(said), True
    shown = tuple(Row(cells=(words(f"{one.account} {one.name}"), words(one.note), words(one.by))) for one in said)
    titles = (context.say("report.account"), context.say("closing.note"), context.say("closing.noted_by"))
    return Done(
        Notes(period=request.period, notes=said),
        (Table(columns=tuple(Column(title=title) for title in titles), rows=shown),),
    )


class WriteNote(Request):
    """Which account in which month, and what is to be said of it."""

    period: str
    account: str
    note: str


class NoteWritten(BaseModel):
    """The account and month it stands by."""

    period: str
    account: str


@tool(action="report.note", effect="commit")
def note_movement(context: Context, request: WriteNote) -> Done:
    """Say why an account moved; kept with the month, the author and the time."""
    account = find_account(context, request.account).code
    user, now = context.principal.user, context.now
    write_note(context.unit, context.company.book, request.period, account, request.note, user, now)
    return Done(NoteWritten(period=request.period, account=account))
