"""How fast files are read: extract_pdf, extract_xml_small, extract_xml_large, extract_picture, extract_jobs_2,
extract_vast_seconds, extract_vast_megabytes, proposal_pdf_p50 …

Ours and floor take turns on the same file, the best of the rounds counts, in processor time where both run here and in
seconds where workers or the recogniser's threads do. What each floor is stands with its module: texts.py PDF and XML ·
pictures.py the recogniser · workers.py two workers, a vast file · drop.py from the drop to the proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.ledger.row import Row
from benchmarks.reading_speed import drop, pictures, texts, workers

BOUNDS = {
    "extract_pdf": 1.4, "extract_pdf_median": 1.4, "extract_xml_small": 4.0, "extract_xml_large": 4.0, "extract_picture": 1.3,
    "extract_jobs_2": 0.75, "extract_vast_seconds": 1.0, "extract_vast_megabytes": 1.0, "proposal_pdf_p50": 1.0,
    "proposal_pdf_p95": 1.0, "proposal_picture_p50": 1.0, "proposal_picture_p95": 1.0,
}  # fmt: skip
"""The greatest ratio of each row; ``extract_pdf_worst`` has none: on papers of ten milliseconds it is the machine's noise."""

_PARTS: tuple[tuple[tuple[str, ...], Callable[[bool], Iterator[Row]]], ...] = (
    (("extract_pdf", "extract_pdf_median", "extract_pdf_worst"), texts.pdf),
    (("extract_xml_small", "extract_xml_large"), texts.xml),
    (("extract_picture",), pictures.measure),
    (("extract_jobs_2",), workers.two),
    (("extract_vast_seconds", "extract_vast_megabytes"), workers.vast),
    (("proposal_pdf_p50", "proposal_pdf_p95", "proposal_picture_p50", "proposal_picture_p95"), drop.measure),
)


def rows(names: tuple[str, ...] = (), *, quick: bool = False) -> Iterator[Row]:
    """The rows as they come; ``names`` are beginnings of names, ``quick`` takes a few files."""
    for known, measure in _PARTS:
        if not names or any(row.startswith(names) for row in known):
            yield from (row for row in measure(quick) if not names or row.name.startswith(names))


def run(names: tuple[str, ...] = (), *, quick: bool = False) -> list[Row]:
    """All of them."""
    return list(rows(names, quick=quick))
