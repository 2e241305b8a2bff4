"""How far a counted share may be from the true one."""

from __future__ import annotations

import math

_Z = 1.96


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of Wilson (1927) of a share, in per cent."""
    n = max(of, 1)
    p = right / n
    middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
    return max(100 * (middle - half), 0.0), min(100 * (middle + half), 100.0)
