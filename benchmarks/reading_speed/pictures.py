"""A picture against the recogniser alone on the same one: detection, direction, recognition, the same threads."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial

import numpy as np

from benchmarks.ledger.row import Row
from benchmarks.reading_speed.files import given, photograph, printed
from benchmarks.reading_speed.turns import best
from ingestion import read
from ingestion.limits import DEFAULT
from ingestion.ocr import reading
from ingestion.ocr.engine import _engine
from ingestion.ocr.image import pictures
from ledger.core import Problem


def measure(quick: bool) -> Iterator[Row]:
    """All pictures together, in seconds: the recogniser has threads of its own."""
    files = given(".png") + [photograph(pdf) for pdf in printed(True)[: 1 if quick else 5]]
    taken = [
        best(
            partial(_read, data),
            partial(_engine(), _array(data), use_det=True, use_cls=True, use_rec=True),
            1 if quick else 3,
            time.perf_counter,
        )
        for data in files
    ]
    yield Row.of("extract_picture", sum(ours for ours, _ in taken), sum(floor for _, floor in taken))


def _read(data: bytes) -> None:
    reading._KEPT.clear()  # what was recognised once is kept for who clicks on it next
    read(data)


def _array(data: bytes) -> np.ndarray:  # type: ignore[type-arg]
    found = pictures(data, DEFAULT)
    assert not isinstance(found, Problem), found
    return np.ascontiguousarray(np.asarray(found[0])[:, :, ::-1])
