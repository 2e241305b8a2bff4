"""Arithmetic of a whole document: what does not add up is said, with both figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ingestion.reading import Reading
from ledger.core import Problem, problem

_ROUNDING = Decimal(1)
"""What is due may be rounded (EN 16931, BT-114) by less than a unit of the currency."""


def checked(reading: Reading) -> Reading:
    """The reading with its problems; fields that contradict each other lose their witnesses."""
    problems: list[Problem] = []
    doubtful: set[str] = set()
    net, tax, gross, other = (reading.amount(name) for name in ("net", "tax", "gross", "other_charges"))
    if net is not None and tax is not None and gross is not None and net + tax + (other or 0) != gross:
        problems.append(problem("reading.sum_differs", "gross", net=net, tax=tax, gross=gross))
        doubtful |= {"net", "tax", "gross"}
    owed, prepaid = reading.amount("due_amount"), reading.amount("prepaid") or Decimal(0)
    if reading.from_xml and gross is not None and owed is not None and abs(gross - prepaid - owed) >= _ROUNDING:
        problems.append(problem("reading.due_differs", "due_amount", gross=gross, prepaid=prepaid, due=owed))
        doubtful |= {"due_amount"}
    if reading.lines and net is not None and not reading.from_xml:
        total = sum((line.amount for line in reading.lines if line.amount is not None), Decimal(0))
        if total not in (net, gross):
            problems.append(problem("reading.lines_differ", "lines", lines=total, net=net))
    issued, due = reading.value("issue_date"), reading.value("due_date")
    if isinstance(issued, date) and isinstance(due, date) and due < issued:
        problems.append(problem("reading.due_before_issue", "due_date", issued=issued, due=due))
    fields = {name: reading[name].doubted(0.6) for name in doubtful}
    return reading.with_fields(fields).with_problems(*problems)
