"""What papers of known truth offer for a field, and which of it they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from benchmarks import printers
from benchmarks.extraction.scoring import same
from benchmarks.extraction.sources import Case, printed, west
from benchmarks.papers.draw import Half
from ingestion.limits import DEFAULT
from ingestion.odds import NONE
from ingestion.odds.candidates import Candidate
from ingestion.page.mentions import candidates
from ingestion.page.paper import Paper
from ingestion.page.parties import SIDES
from ingestion.pdf.hidden import parted
from ingestion.pdf.letters import pages_of
from ingestion.pdf.opening import opened
from ingestion.pdf.words import page_words

_BILLS = (None, "invoice", "credit_note", "receipt")


@dataclass(frozen=True)
class Choice:
    """One field of one paper: the signs of each candidate, the last being that none is meant, and which is right."""

    layout: str
    field: str
    signs: tuple[frozenset[str], ...]
    meant: int


def paper_of(pdf: bytes) -> Paper:
    """What a PDF prints and a person sees."""
    with opened(pdf) as document:
        pages = (
            page_words(page, number, DEFAULT.page_characters)
            for number, page in enumerate(pages_of(pdf, 1, len(document)), 1)
        )
        return Paper(parted(document, tuple(pages))[0])


def choices(cases: Iterable[Case]) -> Iterator[Choice]:
    """Every choice of the cases; where what the paper says is none of the candidates, none is right."""
    for case in cases:
        if case.truth.get("doc_type") in _BILLS:
            assert isinstance(case.file, bytes)
            yield from _of_paper(case, paper_of(case.file))


def taught(western: int, others: int) -> list[Choice]:
    """The choices that weights are fitted on: so many papers of each kind of ours and of each layout by other hands that is
    not *held*."""
    by_others = (printed(half, others) for half in (printers.Half.LEARN, printers.Half.FIT))
    return list(choices(chain(west(Half.TUNE, western), *by_others)))


def _of_paper(case: Case, paper: Paper) -> Iterator[Choice]:
    found = candidates(paper)
    signs = (*(one.signs for one in found), frozenset({NONE}))
    for name in SIDES:
        told = case.truth.get(name)
        right = [place for place, one in enumerate(found) if told is not None and _means(name, told, one)]
        if found:
            yield Choice(case.name.rpartition("-")[0], name, signs, right[0] if right else len(found))


def _means(name: str, told: str, one: Candidate) -> bool:
    return same(name, told, one.mentions[0].value)
