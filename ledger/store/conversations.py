"""Rows of conversations: every function speaks for one person, and sees nobody else's.

On SQLite that is a condition of every statement; on PostgreSQL the wall asks ``app.person`` besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from ledger.store.schema.conversations import conversation as talks
from ledger.store.schema.conversations import message as messages_
from ledger.store.statement import text
from ledger.store.unit import Unit

QUESTION, ANSWER = "question", "answer"


@dataclass(frozen=True, slots=True)
class Conversation:
    """``channel`` and ``place`` say where it lives: in Slack a room and thread; ``place`` is empty elsewhere."""

    conversation_id: str
    person: str
    channel: str
    place: str
    title: str
    language: str
    created_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A question or an answer of one turn; ``blocks`` are plain values, not yet checked."""

    number: int
    role: str
    text: str
    at: datetime
    blocks: Sequence[Mapping[str, Any]] = ()
    reading: str | None = None
    local: bool = True
    model: str = ""
    tainted: bool = False
    failed: bool = False


def speak_for(unit: Unit, person: str) -> None:
    """Open the person's own rows for the rest of this transaction."""
    if unit.engine_name == "postgresql":
        unit.connection.execute(text("SELECT set_config('app.person', :person, true)"), {"person": person})


def _mine(unit: Unit, person: str) -> tuple[ColumnElement[bool], ...]:
    speak_for(unit, person)
    return (talks.c.tenant_id == unit.tenant, talks.c.person == person)


def _conversation(row: Any) -> Conversation:
    facts = dict(row._mapping)
    facts.pop("tenant_id")
    return Conversation(**facts)


def add(unit: Unit, fresh: Conversation) -> bool:
    """Begin a conversation; False where one lives at its place already."""
    speak_for(unit, fresh.person)
    dialect = sqlite if unit.engine_name == "sqlite" else postgresql
    statement = dialect.insert(talks).values(tenant_id=unit.tenant, **asdict(fresh)).on_conflict_do_nothing()
    return unit.connection.execute(statement.execution_options(preserve_rowcount=True)).rowcount == 1


def find(unit: Unit, person: str, conversation_id: str) -> Conversation | None:
    """A conversation of this person's."""
    mine = _mine(unit, person)
    row = unit.connection.execute(select(talks).where(*mine, talks.c.conversation_id == conversation_id)).one_or_none()
    return _conversation(row) if row is not None else None


def at_place(unit: Unit, person: str, channel: str, place: str) -> Conversation | None:
    """The conversation of this person's that lives at a place of a channel."""
    here = (*_mine(unit, person), talks.c.channel == channel, talks.c.place == place)
    row = unit.connection.execute(select(talks).where(*here)).one_or_none()
    return _conversation(row) if row is not None else None


def listing(
    unit: Unit, person: str, limit: int, channel: str = "", rows: ColumnElement[bool] | None = None, skip: int = 0
) -> list[Conversation]:
    """This person's conversations, latest first, after the first ``skip``; ``rows`` narrows further."""
    mine = [*_mine(unit, person), true() if rows is None else rows]
    if channel:
        mine.append(talks.c.channel == channel)
    latest = (talks.c.last_at.desc(), talks.c.conversation_id.desc())
    query = select(talks).where(*mine).order_by(*latest).limit(limit).offset(skip)
    return [_conversation(row) for row in unit.connection.execute(query)]


def next_number(unit: Unit, person: str, conversation_id: str, now: datetime) -> int:
    """The number of the turn that begins now; holds the conversation's row until the transaction ends."""
    mine = (*_mine(unit, person), talks.c.conversation_id == conversation_id)
    done = unit.connection.execute(update(talks).where(*mine).values(last_at=now))
    assert done.rowcount == 1, "a turn needs its conversation"
    c = messages_.c
    query = select(func.max(c.number)).where(
        c.tenant_id == unit.tenant, c.person == person, c.conversation_id == conversation_id
    )
    return int(unit.connection.scalar(query) or 0) + 1


def add_message(unit: Unit, person: str, conversation_id: str, said: Message) -> None:
    """Write a question or an answer down."""
    speak_for(unit, person)
    unit.connection.execute(
        insert(messages_).values(
            tenant_id=unit.tenant, person=person, conversation_id=conversation_id, number=said.number, role=said.role,
            text=said.text, blocks=list(said.blocks), reading=said.reading, local=said.local, model=said.model,
            tainted=said.tainted, failed=said.failed, at=said.at,
        )
    )  # fmt: skip


def roles_at(unit: Unit, person: str, conversation_id: str, number: int) -> set[str]:
    """Which of question and answer a turn has."""
    speak_for(unit, person)
    c = messages_.c
    here = (c.tenant_id == unit.tenant, c.person == person, c.conversation_id == conversation_id, c.number == number)
    return set(unit.connection.scalars(select(c.role).where(*here)))


def messages(unit: Unit, person: str, conversation_id: str, turns: int) -> list[Message]:
    """The questions and answers of the last turns, oldest first."""
    speak_for(unit, person)
    c = messages_.c
    mine = (c.tenant_id == unit.tenant, c.person == person, c.conversation_id == conversation_id)
    last = select(func.max(c.number)).where(*mine).scalar_subquery()
    query = select(messages_).where(*mine, c.number > last - turns).order_by(c.number, c.role.desc())
    return [
        Message(row.number, row.role, row.text, row.at, row.blocks, row.reading, row.local, row.model, row.tainted, row.failed)
        for row in unit.connection.execute(query)
    ]  # fmt: skip


def forget(unit: Unit, person: str, conversation_id: str) -> bool:
    """Delete a conversation with every word of it; whether it was there."""
    mine = (*_mine(unit, person), talks.c.conversation_id == conversation_id)
    c = messages_.c
    said = (c.tenant_id == unit.tenant, c.person == person, c.conversation_id == conversation_id)
    unit.connection.execute(delete(messages_).where(*said))
    return unit.connection.execute(delete(talks).where(*mine)).rowcount == 1
