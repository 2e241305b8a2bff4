"""Interning: account × dimension set × currency becomes one small integer, made on first use.

Rows made here never change, so a lookup is remembered across transactions once it has committed.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from ledger.books.accounts import get_book
from ledger.books.entries import Dims
from ledger.books.ids import next_id
from ledger.core import canonical, currency_number, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.statement import text


class Cell(NamedTuple):
    """What a line needs of its cell; ``face`` is what the leaf hashes instead of ids: the
    account's code, type and side, the dimensions, the currency."""

    cell_id: int
    currency: int
    open_item: bool
    face: tuple[str, str, int, str, int]


class _Account(NamedTuple):
    account_id: int
    type: str
    normal_side: int
    postable: int
    active: int
    open_item: int
    required_mask: int


CellKey = tuple[str, Dims, str]
_FIND = (
    "SELECT cell_id FROM cell WHERE tenant_id = :t AND book_id = :b AND account_id = :a AND dimset_id = :d"
    " AND currency = :c"
)


@dataclass(slots=True)
class Cells:
    """Cells of one book within one transaction."""

    unit: Unit
    book: str
    book_id: int

    @classmethod
    def of(cls, unit: Unit, book: str) -> Cells:
        return cls(unit, book, get_book(unit, book).book_id)

    def get(self, key: CellKey) -> Cell:
        """The cell of (account code, dims, currency code), interned if new; Refused where it cannot be."""
        found = self.unit.remembered((self.book_id, key))
        if found is None:
            found = self._intern(*key)
            self.unit.remember((self.book_id, key), found)
        assert isinstance(found, Cell)
        return found

    def _intern(self, account: str, dims: Dims, currency: str) -> Cell:
        number = currency_number(currency)
        found = self._account(account, dims)
        dimset_id, dim_key = _dimset(self.unit, dims)
        place = {"t": self.unit.tenant, "b": self.book_id, "a": found.account_id, "d": dimset_id, "c": number}
        row = self.unit.run(_FIND, place).fetchone()
        cell_id = int(row[0]) if row else self._insert(place)
        face = (account, found.type, found.normal_side, dim_key, number)
        return Cell(cell_id, number, bool(found.open_item), face)

    def _insert(self, place: dict[str, object]) -> int:
        """Insert, or wait for whoever is inserting the same and take theirs."""
        self.unit.later(
            "INSERT INTO cell (tenant_id, cell_id, book_id, account_id, dimset_id, currency)"
            " VALUES (:t, :cell, :b, :a, :d, :c) ON CONFLICT DO NOTHING",
            place | {"cell": next_id(self.unit, "cell")},
        )
        return int(self.unit.run(_FIND, place).fetchone()[0])

    def warm(self, keys: Iterable[CellKey]) -> None:
        """Intern what is new in one order, so that two writers wait for each other instead of deadlocking."""
        missing = [key for key in keys if self.unit.remembered((self.book_id, key)) is None]
        for key in sorted(missing):
            with suppress(Refused):  # told with its place when the line is read
                self.get(key)

    def _account(self, code: str, dims: Dims) -> _Account:
        found = self.unit.run(
            "SELECT account_id, type, normal_side, postable, active, open_item, required_mask FROM account"
            " WHERE tenant_id = :t AND book_id = :b AND code = :code",
            {"t": self.unit.tenant, "b": self.book_id, "code": code},
        ).fetchone()
        if found is None:
            raise Refused(problem("books.unknown_account", account=code))
        row = _Account(*found)
        if not row.postable or not row.active:
            raise Refused(problem("books.account_not_postable", account=code))
        self._must_have(code, row.required_mask, dims)
        return row

    def _must_have(self, account: str, required_mask: int, dims: Dims) -> None:
        if required_mask == 0:
            return
        given = {name for name, _value in dims}
        rows = self.unit.run(
            "SELECT dimension_no, code FROM dimension WHERE tenant_id = :t ORDER BY dimension_no",
            {"t": self.unit.tenant},
        )
        for number, code in rows:
            if required_mask >> number & 1 and code not in given:
                raise Refused(problem("books.dimension_missing", account=account, dimension=code))


def _dimset(unit: Unit, dims: Dims) -> tuple[int, str]:
    key = canonical(dict(dims)).decode()
    found = unit.remembered(("dimset", key))
    if found is None:
        found = _find_dimset(unit, key) or _make_dimset(unit, key, dims)
        unit.remember(("dimset", key), found)
    return found, key


def _find_dimset(unit: Unit, key: str) -> int | None:
    row = unit.run(
        "SELECT dimset_id FROM dimset WHERE tenant_id = :t AND key = :key", {"t": unit.tenant, "key": key}
    ).fetchone()
    return int(row[0]) if row else None


def _make_dimset(unit: Unit, key: str, dims: Dims) -> int:
    members = [_member(unit, dimension, value) for dimension, value in dims]
    dimset_id = next_id(unit, "dimset")
    made = unit.connection.execute(
        text(
            "INSERT INTO dimset (tenant_id, dimset_id, key, mask) VALUES (:t, :id, :key, :mask) ON CONFLICT DO NOTHING"
        ),
        {"t": unit.tenant, "id": dimset_id, "key": key, "mask": sum(1 << number for number, _value in members)},
    )
    if made.rowcount == 0:  # somebody else was first: theirs has committed by now
        theirs = _find_dimset(unit, key)
        assert theirs is not None
        return theirs
    for number, value_id in members:
        unit.connection.execute(
            text("INSERT INTO dimset_member (tenant_id, dimension_no, value_id, dimset_id) VALUES (:t, :d, :v, :id)"),
            {"t": unit.tenant, "d": number, "v": value_id, "id": dimset_id},
        )
    return dimset_id


def _member(unit: Unit, dimension: str, value: str) -> tuple[int, int]:
    row = unit.connection.execute(
        text(
            "SELECT v.dimension_no, v.value_id FROM dim_value AS v, dimension AS d"
            " WHERE d.tenant_id = :t AND v.tenant_id = :t AND v.dimension_no = d.dimension_no"
            " AND d.code = :dimension AND v.code = :value"
        ),
        {"t": unit.tenant, "dimension": dimension, "value": value},
    ).first()
    if row is None:
        raise Refused(problem("books.unknown_value", dimension=dimension, value=value))
    return row.dimension_no, row.value_id
