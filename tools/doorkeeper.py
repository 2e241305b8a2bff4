"""Who is at the door: turns a proof (password, session, link, token, folder ownership) into a Principal.

Channels call this before the gateway; it is the only way to a Principal. A commit by ``--as`` without
proof is possible in a demo company and in one made of a foreign ledger only; the owner of the data folder may read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from ledger.core import Channel, Clock, Principal, Problem, problem
from ledger.store import Store
from ledger.store import identity as proofs
from ledger.store.company import Company, company
from ledger.store.people import Person, find_person, people, set_language

HELLO_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person in a session: the principal for tools, and what forms must carry back."""

    principal: Principal
    person: Person
    csrf: str


class Doorkeeper:
    """Proves identities of one store's tenants."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def companies(self) -> list[str]:
        """Tenants of this installation."""
        return self._store.tenants()

    def facts(self, tenant: str) -> Company:
        """The company's own facts."""
        with self._store.read(tenant) as unit:
            return company(unit)

    def people(self, tenant: str) -> list[Person]:
        """Everybody of the company: only for the hello page of a demo company and for those who manage people."""
        with self._store.read(tenant) as unit:
            return people(unit)

    def sign_in(self, tenant: str, user: str, password: str) -> str | Problem:
        """A session secret for a right password."""
        with self._store.write(tenant) as unit:
            if not proofs.check_password(unit, user, password):
                return problem("door.wrong_password")
            return proofs.open_session(unit, user, "session", self._clock.now())

    def hello_link(self, tenant: str) -> str:
        """A one-time secret that opens the page of demo people; demo companies only."""
        assert self.facts(tenant).demo
        with self._store.write(tenant) as unit:
            return proofs.make_link(unit, "hello", "", self._clock.now(), HELLO_LASTS)

    def spend_hello(self, tenant: str, secret: str) -> bool:
        """Whether the hello link was good; it is spent by this."""
        with self._store.write(tenant) as unit:
            return company(unit).demo and proofs.spend_link(unit, "hello", secret, self._clock.now()) is not None

    def become(self, tenant: str, user: str) -> str | Problem:
        """A session as one of the demo people; refused in a real company."""
        with self._store.write(tenant) as unit:
            if not company(unit).demo:
                return problem("door.not_a_demo")
            if find_person(unit, user) is None:
                return problem("door.unknown_person", user=user)
            return proofs.open_session(unit, user, "demo", self._clock.now())

    def session(self, tenant: str, secret: str, channel: Channel = Channel.WEB, language: str = "") -> SignedIn | None:
        """Who a session secret belongs to; ``language`` where the screen speaks another than the person's own."""
        with self._store.read(tenant) as unit:
            found = proofs.find_session(unit, secret, self._clock.now())
        if found is None:
            return None
        return SignedIn(found.person.principal(tenant, channel, found.proved, language), found.person, found.csrf)

    def sign_out(self, tenant: str, secret: str) -> None:
        """End a session."""
        with self._store.write(tenant) as unit:
            proofs.close_session(unit, secret)

    def speak(self, tenant: str, user: str, language: Literal["zh", "en"]) -> None:
        """Remember the language a person reads."""
        with self._store.write(tenant) as unit:
            set_language(unit, user, language)

    def token(self, tenant: str, secret: str, channel: Channel) -> Principal | None:
        """Who an API token belongs to."""
        with self._store.read(tenant) as unit:
            found = proofs.find_token(unit, secret, self._clock.now())
        return found.principal(tenant, channel, "token") if found else None

    def reader(self, tenant: str) -> str:
        """Who looks at a company made of a foreign ledger where nobody is named: whoever confirmed it; else empty."""
        with self._store.read(tenant) as unit:
            if not company(unit).imported:
                return ""
            return next((one.user for one in people(unit) if "controller" in one.roles), "")

    def as_user(
        self, tenant: str, user: str, channel: Channel = Channel.CLI, language: str = ""
    ) -> Principal | Problem:
        """``--as``: any person of a demo or imported company; elsewhere reads only, proved by owning the data folder."""
        with self._store.read(tenant) as unit:
            found = find_person(unit, user)
            facts = company(unit)
        if found is None:
            return problem("door.unknown_person", user=user)
        return found.principal(tenant, channel, "demo" if facts.open_door else "owner", language)
