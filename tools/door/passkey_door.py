"""Signing in with a passkey: a challenge for whoever is at the door, and the session of whoever answers it."""

from __future__ import annotations

from collections.abc import Callable

from ledger.core import Clock, Problem, Refused, canonical, problem, sha256_hex
from ledger.store import Store, Unit, sessions
from ledger.store.audit import Record, record_act
from ledger.store.people import find_person
from tools.door.tries import Tries
from tools.shared.passkeys import LONGEST_ANSWER, SIGN_IN, offer_proof, prove, relying_party


class PasskeyDoor:
    """Proves identities by passkeys; ``address`` says where people reach the web app."""

    def __init__(self, store: Store, clock: Clock, address: Callable[[], str]) -> None:
        self._store = store
        self._clock = clock
        self._address = address
        self._tries = Tries(store, clock)

    @property
    def origin(self) -> str:
        """The address at which passkeys work, empty where none is known."""
        try:
            return relying_party(self._address()).origin
        except Refused:
            return ""

    def offer(self, tenant: str) -> str | Problem:
        """What a browser asks its authenticator, as JSON."""
        try:
            rp = relying_party(self._address())
            with self._store.write(tenant) as unit:
                return offer_proof(unit, rp, SIGN_IN, "", "", self._clock.now())
        except Refused as refusal:
            return refusal.problems[0]

    def sign_in(
        self, tenant: str, answer: str, *, address: str = "", device: str = "", before: str = ""
    ) -> str | Problem:
        """A session secret for a good answer; misses count for the address they come from.

        ``before`` is the secret of a session that this browser had: it ends.
        """
        if minutes := self._tries.must_wait_at(tenant, address):
            return problem("door.too_many_tries", minutes=minutes)
        now = self._clock.now()
        try:
            rp = relying_party(self._address())
            with self._store.write(tenant) as unit:
                known = prove(unit, rp, SIGN_IN, "", "", answer[: LONGEST_ANSWER + 1], now)
                if find_person(unit, known.user) is None:
                    raise Refused(problem("passkey.not_good"))
                self._tries.was_right_at(unit, address)
                if before:
                    sessions.close_session(unit, before)
                self._note(unit, known.user, "own_identity", "done")
                return sessions.open_session(unit, known.user, "passkey", now, device)
        except Refused as refusal:
            with self._store.write(tenant) as unit:
                self._note(unit, "", "wrong_passkey", "denied")
            return refusal.problems[0]

    def _note(self, unit: Unit, user: str, rule: str, outcome: str) -> None:
        digest = sha256_hex(canonical({"user": user}))
        record_act(
            unit,
            Record(self._clock.now(), user, "person", "web", "sign_in", "self.change", digest, rule,
                   int(outcome == "done"), False, outcome),
        )  # fmt: skip
