"""What the readers give on papers of known truth, with their own score, before any table."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2 as pdfium

from benchmarks import printers
from benchmarks.extraction.scoring import Verdict, verdicts
from benchmarks.extraction.sources import Case
from ingestion import read
from ingestion.odds import Weights, fitted, weighing
from ingestion.sureness import Table, using
from ingestion.sureness.table import Key, key_of
from ledger.evidence.field import Field, Source

_POINTS_A_PIXEL = 72 / 170
_FIELD = {"kind": "is_credit_note", "payee account": "seller_iban"}
_NO_FIELD = ("sign", "legal key")


class Observation(NamedTuple):
    """One value given: what it is counted with, its reader's score, whether it was right, on what layout where that was drawn
    by other hands; ``others`` where nothing was tried on it either."""

    key: Key
    score: float
    right: bool
    layout: str = ""
    others: bool = False


@dataclass(frozen=True)
class _Asked(Table):
    """An empty table that keeps which reader asked it."""

    readers: set[str] = field(default_factory=set)

    def confidence(self, reader: str, name: str, one: Field) -> float:
        self.readers.add(reader)
        return super().confidence(reader, name, one)


def observed(
    cases: Iterable[Case], as_pictures: bool = False, left_out: Mapping[str, Weights] | None = None
) -> Iterator[Observation]:
    """Every judged value of the cases; ``as_pictures`` recognises the first page instead of reading its text; ``left_out`` has
    the odds that know nothing of a layout, by which it is read here."""
    for case in cases:
        assert isinstance(case.file, bytes)
        asked = _Asked()
        layout = case.name.rpartition("-")[0]
        with using(asked), weighing((left_out or {}).get(layout, fitted())):
            reading = read(_pictured(case.file) if as_pictures else case.file, file=case.name)
        reader = asked.readers.pop() if asked.readers else "west"
        for one in verdicts(case.name, case.truth, reading):
            if one.given and one.name not in _NO_FIELD and one.field.source in (Source.TEXT, Source.OCR):
                by_others = case.source in set(printers.Half)
                untried = case.source == printers.Half.FIT
                yield Observation(
                    key_of(reader, _name(one), one.field),
                    one.field.confidence,
                    one.right,
                    layout if by_others else "",
                    untried,
                )


def _name(one: Verdict) -> str:
    return _FIELD.get(one.name, one.name)


def _pictured(pdf: bytes) -> bytes:
    with pdfium.PdfDocument(pdf) as document:
        image = document[0].render(scale=1 / _POINTS_A_PIXEL).to_pil().convert("L")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
