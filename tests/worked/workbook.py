"""Reads a worked company: what stands in the cells of its workbook, computed by a spreadsheet program, never by us."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ledger.core import Money

HERE = Path(__file__).parent
Cells = dict[str, int]


@dataclass(frozen=True, slots=True)
class WorkedLine:
    """A row of *Vouchers*; minor units. ``amount`` is in ``currency``, ``base`` in the company's; red is negative."""

    account: str
    party: str
    department: str
    side: int
    currency: str
    amount: int
    base: int
    rate: str
    settles: str
    item: str
    said: bool
    memo: str


@dataclass
class WorkedVoucher:
    """A voucher; ``kind`` says which run or tool makes it, what it cancels, when it reverses itself, or nothing."""

    number: str
    day: str
    kind: str
    lines: list[WorkedLine] = field(default_factory=list)

    @property
    def month(self) -> str:
        """Its month."""
        return self.day[:7]


@dataclass(frozen=True, slots=True)
class Worked:
    """A whole workbook. Statements by sheet name, then column (``2025-11`` …, ``2025``), then row."""

    base: str
    vouchers: tuple[WorkedVoucher, ...]
    balances: dict[str, Cells]
    parties: dict[str, dict[tuple[str, str], int]]
    statements: dict[str, dict[str, Cells]]
    open_items: tuple[tuple[str, str, str, str, int, int], ...]
    buckets: dict[tuple[str, str, str], int]
    rates: tuple[tuple[str, str, str], ...]
    cards: tuple[dict[str, str], ...]

    @property
    def months(self) -> tuple[str, ...]:
        """All thirteen."""
        return tuple(self.balances)


def minor(value: Any, currency: str) -> int:
    """A cell as minor units; refused where a spreadsheet's binary number is no whole cent."""
    exact = Decimal(repr(value or 0))
    near = round(exact, 2)
    assert abs(exact - near) < Decimal("0.000001"), f"{value} is no amount of money"
    return Money.parse(str(near), currency).amount_minor


def _rows(book: Any, sheet: str) -> Iterator[dict[str, Any]]:
    rows = book[sheet].iter_rows(values_only=True)
    head = [_head(one) for one in next(rows)]
    for row in rows:
        yield dict(zip(head, row, strict=True))


def _head(cell: Any) -> str:
    """A heading; months are numbers such as 202511 in the workbook, years texts."""
    text = str(cell or "")
    return f"{text[:4]}-{text[4:]}" if len(text) == 6 and text.isdigit() else text


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _vouchers(book: Any, base: str) -> Iterator[WorkedVoucher]:
    made: WorkedVoucher | None = None
    for row in _rows(book, "Vouchers"):
        if made is None or row["No"] != made.number:
            if made is not None:
                yield made
            made = WorkedVoucher(row["No"], row["Date"], _text(row["Kind"]))
        assert _text(row["Reasoning"]), row["No"]
        side = {"D": 0, "C": 1}[row["Side"]]
        worth = minor(row["Credit"] if side else row["Debit"], base)
        foreign = row["Currency"] != base
        made.lines.append(WorkedLine(
            row["Account"], _text(row["Party"]), _text(row["Department"]), side, row["Currency"],
            minor(row["Amount"], row["Currency"]) if foreign else worth, worth, _text(row["Rate"]), _text(row["Settles"]),
            _text(row["Cash flow item"]), bool(row["Said"]), _text(row["Memo"]),
        ))  # fmt: skip
    assert made is not None
    yield made


def _columns(book: Any, sheet: str, base: str, key: Any) -> dict[str, dict[Any, int]]:
    found: dict[str, dict[Any, int]] = defaultdict(dict)
    for row in _rows(book, sheet):
        for column in row:
            if column[:2] == "20":
                found[column][key(row)] = minor(row[column], base)
    return dict(found)


@lru_cache(maxsize=3)
def worked(standard: str) -> Worked:
    """The worked company of a standard (``cas``, ``small``, ``ifrs``)."""
    book = load_workbook(HERE / f"{standard}.xlsx", data_only=True)
    base = "EUR" if standard == "ifrs" else "CNY"
    statements = {
        name: _columns(book, name, base, lambda row: _text(row["Row"]))
        for name in book.sheetnames
        if name[:3] in ("BS ", "IS ") or name == "Cash flow"
    }
    items = [row for row in _rows(book, "Open items") if row["Open"] or row[f"Open in {base}"]]
    buckets: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in items:
        buckets[row["Account"], row["Party"], row["Bucket"]] += minor(row[f"Open in {base}"], base)
    return Worked(
        base,
        tuple(_vouchers(book, base)),
        _columns(book, "Balances", base, lambda row: row["Account"]),
        _columns(book, "Parties", base, lambda row: (row["Account"], row["Party"])),
        statements,
        tuple((row["Voucher"], row["Account"], row["Party"], row["Currency"], minor(row["Open"], row["Currency"]),
               minor(row[f"Open in {base}"], base)) for row in items),
        dict(buckets),
        tuple((row["Day"], row["Kind"], str(row[f"{base} for one USD"])) for row in _rows(book, "Rates")),
        tuple({name: _text(value) for name, value in row.items()} for row in _rows(book, "Cards")),
    )  # fmt: skip
