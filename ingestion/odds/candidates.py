"""What a field may be, and where on the paper it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingestion.odds.chances import Chances, spoken_for
from ingestion.pdf.lines import Line

_BANDS = (0.07, 0.13, 0.22, 0.33, 0.45, 0.85)
"""Where the parts of a page end, of its height: head, letterhead, window of the envelope, what stands under it, table, foot."""
_LEAST = 0.05
"""What is less likely is no candidate worth a look."""


@dataclass(frozen=True)
class Mention:
    """A value at one place, with the signs of the place."""

    value: str
    line: Line
    start: int
    end: int
    signs: frozenset[str]


@dataclass(frozen=True)
class Candidate:
    """A value with all its places."""

    mentions: tuple[Mention, ...]
    beside: frozenset[str] = frozenset()
    """Signs that only the other candidates make."""

    @property
    def signs(self) -> frozenset[str]:
        """What any of its places shows; and whether it stands at the head and at the foot."""
        found = self.beside.union(*(one.signs for one in self.mentions))
        ends = found & {"at 0", "at 1"} and "at 6" in found
        return found | {"head and foot"} if ends else found

    def place(self, weights: Mapping[str, float]) -> Mention:
        """The place that speaks most for it."""
        return max(self.mentions, key=lambda one: spoken_for(one.signs, weights))


def together(mentions: Iterable[tuple[object, Mention]]) -> list[Candidate]:
    """The candidates of all mentions, in order; what tells them apart stands before each."""
    found: dict[object, list[Mention]] = {}
    for key, one in mentions:
        found.setdefault(key, []).append(one)
    return [Candidate(tuple(each)) for each in found.values()]


def ranked(found: list[Candidate], likely: Chances) -> list[tuple[Candidate, float]]:
    """The candidates that are worth a look with their chances, the likeliest first."""
    both = [(one, float(chance)) for one, chance in zip(found, likely, strict=False) if chance > _LEAST]
    return sorted(both, key=lambda pair: -pair[1])


def band(line: Line) -> int:
    """Which part of its page a line stands in, 0 (head) to 6 (foot)."""
    height = line.top / line.page.height
    return sum(height >= edge for edge in _BANDS)
