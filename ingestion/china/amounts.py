"""An amount behind its own label, on papers that print no table of sums."""

from __future__ import annotations

from decimal import Decimal

from ingestion.china.labelled import matched
from ingestion.page.paper import Paper, printed
from ingestion.values.amounts import read_number
from ledger.evidence.field import Field

_NEAR = r"(?:\((?:小写|元|¥)\)|小写|[¥:]|cny|rmb|人民币|\s){0,4}"
_FIGURES = r"(?<![\d.])-?\d[\d,]*\.\d{1,2}(?!\d)"
_WHOLE = r"(?<![\d.])-?\d[\d,]*(?:\.\d{1,2})?(?![\d.%])"


def amount_of(paper: Paper, label: str, confidence: float = 0.92, whole: bool = False) -> Field | None:
    """The amount that a label names; ``whole`` allows figures without cents."""
    found = matched(paper, label + _NEAR, _WHOLE if whole else _FIGURES)
    if found is None:
        return None
    text, line, words = found
    negative = text.startswith("-")
    number = read_number(text.lstrip("-"), ".")
    return None if number is None else printed(-number if negative else number, confidence, line, words)


def decimal_of(field: Field | None) -> Decimal:
    """The amount of a field, 0 where there is none."""
    return field.value if field is not None and isinstance(field.value, Decimal) else Decimal(0)
