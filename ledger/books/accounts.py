"""Master data of the books: the book itself, its accounts, dimensions and their values.

Creating is plain; what the seal relies on (code, side, type, required dimensions) cannot change once an
account is in use: the database refuses it. Names and ``active`` may change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ledger.books.entries import Side
from ledger.books.ids import next_id, next_ids
from ledger.core import currency_code, currency_number, exponent, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.statement import text


class AccountType(StrEnum):
    """科目类别."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Book:
    """A legal entity × accounting standard. ``corrections``: vouchers are taken back in ``red``, or by ``swap`` of sides."""

    code: str
    name_zh: str
    name_en: str
    standard: str
    base_currency: str
    language: str = "zh"
    time_zone: str = "Asia/Shanghai"
    fiscal_start_month: int = 1
    coverage: str = "full"
    grace_seconds: int = 10
    book_id: int = 0
    corrections: str = "red"


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What the database lets nobody change of a book."""

    code: str
    book_id: int
    base_currency: str


@dataclass(frozen=True, slots=True)
class Account:
    """科目. ``required`` are dimension codes each line must carry; ``postable`` is false for headings."""

    code: str
    name_zh: str
    name_en: str
    type: AccountType
    normal_side: Side
    parent: str | None = None
    postable: bool = True
    active: bool = True
    monetary: bool = False
    open_item: bool = False
    one_sided: bool = False
    required: tuple[str, ...] = ()
    account_id: int = 0
    level: int = 1


_BOOK = (
    "code", "name_zh", "name_en", "standard", "base_currency", "language", "time_zone", "fiscal_start_month", "coverage",
    "grace_seconds", "book_id", "corrections",
)  # fmt: skip
_FIND_BOOK = f"SELECT {', '.join(_BOOK)} FROM book WHERE tenant_id = :t AND code = :code"  # noqa: S608 - constants


def create_book(unit: Unit, book: Book) -> Book:
    """Make a book with an empty chain; refused when the code exists or the currency is unknown."""
    if find_book(unit, book.code) is not None:
        raise Refused(problem("books.book_exists", book=book.code))
    exponent(book.base_currency)
    book_id = next_id(unit, "book")
    unit.connection.execute(
        text(
            "INSERT INTO book (tenant_id, book_id, code, name_zh, name_en, standard, base_currency, language, time_zone,"
            " fiscal_start_month, coverage, grace_seconds, corrections) VALUES (:tenant, :book_id, :code, :zh, :en, :standard,"
            " :currency, :language, :zone, :month, :coverage, :grace, :corrections)"
        ),
        {
            "tenant": unit.tenant, "book_id": book_id, "code": book.code, "zh": book.name_zh, "en": book.name_en,
            "standard": book.standard, "currency": currency_number(book.base_currency), "language": book.language,
            "zone": book.time_zone, "month": book.fiscal_start_month, "coverage": book.coverage,
            "grace": book.grace_seconds, "corrections": book.corrections,
        },
    )  # fmt: skip
    return _replace_id(book, book_id)


def _replace_id(book: Book, book_id: int) -> Book:
    values = {name: getattr(book, name) for name in Book.__dataclass_fields__} | {"book_id": book_id}
    return Book(**values)


def books(unit: Unit) -> list[Book]:
    """All books of the tenant, by code."""
    rows = unit.connection.execute(text("SELECT * FROM book WHERE tenant_id = :t ORDER BY code"), {"t": unit.tenant})
    return [_book(row) for row in rows.mappings()]


def find_book(unit: Unit, code: str) -> Book | None:
    """The book of a code, or None."""
    found = unit.run(_FIND_BOOK, {"t": unit.tenant, "code": code}).fetchone()
    return _book(dict(zip(_BOOK, found, strict=True))) if found else None


def get_book(unit: Unit, code: str) -> Book:
    """The book of a code; refused when there is none."""
    found = find_book(unit, code)
    if found is None:
        raise Refused(problem("books.unknown_book", book=code))
    return found


def book_facts(unit: Unit, code: str) -> BookFacts:
    """What never changes of a book, remembered; refused when there is none."""
    known: BookFacts | None = unit.remembered((BookFacts, code))
    if known is None:
        found = get_book(unit, code)
        known = BookFacts(found.code, found.book_id, found.base_currency)
        unit.remember((BookFacts, code), known)
    return known


def _book(row: Any) -> Book:
    return Book(
        row["code"], row["name_zh"], row["name_en"], row["standard"], currency_code(row["base_currency"]),
        row["language"], row["time_zone"], row["fiscal_start_month"], row["coverage"], row["grace_seconds"],
        row["book_id"], row["corrections"],
    )  # fmt: skip


def describe_book(unit: Unit, book: str, name_zh: str, name_en: str, time_zone: str) -> None:
    """What a book is called and where its days begin; nothing of it is hashed."""
    unit.connection.execute(
        text("UPDATE book SET name_zh = :zh, name_en = :en, time_zone = :zone WHERE tenant_id = :t AND code = :code"),
        {"zh": name_zh, "en": name_en, "zone": time_zone, "t": unit.tenant, "code": book},
    )


def set_grace(unit: Unit, book: str, seconds: int) -> None:
    """Seconds between a confirmation and its posting, in which it can be undone (0 to 3600)."""
    if not 0 <= seconds <= 3600:
        raise Refused(problem("books.bad_grace", seconds=seconds))
    unit.connection.execute(
        text("UPDATE book SET grace_seconds = :seconds WHERE tenant_id = :t AND code = :code"),
        {"seconds": seconds, "t": unit.tenant, "code": book},
    )


# accounts ------------------------------------------------------------------------------------
def create_accounts(unit: Unit, book: str, new: Sequence[Account], *, open_parents: bool = False) -> list[Account]:
    """Add accounts, parents before children; a parent becomes a heading (not postable) unless ``open_parents``."""
    book_id = get_book(unit, book).book_id
    known = {account.code: account for account in accounts(unit, book)}
    masks = {code: 1 << number for code, number in dimensions(unit).items()}
    made, rows = [], []
    for account_id, account in zip(next_ids(unit, "account", len(new)), new, strict=True):
        if account.code in known:
            raise Refused(problem("books.account_exists", account=account.code))
        unknown = [code for code in account.required if code not in masks]
        if unknown:
            raise Refused(problem("books.unknown_dimension", dimension=unknown[0], account=account.code))
        parent = known.get(account.parent) if account.parent else None
        if account.parent and parent is None:
            raise Refused(problem("books.unknown_account", account=account.parent))
        level = parent.level + 1 if parent else 1
        done = _with(account, account_id=account_id, level=level)
        known[account.code] = done
        made.append(done)
        rows.append(_account_row(unit.tenant, book_id, done, parent, sum(masks[code] for code in account.required)))
    if rows:
        _insert_accounts(unit, rows)
        if not open_parents:
            _make_headings(unit, book_id, {account.parent for account in new if account.parent}, known)
    return made


def _insert_accounts(unit: Unit, rows: list[dict[str, Any]]) -> None:
    """A standard chart has hundreds: PostgreSQL gets them in one statement, not one for each."""
    columns = ", ".join(rows[0])
    if unit.engine_name == "postgresql":
        fields = f"SELECT {columns} FROM json_populate_recordset(NULL::account, CAST(:rows AS json))"  # noqa: S608
        unit.run(f"INSERT INTO account ({columns}) {fields}", {"rows": json.dumps(rows)})
    else:
        marks = ", ".join(f":{name}" for name in rows[0])
        unit.driver.executemany(f"INSERT INTO account ({columns}) VALUES ({marks})", rows)  # noqa: S608


def _with(account: Account, **changes: Any) -> Account:
    return Account(**({name: getattr(account, name) for name in Account.__dataclass_fields__} | changes))


def _account_row(tenant: str, book_id: int, account: Account, parent: Account | None, mask: int) -> dict[str, Any]:
    return {
        "tenant_id": tenant, "book_id": book_id, "account_id": account.account_id, "code": account.code,
        "name_zh": account.name_zh, "name_en": account.name_en, "type": account.type.value,
        "normal_side": int(account.normal_side), "parent_id": parent.account_id if parent else None,
        "level": account.level, "postable": int(account.postable), "active": int(account.active),
        "monetary": int(account.monetary), "open_item": int(account.open_item), "one_sided": int(account.one_sided),
        "required_mask": mask,
    }  # fmt: skip


def _make_headings(unit: Unit, book_id: int, parents: set[str], known: Mapping[str, Account]) -> None:
    ids = {known[code].account_id: code for code in parents}
    if not ids:
        return
    these = ", ".join(map(str, ids))
    where = f"WHERE tenant_id = :t AND book_id = :b AND account_id IN ({these})"  # numbers of ours
    given = {"t": unit.tenant, "b": book_id}
    touched = (
        "SELECT 1 FROM touch AS t WHERE t.tenant_id = account.tenant_id AND t.book_id = account.book_id"
        " AND t.account_id = account.account_id"
    )
    used = unit.run(f"SELECT account_id FROM account {where} AND EXISTS ({touched})", given).fetchall()  # noqa: S608
    if used:
        raise Refused(problem("books.parent_in_use", account=min(ids[row[0]] for row in used)))
    unit.later(f"UPDATE account SET postable = 0 {where}", given)  # noqa: S608


_COLUMNS = (
    "code, name_zh, name_en, type, normal_side, parent_id, postable, active, monetary, open_item, one_sided,"
    " required_mask, account_id, level"
)
_CHART = f"SELECT {_COLUMNS} FROM account WHERE tenant_id = :t AND book_id = :b ORDER BY code"  # noqa: S608 - constants
_TYPES = {one.value: one for one in AccountType}
_SIDES = {one.value: one for one in Side}


def accounts(unit: Unit, book: str) -> list[Account]:
    """The chart of a book, by code."""
    rows = unit.run(_CHART, {"t": unit.tenant, "b": book_facts(unit, book).book_id}).fetchall()
    names = {number: code for code, number in dimensions(unit).items()}
    required = {mask: tuple(names[number] for number in sorted(names) if mask >> number & 1)
                for mask in {row[11] for row in rows}}  # fmt: skip
    codes = {row[12]: row[0] for row in rows}
    return [_account(row, codes.get(row[5]), required[row[11]]) for row in rows]


def _account(row: Sequence[Any], parent: str | None, required: tuple[str, ...]) -> Account:
    code, name_zh, name_en, kind, side, _parent, postable, active, monetary, open_item, one_sided = row[:11]
    return Account(
        code, name_zh, name_en, _TYPES[kind], _SIDES[side], parent, bool(postable), bool(active), bool(monetary),
        bool(open_item), bool(one_sided), required, row[12], row[13],
    )  # fmt: skip


def set_active(unit: Unit, book: str, account: str, *, active: bool) -> None:
    """Open or shut an account for new vouchers."""
    unit.connection.execute(
        text("UPDATE account SET active = :active WHERE tenant_id = :t AND book_id = :b AND code = :code"),
        {"active": int(active), "t": unit.tenant, "b": get_book(unit, book).book_id, "code": account},
    )


def rename_account(unit: Unit, book: str, account: str, name_zh: str, name_en: str) -> None:
    """Change an account's names."""
    unit.connection.execute(
        text("UPDATE account SET name_zh = :zh, name_en = :en WHERE tenant_id = :t AND book_id = :b AND code = :code"),
        {"zh": name_zh, "en": name_en, "t": unit.tenant, "b": get_book(unit, book).book_id, "code": account},
    )


