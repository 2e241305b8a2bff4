"""Transactions of a long file, out of memory: written to a temporary SQLite file as they are read, walked by date."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ledger.exchange.incoming.faults import Place
from ledger.exchange.incoming.model import Post, Transaction

_WALK = "SELECT body FROM spilled ORDER BY date, number"


class Spill(Iterable[Transaction]):
    """Put in any order, walked in order of dates, as often as wanted; the file goes with the object."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)  # a file of SQLite's own, gone when it is closed
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute("CREATE TABLE spilled (date TEXT, number INTEGER PRIMARY KEY, body TEXT)")
        self._waiting: list[tuple[str, str]] = []
        self.count = 0

    def put(self, one: Transaction) -> None:
        """Keep one."""
        self._waiting.append((one.date, _text(one)))
        self.count += 1
        if len(self._waiting) >= 1000:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._database.execute("BEGIN")
            self._database.executemany("INSERT INTO spilled (date, body) VALUES (?, ?)", self._waiting)
            self._database.execute("COMMIT")
            self._waiting.clear()

    def sorted(self) -> None:
        """Everything is in: make the order that it is walked in."""
        self._flush()
        self._database.execute("CREATE INDEX by_date ON spilled (date, number)")

    def __iter__(self) -> Iterator[Transaction]:
        self._flush()
        for (body,) in self._database.execute(_WALK):
            yield _transaction(body)


def _text(one: Transaction) -> str:
    posts = [
        (post.account, str(post.amount), post.commodity, str(post.weight), post.weight_commodity, post.memo, post.dims,
         None if post.quantity is None else str(post.quantity), post.red)
        for post in one.posts
    ]  # fmt: skip
    place = one.place
    return json.dumps([one.date, place.file, place.line, one.description, one.number, one.opening, posts])


def _transaction(body: str) -> Transaction:
    date, file, line, description, number, opening, posts = json.loads(body)
    return Transaction(date, Place(file, line), description, tuple(_post(*post) for post in posts), number, opening)


def _post(
    account: str, amount: str, commodity: str, weight: str, priced: str, memo: str, dims: list[list[str]],
    quantity: str | None, red: bool,
) -> Post:  # fmt: skip
    found = tuple((code, value) for code, value in dims)
    counted = None if quantity is None else Decimal(quantity)
    return Post(account, Decimal(amount), commodity, Decimal(weight), priced, memo, found, counted, red)
