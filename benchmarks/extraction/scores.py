"""Verdicts counted: a row for each source and field, the worst first, and what was asked of all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.extraction.figures import Row
from benchmarks.extraction.measure import HEADER
from benchmarks.extraction.scoring import SERIOUS, Verdict, verdicts
from benchmarks.extraction.shapes import shapes
from benchmarks.extraction.sources import Case
from benchmarks.interval import wilson
from ingestion import read

_FOREIGN = "foreign"


@dataclass(frozen=True)
class Score:
    """One field of one source: ``printed`` is what papers print, the others count values given."""

    source: str
    name: str
    printed: int
    right: int
    wrong: int
    sure: int
    sure_wrong: int
    checked: int
    checked_wrong: int
    offered: int = 0
    offered_right: int = 0

    @property
    def badness(self) -> tuple[float, float, float]:
        """Wrong among the checked, wrong among the given, not read: the higher the worse."""
        given = self.right + self.wrong
        return (
            self.checked_wrong / max(self.checked, 1),
            self.wrong / max(given, 1),
            1 - self.right / max(self.printed, 1),
        )

    def line(self) -> str:
        """The row of the table."""
        low, high = wilson(self.right, self.printed)
        return (
            f"{self.source:9s}{self.name:15s} right {self.right:5d}/{self.printed:<5d} [{low:5.1f}, {high:5.1f}]  wrong {self.wrong:3d}  "
            f">=0.95 {self.sure:5d}, wrong {self.sure_wrong:3d}  checked {self.checked:5d}, wrong {self.checked_wrong:3d}"
            + (f"  offered {self.offered:4d}, right {self.offered_right:3d}" if self.offered else "")
        )


def judged(cases: Iterable[Case]) -> list[tuple[str, Verdict]]:
    """Every case read and judged, with its source."""
    out = []
    for case in cases:
        reading = read(case.file, file=case.name)
        found = (*verdicts(case.name, case.truth, reading), *shapes(case.name, case.truth, reading))
        out += [(case.source, one) for one in found]
    return out


def scores(found: Iterable[tuple[str, Verdict]]) -> list[Score]:
    """The table, worst first."""
    groups: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for source, one in found:
        groups[source, one.name].append(one)
    rows = [
        Score(
            source, name, sum(one.expected is not None for one in group), sum(one.right for one in group), sum(one.wrong for one in group),
            sum(one.sure for one in group), sum(one.sure and one.wrong for one in group),
            sum(one.checked for one in group), sum(one.checked and one.wrong for one in group),
            sum(bool(one.offers) for one in group), sum(one.offered_right for one in group),
        )
        for (source, name), group in groups.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (*(-one for one in row.badness), row.source, row.name))


def asked(found: list[tuple[str, Verdict]]) -> list[Row]:
    """The figures that were asked, each over everything judged; the share of sure ones over other people's papers alone."""
    header = [(source, one) for source, one in found if one.name in HEADER]
    given = [one for _, one in header if one.given]
    sure = [one for one in given if one.sure]
    foreign = [one for source, one in header if source == _FOREIGN and one.expected is not None]
    serious = [one for _, one in found if one.name in SERIOUS and one.checked]
    rows = [
        _share("wrong of the header fields given", "<= 3", [one.wrong for one in given]),
        _share("right of those with confidence >= 0.95", ">= 98", [one.right for one in sure]),
        _share(f"{', '.join(SERIOUS)}: wrong among Checked", "<= 0.3", [one.wrong for one in serious]),
    ]
    if foreign:
        rows.insert(
            0, _share("other people's papers: printed and given with >= 0.95", ">= 75", [one.sure for one in foreign])
        )
    return rows


def reliability(found: Iterable[tuple[str, Verdict]]) -> list[tuple[float, int, int]]:
    """By tenths of a confidence, and its highest part finer: mean confidence, values given, right ones."""
    edges = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.985, 1.01)
    given = [one for _, one in found if one.given and one.name in (*HEADER, "tax_rates", "kind", "payee account")]
    out = []
    for low, high in pairwise(edges):
        group = [one for one in given if low <= one.field.confidence < high]
        if group:
            out.append(
                (sum(one.field.confidence for one in group) / len(group), len(group), sum(one.right for one in group))
            )
    return out


def _share(name: str, bound: str, holds: list[bool]) -> Row:
    return Row(name, bound, 100 * sum(holds) / max(len(holds), 1), len(holds))
