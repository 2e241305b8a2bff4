"""The printed document as lines, with what only the whole of it tells: decimal mark, order of day and month."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from statistics import median
from typing import Any, TypeVar, cast

from ingestion.pdf.lines import Line, lines_of
from ingestion.pdf.words import PageWords, Word
from ingestion.values.amounts import decimal_mark
from ingestion.values.dates import Order, told_order
from ledger.evidence.field import Field, FieldValue, Source

_AMERICAN = re.compile(r"\b(?:united states|usa|us dollars?|usd|sales tax|[a-z]{2} \d{5}(?:-\d{4})?)\b|(?<![a-z])\$")
_CENTLESS = re.compile(
    r"\b(?:huf|clp|jpy|krw|isk|pyg|vnd|cop|crc|idr)\b|\d ?ft\b|\brp\.? ?\d|[¥₩₫円원]|\d ?d\b|[\u3040-\u30ff\uac00-\ud7a3]|\b(?:forint|sii|magyarorszag|afa|chile)\b"
)
_CENTS = re.compile(r"\d[.,]\d{2}(?![\d%.,]| ?%)")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .]\d{3})+(?![\d,])|(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.])")
_GROUPED = {sign: re.compile(rf"(?<![\d.,])\d{{1,3}}(?:\{sign}\d{{3}})+(?![\d.,])") for sign in ".,"}
_ELSEWHERE = re.compile(r"\b(?:vat|gbp|eur|gst|abn|tva|iva|btw|mwst|ust)\b|[€£]")


@dataclass(frozen=True)
class Paper:
    """All read pages of one document."""

    pages: tuple[PageWords, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Lines of all pages, in order."""
        return tuple(line for page in self.pages for line in lines_of(page))

    @cached_property
    def folded(self) -> str:
        """The whole text, folded."""
        return "\n".join(line.folded for line in self.lines)

    @cached_property
    def mark(self) -> str | None:
        """The decimal mark that the document uses."""
        told = decimal_mark(line.text for line in self.lines)
        if self.whole:  # its groups tell: 12.000 or 12,000
            points, commas = (len(_GROUPED[sign].findall(self.folded)) for sign in ".,")
            return "." if commas > points else told or ","
        return told

    @cached_property
    def whole(self) -> bool:
        """Whether its sums have no cents: its currency has none, and more figures are grouped than have two decimals."""
        return bool(_CENTLESS.search(self.folded)) and len(_CENTS.findall(self.folded)) < len(
            _GROUPS.findall(self.folded)
        )

    @cached_property
    def order(self) -> tuple[Order, bool]:
        """How 03/04/2026 is read here, and whether the document itself proves it."""
        told = told_order(line.folded for line in self.lines)
        if told is not None:
            return told, True
        american = bool(_AMERICAN.search(self.folded)) and not _ELSEWHERE.search(self.folded)
        return (Order.MONTH_FIRST if american else Order.DAY_FIRST), False

    @cached_property
    def size(self) -> float:
        """The size of most of its words, in points."""
        return median(word.size for line in self.lines for word in line.words) if self.lines else 0.0

    def index(self, line: Line) -> int:
        """Position of a line."""
        return self._positions[id(line)]

    @cached_property
    def known(self) -> dict[Callable[..., Any], Any]:
        """What :func:`once` has found on it."""
        return {}

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {id(line): index for index, line in enumerate(self.lines)}


_Found = TypeVar("_Found")


def once(look: Callable[[Paper], _Found]) -> Callable[[Paper], _Found]:
    """What is looked for all over a paper, by several readers, and found once; it must be such as nobody changes."""

    @wraps(look)
    def found(paper: Paper) -> _Found:
        if look not in paper.known:
            paper.known[look] = look(paper)
        return cast(_Found, paper.known[look])

    return found


def printed(value: FieldValue, confidence: float, line: Line, words: tuple[Word, ...], *witnesses: str) -> Field:
    """A field read from some words of a line."""
    box = line.page.box(words) if words else None
    return Field(value, confidence, line.page.number, box, Source.TEXT, witnesses)
