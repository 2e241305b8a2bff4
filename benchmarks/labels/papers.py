"""A small paper with one label and its value: beside each other in one cell, in two, or one under the other."""

from __future__ import annotations

from enum import StrEnum

from ingestion.page.paper import Paper
from ingestion.pdf.words import PageWords, Word

_LETTER, _SPACE, _HEIGHT = 4.6, 2.5, 9.0
_SELLER = ("Marlow Fenwick Ltd", "12 High Street", "Hexham NE46 1AA")


class Place(StrEnum):
    """Where the value stands, seen from its label."""

    SAME = "same"
    RIGHT = "right"
    BELOW = "below"


def paper(label: str, value: str, place: Place) -> Paper:
    """A page of A4 in points: a seller, the label with its value, a line and a total."""
    words = [word for at, text in enumerate(_SELLER) for word in _row(50, 40 + 14 * at, text)]
    if place is Place.SAME:
        words += _row(320, 120, f"{label.rstrip(' :')}: {value}")
    else:
        at = (480.0, 120.0) if place is Place.RIGHT else (320.0, 132.0)
        words += [*_row(320, 120, label), *_row(*at, value)]
    words += [
        *_row(50, 300, "Oak boards planed"),
        *_row(480, 300, "100.00"),
        *_row(320, 330, "Total"),
        *_row(480, 330, "100.00"),
    ]
    return Paper((PageWords(1, 595.0, 842.0, tuple(words)),))


def _row(x: float, y: float, text: str) -> list[Word]:
    out = []
    for word in text.split():
        out.append(Word(word, x, y, x + _LETTER * len(word), y + _HEIGHT, _HEIGHT))
        x += _LETTER * len(word) + _SPACE
    return out
