"""The port for a bank's files: a reader takes bytes and gives what they say, or None for a file of another kind.

Today there is one reader, for tables (CSV, XLSX) whose columns are found by header aliases; a further format is one
more reader in ``READERS``. Amounts are signed, positive for money that came in: on a bank's paper that is 贷方.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ledger.core import Problem, Refused, problem
from tools.shared.currency_names import CURRENCIES
from tools.tables import Found, day, figure, find_table, plain, read_tables
from tools.tables import Sheet as Page

IN = frozenset(
    map(plain, ("收入", "贷", "贷方", "收", "入账", "来账", "C", "CR", "CRDT", "credit", "in", "+", "H", "Haben"))
)
OUT = frozenset(
    map(plain, ("支出", "借", "借方", "付", "支", "出账", "往账", "D", "DR", "DBIT", "debit", "out", "S", "Soll"))
)
OPENING = frozenset(map(plain, ("期初余额", "上期余额", "承前余额", "起始余额", "opening balance", "balance brought forward",
                                "Anfangssaldo")))  # fmt: skip
CLOSING = frozenset(
    map(plain, ("期末余额", "本期余额", "截止余额", "closing balance", "balance carried forward", "Endsaldo"))
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}.*$")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as the file gives it; ``row`` its place, ``balance`` the one printed beside it."""

    row: int
    day: date
    amount: Decimal
    party: str
    memo: str
    reference: str
    balance: Decimal | None


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """Lines oldest first, balances where the file says them, its currency where every line says the same one."""

    lines: tuple[ReadLine, ...]
    opening: Decimal | None
    closing: Decimal | None
    currency: str


Reader = Callable[[bytes, str], ReadStatement | None]


def read_bank_file(data: bytes, name: str) -> ReadStatement:
    """What the first reader that knows the file makes of it; refused, with rows, where none does or a line is no line."""
    for reader in READERS:
        if (found := reader(data, name)) is not None:
            return found
    raise Refused(problem("bank.no_columns", "file", name=name))


def read_table(data: bytes, name: str) -> ReadStatement | None:
    """A table with a day and an amount (one column, in and out, or an amount with its direction)."""
    for page in read_tables(data, name):
        for needed in (("day", "received"), ("day", "paid"), ("day", "amount")):
            if found := find_table(page, "bank", needed):
                return _statement(page, found)
    return None


def _statement(page: Page, found: Found) -> ReadStatement:
    lines: list[ReadLine] = []
    faults: list[Problem] = []
    currencies: set[str] = set()
    month_first = _month_first([cells.get("day", "") for _, cells in found.rows()])
    for row, cells in found.rows():
        if _label(page.rows[row - 1]) or not (cells.get("day") or any(cells.get(one) for one in _AMOUNTS)):
            continue
        made = _line(row, cells, month_first)
        if isinstance(made, Problem):
            faults.append(made)
        else:
            lines.append(made)
            currencies.add(cells.get("currency", "").strip().upper())
    if faults:
        raise Refused(*faults)
    ordered = _oldest_first(lines)
    opening, closing = _said(page, OPENING), _said(page, CLOSING)
    if ordered and ordered[0].balance is not None and opening is None:
        opening = ordered[0].balance - ordered[0].amount
    if ordered and ordered[-1].balance is not None and closing is None:
        closing = ordered[-1].balance
    _running(ordered, opening)
    one = currencies.pop() if len(currencies) == 1 else ""
    return ReadStatement(ordered, opening, closing, CURRENCIES.get(one, one))


_AMOUNTS = ("received", "paid", "amount")


def _month_first(days: Sequence[str]) -> bool | None:
    """Whether ``3/18/2016`` in this file is the month first; None where no line decides. Refused where lines disagree."""
    found = [(int(one[1]), int(one[2])) for text in days if (one := _SLASHED.match(text))]
    day_first, month_first = any(one > 12 for one, _ in found), any(other > 12 for _, other in found)
    if found and day_first == month_first:
        raise Refused(problem("bank.which_day_first", "file", day=f"{found[0][0]}/{found[0][1]}"))
    return month_first if found else None


