"""Which lessons are like a paper: this vendor's, and those of others whose descriptions agree.

A nearest-neighbour vote: each near lesson is a past voucher that can be named and forgotten. Words weigh by how rare they
are (inverse document frequency, Spärck Jones 1972); likeness is Tversky's ratio (1977), which leans on the paper's own
words, since a memo says more than an item. One vendor does not teach for another unless most of its words agree.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ledger.posting_rules.learning.lesson import Lesson

CAP = 24
"""Newest lessons that are looked up of a word; a word of so many says little."""
AGREE = 0.5
"""From this likeness on another vendor's lesson counts."""
_OF_ANOTHER = 2
"""Lessons of any one other vendor that count: nobody outvotes the rest by number."""
_NEAREST = 9
_OTHERS_WEIGH = 0.5
_VENDOR_ALONE = 0.15
"""What a vendor's lesson weighs whose words are quite other ones."""
_OLDER = 0.98
"""What a lesson loses for each newer one of its vendor."""
_MEMO = 0.6
"""A vendor's voucher without a paper is at least so alike: its memo need not say what was bought."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A paper to be booked, as a lesson would tell it."""

    party_id: str
    words: tuple[str, ...]
    kind: str
    rate: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Near:
    """A lesson that counts: how much, how like its words are (0–1), and whether it is of the same vendor."""

    lesson: Lesson
    weight: float
    alike: float
    same_vendor: bool


def near(seen: Seen, lessons: Iterable[Lesson]) -> list[Near]:
    """The lessons that count, the heaviest first, of any candidates; each lesson once."""
    found = {(one.batch_id, one.entry_no, one.line_no): one for one in lessons}
    newest = sorted(found.values(), key=lambda one: (one.day, one.batch_id, one.entry_no, one.line_no), reverse=True)
    rare = _rarity(newest)
    uncategorised = [word for word in seen.words if word[0] != "*"]  # no memo names a tax category
    kept: list[Near] = []
    of_other: dict[str, int] = defaultdict(int)
    newer: Counter[str] = Counter()
    for one in newest:
        newer[one.party_id] += 1
        same = bool(seen.party_id) and one.party_id == seen.party_id
        alike = _alike(seen.words if one.document_id else uncategorised, one.words, rare)
        if same and not one.document_id:
            alike = max(alike, _MEMO)
        if not same and (alike < AGREE or len(set(seen.words) & set(one.words)) < 2):
            continue
        base = _VENDOR_ALONE + (1 - _VENDOR_ALONE) * alike**3 if same else _OTHERS_WEIGH * alike**3
        kept.append(Near(one, base * _fits(seen, one) * _OLDER ** (newer[one.party_id] - 1), alike, same))
    heaviest = []
    for each in sorted(kept, key=lambda one: -one.weight):
        of_other[each.lesson.party_id] += 0 if each.same_vendor else 1
        if each.same_vendor or not each.lesson.party_id or of_other[each.lesson.party_id] <= _OF_ANOTHER:
            heaviest.append(each)
    return heaviest[:_NEAREST]


def _rarity(lessons: Sequence[Lesson]) -> Mapping[str, float]:
    """0.1–1 of each word, 1 for one that stands in one lesson; a category counts twice, it was chosen from a list."""
    counted = Counter(word for one in lessons for word in set(one.words))
    return {word: max(0.1, 1 - math.log(many) / math.log(2 * CAP)) * (2 if word[0] == "*" else 1)
            for word, many in counted.items()}  # fmt: skip


def _alike(asked: Sequence[str], taught: Sequence[str], rare: Mapping[str, float]) -> float:
    both = set(asked) & set(taught)
    if not both:
        return 0.0
    shared = sum(rare[word] for word in both)
    missed = sum(rare.get(word, 1.0) for word in set(asked) - both)
    more = sum(rare[word] for word in set(taught) - both)
    return shared / (shared + 0.7 * missed + 0.3 * more)


def _fits(seen: Seen, one: Lesson) -> float:
    """How well the kind of paper, the rate and the size of the amount go with it; what is unknown speaks neither way."""
    kind = 0.85 if seen.kind and one.kind and seen.kind != one.kind else 1.0
    rate = 0.6 if seen.rate and one.rate and seen.rate != one.rate else 1.0
    if seen.amount_minor <= 0 or one.amount_minor <= 0:
        return kind * rate
    return kind * rate * (0.5 + 0.5 * math.exp(-abs(math.log(seen.amount_minor / one.amount_minor)) / 2))
