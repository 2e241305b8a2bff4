"""``zhangfang bench``: the figures of ``benchmarks/``, which stand beside the source and not in the wheel."""

from __future__ import annotations

import importlib
from dataclasses import asdict, is_dataclass
from typing import Any

from ledger.core import Refused, problem
from tools.operate.logs import set_up_logs

_AREAS = ("ledger", "closing", "pages", "door", "policies", "reading_speed")
"""Areas whose rows are a ratio to a floor; the others of ``benchmarks/`` hold answers against known truth and print
their own figures: ``python -m benchmarks.NAME``."""


def areas() -> tuple[str, ...]:
    """What can be measured."""
    return _AREAS


def run(area: str = "") -> list[dict[str, Any]]:
    """Rows ``{name, ours, floor, ratio}`` of one area or of all; refused without the source tree."""
    set_up_logs()
    rows: list[dict[str, Any]] = []
    for name in (area,) if area else _AREAS:
        try:
            module = importlib.import_module(f"benchmarks.{name}")
        except ModuleNotFoundError as error:
            raise Refused(problem("operate.no_benchmarks")) from error
        rows += [asdict(row) if is_dataclass(row) and not isinstance(row, type) else dict(row) for row in module.run()]
    return rows
