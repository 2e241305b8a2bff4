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
from ledger.store.engagements import Engagement, among, asked_engagements, read_engagements
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
    add_people(unit, [who], now)


def add_people(unit: Unit, these: Iterable[Person], now: datetime) -> None:
    """Take everybody in with their roles, at once."""
    new = tuple(these)
    unknown = {role for who in new for role in who.roles} - set(ROLES)
    assert not unknown, unknown
    rows = [
        {"tenant_id": unit.tenant, "user": who.user, "name": who.name, "name_en": who.name_en, "title": who.title,
         "title_en": who.title_en, "department": who.department, "limit_minor": who.limit_minor,
         "language": who.language, "password_hash": None, "disabled": who.disabled, "joined_at": now}
        for who in new
    ]  # fmt: skip
    held = [{"tenant_id": unit.tenant, "user": who.user, "role": role} for who in new for role in sorted(who.roles)]
    if rows:
        unit.connection.execute(insert(person), rows)
    if held:
        unit.connection.execute(insert(person_role), held)


_ROWS = (
    'SELECT "user", name, name_en, title, title_en, department, limit_minor, language, disabled FROM person'
    ' WHERE tenant_id = :t{named} ORDER BY joined_at, "user"'
)
_HELD = 'SELECT "user", role FROM person_role WHERE tenant_id = :t{named}'


def people(unit: Unit, users: Iterable[str] | None = None) -> list[Person]:
    """Everybody, or those named, in order of joining. Asked with every request of a person: straight to the driver."""
    known, given = among(users)
    asked = [(one.replace("{named}", known), {"t": unit.tenant, **given}) for one in (_ROWS, _HELD)]
    rows, held, engaged = (one.fetchall() for one in unit.run_all(*asked, asked_engagements(unit, users)))
    roles: dict[str, set[str]] = {}
    for user, role in held:
        roles.setdefault(user, set()).add(role)
    narrowed = read_engagements(engaged)
    return [
        Person(
            user, name, name_en, title, title_en, frozenset(roles.get(user, ())), department, limit, language,
            bool(disabled), narrowed.get(user),
        )
        for user, name, name_en, title, title_en, department, limit, language, disabled in rows
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
