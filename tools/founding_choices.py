"""What the founding form offers, for channels that know nothing of charts."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.charts import standards


@dataclass(frozen=True, slots=True)
class Choice:
    """A standard by code, with its name in the reader's language."""

    code: str
    name: str


def choices(language: str) -> list[Choice]:
    """All standards, in the order of the data."""
    return [Choice(one.code, one.called(language)) for one in standards().values()]
