"""Predictions against the truth of a manifest, field by field.

Amounts compare by size to a cent, dates as ISO, texts without spaces and punctuation: the rules of the manifest's own
scorer, so that both say the same.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any

from ingestion import Reading

AMOUNTS = frozenset({"net", "tax", "gross", "due_amount", "prepaid"})
HEADER = ("number", "issue_date", "due_date", "seller_name", "seller_tax_id", "buyer_name", "buyer_tax_id", "currency", "net", "tax",
          "gross", "due_amount", "prepaid", "invoice_code")  # fmt: skip


class Outcome(StrEnum):
    """How one field fared."""

    OK = "ok"
    WRONG = "wrong"
    MISSING = "missing"


@dataclass(frozen=True)
class Judged:
    """One field of one document: its outcome, and how sure the reading called itself."""

    file: str
    name: str
    expected: str
    got: str | None
    outcome: Outcome
    confidence: float
    checked: bool


@dataclass(frozen=True)
class Document:
    """One file with its truth: all fields, and those that its page prints."""

    path: Path
    expected: dict[str, Any]
    visual: dict[str, Any]
    language: str
    credit: bool = False


def data_folder() -> Path | None:
    """The folder of measuring data, or None where it is not named or not there."""
    named = os.environ.get("ZHANGFANG_DATA")
    folder = Path(named) / "invoices" if named else None
    return folder if folder is not None and (folder / "manifest.json").is_file() else None


def documents(folder: Path, formats: Iterable[str], stripped: bool) -> list[Document]:
    """Documents of some formats; ``stripped`` asks for the copies without XML, and leaves the others as they are."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    out = []
    for entry in manifest["documents"]:
        if entry["format"] not in formats or entry["doc_type"] not in ("invoice", "credit_note"):
            continue
        place = "stripped" if stripped and entry.get("stripped") else "files"
        visual = entry.get("expected_visual") or entry["expected"]
        out.append(
            Document(
                folder / place / entry["file"],
                entry["expected"],
                visual,
                entry["language"],
                entry["doc_type"] == "credit_note",
            )
        )
    return out


def judge(document: Document, truth: dict[str, Any], reading: Reading) -> list[Judged]:
    """Each expected header field of a document."""
    shape = reading.to_json("en")
    out = []
    for name, expected in truth.items():
        if name not in HEADER or expected is None:
            continue
        got, field = shape.get(name), reading[name]
        outcome = Outcome.MISSING if got in (None, "") else Outcome.OK if _same(name, expected, got) else Outcome.WRONG
        checked = field.sureness.value == "checked"
        out.append(
            Judged(
                document.path.name,
                name,
                str(expected),
                None if got is None else str(got),
                outcome,
                field.confidence,
                checked,
            )
        )
    return out


def lines_found(truth: dict[str, Any], reading: Reading) -> tuple[int, int, int]:
    """Expected lines found, expected lines, and lines too many; a line counts by amount, quantity and price."""
    rest = [line.to_json() for line in reading.lines]
    expected = truth.get("lines") or []
    found = 0
    for line in expected:
        match = next((one for one in rest if line_same(line, one)), None)
        if match is not None:
            rest.remove(match)
            found += 1
    return found, len(expected), len(rest)


def share(judged: Iterable[Judged], holds: Callable[[Judged], bool]) -> tuple[float, int]:
    """Percentage of fields for which something holds, and how many there are."""
    items = list(judged)
    return (100 * sum(map(holds, items)) / len(items) if items else 0.0), len(items)


def _same(name: str, expected: object, got: object) -> bool:
    if name in AMOUNTS:
        return _cents(expected) == _cents(got)
    if name.endswith("_date"):
        return str(got)[:10] == expected
    return _squashed(expected) == _squashed(got)


def _squashed(value: object) -> str:
    return re.sub(r"[\s\W_]+", "", str(value)).casefold()


def _cents(value: object) -> Decimal | None:
    try:
        return abs(Decimal(str(value))).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None


def line_same(expected: dict[str, Any], got: dict[str, Any]) -> bool:
    """Whether amount, quantity and price of a line are those of another, as far as they are expected."""
    if expected.get("amount") is not None and _cents(expected["amount"]) != _cents(got.get("amount")):
        return False
    return all(
        expected.get(name) is None or _cents(expected[name]) == _cents(got.get(name))
        for name in ("quantity", "unit_price")
    )
