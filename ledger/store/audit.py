"""The audit trail: one record a call, denied ones too.

``record_act`` writes into the transaction of the act it records. ``AuditStream`` takes reads and
refusals: one writer thread, group commit (what queued up while the last group was being made durable
goes in the next), each group's hash over the one before. ``write`` returns when its record is durable.
"""

from __future__ import annotations

import getpass
import hashlib
import queue
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Table

from ledger.core import canonical
from ledger.store.audit_store import AuditStore
from ledger.store.locks import hold
from ledger.store.schema.audit import audit_act, audit_group, audit_read
from ledger.store.store import Store
from ledger.store.types import to_micro
from ledger.store.unit import Unit

GENESIS = b"\0" * 32
_GROUP_LIMIT = 512


def _listed(table: Table) -> tuple[str, str]:
    """A table's columns and their values, as a statement lists them."""
    names = [column.name for column in table.columns]
    return ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)


def _append(table: Table) -> str:
    names, values = _listed(table)
    return f"INSERT INTO {table.name} ({names}) VALUES ({values})"  # noqa: S608 - the columns of the table


_COLUMNS = tuple(column.name for column in audit_act.columns)
_NAMES = _listed(audit_act)[0]
_APPEND, _READ, _GROUP = _append(audit_act), _append(audit_read), _append(audit_group)
_LAST_GROUP = (
    "SELECT group_number, hash FROM audit_group WHERE tenant_id = :tenant_id ORDER BY group_number DESC LIMIT 1"
)
_HEAD = "SELECT number, hash FROM audit_head WHERE tenant_id = :tenant_id"
_MOVED = ", ".join(f"moved.{name}" if name in ("number", "hash") else f":{name}" for name in _COLUMNS)
_MOVE_ON = "UPDATE audit_head SET number = number + 1, hash = sha256(hash || :body) WHERE tenant_id = :tenant_id"
_APPEND_TO_HEAD = (  # what chain() does, by the server: the head need not be fetched first
    f"WITH moved AS ({_MOVE_ON} RETURNING number, hash) INSERT INTO audit_act ({_NAMES}) SELECT {_MOVED} FROM moved"  # noqa: S608
)
_BEGIN = "INSERT INTO audit_head (tenant_id, number, hash) VALUES (:tenant_id, :number, :hash)"
_MOVE = "UPDATE audit_head SET number = :number, hash = :hash WHERE tenant_id = :tenant_id"


@lru_cache(maxsize=1)
def os_user() -> str:
    """Name of the operating-system user, or empty where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


@dataclass(frozen=True, slots=True)
class Record:
    """Who called what, how it was decided, what came of it; arguments only as a digest.

    ``about`` names the things it was about, ``kind:id`` apart by spaces.
    """

    at: datetime
    user: str
    via: str
    channel: str
    tool: str
    action: str
    argument_digest: str
    rule: str
    rows: int
    tainted: bool
    outcome: str
    about: str = ""

    def values(self) -> dict[str, Any]:
        """Column values of the record."""
        return {name: getattr(self, name) for name in self.__slots__} | {"os_user": os_user()}


def chain(previous: bytes, records: list[dict[str, Any]]) -> bytes:
    """SHA-256 over the hash before and the canonical form of what follows."""
    return hashlib.sha256(previous + canonical([_plain(values) for values in records])).digest()


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    told = values | {"at": values["at"].isoformat(timespec="microseconds")}
    if told.get("about", "") is None:  # written before things were named
        del told["about"]
    return told


def record_act(unit: Unit, record: Record) -> None:
    """Append the record of an act inside its own transaction."""
    mine: dict[str, Any] = {"tenant_id": unit.tenant}
    plain = record.values() | {"at": to_micro(record.at), "tainted": int(record.tainted)}
    if unit.engine_name == "postgresql" and unit.remembered(_HEAD):
        body = canonical([_plain(record.values())])
        unit.later(_APPEND_TO_HEAD, mine | plain | {"body": body})
        return
    row = _head(unit)
    if row is None:  # a tenant's first act: there is no head yet that could be locked
        hold(unit, "audit head")
        row = _head(unit)
    unit.remember(_HEAD, True)
    number, previous = row or (0, GENESIS)
    latest = {**mine, "number": number + 1, "hash": chain(previous, [record.values()])}
    unit.later(_APPEND, latest | plain)
    unit.later(_MOVE if row else _BEGIN, latest)


def _head(unit: Unit) -> Any:
    lock = " FOR UPDATE" if unit.engine_name == "postgresql" else ""
    return unit.run(f"{_HEAD}{lock}", {"tenant_id": unit.tenant}).fetchone()


_Item = tuple[str, Record, "Future[None]"]


class AuditStream:
    """The writer of reads and refusals. Safe to share between threads; close it to stop its thread."""

    def __init__(self, store: Store) -> None:
        self._streams = AuditStore(store)
        self._queue: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="audit", daemon=True)
        self._thread.start()

    def write(self, tenant: str, record: Record) -> None:
        """Returns when the record is durable; raises what went wrong otherwise."""
        done: Future[None] = Future()
        self._queue.put((tenant, record, done))
        done.result(timeout=60)

    def close(self) -> None:
        """Write what is queued, then stop."""
        self._queue.put(None)
        self._thread.join(timeout=60)
        self._streams.close()

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            group = [item]
            stop = False
            while len(group) < _GROUP_LIMIT and not self._queue.empty():
                following = self._queue.get()
                if following is None:
                    stop = True
                    break
                group.append(following)
            for tenant in dict.fromkeys(entry[0] for entry in group):
                self._commit(tenant, [entry for entry in group if entry[0] == tenant])
            if stop:
                return

    def _commit(self, tenant: str, group: list[_Item]) -> None:
        try:
            with self._streams.open(tenant) as unit:
                _append_group(unit, [record for _, record, _ in group])
        except Exception as error:
            for _, _, done in group:
                done.set_exception(error)
            return
        for _, _, done in group:
            done.set_result(None)


def _append_group(unit: Unit, records: list[Record]) -> None:
    hold(unit, "audit stream")  # each process has a writer of its own
    last = unit.run(_LAST_GROUP, {"tenant_id": unit.tenant}).fetchone()
    number, previous = (last[0] + 1, bytes(last[1])) if last is not None else (1, GENESIS)
    group = {"tenant_id": unit.tenant, "group_number": number}
    rows = [record.values() for record in records]
    for position, row in enumerate(rows):
        plain = row | {"at": to_micro(row["at"]), "tainted": int(row["tainted"])}
        unit.later(_READ, group | {"position": position} | plain)
    unit.later(_GROUP, group | {"records": len(rows), "hash": chain(previous, rows)})