# dimensions ----------------------------------------------------------------------------------
def create_dimension(unit: Unit, code: str, name_zh: str, name_en: str) -> None:
    """Add a dimension (department, project, party, employee …); at most 62."""
    numbers = dimensions(unit)
    if code in numbers:
        raise Refused(problem("books.dimension_exists", dimension=code))
    unit.connection.execute(
        text(
            "INSERT INTO dimension (tenant_id, dimension_no, code, name_zh, name_en)"
            " VALUES (:t, :number, :code, :zh, :en)"
        ),
        {"t": unit.tenant, "number": len(numbers), "code": code, "zh": name_zh, "en": name_en},
    )


def dimensions(unit: Unit) -> dict[str, int]:
    """Dimension code to its number (its bit in masks)."""
    rows = unit.run("SELECT code, dimension_no FROM dimension WHERE tenant_id = :t", {"t": unit.tenant})
    return dict(rows.fetchall())


def dimension_names(unit: Unit) -> dict[str, tuple[str, str]]:
    """Dimension code to its Chinese and English name, in the order they were added."""
    rows = unit.connection.execute(
        text("SELECT code, name_zh, name_en FROM dimension WHERE tenant_id = :t ORDER BY dimension_no"),
        {"t": unit.tenant},
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def create_values(unit: Unit, dimension: str, values: Mapping[str, str]) -> None:
    """Add values (code to name) to a dimension; codes that exist are refused."""
    number = dimensions(unit).get(dimension)
    if number is None:
        raise Refused(problem("books.unknown_dimension", dimension=dimension, account=""))
    known = dimension_values(unit, dimension)
    double = [code for code in values if code in known]
    if double:
        raise Refused(problem("books.value_exists", dimension=dimension, value=double[0]))
    fresh = zip(next_ids(unit, "dim_value", len(values)), values.items(), strict=True)
    rows = [{"t": unit.tenant, "d": number, "id": value_id, "code": code, "name": name}
            for value_id, (code, name) in fresh]  # fmt: skip
    if rows:
        unit.connection.execute(
            text(
                "INSERT INTO dim_value (tenant_id, dimension_no, value_id, code, name, active)"
                " VALUES (:t, :d, :id, :code, :name, 1)"
            ),
            rows,
        )


def dimension_values(unit: Unit, dimension: str) -> dict[str, str]:
    """Code to name of a dimension's values, by code."""
    rows = unit.connection.execute(
        text(
            "SELECT v.code, v.name FROM dim_value AS v, dimension AS d WHERE v.tenant_id = :t AND d.tenant_id = :t"
            " AND d.dimension_no = v.dimension_no AND d.code = :code ORDER BY v.code"
        ),
        {"t": unit.tenant, "code": dimension},
    )
    return {row[0]: row[1] for row in rows}


def rename_value(unit: Unit, dimension: str, code: str, name: str) -> None:
    """What a value is called; its code stays, since vouchers are hashed over it. Refused where there is none."""
    if code not in dimension_values(unit, dimension):
        raise Refused(problem("books.unknown_value", dimension=dimension, value=code))
    unit.connection.execute(
        text("UPDATE dim_value SET name = :name WHERE tenant_id = :t AND dimension_no = :d AND code = :code"),
        {"t": unit.tenant, "d": dimensions(unit)[dimension], "code": code, "name": name},
    )
