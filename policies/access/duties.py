"""不相容岗位: pairs of roles that nobody is given together, as data, each with its reason and where it comes from.

``duties.csv``: ``mark`` is *read* (in the source itself), *known* (not yet compared with it) or *own* (our judgement).
The first administrator of a new company is its controller too until there are others: that pair is given by founding
a company, never by a change of roles.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "duties.csv"


@dataclass(frozen=True, slots=True)
class Incompatible:
    """Two roles, why one person must not hold both (a key ``duties.<reason>``), the rule's source and its mark."""

    role: str
    other: str
    reason: str
    source: str
    mark: str


@lru_cache(maxsize=1)
def incompatible_pairs() -> tuple[Incompatible, ...]:
    """All pairs, in the order of the data."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Incompatible(**row) for row in csv.DictReader(file))


def incompatible(roles: Collection[str]) -> list[Incompatible]:
    """The pairs of which these roles hold both."""
    return [one for one in incompatible_pairs() if one.role in roles and one.other in roles]
