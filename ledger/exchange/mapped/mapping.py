"""What a program wants: its columns, and how it writes days, amounts and text."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from ledger.core import Refused, problem
from ledger.exchange.mapped.fields import FIELDS, Kind

FOLDER = Path(__file__).parent.parent / "data" / "exports"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands under it: a key of ``FIELDS``, ``=text`` for the same everywhere, or nothing."""

    title: str
    field: str

    @property
    def kind(self) -> Kind:
        """How it is written."""
        return FIELDS[self.field].kind if self.field in FIELDS else "text"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A description. ``row`` says what a row is: a line, or a pair of accounts an amount moves between.

    ``mark`` is ``read`` where its source was read, ``known`` where nobody verified it. ``pad_accounts`` are the fewest
    and most digits of an account, all of equal length, filled up with zeros; ``one_year`` that a file holds one
    fiscal year; ``plain_text`` that a text may not hold the delimiter.
    """

    key: str
    name: str
    country: str
    source: str
    mark: Literal["read", "known"]
    file: Literal["txt", "csv", "xlsx"]
    decimal: str
    date: str
    row: Literal["line", "pair"]
    columns: tuple[Column, ...]
    encoding: str = "utf-8"
    delimiter: str = ""
    line_end: str = "\r\n"
    heading: bool = True
    preamble: str = ""
    no_amount: str = ""
    quote: bool = False
    plain_text: bool = False
    pad_accounts: tuple[int, int] | None = None
    one_year: bool = False

    def __post_init__(self) -> None:
        strange = [one.field for one in self.columns if one.field and one.field[0] != "=" and one.field not in FIELDS]
        if strange:
            raise ValueError(f"{self.key}: no such field: {', '.join(strange)}")


def _read(path: Path) -> Mapping:
    given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    given["columns"] = tuple(Column(title, name) for title, name in given["columns"])
    if "pad_accounts" in given:
        given["pad_accounts"] = tuple(given["pad_accounts"])
    return Mapping(key=path.stem, **given)


@lru_cache(maxsize=1)
def mappings() -> dict[str, Mapping]:
    """All descriptions by key; ValueError where one names a field that is not there."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def mapping(key: str) -> Mapping:
    """One description; refused where there is none."""
    found = mappings().get(key)
    if found is None:
        raise Refused(problem("export.unknown_format", format=key, known=", ".join(mappings())))
    return found
