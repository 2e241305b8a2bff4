"""The company's own facts: one row a tenant, and what was changed of it by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import func, insert, select, update

from ledger.core import Refused, problem
from ledger.store.schema import people as tables
from ledger.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Company:
    """``imported`` is made of a foreign ledger. ``grace_seconds`` lies between a confirmation and its posting; ``book`` is the main book's id.

    From ``passkey_from_minor`` on, in minor units of the base currency, a confirmation wants a passkey; 0: never.
    """

    tenant: str
    name: str
    name_en: str
    tax_id: str
    currency: str
    time_zone: str
    standard: str
    language: str
    book: str
    demo: bool = False
    grace_seconds: int = 10
    imported: bool = False
    address: str = ""
    passkey_from_minor: int = 0

    @property
    def open_door(self) -> bool:
        """Whether ``--as`` needs no proof: nobody lives in a demo company or in one made of a foreign ledger."""
        return self.demo or self.imported

    def title(self, language: str) -> str:
        """The name in a reader's language."""
        return self.name_en if language == "en" and self.name_en else self.name


def company(unit: Unit) -> Company:
    """This tenant's facts; Refused ``door.no_company`` before they were given."""
    row = unit.connection.execute(select(tables.company).where(tables.company.c.tenant_id == unit.tenant)).one_or_none()
    if row is None:
        raise Refused(problem("door.no_company", tenant=unit.tenant))
    facts = dict(row._mapping)
    return Company(tenant=facts.pop("tenant_id"), **facts)


def save_company(unit: Unit, facts: Company) -> None:
    """Write the facts, first time or anew."""
    values = asdict(facts)
    tenant = values.pop("tenant")
    assert tenant == unit.tenant
    table = tables.company
    done = unit.connection.execute(update(table).where(table.c.tenant_id == tenant).values(**values))
    if done.rowcount == 0:
        unit.connection.execute(insert(table).values(tenant_id=tenant, **values))


@dataclass(frozen=True, slots=True)
class Change:
    """One fact as it was and as it is since."""

    field: str
    before: str
    after: str
    changed_by: str
    changed_at: datetime


def change_facts(unit: Unit, given: Mapping[str, str | int], actor: str, now: datetime) -> Company:
    """Change facts and keep what they were; those that stay the same leave no trace."""
    old, table = company(unit), tables.company_change
    new = replace(old, **given)  # type: ignore[arg-type]
    changed = [name for name in given if getattr(old, name) != getattr(new, name)]
    last = (
        unit.connection.execute(select(func.max(table.c.number)).where(table.c.tenant_id == unit.tenant)).scalar() or 0
    )
    if changed:
        save_company(unit, new)
        unit.connection.execute(
            insert(table),
            [
                {"tenant_id": unit.tenant, "number": last + place, "field": name, "before": str(getattr(old, name)),
                 "after": str(getattr(new, name)), "changed_by": actor, "changed_at": now}
                for place, name in enumerate(changed, 1)
            ],
        )  # fmt: skip
    return new


def changes(unit: Unit) -> list[Change]:
    """What was changed of the facts, newest first."""
    table = tables.company_change
    rows = unit.connection.execute(
        select(table).where(table.c.tenant_id == unit.tenant).order_by(table.c.number.desc())
    ).mappings()
    return [Change(**{name: row[name] for name in Change.__dataclass_fields__}) for row in rows]
