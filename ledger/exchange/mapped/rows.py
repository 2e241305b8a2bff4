"""Vouchers turned into the rows of a description, a page at a time; pages put after one another are the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from ledger.books.accounts import Book, accounts, dimension_values, get_book
from ledger.books.calendar import day_number
from ledger.books.entries import VoucherKey
from ledger.core import Refused, problem
from ledger.exchange.mapped.fields import FIELDS, Names, Value
from ledger.exchange.mapped.fields import Place as At
from ledger.exchange.mapped.mapping import Mapping
from ledger.exchange.mapped.pairs import pairs
from ledger.exchange.page import PAGE_VOUCHERS, Place
from ledger.exchange.rows import FIRST_DAY, LAST_DAY, Stretch, Written, head_position, written
from ledger.store import Unit
from ledger.store.schema.business import party

_START = VoucherKey(-1, 0)
_DIMENSIONS = ("party", "department", "employee", "project")


@dataclass(frozen=True, slots=True)
class MappedPage:
    """Rows of text (amounts as plain decimals, days as ISO 8601), vouchers told, digits of an account, what follows."""

    rows: tuple[tuple[str, ...], ...]
    vouchers: int
    account_digits: int
    following: Place | None


def mapped_page(
    unit: Unit, book: str, form: Mapping, *, first: str, last: str, place: Place | None = None, told: int = 0,
    limit: int = PAGE_VOUCHERS,
) -> MappedPage:  # fmt: skip
    """The page that begins at ``place``, ``told`` vouchers into the file; days as ISO 8601, both included.

    Refused where an account's code cannot be written in the form's digits, or the days span two of its years.
    """
    found = get_book(unit, book)
    position = place.position if place else head_position(unit, found.book_id)
    stretch = Stretch(found.book_id, position, day_number(first) if first else FIRST_DAY,
                      day_number(last) if last else LAST_DAY)  # fmt: skip
    names, digits = _names(unit, found, form)
    rows: list[tuple[str, ...]] = []
    count, key = 0, place.after if place else _START
    for one in written(unit, stretch, key, limit):
        count, key = count + 1, one.key
        rows += [tuple(_cell(column.field, at, form) for column in form.columns)
                 for at in _places(one, told + count, names, form)]  # fmt: skip
    return MappedPage(tuple(rows), count, digits, Place(position, key) if count == limit else None)


def _places(one: Written, voucher_no: int, names: Names, form: Mapping) -> Iterator[At]:
    if form.row == "pair":
        for number, (line, counter) in enumerate(pairs(one), 1):
            yield At(one, line, number, voucher_no, names, counter)
    else:
        for number, line in enumerate(one.lines, 1):
            yield At(one, line, number, voucher_no, names)


def _cell(field: str, at: At, form: Mapping) -> str:
    if not field or field.startswith("="):
        return field[1:]
    value: Value = FIELDS[field].of(at)
    if value is None:
        return form.no_amount if FIELDS[field].kind == "amount" else ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _names(unit: Unit, book: Book, form: Mapping) -> tuple[Names, int]:
    english = book.language == "en"
    found = {one.account_id: (one.code, one.name_en if english else one.name_zh) for one in accounts(unit, book.code)}
    codes, digits = _padded(form, {code for code, _name in found.values()})
    kinds = unit.connection.execute(select(party.c.party_id, party.c.kind).where(party.c.tenant_id == unit.tenant))
    named = Names(
        {account_id: (codes[code], name) for account_id, (code, name) in found.items()},
        {code: dimension_values(unit, code) for code in _DIMENSIONS},
        {one.party_id: one.kind for one in kinds}, book.base_currency,
    )  # fmt: skip
    return named, digits


def _padded(form: Mapping, codes: set[str]) -> tuple[dict[str, str], int]:
    """Codes as the form writes them, and their length there."""
    longest = max(map(len, codes), default=0)
    if form.pad_accounts is None:
        return {code: code for code in codes}, longest
    fewest, most = form.pad_accounts
    length = max(longest, fewest)
    made = {code: code.ljust(length, "0") for code in sorted(codes)}
    strange = [code for code in sorted(codes) if not (code.isascii() and code.isdigit()) or len(code) > most]
    clash = [code for code in made if code != made[code] and made[code] in codes]
    if strange or clash:
        raise Refused(
            problem("export.account_codes", format=form.name, codes=", ".join((strange + clash)[:5]), most=most)
        )
    return made, length
