"""How many threads the recogniser has: several readers beside each other share the processors and do not fight for them."""

from __future__ import annotations

import os

THREADS = "OCR_THREADS"
"""Told to a reading process in its environment."""
_MOST = 2


def shared(readers: int) -> int:
    """Threads of each of so many readers on this machine."""
    return min(_MOST, max(1, (os.cpu_count() or 1) // readers))


def threads() -> int:
    """Threads of this process: as it was told, else all it can use."""
    told = os.environ.get(THREADS, "")
    return int(told) if told.isdigit() and int(told) else shared(1)
