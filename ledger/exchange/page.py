"""A journal of a book, a page at a time: the first page opens, the last one asserts what every account holds.

Pages put after one another are the journal. Each is made in a transaction of its own with memory for a page of
vouchers and the accounts' balances; the place where the next begins carries the end of the chain that the first page saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from types import ModuleType

from ledger.books.accounts import Book, accounts, get_book
from ledger.books.calendar import day_number, day_text
from ledger.books.entries import VoucherKey
from ledger.exchange import beancount, hledger
from ledger.exchange.naming import OPENING, account_names, residue_name
from ledger.exchange.postings import Posting, postings
from ledger.exchange.rows import FIRST_DAY, LAST_DAY, Held, Stretch, Written, head_position, held, written
from ledger.store import Unit

FORMATS: dict[str, ModuleType] = {"beancount": beancount, "hledger": hledger}
PAGE_VOUCHERS = 500
_START = VoucherKey(-1, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next page begins: after ``after``, in the chain up to ``position``."""

    position: int
    after: VoucherKey


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Text of a page, how many vouchers it tells, and where the next begins (None after the last)."""

    text: str
    vouchers: int
    following: Place | None


@dataclass(frozen=True, slots=True)
class _Maker:
    """What every page of a journal is made with."""

    unit: Unit
    book: Book
    form: ModuleType
    stretch: Stretch
    names: dict[int, str]

    def opening_day(self, known: Sequence[Held], today: str) -> str:
        """The day before the first day asked for, else the first of the first month."""
        if self.stretch.first != FIRST_DAY:
            day = date.fromisoformat(day_text(self.stretch.first)) - timedelta(days=1)
            return day.isoformat()
        return min((one.first for one in known), default=today)

    def start(self, today: str) -> str:
        """Header, and what was held before the first day."""
        known = held(self.unit, self.stretch, self.stretch.last)
        base, day = self.book.base_currency, self.opening_day(known, today)
        opened: dict[str, list[str]] = {}
        for one in known:
            name = self.names[one.account_id]
            opened.setdefault(name, []).append(one.currency)
            if one.currency != base:
                opened[residue_name(name, one.currency)] = [base]
        begun = [] if self.stretch.first == FIRST_DAY else held(self.unit, self.stretch, day_number(day))
        if begun:
            opened[OPENING] = [base]
        currencies = sorted({base, *(one.currency for one in known)})
        title = self.book.name_en if self.book.language == "en" else self.book.name_zh
        return str(self.form.header(title, base, opened, day, currencies)) + self._opening(begun, day)

    def _opening(self, begun: Sequence[Held], day: str) -> str:
        base, said = self.book.base_currency, ""
        for currency, group in groupby(sorted(begun, key=lambda one: one.currency), key=lambda one: one.currency):
            rows = list(group)
            made = [part for one in rows if one.amount_minor or one.base_minor for part in self._parts(one)]
            against = Posting(OPENING, -sum(one.base_minor for one in rows), base, None, base)
            if made:
                said += self.form.opening(day, currency, made, against)
        return said

    def _parts(self, one: Held) -> list[Posting]:
        name, base = self.names[one.account_id], self.book.base_currency
        return postings(name, one.amount_minor, one.base_minor, one.currency, base)

    def voucher(self, one: Written) -> str:
        """One transaction."""
        base = self.book.base_currency
        parts = [
            postings(self.names[line.account_id], line.amount_minor, line.base_minor, line.currency, base)
            for line in one.lines
        ]
        return str(self.form.voucher(one, parts))

    def end(self, today: str) -> str:
        """What every account holds of every currency at the end of the last day."""
        known = held(self.unit, self.stretch, self.stretch.last)
        if not known:
            return ""
        day = day_text(self.stretch.last)
        if self.stretch.last == LAST_DAY:
            day = max(self.opening_day(known, today), *(one.last for one in known))
        base = self.book.base_currency
        rows = [Posting(self.names[one.account_id], one.amount_minor, one.currency, None, base) for one in known]
        return str(self.form.closing(day, rows))


def journal_page(
    unit: Unit, book: str, form: str, today: str, *, first: str | None = None, last: str | None = None,
    place: Place | None = None, limit: int = PAGE_VOUCHERS,
) -> JournalPage:  # fmt: skip
    """The page of a journal that begins at ``place``; the first without one.

    ``form`` is a key of :data:`FORMATS`; ``limit`` bounds the page's vouchers; ``first`` and ``last`` are days, both included. Each voucher is a
    transaction; what came before ``first`` stands as one opening transaction a currency.
    """
    found = get_book(unit, book)
    position = place.position if place else head_position(unit, found.book_id)
    stretch = Stretch(
        found.book_id, position, day_number(first) if first else FIRST_DAY, day_number(last) if last else LAST_DAY
    )
    maker = _Maker(unit, found, FORMATS[form], stretch, account_names(accounts(unit, book), found.language))
    parts = [] if place else [maker.start(today)]
    count, key = 0, place.after if place else _START
    for one in written(unit, stretch, key, limit):
        parts.append(maker.voucher(one))
        count, key = count + 1, one.key
    if count == limit:
        return JournalPage("".join(parts), count, Place(position, key))
    return JournalPage("".join([*parts, maker.end(today)]), count, None)
