"""What an opening is made of. Minor units, debit positive; dimensions by code. ``currency`` is empty in base currency."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.books.entries import Dims


@dataclass(frozen=True, slots=True)
class Moves:
    """Year opening, turnover of the year so far, balance now."""

    year: int
    debit: int
    credit: int
    closing: int

    @property
    def computed(self) -> int:
        """The balance that the rest comes to."""
        return self.year + self.debit - self.credit


NONE = Moves(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Balance:
    """A leaf account (with dimension values, in a currency): its figures in base currency. ``place`` its row.

    ``own`` are the same in ``currency``, where that is another than the book's.
    """

    place: int
    account: str
    dims: Dims
    year: int
    debit: int
    credit: int
    closing: int
    currency: str = ""
    own: Moves = NONE


@dataclass(frozen=True, slots=True)
class Item:
    """A document still open: ``amount`` (base) and ``own`` (in ``currency``) signed like a balance; ``date`` and ``due`` as
    ISO text, due may be empty.
    """

    place: int
    account: str
    dims: Dims
    number: str
    date: str
    due: str
    amount: int
    currency: str = ""
    own: int = 0


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything that was read, in the order of the files."""

    balances: tuple[Balance, ...]
    items: tuple[Item, ...]

    @property
    def has_turnover(self) -> bool:
        """Whether any account moved this year, as far as the file says."""
        return any(one.debit or one.credit for one in self.balances)


@dataclass(frozen=True, slots=True)
class Terms:
    """Where an opening is posted: the adjustment period before the fiscal year, and the month before the first period.

    ``before`` is empty where the first period begins the fiscal year. Days are the last of each. ``profit`` is the account of the
    year's profit (本年利润).
    """

    year_period: str
    year_day: str
    year_start: str
    before: str
    before_day: str
    profit: str
