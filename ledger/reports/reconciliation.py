"""银行存款余额调节表: what the bank says of an account on a day beside what the books say, and the four kinds of 未达账项.

An item stands open on a day when nothing it was matched with had come by then. Lines that came open with the books'
opening are open items like others. What else lies before the first statement is one figure, ``start_gap``: the books' balance
there less the bank's; the two adjusted balances differ by it and by nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, exists, select

from ledger.books.account_lines import ids_below
from ledger.books.accounts import get_book
from ledger.books.balances import year_start
from ledger.books.calendar import day_number, day_text, period_number
from ledger.books.entries import Layer, Side
from ledger.business.cash.matching import BankKey, BookKey
from ledger.business.cash.statements import BankStatement, statements
from ledger.business.opening.carried import carried
from ledger.core import currency_number, problem
from ledger.core.problem import Refused
from ledger.reports.columns import entry, line
from ledger.reports.ledger_rows import AccountRows
from ledger.store import Unit
from ledger.store.schema.cash import bank_line, bank_match, bank_match_part, bank_match_undone

MOST_OPEN = 5_000
"""No statement lists more open items of one side."""


@dataclass(frozen=True, slots=True)
class BankItem:
    """A bank's line without its like in the books by then; ``later`` where it was matched with something after the day."""

    key: BankKey
    day: str
    amount_minor: int
    party: str
    memo: str
    reference: str
    later: bool


@dataclass(frozen=True, slots=True)
class BookItem:
    """A line of the books that the bank did not know by then; ``amount_minor`` positive for money received."""

    key: BookKey
    day: str
    label: str
    amount_minor: int
    memo: str
    later: bool


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """An account in one currency on a day, minor units. ``start_gap``: the books' balance less the bank's on the eve of
    the first statement. ``reaches``: the last day the statements speak of; '' without any.
    """

    account: str
    currency: str
    as_of: str
    reaches: str
    bank_balance: int
    book_balance: int
    start_gap: int
    bank: tuple[BankItem, ...] = ()
    books: tuple[BookItem, ...] = ()
    held: tuple[BankStatement, ...] = field(default=())

    def sum_of(self, *, bank: bool, received: bool) -> int:
        """The sum of one of the four kinds, without sign."""
        amounts = [one.amount_minor for one in (self.bank if bank else self.books)]
        return abs(sum(amount for amount in amounts if (amount > 0) == received))

    @property
    def bank_adjusted(self) -> int:
        """The bank's balance with what the books received and paid and the bank did not."""
        return self.bank_balance + sum(one.amount_minor for one in self.books)

    @property
    def book_adjusted(self) -> int:
        """The books' balance with what the bank received and paid and the books did not."""
        return self.book_balance + sum(one.amount_minor for one in self.bank)

    @property
    def agrees(self) -> bool:
        """Whether the statements reach the day and both adjusted balances are one figure."""
        return self.reaches >= self.as_of and self.bank_adjusted == self.book_adjusted


