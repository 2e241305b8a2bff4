"""How often somebody may guess a password: so many misses of one name or from one address, then pauses that double."""

from __future__ import annotations

import math

from ledger.core import Clock
from ledger.store import Store, Unit, throttle


class Tries:
    """Misses of people who exist and of names that are nobody's, in the company's database: all web processes count together."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def must_wait(self, tenant: str, name: str, address: str) -> int:
        """Minutes until this name may be tried from this address, 0 for now: then the try is counted as missed already."""
        return self._waits(tenant, [("name", name)] + ([("address", address)] if address else []))

    def must_wait_at(self, tenant: str, address: str) -> int:
        """The same where nobody names themselves: by address alone."""
        return self._waits(tenant, [("address", address)] if address else [])

    def _waits(self, tenant: str, asked: list[tuple[str, str]]) -> int:
        now = self._clock.now()
        with self._store.write(tenant) as unit:
            throttle.sweep(unit, now)
            ends = [until for kind, value in asked if (until := throttle.count_try(unit, kind, value, now))]
        return math.ceil((max(ends) - now).total_seconds() / 60) if ends else 0

    def was_right(self, unit: Unit, name: str, address: str) -> None:
        """In the transaction that opens the session: the name's misses are forgotten, the address's stay but this one."""
        throttle.forgive(unit, "name", name)
        self.was_right_at(unit, address)

    def was_right_at(self, unit: Unit, address: str) -> None:
        """The same where nobody named themselves."""
        if address:
            throttle.take_back(unit, "address", address, self._clock.now())
