"""Stored documents: received, read, proposed. What repeats another is found by twins.py."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, or_, select, update

from ledger.core import new_id
from ledger.evidence.requests import is_held
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.evidence import document as table


class DocumentState(StrEnum):
    """``received`` waits for its reader; ``failed`` could not be read; ``duplicate`` was here before; ``unpacked`` held
    files, each a document of its own now; ``rendering`` is another form of the record that ``duplicate_of`` names.

    ``kept`` is evidence and no bill: an order, a delivery note.
    ``withdrawn`` was taken back by its sender, ``rejected`` refused for good by finance.
    """

    RECEIVED = "received"
    READ = "read"
    PROPOSED = "proposed"
    DUPLICATE = "duplicate"
    RENDERING = "rendering"
    FAILED = "failed"
    UNPACKED = "unpacked"
    KEPT = "kept"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


ENDED = (DocumentState.WITHDRAWN, DocumentState.REJECTED)
BARE = (
    DocumentState.RECEIVED,
    DocumentState.READ,
    DocumentState.DUPLICATE,
    DocumentState.RENDERING,
    DocumentState.FAILED,
    DocumentState.KEPT,
)
"""States of a document from which no voucher was proposed, and which may still be ended."""

MOST_IN_HAND = 400


@dataclass(frozen=True, slots=True)
class Document:
    """A file somebody handed in. ``reading`` is the stable extract shape; amounts are minor units.

    ``came_in`` is the document, a zip or a mail, that held it.
    """

    document_id: str
    sha256: str
    name: str
    size: int
    received_at: datetime
    sender: str
    channel: str
    department: str | None
    state: DocumentState
    paid_by: str | None = None
    reading: dict[str, Any] | None = None
    legal_key: str | None = None
    party_id: str | None = None
    seller: str | None = None
    number: str | None = None
    issue_date: date | None = None
    gross_minor: int | None = None
    currency: str | None = None
    duplicate_of: str | None = None
    proposal_id: str | None = None
    ended_by: str | None = None
    ended_at: datetime | None = None
    ended_why: str | None = None
    came_in: str | None = None


def receive(
    unit: Unit, sha256: str, name: str, size: int, sender: str, channel: str, department: str | None,
    paid_by: str | None, now: datetime, came_in: str | None = None,
) -> str:  # fmt: skip
    """Write a file down as received; its id."""
    document_id = new_id()
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, document_id=document_id, sha256=sha256, name=name, size=size, received_at=now,
            sender=sender, channel=channel, department=department, state=DocumentState.RECEIVED.value, paid_by=paid_by,
            came_in=came_in,
        )
    )  # fmt: skip
    return document_id


def change(unit: Unit, document_id: str, **values: Any) -> None:
    """Set columns of one document; ``reading`` may be given as a plain object."""
    if isinstance(values.get("reading"), dict):
        values["reading"] = json.dumps(values["reading"], ensure_ascii=False)
    if isinstance(values.get("issue_date"), date):
        values["issue_date"] = values["issue_date"].isoformat()
    if isinstance(values.get("state"), DocumentState):
        values["state"] = values["state"].value
    unit.connection.execute(
        update(table).where(table.c.tenant_id == unit.tenant, table.c.document_id == document_id).values(**values)
    )


def end(unit: Unit, one: Document, state: DocumentState, by: str, why: str, now: datetime) -> None:
    """Say that nothing becomes of a document. What was read of a withdrawn one goes, its name too but for the ending."""
    read: dict[str, Any] = {}
    if state is DocumentState.WITHDRAWN:
        gone = ("reading", "legal_key", "party_id", "seller", "number", "issue_date", "gross_minor", "currency")
        read = dict.fromkeys(gone) | {"name": f"…{PurePath(one.name).suffix[:8]}"}
    change(unit, one.document_id, state=state, ended_by=by, ended_at=now, ended_why=why or None, **read)


def wanted(unit: Unit, sha256: str) -> bool:
    """Whether any document that was not taken back has these bytes, or somebody answered an auditor with them."""
    c = table.c
    query = select(c.document_id).where(
        c.tenant_id == unit.tenant, c.sha256 == sha256, c.state != DocumentState.WITHDRAWN.value
    )
    return unit.connection.execute(query.limit(1)).first() is not None or is_held(unit, sha256)


def as_document(row: Row[Any]) -> Document:
    """A row of the table as a document."""
    facts = dict(row._mapping)
    facts.pop("tenant_id")
    facts["state"] = DocumentState(facts["state"])
    facts["reading"] = json.loads(facts["reading"]) if facts["reading"] else None
    facts["issue_date"] = date.fromisoformat(facts["issue_date"]) if facts["issue_date"] else None
    return Document(**facts)


def find(unit: Unit, document_id: str) -> Document | None:
    """One document by id."""
    row = unit.connection.execute(
        select(table).where(table.c.tenant_id == unit.tenant, table.c.document_id == document_id)
    ).one_or_none()
    return as_document(row) if row is not None else None


def of_proposal(unit: Unit, proposal_id: str) -> Document | None:
    """The document a proposal was made from."""
    row = unit.connection.execute(
        select(table).where(table.c.tenant_id == unit.tenant, table.c.proposal_id == proposal_id)
    ).first()
    return as_document(row) if row is not None else None


def listing(unit: Unit, rows: ColumnElement[bool], states: Sequence[DocumentState], limit: int = 200) -> list[Document]:
    """Documents in some states that a row filter lets through, newest first."""
    query = (
        select(table)
        .where(table.c.tenant_id == unit.tenant, table.c.state.in_([state.value for state in states]), rows)
        .order_by(table.c.received_at.desc(), table.c.document_id.desc())
        .limit(limit)
    )
    return [as_document(row) for row in unit.connection.execute(query)]


def handed_in(unit: Unit, rows: ColumnElement[bool], ids: Sequence[str]) -> list[Document]:
    """These documents and all that came in them, as far as a row filter lets through, oldest first."""
    c = table.c
    query = select(table).where(c.tenant_id == unit.tenant, or_(c.document_id.in_(ids), c.came_in.in_(ids)), rows)
    found = unit.connection.execute(query.order_by(c.received_at, c.document_id))
    return [as_document(row) for row in found]


def in_hand(unit: Unit, sender: str, since: datetime) -> list[str]:
    """What a person handed in since the oldest of it that still waits for its reader; nothing where none waits."""
    c = table.c
    own = (c.tenant_id == unit.tenant, c.sender == sender, c.received_at >= since)
    oldest = unit.connection.execute(
        select(func.min(c.received_at)).where(*own, c.state == DocumentState.RECEIVED.value)
    ).scalar()
    if oldest is None:
        return []
    query = select(c.document_id).where(*own, c.received_at >= oldest).order_by(c.received_at).limit(MOST_IN_HAND)
    return list(unit.connection.execute(query).scalars())


def parts(unit: Unit, document_id: str) -> list[Document]:
    """What came in a document, by name."""
    query = select(table).where(table.c.tenant_id == unit.tenant, table.c.came_in == document_id)
    return [as_document(row) for row in unit.connection.execute(query.order_by(table.c.name, table.c.document_id))]


def alone(unit: Unit) -> None:
    """Settle one document of a tenant at a time, so that of two copies read at once one sees the other."""
    hold(unit, "intake")


def hold_bytes(unit: Unit, sha256: str) -> None:
    """One at a time hands in or takes away the same bytes, so that none goes while another comes."""
    hold(unit, f"bytes {sha256}")


def counts(unit: Unit, rows: ColumnElement[bool]) -> dict[str, int]:
    """How many documents are in each state, among the rows a filter lets through."""
    query = select(table.c.state, func.count()).where(table.c.tenant_id == unit.tenant, rows).group_by(table.c.state)
    return {str(state): int(count) for state, count in unit.connection.execute(query)}
