"""People of a company, their roles, and their Principal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

from sqlalchemy import delete, insert, select, update

from ledger.core import Channel, Principal, Via
from ledger.core.principal import Attribute
from ledger.store.engagements import Engagement, engagements
from ledger.store.schema.people import person, person_role
from ledger.store.unit import Unit

Role = Literal["employee", "cashier", "accountant", "approver", "controller", "compliance", "auditor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the company; ``limit_minor`` is what they may confirm alone, in the base currency.

    ``engaged`` is what an external auditor may look at; None where nothing narrows them.
    """

    user: str
    name: str
    name_en: str
    title: str
    title_en: str
    roles: frozenset[str]
    department: str | None = None
    limit_minor: int = 0
    language: str = "zh"
    disabled: bool = False
    engaged: Engagement | None = None

    def called(self, language: str) -> str:
        """The name in a reader's language."""
        return self.name_en if language == "en" else self.name

    def principal(self, tenant: str, channel: Channel, proved: str, language: str = "") -> Principal:
        """What tools are called as."""
        attributes: dict[str, Attribute] = {"limit_minor": self.limit_minor}
        if self.department:
            attributes["department"] = self.department
        if self.engaged:
            attributes |= audits(self.engaged, is_open=False)
        return Principal(
            tenant, self.user, self.roles, channel, Via.PERSON, proved, language or self.language,
            MappingProxyType(attributes),
        )  # fmt: skip


def audits(given: Engagement, *, is_open: bool) -> dict[str, Attribute]:
    """An engagement as attributes of a principal. Whether today lies in it is said by the gateway, at every call."""
    return {
        "audit_open": is_open, "audit_books": given.books, "audit_first": given.first, "audit_last": given.last,
        "audit_since": given.since.isoformat(), "audit_until": given.until.isoformat(),
    }  # fmt: skip


def add_person(unit: Unit, who: Person, now: datetime) -> None:
    """Take someone in with their roles."""
    unknown = who.roles - set(ROLES)
    assert not unknown, unknown
    unit.connection.execute(
        insert(person).values(
            tenant_id=unit.tenant, user=who.user, name=who.name, name_en=who.name_en, title=who.title,
            title_en=who.title_en, department=who.department, limit_minor=who.limit_minor, language=who.language,
            password_hash=None, disabled=who.disabled, joined_at=now,
        )
    )  # fmt: skip
    for role in sorted(who.roles):
        unit.connection.execute(insert(person_role).values(tenant_id=unit.tenant, user=who.user, role=role))


def people(unit: Unit, users: Iterable[str] | None = None) -> list[Person]:
    """Everybody, or those named, in order of joining."""
    query = select(person).where(person.c.tenant_id == unit.tenant).order_by(person.c.joined_at, person.c.user)
    held = select(person_role.c.user, person_role.c.role).where(person_role.c.tenant_id == unit.tenant)
    if users is not None:
        named = list(users)
        query, held = query.where(person.c.user.in_(named)), held.where(person_role.c.user.in_(named))
    roles: dict[str, set[str]] = {}
    for user, role in unit.connection.execute(held):
        roles.setdefault(user, set()).add(role)
    rows = list(unit.connection.execute(query))
    engaged = engagements(unit, [row.user for row in rows]) if rows else {}
    return [
        Person(
            row.user, row.name, row.name_en, row.title, row.title_en, frozenset(roles.get(row.user, ())),
            row.department, row.limit_minor, row.language, row.disabled, engaged.get(row.user),
        )
        for row in rows
    ]  # fmt: skip


def find_person(unit: Unit, user: str) -> Person | None:
    """One person by name of account, None when unknown or disabled."""
    found = people(unit, [user])
    return found[0] if found and not found[0].disabled else None


def is_disabled(unit: Unit, user: str) -> bool:
    """Whether a person of the company was shut out; False also for who is nobody here, such as the house's own jobs."""
    row = unit.run('SELECT disabled FROM person WHERE tenant_id = :t AND "user" = :u', {"t": unit.tenant, "u": user})
    found = row.fetchone()
    return found is not None and bool(found[0])


def set_duties(unit: Unit, user: str, roles: Iterable[str], limit_minor: int, department: str | None) -> None:
    """What a person does from now on: roles, what they may confirm alone, department."""
    wanted = set(roles)
    assert not wanted - set(ROLES), wanted
    unit.connection.execute(
        update(person)
        .where(person.c.tenant_id == unit.tenant, person.c.user == user)
        .values(limit_minor=limit_minor, department=department)
    )
    mine = (person_role.c.tenant_id == unit.tenant, person_role.c.user == user)
    unit.connection.execute(delete(person_role).where(*mine, person_role.c.role.not_in(sorted(wanted))))
    held = set(unit.connection.execute(select(person_role.c.role).where(*mine)).scalars())
    for role in sorted(wanted - held):
        unit.connection.execute(insert(person_role).values(tenant_id=unit.tenant, user=user, role=role))


def set_language(unit: Unit, user: str, language: str) -> None:
    """The language a person reads."""
    unit.connection.execute(
        update(person).where(person.c.tenant_id == unit.tenant, person.c.user == user).values(language=language)
    )


def set_disabled(unit: Unit, user: str, *, disabled: bool) -> None:
    """Shut a person out, or let them back in."""
    unit.connection.execute(
        update(person).where(person.c.tenant_id == unit.tenant, person.c.user == user).values(disabled=disabled)
    )
