"""Voucher lines out of memory: in any order of rows, walked voucher by voucher in order of months."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from ledger.exchange.incoming import Place, Post, Transaction

_WALK = "SELECT month, voucher, opening, file, row, date, body FROM kept ORDER BY month, opening DESC, voucher, number"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: which voucher of which month it belongs to, and its posting."""

    date: str
    voucher: str
    place: Place
    post: Post
    opening: bool = False


class Lines(Iterable[Transaction]):
    """Rows in a temporary file of SQLite's own."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute(
            "CREATE TABLE kept (number INTEGER PRIMARY KEY, month TEXT, voucher TEXT, opening INTEGER, file TEXT,"
            " row INTEGER, date TEXT, body TEXT)"
        )
        self._waiting: list[tuple[object, ...]] = []

    def put(self, line: Line) -> None:
        """Keep one."""
        post, place = line.post, line.place
        counted = None if post.quantity is None else str(post.quantity)
        body = json.dumps([post.account, str(post.amount), post.commodity, str(post.weight), post.weight_commodity,
                           post.memo, post.dims, counted, post.red, post.settlement_method, post.settlement_number,
                           post.due_date])  # fmt: skip
        self._waiting.append((line.date[:7], line.voucher, int(line.opening), place.file, place.line, line.date, body))
        if len(self._waiting) >= 2000:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            self._database.execute("BEGIN")
            self._database.executemany(
                "INSERT INTO kept (month, voucher, opening, file, row, date, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
                self._waiting,
            )
            self._database.execute("COMMIT")
            self._waiting.clear()

    def sorted(self) -> None:
        """Everything is in: make the order that it is walked in."""
        self.flush()
        self._database.execute("CREATE INDEX kept_order ON kept (month, opening DESC, voucher, number)")

    def __iter__(self) -> Iterator[Transaction]:
        self.flush()
        rows = self._database.execute(_WALK)
        for (_, voucher, opening), group in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
            yield _transaction(voucher, bool(opening), list(group))


def _transaction(voucher: str, opening: bool, rows: list[tuple[str, str, int, str, int, str, str]]) -> Transaction:
    posts = []
    for row in rows:
        account, amount, commodity, weight, priced, memo, dims, counted, red, method, paper, due = json.loads(row[6])
        posts.append(
            Post(account, Decimal(amount), commodity, Decimal(weight), priced, memo, tuple((a, b) for a, b in dims),
                 None if counted is None else Decimal(counted), red, settlement_method=method, settlement_number=paper,
                 due_date=due)
        )  # fmt: skip
    first = rows[0]
    return Transaction(
        first[5], Place(first[3], first[4]), posts[0].memo, tuple(posts), voucher.rpartition("\x1f")[2], opening
    )
