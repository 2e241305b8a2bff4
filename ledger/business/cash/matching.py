"""勾对: lines of a bank's statement held against lines of the books, exactly even; undone by a row, never by deletion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, case, column, func, insert, select, table, tuple_

from ledger.books.account_lines import ids_below
from ledger.books.accounts import get_book
from ledger.books.calendar import day_text
from ledger.books.entries import Side
from ledger.business.cash.statements import statements
from ledger.business.opening.carried import carried
from ledger.core import currency_number, grouped, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.cash import bank_line, bank_match, bank_match_part, bank_match_undone

MOST, CHUNK = 200, 200
"""No match has more parts; as many lines are looked up at a time."""
_NAMES = ("tenant_id", "batch_id", "entry_no", "line_no", "cell_id", "currency", "side", "amount_minor")
_line = table("line", *map(column, _NAMES))
_entry = table("entry", *map(column, ("tenant_id", "batch_id", "entry_no", "posting_date")))
_cell = table("cell", *map(column, ("tenant_id", "cell_id", "book_id", "account_id")))


class BankKey(NamedTuple):
    """A line of a statement; of statement 0 are the lines that came open with the books' opening."""

    statement_id: int
    line_no: int


class BookKey(NamedTuple):
    """A line of a voucher; of batch 0 are the lines of earlier books that came open with the opening."""

    batch_id: int
    entry_no: int
    line_no: int


@dataclass(frozen=True, slots=True)
class Match:
    """A match that holds; ``complete_day`` is the day of its latest part."""

    match_id: int
    complete_day: str
    made_by: str
    made_at: datetime
    bank: tuple[BankKey, ...]
    books: tuple[BookKey, ...]


def matches(unit: Unit, book: str, account: str, currency: str) -> list[Match]:
    """Matches of an account that hold, oldest first."""
    p, m = bank_match_part.c, bank_match.c
    gone = select(bank_match_undone.c.match_id).where(
        bank_match_undone.c.tenant_id == unit.tenant, bank_match_undone.c.book == book
    )
    heads = unit.connection.execute(
        select(m.match_id, m.complete_day, m.made_by, m.made_at)
        .where(m.tenant_id == unit.tenant, m.book == book, m.account == account, m.currency == currency)
        .where(m.match_id.not_in(gone))
        .order_by(m.match_id)
    ).all()
    of_account = select(m.match_id).where(
        m.tenant_id == unit.tenant, m.book == book, m.account == account, m.currency == currency
    )
    parts = unit.connection.execute(
        select(p.match_id, p.statement_id, p.statement_line, p.batch_id, p.entry_no, p.line_no)
        .where(p.tenant_id == unit.tenant, p.book == book, p.match_id.in_(of_account))
        .order_by(p.match_id, p.part_no)
    )
    bank: dict[int, list[BankKey]] = {}
    books: dict[int, list[BookKey]] = {}
    for match_id, statement_id, statement_line, *of_books in parts:
        if statement_id or statement_line:
            bank.setdefault(match_id, []).append(BankKey(statement_id, statement_line))
        else:
            books.setdefault(match_id, []).append(BookKey(*of_books))
    return [
        Match(match_id, day, user, at, tuple(bank.get(match_id, ())), tuple(books.get(match_id, ())))
        for match_id, day, user, at in heads
    ]


Group = tuple[Sequence[BankKey], Sequence[BookKey]]
"""Lines of a statement and lines of the books that belong together."""


def match(
    unit: Unit, book: str, account: str, currency: str, groups: Sequence[Group], actor: str, now: datetime
) -> tuple[int, ...]:
    """Hold each group's lines against each other; the matches' numbers. Refused unless both sides of every group come to
    the same amount to the cent.

    One side alone may cancel itself out (a bank's error and its correction, a voucher and its reversal).
    """
    hold(unit, "bank match")
    bank = [key for group in groups for key in group[0]]
    books = [key for group in groups for key in group[1]]
    if any(not 2 <= len(one) + len(other) <= MOST for one, other in groups):
        raise Refused(problem("bank.choose_two", "lines", most=MOST))
    if len(set(bank)) != len(bank) or len(set(books)) != len(books):
        raise Refused(problem("bank.chosen_twice", "lines"))
    held = matches(unit, book, account, currency)
    if {key for one in held for key in one.bank} & set(bank) or {key for one in held for key in one.books} & set(books):
        raise Refused(problem("bank.matched_already", "lines"))
    of_bank = _bank_lines(unit, book, account, currency, bank)
    of_books = _book_lines(unit, book, account, currency, books)
    if set(bank) - set(of_bank) or set(books) - set(of_books):
        raise Refused(problem("bank.unknown_line", "lines"))
    days = [
        _complete([of_bank[key] for key in one], [of_books[key] for key in other], currency) for one, other in groups
    ]
    return _keep(unit, book, (account, currency), list(zip(groups, days, strict=True)), actor, now)


def _complete(bank: Sequence[tuple[str, int]], books: Sequence[tuple[str, int]], currency: str) -> str:
    """The day of a group's latest line; refused where the group is not even."""
    left, right = sum(one[1] for one in bank), sum(one[1] for one in books)
    if left != right:
        told = {"bank": left, "books": right, "difference": left - right}
        raise Refused(problem("bank.not_even", "lines", **{name: grouped(one, currency) for name, one in told.items()}))
    return max(one[0] for one in (*bank, *books))


