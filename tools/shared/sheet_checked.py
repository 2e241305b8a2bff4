"""What trying typed lines says beside them: faults cell by cell, and the totals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from ledger.core import Problem, from_minor
from tools.shared.typed_lines import Sheet


class CellFault(BaseModel):
    """What is wrong in a cell: ``lines.2.amount``; ``lines`` for the whole, ``date`` for the head."""

    where: str
    text: str


class SheetChecked(BaseModel):
    """What is wrong, and the totals as decimals of the currency."""

    faults: tuple[CellFault, ...]
    debit: str
    credit: str
    difference: str
    currency: str


def checked(sheet: Sheet, problems: Iterable[Problem], currency: str, language: str) -> dict[str, Any]:
    """The fields of :class:`SheetChecked`, faults in a reader's language."""

    def text(minor: int) -> str:
        return format(from_minor(minor, currency), "f")

    return {
        "faults": tuple(CellFault(where=one.where, text=one.text(language)) for one in problems),
        "debit": text(sheet.total("debit")), "credit": text(sheet.total("credit")),
        "difference": text(sheet.difference), "currency": currency,
    }  # fmt: skip
