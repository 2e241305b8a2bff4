"""What the near lessons say together, and how sure that is: a share that was compared with what then was booked.

Confidence is a logistic function of three things (the share of the vote, how much weight it had, how like the nearest
words are), fitted by ``benchmarks.booking --fit`` on half of an invented company's papers and measured on the other half.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ledger.posting_rules.learning.lesson import Lesson, Tax
from ledger.posting_rules.learning.near import Near

USED = 0.5
"""From this confidence on an account is filled in; below it what the paper says decides, or a person."""
SURE = 0.95
"""From this confidence on nobody is asked to look twice at the account."""
_ALL_AGREE = 0.85
"""Share of the vote from which a dimension is filled in."""
_COEFFICIENTS = (-6.05, 6.48, 0.23, 5.77, -1.45)
"""As :func:`features`."""


@dataclass(frozen=True, slots=True)
class Said:
    """What won: its confidence and share of the vote (0–1), its weight, and the near lessons that said so, the heaviest first,
    of how many.
    """

    value: str
    confidence: float
    share: float
    weight: float
    because: tuple[Near, ...]
    of: int

    @property
    def by(self) -> str:
        """Whose they are: the ``vendor``'s own, of ``others``, or of ``both``."""
        own = {one.same_vendor for one in self.because}
        return "both" if len(own) > 1 else "vendor" if True in own else "others"


@dataclass(frozen=True, slots=True)
class Learned:
    """What past vouchers say of a paper. ``tax_in_cost`` where printed tax was left in the cost, with a share of the vote;
    ``tax_code`` where they agree on one.
    """

    account: Said
    department: str
    project: str
    tax_in_cost: Said | None
    tax_code: Said | None


def learned(found: Sequence[Near]) -> Learned | None:
    """The vote of the near lessons; None where there are none."""
    account = _vote(found, lambda one: one.account)
    if account is None:
        return None
    booked = [one for one in found if one.lesson.account == account.value]
    taxed = [one for one in found if one.lesson.tax is not Tax.NONE]
    tax = _vote(taxed, lambda one: one.tax.value, prefer=Tax.COST.value)
    coded = [one for one in found if one.lesson.tax_code]
    return Learned(
        account, _agreed(booked, lambda one: one.department), _agreed(booked, lambda one: one.project),
        tax if tax is not None and tax.value == Tax.COST else None, _vote(coded, lambda one: one.tax_code),
    )  # fmt: skip


def features(share: float, weight: float, because: Sequence[Near]) -> tuple[float, ...]:
    """What confidence is worked out from: a constant, the share, the logarithm of the weight, how like the nearest words are,
    and whether the vendor's own vouchers said so.
    """
    alike = max((one.alike for one in because), default=0.0)
    return 1.0, share, math.log(max(weight, 1e-6)), alike, float(any(one.same_vendor for one in because))


def _confidence(share: float, weight: float, because: Sequence[Near]) -> float:
    """The share of such votes that was booked so."""
    score = sum(a * b for a, b in zip(_COEFFICIENTS, features(share, weight, because), strict=True))
    return 1 / (1 + math.exp(-score))


def _vote(found: Sequence[Near], of: Callable[[Lesson], str], prefer: str = "") -> Said | None:
    """``prefer`` wins with any vote at all: what may cost the company a deduction wrongly taken is asked about."""
    weights: dict[str, float] = defaultdict(float)
    for one in found:
        weights[of(one.lesson)] += one.weight
    if not weights:
        return None
    value = prefer if prefer in weights else max(weights, key=lambda each: (weights[each], each))
    because = tuple(one for one in found if of(one.lesson) == value)
    share = weights[value] / sum(weights.values())
    sure = _confidence(share, weights[value], because)
    return Said(
        value, sure, share, weights[value], because, len({(one.lesson.batch_id, one.lesson.entry_no) for one in found})
    )


def _agreed(found: Sequence[Near], of: Callable[[Lesson], str]) -> str:
    said = _vote(found, of)
    return said.value if said is not None and said.share >= _ALL_AGREE else ""