def _day(text: str, month_first: bool | None) -> date | None:
    """The day of a line, its time left out."""
    plain_text = _TIME.sub("", text)
    if month_first is None or not (one := _SLASHED.fullmatch(plain_text)):
        return day(plain_text)
    month, number = (one[1], one[2]) if month_first else (one[2], one[1])
    return day(f"{one[3]}-{month}-{number}")


def _line(row: int, cells: dict[str, str], month_first: bool | None) -> ReadLine | Problem:
    on = _day(cells.get("day", ""), month_first)
    if on is None:
        return problem("bank.bad_day", f"rows.{row}", row=row, day=cells.get("day", ""))
    amount = _amount(row, cells)
    if isinstance(amount, Problem):
        return amount
    balance = figure(cells["balance"]) if cells.get("balance") else None
    told = (cells.get("party", "")[:200], cells.get("memo", "")[:300], cells.get("reference", "")[:120])
    return ReadLine(row, on, amount, *told, balance)


def _amount(row: int, cells: dict[str, str]) -> Decimal | Problem:
    received, paid, single = (figure(cells.get(name, "")) for name in _AMOUNTS)
    typed = " ".join(cells[name] for name in _AMOUNTS if cells.get(name))
    if received is None or paid is None or single is None:
        return problem("bank.bad_amount", f"rows.{row}", row=row, amount=typed)
    if received or paid:
        return received - paid
    side = plain(cells.get("side", "")) or ("+" if cells.get("side", "").strip() == "+" else "")
    if cells.get("side"):
        if side not in IN | OUT:
            return problem("bank.bad_side", f"rows.{row}", row=row, side=cells["side"])
        return abs(single) if side in IN else -abs(single)
    return single or problem("bank.bad_amount", f"rows.{row}", row=row, amount=typed)


def _oldest_first(lines: Sequence[ReadLine]) -> tuple[ReadLine, ...]:
    """Banks list either way; within a day the balances printed decide."""
    backwards = tuple(reversed(lines))
    if lines and lines[0].day != lines[-1].day:
        return tuple(lines) if lines[0].day < lines[-1].day else backwards
    return backwards if _first_break(lines) is not None and _first_break(backwards) is None else tuple(lines)


def _first_break(lines: Sequence[ReadLine]) -> ReadLine | None:
    """The first line whose printed balance is not the one before it with its amount."""
    for before, one in pairwise(lines):
        if before.balance is not None and one.balance is not None and before.balance + one.amount != one.balance:
            return one
    return None


def _running(lines: Sequence[ReadLine], opening: Decimal | None) -> None:
    """Refused, with its row, where a printed balance does not follow from the lines."""
    broken = _first_break(lines)
    first = lines[0] if lines else None
    if (
        first is not None
        and first.balance is not None
        and opening is not None
        and opening + first.amount != first.balance
    ):
        broken = first
    if broken is not None:
        raise Refused(problem("bank.balance_breaks", f"rows.{broken.row}", row=broken.row, balance=str(broken.balance)))


def _label(row: Sequence[str]) -> frozenset[str] | None:
    """The kind of balance a row of its own names; None for any other row."""
    first = plain(next((cell for cell in row if cell), "").split(":")[0].split("：")[0])
    return next((words for words in (OPENING, CLOSING) if first in words), None)


def _said(page: Page, words: frozenset[str]) -> Decimal | None:
    """The figure beside a label such as 期初余额, in a row of its own; None without one."""
    for row in page.rows:
        for place, cell in enumerate(row):
            label, _, rest = cell.replace("：", ":").partition(":")
            if plain(label) in words and _label(row):
                following = [rest.strip(), *row[place + 1 :]]
                value = next((one for one in following if one), "")
                return figure(value) if value else None
    return None


READERS: tuple[Reader, ...] = (read_table,)
