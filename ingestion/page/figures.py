"""The figures of a line, however closely columns stand: ``10  223.82`` is two, ``10 223,82`` one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ingestion.page.near import TOUCHING
from ingestion.pdf.lines import Line
from ingestion.pdf.words import Word
from ingestion.values.amounts import AMOUNT, PERCENT, looks_monetary, read_match, read_number
from ingestion.values.dates import DATE
from ingestion.values.text import fold

_COUNTED = re.compile(
    r"(?<![\w.,/:-])(?P<number>\d+(?:[.,]\d{1,3})?)(?:\s?(?P<times>[xX×*])(?=\s|$|\d+[.,]\d\d(?!\d))|(?!(?<=[.,]\d\d)[A-G](?!\w))[A-Za-zÄÖÜäöü]{1,5}\.?(?=\s|$))"
)
"""``3 x``, ``2.5h``, ``4Stk.``; not ``6,00A``, whose letter names the rate of tax."""


@dataclass(frozen=True)
class Figure:
    """A printed number. ``money`` says that it has the shape of money, ``times`` that a × stands behind it."""

    value: Decimal
    x0: float
    x1: float
    start: int
    end: int
    money: bool = False
    percent: bool = False
    times: bool = False

    @property
    def whole(self) -> bool:
        """Whether it counts: no decimals but noughts."""
        return self.value == self.value.to_integral_value()


def figures_of(line: Line, mark: str | None) -> list[Figure]:
    """From left to right; ``start`` and ``end`` are offsets in the line's text. Days hold no figures."""
    found: list[Figure] = []
    for offset, words in _chunks(line):
        text = " ".join(word.text for word in words)
        taken = [match.span() for match in DATE.finditer(fold(text))]
        for kind, pattern in (("percent", PERCENT), ("counted", _COUNTED), ("amount", AMOUNT)):
            for match in pattern.finditer(text):
                start, end = match.span("number")
                if any(start < stop and begin < end for begin, stop in taken):
                    continue
                value = read_match(match, mark) if kind == "amount" else read_number(match["number"], mark)
                if value is None:
                    continue
                taken.append(match.span())
                place = line.words_in(offset + match.start(), offset + match.end())
                found.append(Figure(
                    value, place[0].x0, place[-1].x1, offset + match.start(), offset + match.end(),
                    money=kind == "amount" and looks_monetary(match), percent=kind == "percent",
                    times=kind == "counted" and bool(match["times"]),
                ))  # fmt: skip
    return sorted(found, key=lambda one: one.start)


def _chunks(line: Line) -> list[tuple[int, list[Word]]]:
    """Words that stand no further apart than words of a phrase do, with their offset in the line's text."""
    out = [(0, [line.words[0]])]
    offset = 0
    for before, word in pairwise(line.words):
        offset += len(before.text) + 1
        if word.x0 - before.x1 > TOUCHING * max(min(word.size, before.size), 5.0):
            out.append((offset, [word]))
        else:
            out[-1][1].append(word)
    return out
