"""Messages to the outside, written with the act and handed over afterwards, in order, at least once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from ledger.core import canonical, new_id
from ledger.store.schema.jobs import outbox
from ledger.store.types import to_micro
from ledger.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Message:
    """One message; its id lets the receiver drop a second hand-over."""

    message_id: str
    topic: str
    payload: Mapping[str, Any]


def publish(unit: Unit, topic: str, payload: Mapping[str, Any], now: datetime) -> str:
    """Write a message in the caller's transaction."""
    name = new_id()
    unit.later(
        "INSERT INTO outbox (tenant_id, message_id, topic, payload, created_at) VALUES (:t, :id, :topic, :payload, :at)",
        {
            "t": unit.tenant,
            "id": name,
            "topic": topic,
            "payload": canonical(dict(payload)).decode(),
            "at": to_micro(now),
        },
    )
    return name


def waiting(unit: Unit, limit: int = 100) -> list[Message]:
    """Messages not handed over yet, oldest first."""
    rows = unit.connection.execute(
        select(outbox.c.message_id, outbox.c.topic, outbox.c.payload)
        .where(outbox.c.tenant_id == unit.tenant, outbox.c.handed_at.is_(None))
        .order_by(outbox.c.message_id)
        .limit(limit)
    )
    return [Message(*row) for row in rows]


def handed(unit: Unit, message_ids: Iterable[str], now: datetime) -> None:
    """Mark messages as handed over."""
    unit.connection.execute(
        update(outbox)
        .where(outbox.c.tenant_id == unit.tenant, outbox.c.message_id.in_(list(message_ids)))
        .values(handed_at=now)
    )
