"""Who is at the door: turns a proof (password, session, link, token, folder ownership) into a Principal.

Channels call this before the gateway; it is the only way to a Principal. A commit by ``--as`` without
proof is possible in a demo company and in one made of a foreign ledger only; the owner of the data folder may read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from ledger.core import Channel, Clock, Principal, Problem, Refused, canonical, company_date, problem, sha256_hex
from ledger.store import Store, Unit, sessions, tokens
from ledger.store import identity as proofs
from ledger.store.audit import Record, record_act
from ledger.store.company import Company, company
from ledger.store.identity import JOIN
from ledger.store.people import Person, find_person, people, set_language
from policies.access import Resource, decide, in_force
from tools.door.passwords import weak_password, words_of
from tools.door.tries import Tries

HELLO_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person in a session: the principal for tools, and what forms must carry back; ``session`` names it only.

    Where somebody sees as another, principal and person are the other's, and ``looker`` is who is signed in.
    """

    principal: Principal
    person: Person
    csrf: str
    session: str = ""
    looker: Principal | None = None


class Doorkeeper:
    """Proves identities of one store's tenants."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._tries = Tries(store, clock)

    def companies(self) -> list[str]:
        """Tenants of this installation."""
        return self._store.tenants()

    def is_founded(self, tenant: str) -> bool:
        """Whether a tenant has become a company."""
        with self._store.read(tenant) as unit:
            try:
                company(unit)
            except Refused:
                return False
        return True

    def founded(self) -> list[Company]:
        """The companies of this installation with their facts: real ones first."""
        known = [self.facts(tenant) for tenant in self._store.tenants() if self.is_founded(tenant)]
        return sorted(known, key=lambda one: (one.demo, one.name))

    def facts(self, tenant: str) -> Company:
        """The company's own facts."""
        with self._store.read(tenant) as unit:
            return company(unit)

    def people(self, tenant: str) -> list[Person]:
        """Everybody of the company: only for the hello page of a demo company and for those who manage people."""
        with self._store.read(tenant) as unit:
            return people(unit)

    def sign_in(
        self, tenant: str, user: str, password: str, *, address: str = "", device: str = "", before: str = ""
    ) -> str | Problem:
        """A session secret for a right password; who missed too often of late must wait, right password or not.

        ``before`` is the secret of a session that this browser had: it ends, so that no earlier one lives on.
        """
        if minutes := self._tries.must_wait(tenant, user, address):
            return problem("door.too_many_tries", minutes=minutes)
        with self._store.read(tenant) as unit:
            good = proofs.check_password(unit, user, password)
        with self._store.write(tenant) as unit:
            if not good:
                self._note(unit, user, "sign_in", outcome="denied")
                return problem("door.wrong_password")
            self._tries.was_right(unit, user, address)
            if closed := self._closed(unit, find_person(unit, user)):
                self._note(unit, user, "sign_in", outcome="denied", rule="audit_over")
                return closed
            if before:
                sessions.close_session(unit, before)
            self._note(unit, user, "sign_in")
            return sessions.open_session(unit, user, "session", self._clock.now(), device)

    def first_session(self, tenant: str) -> str:
        """The founder's session, right after founding: nobody else is there and nobody has a password yet."""
        with self._store.write(tenant) as unit:
            (only,) = people(unit)
            assert not proofs.have_passwords(unit)
            return sessions.open_session(unit, only.user, "session", self._clock.now())

    def invited(self, tenant: str, secret: str) -> Person | None:
        """Whom a join link is for, without using it up; None when it is unknown, used or expired."""
        if tenant not in self._store.tenants():
            return None
        with self._store.read(tenant) as unit:
            user = proofs.peek_link(unit, JOIN, secret, self._clock.now())
            return find_person(unit, user) if user is not None else None

    def join(
        self, tenant: str, secret: str, password: str, language: Literal["zh", "en"], device: str = ""
    ) -> str | Problem:
        """Spend a join link: set the password and the language, open a session. A weak password spends nothing."""
        who = self.invited(tenant, secret)
        if who is None:
            return problem("door.link_spent")
        if fault := weak_password(password, who.user, self._words(tenant, who.user)):
            return fault
        with self._store.write(tenant) as unit:
            if proofs.spend_link(unit, JOIN, secret, self._clock.now()) is None:
                return problem("door.link_spent")
            proofs.set_password(unit, who.user, password)
            set_language(unit, who.user, language)
            self._note(unit, who.user, "join_by_link")
            return sessions.open_session(unit, who.user, "session", self._clock.now(), device)

    def _words(self, tenant: str, user: str) -> tuple[str, ...]:
        with self._store.read(tenant) as unit:
            return words_of(unit, user)

    def choose_password(self, tenant: str, user: str, old: str, new: str, keep: str = "") -> Problem | None:
        """Set one's own password; who has one already proves it first. All sessions end but the one of ``keep``."""
        if fault := weak_password(new, user, self._words(tenant, user)):
            return fault
        with self._store.write(tenant) as unit:
            if proofs.has_password(unit, user) and not proofs.check_password(unit, user, old):
                return problem("door.old_password_wrong", "old")
            proofs.set_password(unit, user, new)
            sessions.end_sessions(unit, user, but=keep)
            self._note(unit, user, "choose_password")
        return None

    def renew(self, tenant: str, secret: str) -> str | None:
        """The session under a new secret, after its proof changed; None where it has ended."""
        signed = self.session(tenant, secret)
        if signed is None:
            return None
        proved = (signed.looker or signed.principal).verified
        with self._store.write(tenant) as unit:
            return sessions.renew_session(unit, secret, proved, self._clock.now())

    def has_password(self, tenant: str, user: str) -> bool:
        """Whether a person has chosen a password yet."""
        with self._store.read(tenant) as unit:
            return proofs.has_password(unit, user)

    def _closed(self, unit: Unit, who: Person | None) -> Problem | None:
        """Why an external auditor does not come in today; None for everybody else."""
        if who is None or who.engaged is None:
            return None
        state = who.engaged.state(company_date(self._clock.now(), company(unit).time_zone))
        if state == "open":
            return None
        return problem("audit.over", until=who.engaged.until) if state == "over" else problem("audit.ahead", since=who.engaged.since)  # fmt: skip

    def _note(self, unit: Unit, user: str, act: str, outcome: str = "done", rule: str = "wrong_password") -> None:
        """An act at the door in the audit trail: who and when, never the secret, nor a name that is nobody's."""
        known = bool(people(unit, [user]))
        rule = "own_identity" if outcome == "done" else rule
        record_act(
            unit,
            Record(self._clock.now(), user if known else "", "person", "web", act, "self.change",
                   sha256_hex(canonical({"user": user})), rule, int(outcome == "done"), False, outcome),
        )  # fmt: skip

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
            return sessions.open_session(unit, user, "demo", self._clock.now())

    def session(self, tenant: str, secret: str, channel: Channel = Channel.WEB, language: str = "") -> SignedIn | None:
        """Who a session secret belongs to; ``language`` where the screen speaks another than the person's own."""
        with self._store.read(tenant) as unit:
            found = sessions.find_session(unit, secret, self._clock.now())
        if found is None:
            return None
        if found.person.engaged is not None:
            with self._store.read(tenant) as unit:
                closed = self._closed(unit, found.person)
            if closed:  # the last day of an external auditor is over
                self.sign_out(tenant, secret)
                return None
        if found.stale:
            with self._store.write(tenant) as unit:
                sessions.seen_now(unit, secret, self._clock.now())
        principal = found.person.principal(tenant, channel, found.proved, language)
        if found.see_as and (other := self._seen_as(principal, found.see_as)):
            eyes = other.principal(tenant, channel, "see_as", principal.language)
            return SignedIn(replace(eyes, looker=principal.user), other, found.csrf, found.session_id, principal)
        return SignedIn(principal, found.person, found.csrf, found.session_id)

    def _seen_as(self, looker: Principal, user: str) -> Person | None:
        """The person whom somebody sees as, for as long as they may and the other is there."""
        with self._store.read(looker.tenant) as unit:
            may = decide(looker, "people.see_as", Resource("Company", looker.tenant), in_force(unit)).allowed
            return find_person(unit, user) if may else None

    def sign_out(self, tenant: str, secret: str) -> None:
        """End a session."""
        with self._store.write(tenant) as unit:
            sessions.close_session(unit, secret)

    def speak(self, tenant: str, user: str, language: Literal["zh", "en"]) -> None:
        """Remember the language a person reads."""
        with self._store.write(tenant) as unit:
            set_language(unit, user, language)

    def token(self, tenant: str, secret: str, channel: Channel) -> Principal | None:
        """Who an API token belongs to, narrowed to what it was made for."""
        with self._store.read(tenant) as unit:
            found = tokens.find_token(unit, secret, self._clock.now())
        if found is None:
            return None
        if found.stale:
            with self._store.write(tenant) as unit:
                tokens.used_now(unit, secret, self._clock.now())
        return replace(found.person.principal(tenant, channel, "token"), scope=found.scope)

    def machine_owner(self, tenant: str, channel: Channel, language: str) -> Principal:
        """Whoever holds the machine, for the second word where nobody else is left: the terminal alone asks for it."""
        assert channel is Channel.CLI and tenant in self._store.tenants()
        return Principal(tenant, "founder", frozenset({"founder"}), channel, verified="machine", language=language)

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
