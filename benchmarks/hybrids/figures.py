"""Header fields and lines against the oracle; agreeing fields that were flagged; altered ones that were found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium

from benchmarks.extraction.measure import documents
from benchmarks.hybrids.conflicts import FIELDS, altered, hybrid, specs, xml_of
from benchmarks.hybrids.oracle import Said, said
from ingestion import Reading, read

FLAGS = frozenset(
    {"reading.xml_page_differ", "reading.xml_line_not_printed", "reading.sum_differs", "reading.due_differs"}
)


@dataclass(frozen=True)
class Figure:
    """One row: how many of how many, and what was not as it should be."""

    name: str
    right: int
    of: int
    misses: tuple[str, ...]


def run(folder: Path, own: int) -> list[Figure]:
    """All figures, over other people's files and ``own`` hybrids of ours."""
    ours = [(spec.number, hybrid(spec, xml_of(spec)), xml_of(spec)) for spec in specs(own)]
    theirs = [(one.path.name, one.path.read_bytes(), None) for one in documents(folder, ("pdf", "xml"), stripped=False)]
    header, lines, flags = [], [], []
    for name, data, known in (*theirs, *ours):
        xml = known or xml_in(data)
        truth = said(xml) if xml else None
        if truth is None:
            continue
        reading = read(data, file=name)
        header += list(_header(name, truth, reading))
        lines += list(_lines(name, truth, reading))
        if data.startswith(b"%PDF"):
            flagged = {one.where for one in reading.problems if one.code in FLAGS}
            flags += [("" if field not in flagged else f"{name} {field}") for field in truth.values]
    return [_figure("header fields as the XML says", header), _figure("lines as the XML says", lines),
            _figure("agreeing fields not flagged", flags), *_conflicts(own)]  # fmt: skip


def _figure(name: str, misses: list[str]) -> Figure:
    wrong = tuple(one for one in misses if one)
    return Figure(name, len(misses) - len(wrong), len(misses), wrong)


def xml_in(data: bytes) -> bytes | None:
    """The e-invoice of a file: itself, or the first attachment that the oracle knows."""
    if not data.startswith(b"%PDF"):
        return data
    document = pdfium.PdfDocument(data)
    for index in range(document.count_attachments()):
        inside = bytes(document.get_attachment(index).get_data())
        if inside.lstrip()[:1] in (b"<", b"\xef") and said(inside):
            return inside
    return None


def _header(name: str, truth: Said, reading: Reading) -> Iterator[str]:
    for field, expected in truth.values.items():
        got = reading.value(field)
        yield "" if _same(expected, got) else f"{name} {field}: XML {expected!r}, read {got!r}"


def _same(expected: object, got: object) -> bool:
    if isinstance(got, date):
        return str(expected).replace("-", "")[:8] == got.strftime("%Y%m%d")
    if isinstance(expected, Decimal) or isinstance(got, Decimal):
        return expected == got
    if isinstance(expected, str) and isinstance(got, str):
        return got.replace(" ", "") in expected.replace(
            " ", ""
        )  # a name of several lines is its line with the legal form
    return expected == got


def _lines(name: str, truth: Said, reading: Reading) -> Iterator[str]:
    got = [(one.amount, one.quantity, one.unit_price) for one in reading.lines]
    if len(got) != len(truth.lines):
        yield f"{name} lines: XML {len(truth.lines)}, read {len(got)}"
        return
    for place, (expected, found) in enumerate(zip(truth.lines, got, strict=True), 1):
        yield "" if expected == found else f"{name} line {place}: XML {expected}, read {found}"


def _conflicts(own: int) -> list[Figure]:
    found: dict[str, list[str]] = {field: [] for field in FIELDS}
    for spec in specs(own):
        for field in FIELDS:
            reading = read(hybrid(spec, altered(xml_of(spec), field)))
            codes = {one.code for one in reading.problems}
            found[field].append("" if codes & FLAGS else f"{spec.number} {field}: {reading.value(field)!r}")
    return [_figure(f"altered {field} flagged", misses) for field, misses in found.items()]
