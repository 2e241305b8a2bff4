"""The fitted table: from the reader's own score and the number of witnesses to the chance of being right.

The trick: a table of steps instead of a formula. It rises in both directions, so a better score or one more witness never
lowers a confidence, and every number in it can be walked back to how many fields it was counted on.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ingestion.china.kind import is_chinese_invoice
from ingestion.choosing import SAID
from ingestion.page.paper import Paper
from ingestion.reading import Reading
from ingestion.sureness.witnesses import witnessed
from ledger.evidence.field import Field, Source, Sureness

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98)
"""Where the steps of a reader's own score begin."""
MOST_WITNESSES = 2
"""More than two are counted as two."""
FLOOR = 0.5
"""What is likelier wrong than right is not given; people and programs see it as an offer."""
PLACE = Path(__file__).with_name("table.tsv")


class Key(NamedTuple):
    """Fields that are counted together: read by ``china`` or ``west``, out of text or a picture, with so many witnesses.
    ``far`` is what the western readers read of a paper whose script they have no words of.
    """

    reader: str
    source: str
    field: str
    witnesses: int


class Cell(NamedTuple):
    """One step: how sure, and how many of the fields counted for it were right."""

    confidence: float
    right: int
    given: int


@dataclass(frozen=True)
class Table:
    """The steps of every kind of field, one for each edge; a field without steps keeps the score of its reader. What is
    less sure than ``floor`` is not given.
    """

    stairs: Mapping[Key, tuple[Cell, ...]] = field(default_factory=dict)
    floor: float = 0.0

    def confidence(self, reader: str, name: str, one: Field) -> float:
        """How sure a field is."""
        found = self.stairs.get(key_of(reader, name, one))
        return one.confidence if found is None else found[step_of(one.confidence)].confidence


def key_of(reader: str, name: str, one: Field) -> Key:
    """What a field is counted with."""
    return Key(reader, one.source.value, name, min(len(one.witnesses), MOST_WITNESSES))


def step_of(score: float) -> int:
    """The step that a reader's score stands on."""
    return bisect_right(EDGES, score + 1e-6) - 1


def parsed(lines: Iterable[str], floor: float = 0.0) -> Table:
    """A table out of its file. Raises ValueError, KeyError or IndexError on another file."""
    stairs = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        key = Key(row["reader"], row["source"], row["field"], int(row["witnesses"]))
        stairs[key] = tuple(_cell(row[f"{edge:.2f}"]) for edge in EDGES)
    return Table(MappingProxyType(stairs), floor)


def _cell(text: str) -> Cell:
    """``0.978 121/122``."""
    confidence, counted = text.split(" ")
    right, given = counted.split("/")
    return Cell(float(confidence), int(right), int(given))


def printed(table: Table) -> str:
    """The file of a table: a row for each key, a column for each edge, ``confidence right/given`` in each."""
    rows = ["\t".join((*Key._fields, *(f"{edge:.2f}" for edge in EDGES)))]
    for key, cells in sorted(table.stairs.items()):
        rows.append("\t".join((*map(str, key), *(f"{one.confidence:.3f} {one.right}/{one.given}" for one in cells))))
    return "\n".join(rows) + "\n"


@lru_cache(maxsize=1)
def fitted() -> Table:
    """The table that is part of the program."""
    with PLACE.open(encoding="utf-8", newline="") as lines:
        return parsed(lines, FLOOR)


_USED: ContextVar[Table | None] = ContextVar("table", default=None)


@contextmanager
def using(table: Table) -> Iterator[None]:
    """Another table for what is read inside: the fitting itself reads with an empty one."""
    before = _USED.set(table)
    try:
        yield
    finally:
        _USED.reset(before)


def weigh(reading: Reading, paper: Paper) -> Reading:
    """The reading with every witness the paper has, each confidence as the table says, and offers for what is too unsure."""
    told = _USED.get()
    table = fitted() if told is None else told
    reader = "china" if is_chinese_invoice(paper) else "far" if _far(paper) else "west"
    seen = witnessed(reading, paper)
    fields = {name: _weighed(table, reader, name, one) for name, one in seen.fields.items()}
    unsure = {name for name, one in fields.items() if name in SAID and _measured(one) and one.confidence < table.floor}
    offers = {
        name: tuple(replace(each, rivals=()) for each in (one, *one.rivals))
        for name, one in fields.items()
        if name in unsure or (one.rivals and one.sureness is Sureness.LOOK)
    }
    given = {name: replace(one, rivals=()) if one.rivals else one for name, one in fields.items() if name not in unsure}
    return replace(seen, fields=MappingProxyType(given)).with_offers(offers)


_NEAR = re.compile(r"[A-Za-z\u00c0-\u052f\u1e00-\u1fff]")
"""Letters of Latin, Greek and Cyrillic."""
_FAR_SHARE = 0.15
"""A company's name in another script makes no far paper."""


def _far(paper: Paper) -> bool:
    text = "".join(line.text for line in paper.lines)
    letters = len(text) if text.isascii() else sum(map(str.isalpha, text))
    return not text.isascii() and letters - len(_NEAR.findall(text)) > _FAR_SHARE * letters


def _measured(one: Field) -> bool:
    return one.source in (Source.TEXT, Source.OCR)


def _weighed(table: Table, reader: str, name: str, one: Field) -> Field:
    if not _measured(one):
        return one
    return replace(one, confidence=table.confidence(reader, name, one))
