"""A day in numbers: what needed no correction, how many acts, how long from the drop to what becomes of it."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.clerk.clerk import Done
from benchmarks.clerk.pile import BAD, KNOWN, UNSEEN
from benchmarks.interval import wilson


@dataclass(frozen=True)
class Day:
    """``waits`` are seconds from the drop until the page told what became of a file, by its name."""

    done: list[Done]
    waits: dict[str, float]
    upload_s: float


@dataclass(frozen=True)
class Target:
    """One line: what was asked, what was found, whether it holds."""

    name: str
    found: str
    holds: bool


def targets(day: Day) -> list[Target]:
    """The five that the day must hold."""
    bills = [one for one in day.done if one.given.group != BAD]
    clean = sum(one.untouched for one in bills)
    low, high = wilson(clean, len(bills))
    made = [
        Target(
            "documents that need no correction >= 60 %",
            f"{clean} of {len(bills)}, {100 * clean / max(len(bills), 1):.0f} % [{low:.0f}, {high:.0f}]",
            clean >= 0.6 * len(bills),
        )
    ]
    for group, most in ((KNOWN, 2), (UNSEEN, 8)):
        some = [one for one in bills if one.given.group == group]
        made += [_acts(group, most, some)] if some else []
    for name, bound, photo in (("text", 8.0, False), ("photo", 20.0, True)):
        waits = sorted(seconds for file, seconds in day.waits.items() if file.endswith(".jpg") is photo)
        if waits:
            p50, p95 = statistics.median(waits), waits[min(len(waits) - 1, int(0.95 * len(waits)))]
            made.append(
                Target(
                    f"drop to proposal, {name}: p95 <= {bound:.0f} s",
                    f"p50 {p50:.1f} s, p95 {p95:.1f} s, worst {waits[-1]:.1f} s of {len(waits)}",
                    p95 <= bound,
                )
            )
    ends = [one for one in day.done if one.end not in ("submitted", "as told")]
    copies = [one for one in day.done if one.given.ends == "copy"]
    if copies:
        booked = sum(one.end == "submitted" for one in copies)
        made.append(Target("of copies exactly one is booked", f"{booked} of {len(copies)}", booked == 1))
    return [*made, Target("every document comes to its end", f"{len(ends)} of {len(day.done)} do not", not ends)]


def _acts(group: str, most: int, some: list[Done]) -> Target:
    """Held by the acts on the document; what they are with the turning to it is told beside."""
    turned = [len(one.acts) + one.turns for one in some]
    counts = [len(one.acts) for one in some]
    over = sum(count > most for count in counts)
    return Target(
        f"{group}: acts <= {most}",
        f"median {statistics.median(counts):g}, worst {max(counts)}, over {over} of {len(counts)};"
        f" turning counted {statistics.median(turned):g}, {max(turned)}",
        over == 0,
    )


def worst_first(done: Iterable[Done]) -> list[Done]:
    """Those that did not end, then those that were corrected, then by acts."""
    return sorted(done, key=lambda one: (one.end in ("submitted", "as told"), one.untouched, -len(one.acts)))
