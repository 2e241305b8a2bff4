"""Ours and the floor by turns, so that a slow moment of the machine falls on both."""

from __future__ import annotations

import time
from collections.abc import Callable


def best(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int, clock: Callable[[], float] = time.process_time
) -> tuple[float, float]:
    """Seconds of each, the best of the rounds; both are run once before they count."""
    ours(), floor()
    taken: list[tuple[float, float]] = []
    for _ in range(rounds):
        one = clock()
        floor()
        two = clock()
        ours()
        taken.append((clock() - two, two - one))
    return min(one for one, _ in taken), min(two for _, two in taken)
