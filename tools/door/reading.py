"""``extract``: read files and say what they hold; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingestion import read_many


def extract_lines(files: Sequence[Path], jobs: int, language: str) -> Iterator[dict[str, object]]:
    """One object of the stable extract shape a file, in order."""
    for reading in read_many(list(files), jobs=jobs):
        yield reading.to_json(language)