def _keep(
    unit: Unit, book: str, place: tuple[str, str], groups: Sequence[tuple[Group, str]], actor: str, now: datetime
) -> tuple[int, ...]:
    last = unit.connection.execute(
        select(func.max(bank_match.c.match_id)).where(bank_match.c.tenant_id == unit.tenant, bank_match.c.book == book)
    ).scalar()
    numbers = tuple(range((last or 0) + 1, (last or 0) + 1 + len(groups)))
    of_book = {"tenant_id": unit.tenant, "book": book}
    unit.connection.execute(
        insert(bank_match),
        [
            {**of_book, "match_id": number, "account": place[0], "currency": place[1], "complete_day": day,
             "made_by": actor, "made_at": now}
            for number, (_, day) in zip(numbers, groups, strict=True)
        ],
    )  # fmt: skip
    names = ("statement_id", "statement_line", "batch_id", "entry_no", "line_no")
    parts = []
    for number, ((bank, books), _) in zip(numbers, groups, strict=True):
        rows = [*((*one, 0, 0, 0) for one in bank), *((0, 0, *one) for one in books)]
        parts += [
            {**of_book, "match_id": number, "part_no": place, **dict(zip(names, row, strict=True))}
            for place, row in enumerate(rows, 1)
        ]
    unit.connection.execute(insert(bank_match_part), parts)
    return numbers


def _bank_lines(
    unit: Unit, book: str, account: str, currency: str, keys: Sequence[BankKey]
) -> dict[BankKey, tuple[str, int]]:
    """Day and amount of those lines that the account's statements have."""
    c = bank_line.c
    found: dict[BankKey, tuple[str, int]] = {}
    mine = {one.statement_id for one in statements(unit, book, account, currency)}
    opened = [BankKey(*one) for one in keys if not one.statement_id]
    if opened:
        known = {number: one for number, one in carried(unit).lines_of(account, currency) if one.of_bank}
        found |= {one: (known[one.line_no].day, known[one.line_no].amount) for one in opened if one.line_no in known}
    for start in range(0, len(keys), CHUNK):
        rows = unit.connection.execute(
            select(c.statement_id, c.line_no, c.day, c.amount_minor).where(
                c.tenant_id == unit.tenant, c.book == book,
                tuple_(c.statement_id, c.line_no).in_(list(map(tuple, keys[start : start + CHUNK]))),
            )
        )  # fmt: skip
        found |= {BankKey(*row[:2]): (row[2], int(row[3])) for row in rows if row[0] in mine}
    return found


def _book_lines(
    unit: Unit, book: str, account: str, currency: str, keys: Sequence[BookKey]
) -> dict[BookKey, tuple[str, int]]:
    """Posting day and amount, debit positive, of those lines that stand on the account in the currency."""
    own, c, e = _line.c, _cell.c, _entry.c
    found: dict[BookKey, tuple[str, int]] = {}
    opened = [one for one in keys if not one.batch_id]
    if opened:
        known = {number: one for number, one in carried(unit).lines_of(account, currency) if not one.of_bank}
        found |= {one: (known[one.line_no].day, known[one.line_no].amount) for one in opened if one.line_no in known}
    signed = case((own.side == int(Side.DEBIT), own.amount_minor), else_=-own.amount_minor)
    joined = _line.join(
        _entry, and_(e.tenant_id == own.tenant_id, e.batch_id == own.batch_id, e.entry_no == own.entry_no)
    ).join(_cell, and_(c.tenant_id == own.tenant_id, c.cell_id == own.cell_id))
    query = (
        select(own.batch_id, own.entry_no, own.line_no, e.posting_date, signed)
        .select_from(joined)
        .where(own.tenant_id == unit.tenant, c.book_id == get_book(unit, book).book_id)
        .where(c.account_id.in_(ids_below(unit, book, account)), own.currency == currency_number(currency))
    )
    for start in range(0, len(keys), CHUNK):
        some = tuple_(own.batch_id, own.entry_no, own.line_no).in_(list(map(tuple, keys[start : start + CHUNK])))
        rows = unit.connection.execute(query.where(some))
        found |= {BookKey(*row[:3]): (day_text(row[3]), int(row[4])) for row in rows}
    return found


def undo_match(unit: Unit, book: str, match_id: int, actor: str, now: datetime) -> None:
    """Let a match go. Refused where none of that number holds."""
    hold(unit, "bank match")
    m, gone = bank_match.c, bank_match_undone.c
    found = unit.connection.execute(
        select(m.match_id).where(m.tenant_id == unit.tenant, m.book == book, m.match_id == match_id)
    ).one_or_none()
    before = unit.connection.execute(
        select(gone.match_id).where(gone.tenant_id == unit.tenant, gone.book == book, gone.match_id == match_id)
    ).one_or_none()
    if found is None or before is not None:
        raise Refused(problem("bank.no_match", "match", match=match_id))
    unit.connection.execute(
        insert(bank_match_undone).values(
            tenant_id=unit.tenant, book=book, match_id=match_id, undone_by=actor, undone_at=now
        )
    )
