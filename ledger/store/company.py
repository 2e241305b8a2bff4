"""The company's own facts: one row a tenant."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import insert, select, update

from ledger.core import Refused, problem
from ledger.store.schema import people as tables
from ledger.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Company:
    """``imported`` is made of a foreign ledger. ``grace_seconds`` lies between a confirmation and its posting; ``book`` is the main book's id."""

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
