"""What a bank's file says, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from ledger.core import Problem, problem
from ledger.evidence.field import plain

T = TypeVar("T")
MOST_LINES = 100_000
PARTY, MEMO, ID = 200, 300, 120
"""Characters kept of each text."""


@dataclass(frozen=True, slots=True)
class BankLine:
    """One line. ``amount`` is positive for money that came in (on a bank's paper: 贷方); ``balance`` the one printed
    beside it; ``place`` the row of a table, else the number of the line from 1.
    """

    id: str
    day: date
    amount: Decimal
    party: str = ""
    memo: str = ""
    balance: Decimal | None = None
    place: int = 0

    def to_json(self) -> dict[str, object]:
        """The stable shape of an entry."""
        return {"id": self.id or None, "date": self.day.isoformat(), "amount": plain(self.amount),
                "party": self.party or None, "memo": self.memo or None}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BankStatement:
    """One statement of one account: lines in the file's order, oldest first in a table; balances where the file says them.

    ``problems`` are this statement's own: a line that could not be read, a balance that does not follow.
    """

    account: str
    currency: str
    opening: Decimal | None
    closing: Decimal | None
    lines: tuple[BankLine, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def total(self) -> Decimal:
        """Sum of the lines."""
        return sum((one.amount for one in self.lines), Decimal(0))

    def to_json(self) -> dict[str, object]:
        """The stable shape of a statement."""
        return {
            "account": self.account or None, "currency": self.currency or None, "opening_balance": plain(self.opening),
            "closing_balance": plain(self.closing), "entries": [one.to_json() for one in self.lines],
        }  # fmt: skip


def gathered(
    rows: Iterable[T], read: Callable[[int, T], BankLine | Problem | None]
) -> tuple[tuple[BankLine, ...], tuple[Problem, ...]]:
    """The lines of a file's rows, numbered from 1, and what is wrong with those that are none; bounded. None is no line."""
    lines: list[BankLine] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, 1):
        if number > MOST_LINES:
            problems.append(problem("bank.too_many_lines", most=MOST_LINES))
            break
        made = read(number, row)
        if isinstance(made, Problem):
            problems.append(made)
        elif made is not None:
            lines.append(made)
    return tuple(lines), tuple(problems)


def squeezed(text: str | None, most: int) -> str:
    """Spaces and line breaks made one, cut to a length."""
    return " ".join((text or "").split())[:most]


def proved(statement: BankStatement) -> BankStatement:
    """With what does not follow from its own figures: its lines from opening to closing, each printed balance."""
    found = _each_balance(statement) or _to_closing(statement)  # the row says more than the sum
    return replace(statement, problems=(*statement.problems, *found)) if found else statement


def first_break(lines: Sequence[BankLine]) -> BankLine | None:
    """The first line whose printed balance is not the one before it with its amount."""
    for before, one in pairwise(lines):
        if before.balance is not None and one.balance is not None and before.balance + one.amount != one.balance:
            return one
    return None


def _to_closing(statement: BankStatement) -> list[Problem]:
    if statement.opening is None or statement.closing is None:
        return []
    reached = statement.opening + statement.total
    if reached == statement.closing:
        return []
    told = {"opening": statement.opening, "found": reached, "closing": statement.closing,
            "difference": statement.closing - reached}  # fmt: skip
    return [problem("bank.does_not_add_up", "", **{name: format(one, ",f") for name, one in told.items()})]


def _each_balance(statement: BankStatement) -> list[Problem]:
    lines = statement.lines
    broken = first_break(lines)
    first = lines[0] if lines else None
    if first and first.balance is not None and statement.opening is not None:
        broken = broken if statement.opening + first.amount == first.balance else first
    if broken is None:
        return []
    return [problem("bank.balance_breaks", f"rows.{broken.place}", row=broken.place, balance=str(broken.balance))]
