"""The reader held against papers of a kind: fields right, wrong, and parties exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from benchmarks.interval import wilson
from benchmarks.papers.draw import Half
from benchmarks.papers.kinds import paper
from benchmarks.papers.truth import Paper
from ingestion import Reading, read
from ledger.evidence.field import plain

_AMOUNTS = frozenset({"net", "tax", "gross", "other_charges", "due_amount"})


@dataclass(frozen=True)
class Miss:
    """A field that was not right; ``got`` None where it is absent, ``expected`` None where the paper prints none."""

    paper: str
    name: str
    expected: str | None
    got: str | None


@dataclass(frozen=True)
class Figure:
    """One kind: ``right`` of ``fields`` printed ones; ``wrong`` values given, those that no paper prints included."""

    kind: str
    papers: int
    fields: int
    right: int
    wrong: int
    swapped: int
    misses: tuple[Miss, ...]

    @property
    def share(self) -> float:
        """Right, in per cent of what is printed."""
        return 100 * self.right / max(self.fields, 1)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share, in per cent."""
        return wilson(self.right, self.fields)


def measure(kind: str, half: Half, seeds: Iterable[int]) -> Figure:
    """All papers of a kind, made, read and compared."""
    papers = [paper(kind, seed, half) for seed in seeds]
    misses: list[Miss] = []
    swapped = 0
    for one in papers:
        reading = read(one.pdf, file=f"{one.name}.pdf")
        swapped += is_swapped(one, reading)
        misses += missed(one, reading)
    fields = sum(value is not None for one in papers for value in one.truth.values())
    gone = sum(miss.expected is not None for miss in misses)
    wrong = sum(miss.got is not None for miss in misses)
    return Figure(kind, len(papers), fields, fields - gone, wrong, swapped, tuple(misses))


def missed(one: Paper, reading: Reading) -> list[Miss]:
    """The fields of a paper that were not read as printed."""
    found = ((name, expected, said(reading, name)) for name, expected in one.truth.items())
    return [Miss(one.name, name, expected, got) for name, expected, got in found if not _same(name, expected, got)]


def said(reading: Reading, name: str) -> str | None:
    """A field as text, None where absent."""
    if name == "invoice_kind":
        return reading.invoice_kind.value if reading.invoice_kind else None
    if name == "doc_type":
        return reading.doc_type.value if reading.doc_type else None
    value = plain(reading.value(name))
    if value is None or value == []:
        return None
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def is_swapped(one: Paper, reading: Reading) -> bool:
    """Whether a party's name or id was given to the other."""
    for what in ("name", "tax_id"):
        buyer, seller = one.truth.get(f"buyer_{what}"), one.truth.get(f"seller_{what}")
        if (buyer and said(reading, f"seller_{what}") == buyer) or (
            seller and said(reading, f"buyer_{what}") == seller
        ):
            return True
    return False


def _same(name: str, expected: str | None, got: str | None) -> bool:
    if expected is None or got is None:
        return expected == got or (name == "is_credit_note" and expected == "False")
    if name in _AMOUNTS:
        try:
            return Decimal(expected) == Decimal(got)
        except InvalidOperation:
            return False
    return (
        _squashed(expected) == _squashed(got) if name in ("buyer_name", "seller_name", "remarks") else expected == got
    )


def _squashed(text: str) -> str:
    """Without spaces and with plain brackets: what a form's width did to a name is not its spelling."""
    return re.sub(r"\s", "", text).translate(str.maketrans("（）：０１２３４５６７８９", "():0123456789"))
