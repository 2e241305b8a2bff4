"""The audit searched: acts and reads in one list, newest first, a page at a time.

Each stream is walked along its own key, so a page costs what it shows and not what lies before it; the two are merged
by time. Times within a stream are those of its writers' clocks, so near neighbours may stand by number and not by time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, literal, or_, select, tuple_

from ledger.store.audit_store import reading
from ledger.store.schema.audit import audit_act, audit_read
from ledger.store.store import Store
from ledger.store.unit import Unit

TOP = 2**62


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the last act and the last read told. The first page begins above all."""

    act: int = TOP
    group: int = TOP
    position: int = TOP


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must match; None and empty match all. ``tools``: one of these, ``actions``: action begins with one of these;
    ``things``: about one of these; ``start`` and ``end``: instants, the end not included.
    """

    start: datetime | None = None
    end: datetime | None = None
    users: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    outcome: str = ""
    rule: str = ""
    channel: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its place: ``number`` of an act, ``group.position`` of a read."""

    act: bool
    number: int
    position: int
    at: datetime
    user: str
    os_user: str
    via: str
    channel: str
    tool: str
    action: str
    rule: str
    rows: int
    tainted: bool
    outcome: str
    about: tuple[str, ...]


_TOLD = ("at", "user", "os_user", "via", "channel", "tool", "action", "rule", "rows", "tainted", "outcome", "about")


def _like(text: str) -> str:
    for sign in "\\%_":
        text = text.replace(sign, "\\" + sign)
    return text


def _matches(table: Table, wanted: Wanted) -> list[ColumnElement[bool]]:
    of = table.c
    found: list[ColumnElement[bool]] = []
    if wanted.start is not None:
        found.append(of.at >= wanted.start)
    if wanted.end is not None:
        found.append(of.at < wanted.end)
    for column, values in ((of.user, wanted.users), (of.tool, wanted.tools)):
        if values:
            found.append(column.in_(values))
    if wanted.actions:
        found.append(or_(*(of.action.like(f"{_like(one)}%", escape="\\") for one in wanted.actions)))
    if wanted.things:
        named = " " + func.coalesce(of.about, "") + " "
        found.append(or_(*(named.like(f"% {_like(one)} %", escape="\\") for one in wanted.things)))
    if wanted.outcome:
        found.append(of.outcome.like(f"{_like(wanted.outcome)}%", escape="\\"))
    for column, value in ((of.rule, wanted.rule), (of.channel, wanted.channel), (of.via, wanted.via)):
        if value:
            found.append(column == value)
    return found


def _rows(
    unit: Unit, table: Table, query: Select[Any], wanted: Wanted, scope: Mapping[str, ColumnElement[bool]], limit: int
) -> list[Any]:
    narrowed = query.where(table.c.tenant_id == unit.tenant, scope[table.name], and_(*_matches(table, wanted)))
    return list(unit.connection.execute(narrowed.limit(limit)))


def _acts(
    unit: Unit, wanted: Wanted, scope: Mapping[str, ColumnElement[bool]], before: Place, limit: int
) -> list[Entry]:
    of = audit_act.c
    query = select(of.number, *(of[name] for name in _TOLD)).where(of.number < before.act).order_by(of.number.desc())
    return [_entry(True, row[0], 0, row[1:]) for row in _rows(unit, audit_act, query, wanted, scope, limit)]


def _reads(
    unit: Unit, wanted: Wanted, scope: Mapping[str, ColumnElement[bool]], before: Place, limit: int
) -> list[Entry]:
    of = audit_read.c
    query = select(of.group_number, of.position, *(of[name] for name in _TOLD))
    query = query.where(tuple_(of.group_number, of.position) < tuple_(literal(before.group), literal(before.position)))
    query = query.order_by(of.group_number.desc(), of.position.desc())
    return [_entry(False, row[0], row[1], row[2:]) for row in _rows(unit, audit_read, query, wanted, scope, limit)]


def _entry(act: bool, number: int, position: int, row: Any) -> Entry:
    told = dict(zip(_TOLD, row, strict=True))
    return Entry(act=act, number=number, position=position, **told | {"about": tuple((told["about"] or "").split())})


def search_audit(
    store: Store, unit: Unit, wanted: Wanted, scope: Mapping[str, ColumnElement[bool]], before: Place, limit: int,
    kinds: str = "all",
) -> tuple[list[Entry], Place | None]:  # fmt: skip
    """A page of what matches, and where the next begins; None after the last.

    ``scope`` by table is what the reader may see; ``kinds`` is ``all``, ``acts`` or ``reads``.
    """
    acts = _acts(unit, wanted, scope, before, limit + 1) if kinds != "reads" else []
    reads: list[Entry] = []
    if kinds != "acts":
        with reading(store, unit) as stream:
            reads = _reads(stream, wanted, scope, before, limit + 1) if stream is not None else []
    page = list(islice(merge(acts, reads, key=lambda one: one.at, reverse=True), limit))
    if len(acts) + len(reads) <= limit:
        return page, None
    last_act = next((one for one in reversed(page) if one.act), None)
    last_read = next((one for one in reversed(page) if not one.act), None)
    return page, Place(
        last_act.number if last_act else before.act,
        last_read.number if last_read else before.group,
        last_read.position if last_read else before.position,
    )
