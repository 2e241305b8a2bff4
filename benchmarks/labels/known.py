"""Whether the reader knows a label: takes what stands behind it for what it is, and for nothing where it is something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.labels.papers import Place, paper
from ingestion.page.days import read_days
from ingestion.page.labels import BUYER, SELLER
from ingestion.page.number import read_number
from ingestion.page.roles import role_of
from ingestion.values.text import fold

PLACE = Path(__file__).with_name("labels.tsv")
SUMS = ("net", "tax", "gross", "due_amount", "prepaid")
DECOYS = ("other_number", "other_day", "other_sum")
_NUMBER, _DAY = "RX-204718", "17.06.2025"
_GIVEN = 0.55
"""What is read with less is offered, not given."""


@dataclass(frozen=True)
class Label:
    """A label, the field it names and the language it is in."""

    field: str
    language: str
    text: str


def labels() -> list[Label]:
    """All of them, in order of the file."""
    rows = PLACE.read_text(encoding="utf-8").splitlines()[1:]
    return [Label(*row.split("\t")) for row in rows]


def judged(wanted: str, every: int = 1) -> Iterator[tuple[Label, bool]]:
    """Each ``every``-th label of a field, with whether the reader does with it as it should, wherever the value stands."""
    for one in [each for each in labels() if each.field == wanted][::every]:
        yield one, _right(one)


def _right(one: Label) -> bool:
    if one.field in SUMS:
        role = role_of(fold(one.text))
        return role is not None and role[0].value == one.field
    if one.field == "other_sum":
        return role_of(fold(one.text)) is None
    if one.field in ("seller_heading", "buyer_heading"):
        folded = fold(one.text).strip()
        match = (SELLER if one.field == "seller_heading" else BUYER).match(folded)
        return match is not None and len(match[0].strip(" :.")) >= len(folded.strip(" :."))
    taken = [_taken(one, place) for place in Place]
    return not any(taken) if one.field in DECOYS else all(taken)


def _taken(one: Label, place: Place) -> bool:
    if one.field in ("number", "other_number"):
        number = read_number(paper(one.text, _NUMBER, place)).get("number")
        return number is not None and number.value == _NUMBER
    days = read_days(paper(one.text, _DAY, place))
    issued = "issue_date" in days and days["issue_date"].confidence > _GIVEN
    return (
        issued or "due_date" in days
        if one.field == "other_day"
        else issued
        if one.field == "issue_date"
        else one.field in days
    )