def reconciliation(unit: Unit, book: str, account: str, currency: str, as_of: str) -> Reconciliation:
    """The statement of an account on a day. Refused where more stands open than can be listed."""
    found, held = get_book(unit, book), statements(unit, book, account, currency)
    ids = tuple(ids_below(unit, book, account))
    rows = AccountRows(unit, found.book_id, ids, tuple(Layer), (), None, currency_number(currency))
    standing = _standing(rows, day_number(as_of), found.fiscal_start_month)
    held = [one for one in held if one.first_day <= as_of]
    said = _Opened.of(unit, book, account, currency, as_of)
    if not held and said.balance is None:
        return Reconciliation(account, currency, as_of, "", 0, standing, standing - said.gap, said.bank, said.books)
    first = held[0].first_day if held else (date.fromisoformat(said.day) + timedelta(days=1)).isoformat()
    eve = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    before = _standing(rows, day_number(eve), found.fiscal_start_month)
    began = held[0].opening_minor if held else said.balance or 0
    bank = _bank_items(unit, book, held, as_of) if held else []
    books = _book_items(rows, book, first, as_of) if first <= as_of else []
    return Reconciliation(
        account, currency, as_of, held[-1].last_day if held else said.day,
        _bank_balance(unit, book, held, as_of) if held else began, standing, before - began - said.gap,
        (*said.bank, *bank), (*said.books, *books), tuple(held),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Opened:
    """What came open with the opening: lines open on the day, ``gap`` what they all explain of books less bank, the bank's
    balance on the opening's last ``day`` where somebody said it.
    """

    day: str
    balance: int | None
    gap: int
    bank: tuple[BankItem, ...]
    books: tuple[BookItem, ...]

    @classmethod
    def of(cls, unit: Unit, book: str, account: str, currency: str, as_of: str) -> _Opened:
        said = carried(unit)
        lines = said.lines_of(account, currency) if said.day <= as_of else []
        by_then = _opened_matches(unit, book, as_of) if lines else set()
        ever = _opened_matches(unit, book, None) if lines else set()
        left = [(number, one, number in ever) for number, one in lines if number not in by_then]
        return cls(
            said.day, said.bank_balance(account, currency) if said.day <= as_of else None,
            sum(-one.amount if one.of_bank else one.amount for _, one in lines),
            tuple(BankItem(BankKey(0, number), one.day, one.amount, "", one.text, "", later)
                  for number, one, later in left if one.of_bank),
            tuple(BookItem(BookKey(0, 0, number), one.day, "", one.amount, one.text, later)
                  for number, one, later in left if not one.of_bank),
        )  # fmt: skip


def _opened_matches(unit: Unit, book: str, until: str | None) -> set[int]:
    """Numbers of lines of the opening that are matched (by ``until``)."""
    p = bank_match_part.c
    rows = unit.connection.execute(
        _matched(unit, book, until)
        .with_only_columns(p.statement_line, p.line_no)
        .where(p.statement_id == 0, p.batch_id == 0)
    )
    return {int(statement_line or line_no) for statement_line, line_no in rows}


def _standing(rows: AccountRows, day: int, fiscal_start_month: int) -> int:
    """What the books hold at the end of a day, signed."""
    month = day // 100 * 100
    before = sum(
        one.own for at, number, one in rows.months(year_start(month, fiscal_start_month), month)
        if number == rows.currency and at < month
    )  # fmt: skip
    return before + sum(one.own for at, _, one in rows.days(month, month) if at <= day)


def _bank_balance(unit: Unit, book: str, held: list[BankStatement], as_of: str) -> int:
    """The balance of the last statement whole, or up to the day where it goes beyond."""
    last = held[-1]
    if last.last_day <= as_of:
        return last.closing_minor
    c = bank_line.c
    amounts = unit.connection.execute(
        select(c.amount_minor).where(
            c.tenant_id == unit.tenant, c.book == book, c.statement_id == last.statement_id, c.day <= as_of
        )
    ).scalars()
    return last.opening_minor + sum(int(one) for one in amounts)


def _bank_items(unit: Unit, book: str, held: list[BankStatement], as_of: str) -> list[BankItem]:
    c, p = bank_line.c, bank_match_part.c
    mine = and_(p.statement_id == c.statement_id, p.statement_line == c.line_no)
    rows = unit.connection.execute(
        select(c.statement_id, c.line_no, c.day, c.amount_minor, c.party, c.memo, c.reference,
               _matched(unit, book, None).where(mine).exists().label("later"))
        .where(c.tenant_id == unit.tenant, c.book == book, c.day <= as_of)
        .where(c.statement_id.in_([one.statement_id for one in held]))
        .where(~_matched(unit, book, as_of).where(mine).exists())
        .order_by(c.day, c.statement_id, c.line_no).limit(MOST_OPEN + 1)
    ).all()  # fmt: skip
    _not_too_many(len(rows))
    return [
        BankItem(BankKey(row[0], row[1]), row[2], int(row[3]), row[4], row[5], row[6], bool(row[7])) for row in rows
    ]


def _matched(unit: Unit, book: str, until: str | None) -> Select[Any]:
    """Parts of matches that hold; ``until`` keeps matches that were complete on that day."""
    p, m, gone = bank_match_part.c, bank_match.c, bank_match_undone.c
    undone = exists().where(gone.tenant_id == m.tenant_id, gone.book == m.book, gone.match_id == m.match_id)
    query = (
        select(p.match_id)
        .join(bank_match, and_(m.tenant_id == p.tenant_id, m.book == p.book, m.match_id == p.match_id))
        .where(p.tenant_id == unit.tenant, p.book == book, ~undone)
    )
    return query if until is None else query.where(m.complete_day <= until)


def _book_items(rows: AccountRows, book: str, first: str, as_of: str) -> list[BookItem]:
    p = bank_match_part.c
    mine = and_(p.batch_id == line.c.batch_id, p.entry_no == line.c.entry_no, p.line_no == line.c.line_no)
    settled = _matched(rows.unit, book, as_of).where(mine).correlate(line).exists()
    from_month, to_month = period_number(first[:7]), period_number(as_of[:7])
    inside = entry.c.posting_date.between(day_number(first), day_number(as_of))
    found = rows.page(from_month, to_month, None, MOST_OPEN, ~settled, inside)
    _not_too_many(len(found.rows) + (1 if found.following else 0))
    later = set(
        rows.unit.connection.execute(
            _matched(rows.unit, book, None).with_only_columns(p.batch_id, p.entry_no, p.line_no).where(p.batch_id > 0)
        ).tuples()
    )
    items = []
    for place, _, label, memo, side, _, amount, _ in found.rows:
        key = BookKey(place.batch_id, place.entry_no, place.line_no)
        signed = amount if side == Side.DEBIT else -amount
        items.append(BookItem(key, day_text(place.posting_date), label, signed, memo, tuple(key) in later))
    return items


def _not_too_many(count: int) -> None:
    if count > MOST_OPEN:
        raise Refused(problem("bank.too_many_open", count=MOST_OPEN))
