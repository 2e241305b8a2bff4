"""One's own samples: others' working papers are as if there were none, and so is what lies outside one's years."""

from __future__ import annotations

from ledger.business.samples import Sample, find_sample
from ledger.core import Refused, problem
from tools.context import Context


def own_sample(context: Context, number: int) -> Sample:
    """A sample of the person's own; Forbidden where its days lie outside an external auditor's years."""
    found = find_sample(context.unit, number)
    if found.drawn_by != context.principal.user or found.asked.book != context.company.book:
        raise Refused(problem("sample.unknown", "sample", sample=number))
    context.within(found.asked.first[:7], found.asked.last[:7], "voucher.read")
    return found
