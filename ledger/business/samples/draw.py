"""How a sample is drawn, so that anybody can draw the same again from the population and the seed.

The population stands in the order of month, series and number, counted from 0; sizes are absolute debit totals in minor
units. Random numbers: the i-th draw is SHA-256 of ``<seed>:<i>`` (UTF-8, i from 0) as a big-endian integer.

- ``random``: draws are taken modulo the population's size n, skipping those at or above the largest multiple of n below
  2**256 (so that none is favoured) and places drawn before, until ``count`` places are had.
- ``monetary``: monetary unit sampling with a fixed interval. The interval is the sum of sizes divided by ``count``,
  rounded down, at least 1; the start is draw 0 modulo the interval; the voucher that holds start, start + interval, …
  on the line of summed sizes is taken, ``count`` times; one hit more than once stands once.
- ``amount``: the largest, equal ones in the population's order. ``risk``: the highest scores, then the largest.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ledger.business.samples.population import Member

METHODS = ("amount", "monetary", "random", "risk")
_SPACE = 2**256


@dataclass(frozen=True, slots=True)
class Drawn:
    """A voucher that was taken; ``why`` says by what: a rank, a hit on the money line, a draw, a score."""

    unit: Member
    why: str


def number_of(seed: str, index: int) -> int:
    """The i-th draw of a seed, below 2**256."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{index}".encode()).digest(), "big")


def draw(
    population: Sequence[Member], method: str, count: int, seed: str, scores: Mapping[str, int] | None = None
) -> list[Drawn]:
    """At most ``count`` of a population; ``scores`` by voucher for method ``risk``."""
    assert method in METHODS and count > 0
    if method == "random":
        return _random(population, min(count, len(population)), seed)
    if method == "monetary":
        return _monetary(population, count, seed)
    risk = scores or {}
    if method == "risk":
        ranked = sorted(population, key=lambda one: (-risk.get(one.voucher, 0), -abs(one.total_minor)))
        return [Drawn(one, f"score {risk.get(one.voucher, 0)}") for one in ranked[:count]]
    ranked = sorted(population, key=lambda one: -abs(one.total_minor))
    return [Drawn(one, f"rank {place}") for place, one in enumerate(ranked[:count], 1)]


def _random(population: Sequence[Member], count: int, seed: str) -> list[Drawn]:
    size, index, taken = len(population), 0, dict[int, int]()
    bound = _SPACE - _SPACE % size if size else 0
    while len(taken) < count:
        value = number_of(seed, index)
        if value < bound and value % size not in taken:
            taken[value % size] = index
        index += 1
    return [Drawn(population[place], f"draw {index}") for place, index in sorted(taken.items())]


def _monetary(population: Sequence[Member], count: int, seed: str) -> list[Drawn]:
    ends = list(accumulate(abs(one.total_minor) for one in population))
    if not ends or not ends[-1]:
        return []
    interval = max(1, ends[-1] // count)
    start = number_of(seed, 0) % interval
    hits = dict[int, int]()
    for point in range(start, min(ends[-1], start + interval * count), interval):
        hits.setdefault(bisect_right(ends, point), point)
    return [Drawn(population[place], f"unit {point}") for place, point in sorted(hits.items())]
