"""抽凭 Samples: a population of posted vouchers, what is drawn from it and why, and the auditor's conclusions.

population.py what there is to draw from · draw.py the methods, recomputable by anyone · exceptions.py vouchers an auditor
looks at first · kept.py samples and conclusions as rows.
"""

from ledger.business.samples.draw import METHODS, Drawn, draw
from ledger.business.samples.exceptions import TESTS, Exceptions, exceptions
from ledger.business.samples.kept import CONCLUSIONS, Item, Sample, conclude, find_sample, keep, samples
from ledger.business.samples.population import Asked, Member, population

__all__ = [
    "CONCLUSIONS", "METHODS", "TESTS", "Asked", "Drawn", "Exceptions", "Item", "Sample", "Member", "conclude", "draw",
    "exceptions", "find_sample", "keep", "population", "samples",
]  # fmt: skip
