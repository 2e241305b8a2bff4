"""What is no header field: which sort of paper it is, its lines, and a statement of account as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from benchmarks.extraction.measure import line_same
from benchmarks.extraction.scoring import Verdict
from ingestion import Reading
from ledger.evidence.field import Field


def shapes(paper: str, truth: Mapping[str, Any], reading: Reading) -> list[Verdict]:
    """A verdict for ``doc_type``, for every line (one too many is a wrong one), and for ``statements`` where the truth has them."""
    shape = reading.to_json("en")
    out = []
    if truth.get("doc_type"):
        told, got = truth["doc_type"], shape.get("doc_type")
        out.append(Verdict(paper, "doc_type", told, got, _sort(told) == _sort(got), Field(None)))
    if truth.get("lines") and truth.get("doc_type") in ("invoice", "credit_note"):
        out += _lines(paper, truth["lines"], [line.to_json() for line in reading.lines])
    if truth.get("statements"):
        found = shape.get("statements") or []
        right = list(map(_essence, found)) == list(map(_essence, truth["statements"]))
        out.append(
            Verdict(
                paper,
                "statement",
                str(list(map(_essence, truth["statements"]))),
                str(list(map(_essence, found))) if found else None,
                right,
                Field(None),
            )
        )
    return out


def _sort(doc_type: str | None) -> str | None:
    """A receipt is an invoice: many papers are both."""
    return "invoice" if doc_type == "receipt" else doc_type


def _lines(paper: str, expected: list[dict[str, Any]], rest: list[dict[str, Any]]) -> list[Verdict]:
    out = []
    for line in expected:
        match = next((one for one in rest if line_same(line, one)), None)
        if match is not None:
            rest.remove(match)
        out.append(
            Verdict(paper, "line", str(line), None if match is None else str(match), match is not None, Field(None))
        )
    return out + [Verdict(paper, "line", None, str(one), False, Field(None)) for one in rest]


def _essence(statement: Mapping[str, Any]) -> tuple[object, ...]:
    """Balances, days and amounts."""
    entries = tuple((one["date"], Decimal(one["amount"])) for one in statement["entries"])
    return _number(statement.get("opening_balance")), _number(statement.get("closing_balance")), entries


def _number(text: object) -> Decimal | None:
    return None if text is None else Decimal(str(text))
