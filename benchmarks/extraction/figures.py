"""The figures that reading must reach on documents of other people."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction.bank import compare
from benchmarks.extraction.measure import Document, Judged, Outcome, data_folder, documents, judge, lines_found, share
from ingestion import Reading, read

_CORE = ("gross", "tax", "number", "seller_tax_id")
_SURE = 0.9


@dataclass(frozen=True)
class Row:
    """One figure: what was asked (``>= 80``, ``<= 5``) and what was measured, in per cent unless the name says else."""

    name: str
    asked: str
    measured: float
    of: int

    @property
    def met(self) -> bool:
        """Whether the figure holds; a figure without a bound always does."""
        sign, _, bound = self.asked.partition(" ")
        if sign == ">=":
            return self.measured >= float(bound)
        return self.measured <= float(bound) if sign == "<=" else True


def run(details: list[Judged] | None = None) -> list[Row]:
    """All rows; FileNotFoundError where ZHANGFANG_DATA does not lead to the data. ``details`` collects every field."""
    folder = data_folder()
    if folder is None:
        raise FileNotFoundError("ZHANGFANG_DATA")
    with_xml = _judged(documents(folder, ("pdf", "xml"), stripped=False), visual=False, xml_only=True)
    printed = _judged(documents(folder, ("pdf",), stripped=True), visual=True)
    if details is not None:
        details.extend(printed.fields)
        details.extend(with_xml.fields)
    return [
        *_with_xml_rows(with_xml),
        *_printed_rows(printed),
        *_sure_rows(printed),
        _swapped(printed),
        *_other(folder, printed),
        _bank(folder.parent / "bank"),
    ]


def _bank(folder: Path) -> Row:
    found = compare(folder) if folder.exists() else []
    return Row(
        "bank files as expected, each figure",
        ">= 100",
        100 * sum(holds for _, holds in found) / max(len(found), 1),
        len(found),
    )


@dataclass
class _Run:
    fields: list[Judged]
    readings: list[tuple[Document, Reading]]
    seconds: float


def _judged(found: list[Document], visual: bool, xml_only: bool = False) -> _Run:
    out = _Run([], [], 0.0)
    for document in found:
        start = time.perf_counter()
        reading = read(document.path)
        out.seconds += time.perf_counter() - start
        if xml_only and not reading.from_xml:
            continue
        out.readings.append((document, reading))
        out.fields += judge(document, document.visual if visual else document.expected, reading)
    return out


def _ok(one: Judged) -> bool:
    return one.outcome is Outcome.OK


def _wrong(one: Judged) -> bool:
    return one.outcome is Outcome.WRONG


def _with_xml_rows(run_: _Run) -> list[Row]:
    return [Row("header fields, with XML", ">= 98", *share(run_.fields, _ok))]


def _printed_rows(run_: _Run) -> list[Row]:
    asked = {"number": ">= 80", "issue_date": ">= 90", "gross": ">= 90"}
    names = sorted({one.name for one in run_.fields})
    rows = [
        Row(f"{name}, printed", asked.get(name, ""), *share([one for one in run_.fields if one.name == name], _ok))
        for name in names
    ]
    found = [lines_found(document.visual, reading) for document, reading in run_.readings]
    expected = sum(item[1] for item in found)
    rows.append(Row("lines, printed", "", 100 * sum(item[0] for item in found) / max(expected, 1), expected))
    rows.append(Row("lines too many (count)", "", float(sum(item[2] for item in found)), expected))
    return rows


def _sure_rows(run_: _Run) -> list[Row]:
    sure = [one for one in run_.fields if one.got is not None and one.confidence >= _SURE]
    core = [one for one in run_.fields if one.name in _CORE and one.checked]
    return [
        Row(
            "given with confidence >= 0.9, of those printed",
            ">= 60",
            100 * len(sure) / max(len(run_.fields), 1),
            len(run_.fields),
        ),
        Row("wrong among them", "<= 5", *share(sure, _wrong)),
        Row(
            "checked among gross, tax, number, seller tax id",
            "",
            100 * len(core) / max(sum(one.name in _CORE for one in run_.fields), 1),
            len(core),
        ),
        Row("wrong among the checked ones", "<= 0.5", *share(core, _wrong)),
    ]


def _swapped(run_: _Run) -> Row:
    """Chinese documents where what was read as the buyer is the seller, or the other way round."""
    chinese = [
        (document.visual, reading.to_json("en")) for document, reading in run_.readings if document.language == "zh"
    ]
    swapped = sum(
        truth.get(f"{one}_{what}") is not None
        and truth.get(f"{one}_{what}") == shape.get(f"{other}_{what}") != truth.get(f"{other}_{what}")
        for truth, shape in chinese
        for what in ("name", "tax_id")
        for one, other in (("buyer", "seller"), ("seller", "buyer"))
    )
    return Row("Chinese buyer and seller exchanged (count)", "<= 0", float(swapped), len(chinese))


def _other(folder: Path, run_: _Run) -> list[Row]:
    """No crash on anything in the folder, and the time of one document."""
    crashed = 0
    everything = sorted((folder / "files").iterdir())
    for path in everything:
        try:
            read(path)
        except Exception:
            crashed += 1
    return [
        Row("files that crash the reader (count)", "<= 0", float(crashed), len(everything)),
        Row(
            "milliseconds a printed document", "", 1000 * run_.seconds / max(len(run_.readings), 1), len(run_.readings)
        ),
    ]
