"""What a proposal is: its states, what is proposed, and how it reads back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ledger.books.entries import Content, SealedBatch
from ledger.core import Problem

INTAKE = "intake"
"""The maker of what arrived by itself: a document nobody has typed anything into."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


class State(StrEnum):
    """draft → proposed → confirmed → posted; or returned 退回, withdrawn 撤回, rejected 驳回."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    POSTED = "posted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


class Kind(StrEnum):
    """One matter, or a run over many vouchers confirmed as a whole."""

    VOUCHER = "voucher"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """What somebody proposes.

    ``context`` is plain JSON shown to the confirmer and covered by the digest beside the lines: party and
    bank account, attachment hashes, rule versions, reasons, warnings. ``maker`` is the actor unless the
    document arrived by itself (``INTAKE``). ``origin`` says where it came from, such as ``document:<id>``.
    """

    content: Content
    kind: Kind = Kind.VOUCHER
    origin: str = ""
    summary: str = ""
    context: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    maker: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One step in a proposal's life."""

    at: datetime
    actor: str
    via: str
    act: str
    revision_no: int
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as lists show it. ``digest`` is hexadecimal: a confirmation must name it."""

    proposal_id: str
    book: str
    kind: Kind
    state: State
    revision_no: int
    maker: str
    edited_by: str
    digest: str
    amount_minor: int
    entry_count: int
    period: str
    series: str
    summary: str
    origin: str
    created_at: datetime
    created_by: str
    changed_at: datetime
    post_at: datetime | None
    batch_id: int | None
    confirmer: str | None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal whole: exactly what the digest covers, its history, and whoever made or changed any revision."""

    row: ProposalRow
    content: Content
    context: Mapping[str, Any]
    events: tuple[Event, ...]
    makers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A confirmation was given; it posts at ``post_at`` unless undone before."""

    proposal_id: str
    authority_id: str
    post_at: datetime


@dataclass(frozen=True, slots=True)
class Posting:
    """What became of one due proposal: a sealed batch, or the problems that sent it back to its checkers."""

    proposal_id: str
    sealed: SealedBatch | None
    problems: tuple[Problem, ...] = ()
