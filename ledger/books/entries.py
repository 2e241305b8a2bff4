"""What is about to be posted, and what was: drafts of lines, vouchers and batches.

Amounts are integers of minor units; ``debit`` and ``credit`` make lines from decimal strings at the edge.
Dates are ISO strings, periods ``2026-11`` or ``2026-12+1`` for an adjustment period of December.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum, StrEnum

from ledger.core import Money


class Side(IntEnum):
    """借 debit or 贷 credit. 红字 is a negative amount on its side."""

    DEBIT = 0
    CREDIT = 1


class EntryKind(IntEnum):
    """Why a voucher was made."""

    NORMAL = 0
    OPENING = 1
    ACCRUAL = 2
    REVERSAL = 3
    CORRECTION = 4
    REVALUATION = 5
    ALLOCATION = 6
    TRANSFER = 7
    YEAR_END = 8


class Layer(IntEnum):
    """Operating figures, or the transfer of income and expense at the end of a period."""

    OPERATING = 0
    TRANSFER = 1


class AuthorityKind(StrEnum):
    """What allows a batch."""

    CONFIRMATION = "confirmation"
    RULE = "rule"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class VoucherKey:
    """Where a sealed voucher stands: its batch and its place in it (from 1)."""

    batch_id: int
    entry_no: int


@dataclass(frozen=True, slots=True)
class ItemKey:
    """Where an open item stands: the line that opened it."""

    batch_id: int
    entry_no: int
    line_no: int


Dims = tuple[tuple[str, str], ...]
"""Dimension code and value code, sorted by dimension: ``(("department", "D01"), ("party", "V0007"))``."""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line (分录行).

    ``amount_minor`` is in ``currency``, ``base_minor`` in the book's currency (None: the same). A line on an
    open-item account opens an item unless ``settles`` names the item it pays. ``quantity`` and ``unit_price``
    keep six digits. ``source`` links to the document's field the amount came from.
    """

    account: str
    side: Side
    amount_minor: int
    currency: str
    base_minor: int | None = None
    memo: str = ""
    dims: Dims = ()
    rate: str | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    tax_code: str | None = None
    tax_base_minor: int | None = None
    tax_month: str | None = None
    due_date: str | None = None
    settlement_method: str | None = None
    settlement_number: str | None = None
    source: str | None = None
    settles: ItemKey | None = None


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """One voucher (凭证). ``attachments`` are SHA-256 names of blobs; ``source`` says what it was made from."""

    posting_date: str
    lines: tuple[LineDraft, ...]
    maker: str
    kind: EntryKind = EntryKind.NORMAL
    document_date: str = ""
    source: str = ""
    attachments: tuple[str, ...] = ()
    attachment_count: int | None = None
    reverses: VoucherKey | None = None
    corrects: VoucherKey | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """The row of ``authority`` that allows a batch, and the digest it was given for."""

    kind: AuthorityKind
    authority_id: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs a batch beside each voucher's maker; empty where nobody did."""

    poster: str
    checker: str
    cashier: str = ""
    chief: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a batch holds, before anybody allowed it: one book, period, layer and number series (字号)."""

    book: str
    period: str
    entries: tuple[EntryDraft, ...]
    series: str = "记"
    layer: Layer = Layer.OPERATING


@dataclass(frozen=True, slots=True)
class BatchDraft:
    """Content, what allows it, who signs, when."""

    content: Content
    authority: Authority
    signatures: Signatures
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class SealedBatch:
    """What the seal gave: numbers ``first_number … first_number + entry_count - 1`` of the series."""

    batch_id: int
    book: str
    period: str
    series: str
    position: int
    first_number: int
    entry_count: int
    line_count: int
    root: bytes
    hash: bytes

    @property
    def numbers(self) -> range:
        """Voucher numbers, in the order of the entries."""
        return range(self.first_number, self.first_number + self.entry_count)


def dims(values: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> Dims:
    """Dimension values in their one order."""
    pairs = values.items() if isinstance(values, Mapping) else values
    return tuple(sorted(pairs))


def debit(account: str, amount: str | Decimal, currency: str = "CNY", **details: object) -> LineDraft:
    """A debit line from a decimal amount; ``details`` are fields of LineDraft (``dims`` may be a mapping)."""
    return _line(account, Side.DEBIT, amount, currency, details)


def credit(account: str, amount: str | Decimal, currency: str = "CNY", **details: object) -> LineDraft:
    """A credit line from a decimal amount; see :func:`debit`."""
    return _line(account, Side.CREDIT, amount, currency, details)


def _line(account: str, side: Side, amount: str | Decimal, currency: str, details: dict[str, object]) -> LineDraft:
    values = details.pop("dims", ())
    minor = Money.parse(amount, currency).amount_minor
    return LineDraft(account, side, minor, currency, dims=dims(values), **details)  # type: ignore[arg-type]
