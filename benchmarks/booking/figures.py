"""Shares with their intervals, by set and by kind of paper."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from benchmarks.booking.walk import Outcome

SURE = 0.95


def wilson(right: int, of: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def share(name: str, found: Sequence[Outcome], of: Callable[[Outcome], bool]) -> str:
    """A line of the report."""
    right = sum(map(of, found))
    low, high = wilson(right, len(found))
    percent = 100 * right / len(found) if found else float("nan")
    return f"  {name:58} {percent:6.1f} %  [{100 * low:5.1f}, {100 * high:5.1f}]  n={len(found)}"


def report(title: str, found: Sequence[Outcome]) -> Iterator[str]:
    """All figures of one set."""
    sure = [one for one in found if one.confidence is not None and one.confidence >= SURE]
    yield f"{title}: {len(found)} papers"
    yield share("main account right", found, lambda one: one.account)
    yield share("  baseline: the vendor's last account", found, lambda one: one.baseline)
    yield share("all cost accounts right", found, lambda one: one.lines)
    yield share("department right", found, lambda one: one.department)
    yield share("party right", found, lambda one: one.party)
    yield share("VAT treatment right", found, lambda one: one.tax)
    yield share("deducted though it may not be, of the sure ones", sure, lambda one: one.deducted_wrongly)
    yield share("deducted though it may not be, of all", found, lambda one: one.deducted_wrongly)
    yield share("confidence >= 0.95", found, lambda one: one in sure)
    yield share("of those confirmed unchanged", sure, lambda one: one.unchanged)
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        kinds[one.label].append(one)
    for label, some in sorted(kinds.items()):
        yield share(f"touch-free: {label}", some, lambda one: one.touch_free)
