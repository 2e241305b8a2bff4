"""A foreign ledger as plain values: nothing is left to infer, each posting says what it weighs.

``amount`` is in ``commodity`` as the file writes it. ``weight`` is what the posting counts when its transaction is
proved to balance: the amount at its cost or price, in ``weight_commodity``; without a price the amount itself. Debit
is positive. All amounts are exact decimals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.books.accounts import AccountType
from ledger.core import Problem
from ledger.exchange.incoming.faults import Place


@dataclass(frozen=True, slots=True)
class Post:
    """One posting. ``dims`` are dimension and value; ``quantity`` counts things where the amount is money.

    ``red`` keeps an amount on the side that its sign would not choose: 红字, negative on its own side. What the file says of
    its settlement: how, the number of the paper, and when it is due; empty where it says nothing.
    """

    account: str
    amount: Decimal
    commodity: str
    weight: Decimal
    weight_commodity: str
    memo: str = ""
    dims: tuple[tuple[str, str], ...] = ()
    quantity: Decimal | None = None
    red: bool = False
    virtual: bool = False
    settlement_method: str = ""
    settlement_number: str = ""
    due_date: str = ""


@dataclass(frozen=True, slots=True)
class Transaction:
    """One transaction of a day (``2026-11-26``). ``number`` is what the file calls it by; ``opening`` carries balances in."""

    date: str
    place: Place
    description: str
    posts: tuple[Post, ...]
    number: str = ""
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What landing must know of all transactions before the first is posted, gathered in one pass."""

    digits: Mapping[str, int]
    largest: Mapping[str, Decimal]
    used: Mapping[str, int]
    accounts: tuple[str, ...]
    months: Mapping[str, int]
    count: int


@dataclass(slots=True)
class ForeignLedger:
    """All that was read. ``transactions`` can be walked more than once; ``base`` is empty where the file names none."""

    format: str
    transactions: Iterable[Transaction]
    base: str = ""
    kinds: dict[str, AccountType] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    parties: list[tuple[str, str, str]] = field(default_factory=list)
    dimensions: dict[str, dict[str, str]] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    contra: str = ""
    separator: str = ":"
    """What parts the levels of an account's name; empty where names are codes."""
    parents: dict[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Transaction]:
        return iter(self.transactions)
