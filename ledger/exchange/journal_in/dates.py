"""Dates of journals: ``2026-11-26``, ``2026/1/2``, ``1.2`` with the year that holds, secondary dates, dates in comments."""

from __future__ import annotations

import re
from datetime import date

from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault

DATE = r"(?:\d{4,5}[-/.])?\d{1,2}[-/.]\d{1,2}(?!\d)"
_PARTS = re.compile(r"(?:(\d{4,5})[-/.])?(\d{1,2})[-/.](\d{1,2})")
_IN_COMMENT = re.compile(rf"(?:(?<![\w-])date:\s*|\[)({DATE})")


def read_date(text: str, year: int | None, place: Place) -> str:
    """ISO text; Fault for no date, or one without year where none holds."""
    match = _PARTS.fullmatch(text)
    if match is None:
        raise Fault(place, "import.bad_date", text=text)
    chosen = int(match[1]) if match[1] else year
    if chosen is None:
        raise Fault(place, "import.no_year", text=text)
    try:
        return date(chosen, int(match[2]), int(match[3])).isoformat()
    except ValueError as fault:
        raise Fault(place, "import.bad_date", text=text) from fault


def posting_date(memo: str, day: str, year: int | None, place: Place) -> str:
    """The day a posting's comment gives it (``date:2026-01-02``, ``[2026-01-02]``), else the transaction's."""
    match = _IN_COMMENT.search(memo)
    return read_date(match[1], int(day[:4]) if day else year, place) if match else day
