"""Rows of the posting queue: what was asked, what still waits, how each ended."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from ledger.books.entries import Content
from ledger.books.plain import content_from_plain, content_to_plain
from ledger.books.retiring import RETIRED
from ledger.core import Problem, canonical, sha256_hex
from ledger.store import Unit, to_micro
from ledger.store.arrays import packed
from ledger.store.locks import try_hold_and_run
from ledger.store.session import Insertion

ASK = Insertion(
    "posting_request",
    {"ask_id": "text", "place": "int8", "event_key": "text", "rule_id": "text", "rule_version": "int8", "digest": "text",
     "content": "text", "asked_at": "int8"},
    "ON CONFLICT (tenant_id, rule_id, event_key) DO UPDATE SET ask_id = excluded.ask_id, place = excluded.place,"
    " rule_version = excluded.rule_version, digest = excluded.digest, content = excluded.content,"
    " asked_at = excluded.asked_at, settled_at = NULL, problems = NULL WHERE posting_request.problems IS NOT NULL",
)  # fmt: skip
"""Hands in events. One whose key waits or was posted is left out; one that was refused may be tried again."""
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once: json.dumps makes one a call
_WAITING = (
    "SELECT ask_id, place, rule_id, rule_version, content FROM posting_request"
    " WHERE tenant_id = :t AND settled_at IS NULL AND ask_id >= :since ORDER BY ask_id, place LIMIT :limit"
)
_OLDEST = "SELECT min(asked_at) FROM posting_request WHERE tenant_id = :t AND settled_at IS NULL"
_NEXT = (
    "SELECT DISTINCT ask_id FROM posting_request WHERE tenant_id = :t AND settled_at IS NULL"
    " AND ask_id >= :since ORDER BY ask_id LIMIT :limit"
)
_SETTLE = (
    "UPDATE posting_request SET settled_at = :at, content = '', batch_id = :batch, number = :number + place,"
    " problems = :problems WHERE tenant_id = :t AND ask_id = :ask AND place BETWEEN :first AND :last"
)
_SETTLE_ALL = (
    "UPDATE posting_request AS one SET settled_at = :at, content = '', batch_id = made.batch, number = made.number +"
    " one.place, problems = made.problems FROM unnest(:ask, :first, :last, :batch, :number, :problems)"
    " AS made (ask, first, last, batch, number, problems) WHERE one.tenant_id = :t AND one.ask_id = made.ask"
    " AND one.place BETWEEN made.first AND made.last"
)
_ENDS = {"ask": "text", "first": "int8", "last": "int8", "batch": "int8", "number": "int8", "problems": "text"}
_FOUND = (
    "SELECT digest, settled_at, batch_id, number, problems FROM posting_request"
    " WHERE tenant_id = :t AND rule_id = :rule AND event_key = :key"
)


@dataclass(frozen=True)
class Event:
    """What happened, as vouchers a rule version covers. ``key`` names it once and for all: it posts once."""

    rule_id: str
    rule_version: int
    key: str
    content: Content

    @cached_property
    def text(self) -> str:
        """The content as JSON."""
        return _write(content_to_plain(self.content))

    @property
    def digest(self) -> str:
        """SHA-256 of the text: the same key may not stand for something else later."""
        return sha256_hex(self.text.encode())


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an event ended: the batch and the first number of its vouchers, or what the books said against it."""

    batch_id: int | None = None
    number: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request nobody has settled."""

    ask_id: str
    place: int
    rule: tuple[str, int]
    content: Content


@dataclass(slots=True)
class Ask:
    """Events handed in together; ``outcomes`` fill as they are settled."""

    ask_id: str
    events: Sequence[Event]
    outcomes: list[Outcome | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.outcomes = [None] * len(self.events)

    @property
    def settled(self) -> bool:
        """True when every event has its end."""
        return None not in self.outcomes


def rows(ask: Ask, now: datetime) -> list[tuple[object, ...]]:
    """What :data:`ASK` takes, an event each; of those with one key the first."""
    at, found = to_micro(now), {}
    for place, event in enumerate(ask.events):
        known = event.rule_id, event.key
        if known not in found:
            found[known] = (
                ask.ask_id, place, event.key, event.rule_id, event.rule_version, event.digest, event.text, at,
            )  # fmt: skip
    return list(found.values())


def waiting(unit: Unit, limit: int, since: str = "") -> list[Waiting]:
    """What waits, oldest first; of asks from ``since`` on.

    The index keeps what was settled until the server cleans up, and a reading from its beginning would pass over that
    each time.
    """
    return _read(unit.run(_WAITING, {"t": unit.tenant, "limit": limit, "since": since}))


def waiting_alone(unit: Unit, name: str, limit: int, since: str) -> tuple[list[Waiting], list[tuple[str, ...]]] | None:
    """As :func:`waiting` for who holds ``name`` from now on, and what ``RETIRED`` finds; None where another holds it.

    One round trip.
    """
    asked = {"t": unit.tenant, "limit": limit, "since": since}
    found = try_hold_and_run(unit, name, (_WAITING, asked), (RETIRED, {"t": unit.tenant}))
    return None if found is None else (_read(found[0]), found[1].fetchall())


def _read(rows: Iterable[tuple[Any, ...]]) -> list[Waiting]:
    return [Waiting(ask, place, (rule, version), content_from_plain(json.loads(content)))
            for ask, place, rule, version, content in rows]  # fmt: skip


def left_behind(unit: Unit, before: datetime) -> bool:
    """Whether something waits that was handed in before: its asker is gone, or would have posted it."""
    found = unit.run(_OLDEST, {"t": unit.tenant}).fetchone()
    return found[0] is not None and bool(found[0] < to_micro(before))


def next_ask(unit: Unit, taken: Sequence[Waiting]) -> str:
    """One that came after those of ``taken`` (not settled yet in the tables of this transaction's others); or empty."""
    asks = {one.ask_id for one in taken}
    rows = unit.run(_NEXT, {"t": unit.tenant, "limit": len(asks) + 1, "since": min(asks, default="")}).fetchall()
    return next((row[0] for row in rows if row[0] not in asks), "")


def settle(unit: Unit, settled: Iterable[tuple[Waiting, Outcome]], now: datetime) -> None:
    """Write down how requests ended: a row for neighbours of an ask whose numbers go up with their places."""
    ends = []
    for _alike, run in groupby(enumerate(settled), key=_goes_up):
        ended = [one for _index, one in run]
        (first, outcome), (last, _same) = ended[0], ended[-1]
        told = [{"code": one.code, "where": one.where, "parameters": dict(one.parameters)} for one in outcome.problems]
        number = None if outcome.number is None else outcome.number - first.place
        problems = canonical(told).decode() if told else None
        ends.append((first.ask_id, first.place, last.place, outcome.batch_id, number, problems))
    known = {"t": unit.tenant, "at": to_micro(now)}
    if unit.engine_name == "postgresql" and ends:
        unit.later(_SETTLE_ALL, known | dict(zip(_ENDS, packed(ends, tuple(_ENDS.values())), strict=True)))
        return
    for end in ends:
        unit.later(_SETTLE, known | dict(zip(_ENDS, end, strict=True)))


def _goes_up(indexed: tuple[int, tuple[Waiting, Outcome]]) -> tuple[object, ...]:
    index, (request, outcome) = indexed
    if outcome.number is None:
        return (index,)
    return request.ask_id, outcome.batch_id, outcome.number - request.place, index - request.place


def outcome_of(unit: Unit, event: Event) -> tuple[str, Outcome | None] | None:
    """The digest an event's key was first handed in with, and its end (None: it waits); None where it never was."""
    found = unit.run(_FOUND, {"t": unit.tenant, "rule": event.rule_id, "key": event.key}).fetchone()
    if found is None:
        return None
    kept, settled_at, batch_id, number, told = found
    if settled_at is None:
        return kept, None
    problems = tuple(Problem(one["code"], one["parameters"], one["where"]) for one in json.loads(told or "[]"))
    return kept, Outcome(batch_id, number, problems)
