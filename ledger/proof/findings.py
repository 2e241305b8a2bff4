"""What verification says: findings as values, with what was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ledger.core import Problem, problem


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a book's chain, to be kept outside: the batch at ``position`` must have this hash."""

    book: str
    position: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """``findings`` is empty when nothing was changed. Counts are of what was read."""

    findings: tuple[Problem, ...]
    batches: int = 0
    vouchers: int = 0
    lines: int = 0
    periods: int = 0
    anchored: bool = False
    heads: tuple[Anchor, ...] = ()
    acts: int = 0
    reads: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(slots=True)
class Findings:
    """Collects findings; ``limit`` of one kind are listed, the rest are counted."""

    limit: int = 50
    found: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, code: str, where: str = "", **parameters: object) -> None:
        """Note one finding."""
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] <= self.limit:
            self.found.append(problem(code, where, **parameters))

    def closed(self) -> tuple[Problem, ...]:
        """All findings, with a line for each kind that had more than fits."""
        return (*self.found, *self._rest())

    def _rest(self) -> Iterator[Problem]:
        for code, count in self.counts.items():
            if count > self.limit:
                yield problem("proof.and_more", code, count=count - self.limit)
