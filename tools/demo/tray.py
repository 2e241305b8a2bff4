"""The sample files beside the queue of a demo company: their bytes, and a small picture of each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import ingestion
from ledger.core import Problem
from tools.demo.arrivals import TRAY
from tools.house import House

WIDTH_PX = 168


def sample_file(house: House, tenant: str, key: str) -> Path | None:
    """Where a sample lies; None for a key that is none, and in companies that are no demo."""
    path = house.store.folder(tenant) / "tray" / f"{key}.pdf"
    return path if key in TRAY and house.door.facts(tenant).demo and path.exists() else None


def thumbnail(house: House, tenant: str, key: str) -> bytes | None:
    """Its first page as a small PNG."""
    path = sample_file(house, tenant, key)
    return _drawn(path, path.stat().st_mtime_ns) if path is not None else None


@lru_cache(maxsize=32)
def _drawn(path: Path, _changed: int) -> bytes | None:
    picture = ingestion.standing("pages").picture(path.read_bytes(), 1, WIDTH_PX)
    return None if isinstance(picture, Problem) else picture
