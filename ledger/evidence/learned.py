"""What corrections taught: for a vendor, where a field stood on which document. Kept until a person forgets it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select

from ledger.store import Unit
from ledger.store.schema.evidence import learned_place as table

_NEWEST = 12
"""Lessons of a field that are looked at; older ones are of older papers."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """Whom a document is from: by tax id, else by name; spaces and case do not count."""

    tax_id: str
    name: str

    @classmethod
    def of(cls, tax_id: object, name: object) -> Vendor:
        """Out of a reading; either may be absent."""
        bare = re.sub(r"\s", "", str(tax_id or "")).upper()
        return cls(bare, " ".join(str(name or "").split()))

    def __bool__(self) -> bool:
        return bool(self.tax_id or self.name)


@dataclass(frozen=True, slots=True)
class LearnedPlace:
    """One lesson: ``to_right`` and ``down`` in whole points from the label, ``page`` from 1."""

    document_id: str
    field: str
    vendor_tax_id: str | None
    vendor_name: str
    page: int
    label_left: str
    label_above: str
    to_right: int
    down: int
    taught_by: str
    taught_at: datetime


def learn(unit: Unit, one: LearnedPlace) -> None:
    """Keep a lesson; a later one of the same document and field takes its place."""
    unlearn(unit, one.document_id, one.field)
    unit.connection.execute(insert(table).values(tenant_id=unit.tenant, **asdict(one)))


def unlearn(unit: Unit, document_id: str, field: str = "") -> int:
    """Forget what a document taught, of one field or of all; how many lessons went."""
    c = table.c
    rows: list[ColumnElement[bool]] = [c.tenant_id == unit.tenant, c.document_id == document_id]
    if field:
        rows.append(c.field == field)
    return unit.connection.execute(delete(table).where(*rows)).rowcount


def forget(unit: Unit, vendor: Vendor, field: str) -> int:
    """Forget what was learned of a vendor's field; how many lessons went."""
    same = [table.c.tenant_id == unit.tenant, _of(vendor), table.c.field == field]
    return unit.connection.execute(delete(table).where(*same)).rowcount


def _of(vendor: Vendor) -> ColumnElement[bool]:
    """Its lessons: of the tax id; of the name where either side knows no tax id."""
    c = table.c
    if not vendor.tax_id:
        return c.vendor_name == vendor.name
    return or_(
        c.vendor_tax_id == vendor.tax_id,
        and_(c.vendor_tax_id.is_(None), c.vendor_name == vendor.name, c.vendor_name != ""),
    )


def lessons(unit: Unit, vendor: Vendor) -> dict[str, list[LearnedPlace]]:
    """By field, newest first."""
    query = select(table).where(table.c.tenant_id == unit.tenant, _of(vendor))
    found: dict[str, list[LearnedPlace]] = {}
    for one in _read(unit, query):
        kept = found.setdefault(one.field, [])
        if len(kept) < _NEWEST:
            kept.append(one)
    return found


def all_lessons(unit: Unit, most: int = 1000) -> list[LearnedPlace]:
    """Everything learned, newest first."""
    return _read(unit, select(table).where(table.c.tenant_id == unit.tenant), most)


def _read(unit: Unit, query: Any, most: int = 1000) -> list[LearnedPlace]:
    rows = unit.connection.execute(query.order_by(table.c.taught_at.desc(), table.c.document_id.desc()).limit(most))
    return [
        LearnedPlace(**{name: value for name, value in row._mapping.items() if name != "tenant_id"}) for row in rows
    ]
