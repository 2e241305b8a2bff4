"""Rows of Slack: workspace and people, codes, events seen once, and where each message stands.

Every change that two processes could make at the same time is one compare-and-set statement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, delete, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ledger.store.schema.evidence import document
from ledger.store.schema.slack import slack_code, slack_event, slack_link, slack_message, slack_team
from ledger.store.sealed_fields import SLACK_EVENT
from ledger.store.sealing import Closed, opening_ring, seal, sealing_ring, unseal
from ledger.store.types import Bool
from ledger.store.unit import Unit

EVENTS_KEPT = timedelta(days=3)
MAX_ATTEMPTS = 3
NO = literal(False, Bool())


@dataclass(frozen=True, slots=True)
class Link:
    """A Slack account and the person it is."""

    team: str
    slack_user: str
    user: str
    name: str


@dataclass(frozen=True, slots=True)
class Code:
    """Who asked for a code; the code itself is not kept."""

    team: str
    slack_user: str
    channel: str
    name: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message about a document or proposal; ``seen`` is the state it showed, ``ts`` empty until Slack has it."""

    subject: str
    user: str
    channel: str
    ts: str
    seen: str
    settled: bool


def hash_code(code: str) -> bytes:
    """What is kept of a code: letters in one case, separators gone."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).digest()


def _new_row(unit: Unit, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert unless the key is there; whether it was inserted."""
    given = {"tenant_id": unit.tenant, **values}
    dialect = sqlite if unit.engine_name == "sqlite" else postgresql
    statement = dialect.insert(table).values(given).on_conflict_do_nothing()
    done = unit.connection.execute(statement.execution_options(preserve_rowcount=True))
    return done.rowcount == 1


# workspace and people ------------------------------------------------------------------------------
def team_of(unit: Unit) -> tuple[str, datetime] | None:
    """The workspace of this tenant and since when."""
    row = unit.connection.execute(
        select(slack_team.c.team, slack_team.c.bound_at).where(slack_team.c.tenant_id == unit.tenant)
    ).first()
    return (str(row.team), row.bound_at) if row is not None else None


def bind_team(unit: Unit, team: str, user: str, now: datetime) -> None:
    """Make a workspace this tenant's only one; links of another workspace end."""
    unit.connection.execute(delete(slack_team).where(slack_team.c.tenant_id == unit.tenant))
    unit.connection.execute(delete(slack_link).where(slack_link.c.tenant_id == unit.tenant, slack_link.c.team != team))
    unit.connection.execute(insert(slack_team).values(tenant_id=unit.tenant, team=team, bound_by=user, bound_at=now))


def _link(row: Any) -> Link:
    return Link(row.team, row.slack_user, row.user, row.name)


def link_of(unit: Unit, team: str, slack_user: str) -> Link | None:
    """The person behind a Slack account."""
    c = slack_link.c
    row = unit.connection.execute(
        select(slack_link).where(c.tenant_id == unit.tenant, c.team == team, c.slack_user == slack_user)
    ).one_or_none()
    return _link(row) if row is not None else None


def links(unit: Unit) -> list[Link]:
    """Everybody who is linked, by name of account."""
    query = select(slack_link).where(slack_link.c.tenant_id == unit.tenant).order_by(slack_link.c.user)
    return [_link(row) for row in unit.connection.execute(query)]


def add_link(unit: Unit, link: Link, now: datetime) -> bool:
    """Bind a Slack account to a person; False where either is bound already."""
    return _new_row(
        unit, slack_link,
        {"team": link.team, "slack_user": link.slack_user, "user": link.user, "name": link.name, "linked_at": now},
    )  # fmt: skip


def remove_link(unit: Unit, user: str) -> bool:
    """End a person's link; whether there was one."""
    done = unit.connection.execute(
        delete(slack_link).where(slack_link.c.tenant_id == unit.tenant, slack_link.c.user == user)
    )
    return done.rowcount == 1


# codes ---------------------------------------------------------------------------------------------
def _code(row: Any) -> Code:
    return Code(row.team, row.slack_user, row.channel, row.name)


