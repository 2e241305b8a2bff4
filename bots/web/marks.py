"""Boxes on the page of a document, numbered as the list of its fields is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mark:
    """A numbered box on a page: ``kind`` is a word of sureness; an offer wears *needs*."""

    number: int
    name: str
    label: str
    value: str
    kind: str
    page: int
    box: tuple[float, float, float, float]
    page_size: tuple[float, float]


def marks(document: Any) -> list[Mark]:
    """The boxes of what was given, by its place in the list of fields, then those of what is offered: for a field that might as
    well be another under its number, for an absent one under the next.
    """
    given = [
        Mark(number, one.name, one.label, one.value, one.sureness, one.page, one.box, one.page_size)
        for number, one in enumerate(document.fields, 1)
        if one.box
    ]
    absent = [field for field in document.absent if field.offers]
    offered = [*enumerate(document.fields, 1), *enumerate(absent, len(document.fields) + 1)]
    return given + [
        Mark(number, field.name, field.label, one.value, "needs", one.page, one.box, one.page_size)
        for number, field in offered
        for one in field.offers
    ]


def page_size(seen: Sequence[Mark], number: int) -> tuple[float, float] | None:
    """Width and height in points of a page, known from any box on it; None where nothing was read there."""
    return next((one.page_size for one in seen if one.page == number), None)
