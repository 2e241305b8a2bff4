"""What a journal says before anything is inferred."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ledger.exchange.incoming import Place
from ledger.exchange.journal_in.amounts import Amount


class Kind(StrEnum):
    """Real, or virtual: ``(account)`` stands alone, ``[account]`` balances among its like."""

    REAL = "real"
    VIRTUAL = "virtual"
    BALANCED = "balanced"


@dataclass(frozen=True, slots=True)
class Price:
    """``@`` a unit or ``@@`` the whole."""

    amount: Amount
    total: bool


@dataclass(frozen=True, slots=True)
class Assertion:
    """``=`` one commodity, ``==`` nothing else, ``=*`` with what lies below."""

    amount: Amount
    sole: bool
    inclusive: bool


@dataclass(frozen=True, slots=True)
class RawPost:
    """One posting line. ``factor`` says that ``amount`` multiplies (automated transactions only)."""

    place: Place
    account: str
    kind: Kind
    amount: Amount | None = None
    price: Price | None = None
    lot: Price | None = None
    assertion: Assertion | None = None
    memo: str = ""
    date: str = ""
    factor: bool = False


@dataclass(frozen=True, slots=True)
class RawTransaction:
    """One transaction; ``rules`` is how many automated transactions stood before it."""

    place: Place
    date: str
    number: str
    description: str
    posts: tuple[RawPost, ...]
    rules: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """An automated transaction."""

    place: Place
    query: str
    posts: tuple[RawPost, ...]


@dataclass(slots=True)
class RawJournal:
    """Everything the files said, in their order."""

    transactions: list[RawTransaction] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    digits: dict[str, int] = field(default_factory=dict)
