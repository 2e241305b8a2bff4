"""The papers with known truth: other people's, our Chinese ones, our western ones, those that Chromium prints. Always the half nothing was fitted on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks import papers, printers, western
from benchmarks.extraction.measure import documents
from benchmarks.papers.draw import Half


@dataclass(frozen=True)
class Case:
    """One paper of a source; ``truth`` as scoring.verdicts takes it."""

    source: str
    name: str
    file: Path | bytes
    truth: dict[str, Any]


def foreign(folder: Path) -> Iterator[Case]:
    """Printed documents of the measuring data, as their pages say; a credit note counts as negative."""
    for document in documents(folder, ("pdf",), stripped=True):
        truth = dict(document.visual)
        truth["is_credit_note"] = document.credit
        if document.credit:
            truth |= {name: str(-abs(Decimal(truth[name]))) for name in ("net", "tax", "gross") if truth.get(name)}
        if truth.get("tax_rates") is not None and document.language != "zh":
            truth["tax_rates"] = [rate for rate in truth["tax_rates"] if Decimal(rate)]
        yield Case(
            "foreign", document.path.name, document.path, {name: one for name, one in truth.items() if one is not None}
        )


def chinese(half: Half, count: int) -> Iterator[Case]:
    """So many papers of each Chinese kind."""
    first = 0 if half is Half.TUNE else 1000
    for kind in papers.KINDS:
        for seed in range(first, first + count):
            one = papers.paper(kind, seed, half)
            truth: dict[str, Any] = dict(one.truth)
            rates = truth.pop("tax_rates", None)
            if rates:
                truth["tax_rates"] = rates.split(",")
            if truth.get("is_credit_note") is None:
                truth.pop("is_credit_note", None)
            yield Case("chinese", one.name, one.pdf, truth)


def west(half: Half, count: int) -> Iterator[Case]:
    """So many papers of each western kind."""
    first = 0 if half is Half.TUNE else 1000
    for kind in western.KINDS:
        for seed in range(first, first + count):
            one = western.paper(kind, seed, half)
            yield Case("western", one.name, one.pdf, one.truth)


def printed(half: printers.Half, count: int, photo: bool = False) -> Iterator[Case]:
    """So many papers of each layout of the printers, or photographs of them; the source is the half."""
    for one in printers.papers(half, count):
        yield Case(half.value, one.name, one.photo() if photo else one.pdf, one.truth)