def add_code(unit: Unit, code: str, asked: Code, expires_at: datetime) -> None:
    """Keep the hash of a code; earlier unused codes of the same account end."""
    c = slack_code.c
    mine = (c.tenant_id == unit.tenant, c.team == asked.team, c.slack_user == asked.slack_user, c.used_at.is_(None))
    unit.connection.execute(delete(slack_code).where(*mine))
    unit.connection.execute(
        insert(slack_code).values(
            tenant_id=unit.tenant, code_hash=hash_code(code), team=asked.team, slack_user=asked.slack_user,
            channel=asked.channel, name=asked.name, files=[], expires_at=expires_at, used_at=None,
            greeted=False,
        )
    )  # fmt: skip


def waiting_code(unit: Unit, team: str, slack_user: str, now: datetime) -> Code | None:
    """The live code of a Slack account."""
    c = slack_code.c
    row = unit.connection.execute(
        select(slack_code).where(
            c.tenant_id == unit.tenant, c.team == team, c.slack_user == slack_user, c.used_at.is_(None),
            c.expires_at > now,
        )
    ).first()  # fmt: skip
    return _code(row) if row is not None else None


def find_code(unit: Unit, code: str, now: datetime) -> Code | None:
    """Who asked for a code that is still good."""
    c = slack_code.c
    row = unit.connection.execute(
        select(slack_code).where(
            c.tenant_id == unit.tenant, c.code_hash == hash_code(code), c.used_at.is_(None), c.expires_at > now
        )
    ).one_or_none()
    return _code(row) if row is not None else None


def spend_code(unit: Unit, code: str, now: datetime) -> bool:
    """Use a code once."""
    c = slack_code.c
    mine = (c.tenant_id == unit.tenant, c.code_hash == hash_code(code), c.used_at.is_(None), c.expires_at > now)
    return unit.connection.execute(update(slack_code).where(*mine).values(used_at=now)).rowcount == 1


def used_codes(unit: Unit) -> bool:
    """Whether somebody was linked and not yet told."""
    c = slack_code.c
    query = select(c.code_hash).where(c.tenant_id == unit.tenant, c.used_at.is_not(None), c.greeted == NO)
    return unit.connection.execute(query.limit(1)).first() is not None


def take_used_codes(unit: Unit) -> list[Code]:
    """Those linked since the last look, each handed out once."""
    c = slack_code.c
    ready = (c.tenant_id == unit.tenant, c.used_at.is_not(None), c.greeted == NO)
    found = unit.connection.execute(select(slack_code).where(*ready)).all()
    return [
        _code(row)
        for row in found
        if unit.connection.execute(
            update(slack_code).where(*ready, c.code_hash == row.code_hash).values(greeted=True)
        ).rowcount
    ]


# events --------------------------------------------------------------------------------------------
def see_event(unit: Unit, event_id: str, body: bytes, now: datetime) -> bool:
    """Write an event down, sealed; False where it was seen before. Old finished ones are dropped."""
    c = slack_event.c
    unit.connection.execute(
        delete(slack_event).where(c.tenant_id == unit.tenant, c.body.is_(None), c.seen_at < now - EVENTS_KEPT)
    )
    sealed = seal(sealing_ring(unit), SLACK_EVENT.place(unit.tenant, {"event_id": event_id}), body)
    row = {"event_id": event_id, "body": SLACK_EVENT.pack(sealed), "seen_at": now, "attempts": 1}
    return _new_row(unit, slack_event, row)


def finish_event(unit: Unit, event_id: str) -> None:
    """The event was dealt with; what it said is not kept."""
    c = slack_event.c
    unit.connection.execute(
        update(slack_event).where(c.tenant_id == unit.tenant, c.event_id == event_id).values(body=None)
    )


