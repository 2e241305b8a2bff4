"""How often somebody may guess a password: so many misses of one name in a while, then a pause for that name."""

from __future__ import annotations

import threading
from collections import deque
from datetime import datetime, timedelta

from ledger.core import Clock

MISSES, WITHIN = 10, timedelta(minutes=10)
MOST_NAMES = 10_000


class Tries:
    """Misses by company and name as typed, of people who exist and of those who do not; kept by this process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._missed: dict[tuple[str, str], deque[datetime]] = {}
        self._guard = threading.Lock()

    def may_try(self, tenant: str, name: str) -> bool:
        """Whether this name has not been missed too often of late."""
        with self._guard:
            return len(self._recent((tenant, name.casefold()[:80]))) < MISSES

    def missed(self, tenant: str, name: str) -> None:
        """Count a wrong password."""
        key = (tenant, name.casefold()[:80])
        with self._guard:
            if key not in self._missed and len(self._missed) >= MOST_NAMES:
                self._missed.pop(next(iter(self._missed)))
            self._missed.setdefault(key, deque(maxlen=MISSES)).append(self._clock.now())

    def _recent(self, key: tuple[str, str]) -> list[datetime]:
        since = self._clock.now() - WITHIN
        return [one for one in self._missed.get(key, ()) if one > since]
