"""Base values of a transaction's lines.

A line in base currency is worth itself. One that is weighed in base currency is worth its weight. In a group that is
weighed in another commodity and holds base currency too, what the base currency was exchanged for gives the rate.
What has no way to base currency is worth nothing in it and balances in its own commodity.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from ledger.exchange.incoming import Post
from ledger.exchange.landing.units import Units


@dataclass(slots=True)
class Valued:
    """A posting in minor units of its code and of base currency."""

    post: Post
    code: str
    minor: int
    base: int
    fixed: bool
    """In base currency: its base value is its amount."""


def value(posts: tuple[Post, ...], units: Units) -> list[Valued]:
    """Postings with their base values; those of nothing are dropped."""
    lines = [_line(post, units) for post in posts]
    for commodity in {post.weight_commodity for post in posts} - {units.base_name}:
        _by_exchange([line for line in lines if line.post.weight_commodity == commodity])
    for line in lines:
        if line.base and line.minor and (line.base > 0) != (line.minor > 0):
            line.base = 0
    kept = [line for line in lines if line.minor]
    _absorb(kept, posts, units)
    return kept


def _line(post: Post, units: Units) -> Valued:
    minor = units.minor(post.amount, post.commodity)
    code = units.codes[post.commodity]
    if code == units.base:
        return Valued(post, code, minor, minor, True)
    base = units.minor(post.weight, units.base_name) if post.weight_commodity == units.base_name else 0
    return Valued(post, code, minor, base, False)


def _by_exchange(group: list[Valued]) -> None:
    """What the group's base currency was exchanged for says what the rest is worth."""
    given = sum((line.post.weight for line in group if line.fixed), Decimal(0))
    worth = sum(line.minor for line in group if line.fixed)
    rest = [line for line in group if not line.fixed]
    total = sum((line.post.weight for line in rest), Decimal(0))
    if not worth or not given or not total or (given > 0) != (worth > 0) or (total > 0) == (given > 0):
        return
    left = -worth
    for line in rest[:-1]:
        line.base = int((line.post.weight * worth / given).to_integral_value(ROUND_HALF_EVEN))
        left -= line.base
    rest[-1].base = left


def _absorb(lines: list[Valued], posts: tuple[Post, ...], units: Units) -> None:
    """What rounding each line to base currency's digits left over goes to the largest line that was rounded."""
    off = sum(line.base for line in lines)
    rounded = [line for line in lines if not line.fixed and line.base]
    exact = sum((post.weight for post in posts if post.weight_commodity == units.base_name), Decimal(0))
    if not off or not rounded or units.minor(exact, units.base_name) != 0 or abs(off) > len(rounded):
        return
    largest = max(rounded, key=lambda line: abs(line.base))
    if abs(largest.base) > abs(off):
        largest.base -= off
