"""One result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Seconds of ours and of the floor, and their ratio."""

    name: str
    ours: float
    floor: float
    ratio: float

    @classmethod
    def of(cls, name: str, ours: float, floor: float) -> Row:
        return cls(name, ours, floor, ours / floor)
