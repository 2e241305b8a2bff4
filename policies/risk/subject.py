"""What a detector looks at: one purchase and what is known around it. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Rank(StrEnum):
    """A note stands on the card; an alert asks for an act."""

    NOTE = "note"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier purchase of the same vendor or sender. ``ref`` opens it."""

    ref: str
    day: date
    gross_minor: int
    number: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A purchase about to be booked, or just booked. Amounts are base-currency minor units.

    ``local_time`` is the company's wall clock when it was handed in or confirmed. ``vendor_history`` is newest
    first; ``sender_recent`` holds other claims of the same sender in the last days; ``limit_minor`` is the limit
    from which somebody else would have to agree. ``printed_account`` is on the document, ``approved_accounts`` in
    master data; ``unapproved_account`` is where a known vendor would be paid, which counts while no account of it is
    approved; ``twin`` names an earlier document and how it was recognised. ``buyer`` is who it is made out to:
    ``other_buyer`` where the tax number printed is not ours, ``buyer_unlike`` where only a name stands there and it is not
    like ours. ``expired_rates`` are rates printed that hold nowhere on its day.
    """

    gross_minor: int
    day: date
    today: date
    local_time: datetime
    vendor_known: bool
    vendor: str = ""
    vendor_history: tuple[Earlier, ...] = ()
    sender_recent: tuple[Earlier, ...] = ()
    limit_minor: int = 0
    printed_account: str = ""
    approved_accounts: tuple[str, ...] = ()
    unapproved_account: str = ""
    twin_ref: str = ""
    twin_by: str = ""
    period_closed: bool = False
    hidden_text: tuple[str, ...] = ()
    is_workday: bool = True
    buyer: str = ""
    other_buyer: bool = False
    buyer_unlike: bool = False
    expired_rates: tuple[str, ...] = ()
    changed_after_signing: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a detector found: its check, rank, the figures for its sentences, and what shows it.

    Sentences are ``risk.<check>_what``, ``_why`` and ``_advice`` of the catalogues.
    """

    check: str
    rank: Rank
    parameters: dict[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    locks_payment: bool = False
