"""Less of a process's time for the search of unused objects: what was loaded stays, and nobody need look at it again.

Python looks through all its objects again and again for cycles that nobody holds. After loading, half a million of them
are modules, classes and compiled statements, which live as long as the process: a tenth of the time of a request went
into looking at them (``gc`` of the standard library tells of ``freeze``).
"""

from __future__ import annotations

import gc
from functools import cache

YOUNG, MIDDLE, OLD = 50_000, 20, 50
"""New objects until the youngest are looked through; rounds until the older are. Python's own are 700, 10, 10."""


@cache
def settle() -> None:
    """Once a process has loaded what it works with; a second call does nothing."""
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
