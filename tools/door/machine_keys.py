"""One-time keys of the machine's owner, for what no company can vouch for: founding one. Kept by this process alone."""

from __future__ import annotations

import hashlib
import threading
from datetime import datetime, timedelta

from ledger.core import Clock, new_secret

LINK_LASTS = timedelta(minutes=30)
HELD_LASTS = timedelta(hours=2)


class MachineKeys:
    """A link is spent once for a key that a browser holds; both are known by their hashes only."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._links: dict[bytes, datetime] = {}
        self._held: dict[bytes, datetime] = {}
        self._guard = threading.Lock()

    def link(self) -> str:
        """The secret of a one-time link, for whoever started this process."""
        return self._give(self._links, LINK_LASTS)

    def spend(self, secret: str) -> str | None:
        """A key for the browser that opened the link; None when it is unknown, used or expired."""
        with self._guard:
            until = self._links.pop(_hash(secret), None)
        if until is None or until < self._clock.now():
            return None
        return self._give(self._held, HELD_LASTS)

    def holds(self, key: str) -> bool:
        """Whether a browser's key is good."""
        with self._guard:
            until = self._held.get(_hash(key))
        return until is not None and until >= self._clock.now()

    def _give(self, kept: dict[bytes, datetime], lasts: timedelta) -> str:
        secret, now = new_secret(), self._clock.now()
        with self._guard:
            for old in [one for one, until in kept.items() if until < now]:
                del kept[old]
            kept[_hash(secret)] = now + lasts
        return secret


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
