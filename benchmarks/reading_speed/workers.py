"""Two workers against one over the same files, once they run; and a file of 40 MB and 500 pages against its limits.

``extract_vast_seconds`` against ``wall_seconds``, ``extract_vast_megabytes`` (the peak of the worker's resident memory)
against ``memory_bytes``. A partial reading is asked: fields, and the pages that were left named.
"""

from __future__ import annotations

import os
import re
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.ledger.row import Row
from benchmarks.reading_speed.files import given, printed
from ingestion import Readers
from ingestion.limits import DEFAULT
from tests.ingestion.test_attacks import bare_pdf

PAGES, PAGE_BYTES = 500, 78_000


def two(quick: bool) -> Iterator[Row]:
    """Seconds of two workers and of one."""
    files = [*given(".pdf"), *printed(quick)]
    files *= max(1, 60 // len(files))
    yield Row.of("extract_jobs_2", _all(files, 2), _all(files, 1))


def _all(files: list[bytes], jobs: int) -> float:
    with Readers(jobs) as readers, ThreadPoolExecutor(jobs) as threads:
        for _ in threads.map(readers.read, files[: 4 * jobs]):
            pass  # each worker has started and loaded what it needs
        begun = time.perf_counter()
        for reading in threads.map(readers.read, files):
            assert reading.pages
        return time.perf_counter() - begun


def vast(quick: bool) -> Iterator[Row]:
    """Seconds and megabytes of the vast file; ``quick`` is the same, for it must be vast."""
    data = vast_pdf()
    with Readers(1) as readers:
        begun = time.perf_counter()
        reading = readers.read(data, "vast.pdf")
        taken = time.perf_counter() - begun
        peak = _peak_megabytes(readers)
    assert reading.value("number") == "AB-10023" and reading.pages == PAGES, reading.problems
    assert "reading.pages_left" in {one.code for one in reading.problems}
    yield Row.of("extract_vast_seconds", taken, DEFAULT.wall_seconds)
    yield Row.of("extract_vast_megabytes", peak, DEFAULT.memory_bytes / 1e6)


def _peak_megabytes(readers: Readers) -> float:
    process = readers._workers[0]._process
    assert process is not None
    status = Path(f"/proc/{process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) * 1024 / 1e6


def vast_pdf() -> bytes:
    """An invoice on the first of 500 pages, each with a picture of noise and three hundred words."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (PAGES, b" ".join(b"%d 0 R" % (4 + 3 * place) for place in range(PAGES))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    side = int((PAGE_BYTES / 3) ** 0.5)
    for place in range(PAGES):
        told = [
            f"BT /F 9 Tf 40 {800 - 9 * row} Td (row {place} {row} of the annex to this invoice) Tj ET"
            for row in range(60)
        ]
        if place == 0:
            told[:2] = [
                "BT /F 9 Tf 40 800 Td (Invoice number: AB-10023) Tj ET",
                "BT /F 9 Tf 40 780 Td (Total: $120.00) Tj ET",
            ]
        text = zlib.compress("\n".join([*told, "q 60 0 0 60 400 40 cm /I Do Q"]).encode())
        picture = os.urandom(3 * side * side)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>/XObject<</I %d 0 R>>>>>>"
            % (5 + 3 * place, 6 + 3 * place),
            b"<</Filter/FlateDecode/Length %d>>stream\n" % len(text) + text + b"\nendstream",
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB/Length %d>>stream\n"
            % (side, side, len(picture))
            + picture
            + b"\nendstream",
        ]
    return bare_pdf(objects)
