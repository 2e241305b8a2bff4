"""What the rules look at, and what they give back: lines, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.core import Problem

DEDUCTIBLE = frozenset({"vat_special", "edigital_special", "toll", "rail", "air"})
"""Kinds of paper whose printed tax may be input tax."""


class PaidBy(StrEnum):
    """谁付的钱 Who paid: the sender out of pocket, a company card, or nobody yet."""

    SENDER = "sender"
    CARD = "card"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a paper: what was bought, its net in minor units (None where not printed), its rate ('' likewise)."""

    description: str
    net_minor: int | None = None
    rate: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """An invoice as the rules need it, a purchase or a sale of one's own. Amounts are minor units of ``currency``; negative on a red one.

    ``kind`` is the invoice kind of the reading; ``words`` the item descriptions; ``rate`` base units per
    foreign unit as a decimal string, None for the base currency. ``rates`` are the tax rates printed (``0.19``, ``zero``,
    ``exempt``, ``not_taxable``, ``reverse_charge``), ``by_rate`` the net of the items at each where the items say so.
    """

    kind: str
    number: str
    issue_date: date
    net_minor: int
    tax_minor: int
    gross_minor: int
    currency: str
    seller: str
    words: tuple[str, ...]
    party_id: str | None
    terms_days: int
    due_date: date | None = None
    rate: str | None = None
    rates: tuple[str, ...] = ()
    by_rate: tuple[tuple[str, int], ...] = ()
    seller_tax_id: str = ""
    buyer: str = ""
    items: tuple[Item, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What says what was bought: the items; a train or air ticket has none and says it by its kind."""
        return self.words or (self.kind,)


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier voucher of this vendor: its number, date, the account it debited, the department, its ``key`` (``12.1``), and
    whether it still stands.
    """

    number: str
    posting_date: date
    account: str
    department: str | None
    gross_minor: int
    key: str = ""
    teaches: bool = True


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A line before it has a book: signed minor units on a side, dimensions, and why."""

    account: str
    side: str
    amount_minor: int
    memo: str
    dims: tuple[tuple[str, str], ...]
    reason: Problem
    due_date: date | None = None
    source_field: str = ""
    tax_code: str | None = None
    tax_base_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """Lines that balance, what a person still has to say (``needs``), and notes that block nothing. ``confidence`` (0–1) is how
    sure what was learned is of accounts and tax; None where nothing learned was used.
    """

    lines: tuple[ProposedLine, ...]
    needs: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()
    confidence: float | None = None
