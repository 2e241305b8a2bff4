"""The company's own sign-in at our door: an account there opens the person it was linked to, and never makes one.

It is linked once: by a person who is signed in, or by the verified address by which an administrator invited somebody who
has not come in yet.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from ledger.core import Clock, Problem, Refused, canonical, new_secret, problem, sha256_hex
from ledger.store import Store, Unit, company_accounts, sessions
from ledger.store.audit import Record, record_act
from ledger.store.company_accounts import Ceremony
from ledger.store.people import find_person
from tools.door.oidc_provider import Provider, Subject

BACK = "/signin/company/back"


class CompanyDoor:
    """Proves identities by the provider of the settings; ``address`` says where people reach the web app."""

    def __init__(self, store: Store, clock: Clock, provider: Provider | None, address: Callable[[], str]) -> None:
        self._store = store
        self._clock = clock
        self._provider = provider
        self._address = address

    @property
    def open(self) -> bool:
        """Whether there is such a sign-in here."""
        return self._provider is not None and bool(self._address())

    def begin(self, tenant: str, user: str = "") -> tuple[str, str] | Problem:
        """Where the browser goes, and the state it must come back with; ``user`` is who links their own account."""
        if self._provider is None or not self._address():
            return problem("company_sign_in.none_here")
        made, state = Ceremony(secrets.token_urlsafe(48), new_secret(), user), new_secret()
        try:
            place = self._provider.begin(self._address() + BACK, state, made.nonce, made.verifier)
        except Refused as refusal:
            return refusal.problems[0]
        with self._store.write(tenant) as unit:
            company_accounts.begin(unit, state, made, self._clock.now())
        return place, state

    def finish(
        self, tenant: str, state: str, code: str, *, user: str = "", device: str = "", before: str = ""
    ) -> str | Problem:
        """A session secret; empty where ``user``, who is signed in, linked their account.

        ``before`` is the secret of a session that this browser had: it ends when another begins.
        """
        now = self._clock.now()
        with self._store.write(tenant) as unit:
            begun = company_accounts.finish(unit, state, now)
        if begun is None or self._provider is None or begun.user != user:
            return problem("company_sign_in.too_late")
        try:
            who = self._provider.finish(self._address() + BACK, code, begun.verifier, begun.nonce, now.timestamp())
            with self._store.write(tenant) as unit:
                if user:
                    self._link(unit, who, user)
                    return ""
                return self._session(unit, who, device, before)
        except Refused as refusal:
            with self._store.write(tenant) as unit:
                self._note(unit, user, "sign_in", "wrong_company_account", "denied")
            return refusal.problems[0]

    def _link(self, unit: Unit, who: Subject, user: str) -> None:
        assert self._provider is not None
        if find_person(unit, user) is None:
            raise Refused(problem("company_sign_in.nobody"))
        if not company_accounts.link(unit, self._provider.issuer, who.subject, user, self._clock.now()):
            raise Refused(problem("company_sign_in.linked_already"))
        self._note(unit, user, "link_company_account", "own_identity", "done")

    def _session(self, unit: Unit, who: Subject, device: str, before: str) -> str:
        assert self._provider is not None
        user = company_accounts.user_of(unit, self._provider.issuer, who.subject)
        if not user and who.email:
            invited = company_accounts.invited_as(unit, who.email)
            if len(invited) == 1:
                user = invited[0]
                self._link(unit, who, user)
        if not user or find_person(unit, user) is None:
            raise Refused(problem("company_sign_in.nobody"))
        if before:
            sessions.close_session(unit, before)
        self._note(unit, user, "sign_in", "own_identity", "done")
        return sessions.open_session(unit, user, "company", self._clock.now(), device)

    def _note(self, unit: Unit, user: str, act: str, rule: str, outcome: str) -> None:
        digest = sha256_hex(canonical({"user": user}))
        record_act(
            unit,
            Record(self._clock.now(), user, "person", "web", act, "self.change", digest, rule,
                   int(outcome == "done"), False, outcome),
        )  # fmt: skip