def take_left_events(unit: Unit, before: datetime) -> list[tuple[str, bytes]]:
    """Events that a process took and did not finish, each tried a bounded number of times, if they open."""
    c = slack_event.c
    left = (c.tenant_id == unit.tenant, c.body.is_not(None), c.seen_at < before, c.attempts < MAX_ATTEMPTS)
    found = unit.connection.execute(select(slack_event).where(*left).order_by(c.seen_at)).all()
    taken: list[tuple[str, bytes | Closed]] = []
    for row in found:
        mine = (c.tenant_id == unit.tenant, c.event_id == row.event_id, c.attempts == row.attempts)
        done = unit.connection.execute(update(slack_event).where(*mine).values(attempts=row.attempts + 1))
        sealed = SLACK_EVENT.unpack(row.body)
        if done.rowcount == 1 and sealed is not None:
            place = SLACK_EVENT.place(unit.tenant, {"event_id": row.event_id})
            taken.append((str(row.event_id), unseal(opening_ring(unit), place, sealed)))
    return [(event_id, body) for event_id, body in taken if not isinstance(body, Closed)]


# messages ------------------------------------------------------------------------------------------
def _message(row: Any) -> Message:
    return Message(row.subject, row.user, row.channel, row.ts, row.seen, row.settled)


def claim_message(unit: Unit, subject: str, user: str, channel: str, now: datetime) -> bool:
    """The right to post the one message about a thing to a person; False where somebody has it."""
    return _new_row(
        unit, slack_message,
        {"subject": subject, "user": user, "channel": channel, "ts": "", "seen": "", "settled": False,
         "changed_at": now},
    )  # fmt: skip


def find_message(unit: Unit, subject: str, user: str) -> Message | None:
    """The message about a thing to a person."""
    c = slack_message.c
    row = unit.connection.execute(
        select(slack_message).where(c.tenant_id == unit.tenant, c.subject == subject, c.user == user)
    ).one_or_none()
    return _message(row) if row is not None else None


def posted(unit: Unit, subject: str, user: str, channel: str, ts: str) -> None:
    """Slack took the message."""
    c = slack_message.c
    unit.connection.execute(
        update(slack_message)
        .where(c.tenant_id == unit.tenant, c.subject == subject, c.user == user)
        .values(channel=channel, ts=ts)
    )


def drop_message(unit: Unit, subject: str, user: str) -> None:
    """Slack did not take it: give the right to post back."""
    c = slack_message.c
    unit.connection.execute(
        delete(slack_message).where(c.tenant_id == unit.tenant, c.subject == subject, c.user == user)
    )


def show_state(unit: Unit, message: Message, seen: str, now: datetime, *, settled: bool) -> bool:
    """Compare and set: this process will show the state ``seen``; False where another was faster."""
    c = slack_message.c
    done = unit.connection.execute(
        update(slack_message)
        .where(c.tenant_id == unit.tenant, c.subject == message.subject, c.user == message.user, c.seen == message.seen)
        .values(seen=seen, settled=settled, changed_at=now)
    )
    return done.rowcount == 1


def open_messages(unit: Unit, limit: int = 2000) -> list[Message]:
    """Messages about things that can still move."""
    c = slack_message.c
    query = select(slack_message).where(c.tenant_id == unit.tenant, c.settled == NO, c.ts != "")
    return [_message(row) for row in unit.connection.execute(query.order_by(c.changed_at.desc()).limit(limit))]


# who was told ----------------------------------------------------------------------------------------
def marks(unit: Unit, names: Sequence[str]) -> set[tuple[str, str]]:
    """(mark, person) of those that are set."""
    c = slack_message.c
    query = select(c.subject, c.user).where(c.tenant_id == unit.tenant, c.subject.in_(list(names)))
    return {(str(row.subject), str(row.user)) for row in unit.connection.execute(query)} if names else set()


def add_mark(unit: Unit, name: str, user: str, now: datetime) -> bool:
    """Set a mark, a row of messages that shows nothing and never moves; False where it was set."""
    row = {"subject": name, "user": user, "channel": "", "ts": "", "seen": "", "settled": True, "changed_at": now}
    return _new_row(unit, slack_message, row)


def papers(unit: Unit, proposals: Sequence[str]) -> dict[str, str]:
    """Document of each proposal that has one."""
    c = document.c
    query = select(c.proposal_id, c.document_id).where(c.tenant_id == unit.tenant, c.proposal_id.in_(list(proposals)))
    return {str(row.proposal_id): str(row.document_id) for row in unit.connection.execute(query)} if proposals else {}
