"""Sample packs that are made in the background: how far each is, and the finished file until it is erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from ledger.core import new_id
from ledger.store.schema.evidence_requests import sample_pack as table
from ledger.store.unit import Unit


@dataclass(frozen=True, slots=True)
class SamplePack:
    """``state`` making, ready, failed or erased; ``done`` of ``vouchers`` are made. Whoever asked is the only one to fetch it."""

    pack_id: str
    number: int
    asker: str
    state: str
    vouchers: int
    done: int
    asked_at: datetime
    ready_at: datetime | None
    sha256: str
    name: str
    language: str


def begin(unit: Unit, number: int, asker: str, vouchers: int, language: str, now: datetime) -> str:
    """Write down that a pack is wanted; its id."""
    pack_id = new_id()
    unit.connection.execute(insert(table).values(
        tenant_id=unit.tenant, pack_id=pack_id, number=number, asker=asker, state="making", vouchers=vouchers, done=0,
        asked_at=now, language=language,
    ))  # fmt: skip
    return pack_id


def find_pack(unit: Unit, pack_id: str) -> SamplePack | None:
    """A pack of an id."""
    row = unit.connection.execute(
        select(table).where(table.c.tenant_id == unit.tenant, table.c.pack_id == pack_id)
    ).one_or_none()
    return _pack(row) if row is not None else None


def newest_pack(unit: Unit, number: int, asker: str) -> SamplePack | None:
    """The last pack somebody asked for of a sample."""
    mine = (table.c.tenant_id == unit.tenant, table.c.number == number, table.c.asker == asker)
    row = unit.connection.execute(select(table).where(*mine).order_by(table.c.asked_at.desc()).limit(1)).one_or_none()
    return _pack(row) if row is not None else None


def change_pack(unit: Unit, pack_id: str, **values: object) -> None:
    """How far it is now."""
    unit.connection.execute(
        update(table).where(table.c.tenant_id == unit.tenant, table.c.pack_id == pack_id).values(**values)
    )


def _pack(row: object) -> SamplePack:
    of = row._mapping  # type: ignore[attr-defined]
    return SamplePack(
        of["pack_id"], of["number"], of["asker"], of["state"], of["vouchers"], of["done"], of["asked_at"], of["ready_at"],
        of["file_sha256"] or "", of["file_name"] or "", of["language"],
    )  # fmt: skip
