"""Who stands where: party headings and the rows under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ingestion.page.firms import is_label
from ingestion.page.heads import header_columns
from ingestion.page.labels import BUYER, OTHER_PARTY, SELLER
from ingestion.page.paper import Paper, once
from ingestion.pdf.lines import Cell, Line
from ingestion.values.names import has_legal_form

_KEY = re.compile(r"^[^:]{2,28}:\s*")
_ROWS = 9
_SAID = re.compile(r" (?:to|by|from|an|von|par|a|para|por|da|di|aan|door|til|till) ?$")
"""A heading of two words, whom a firm may follow on its line: *Sold by Marlow Ltd*."""
_PAIRS = frozenset(
    {
        ("de", "para"),
        ("de", "a"),
        ("da", "a"),
        ("von", "an"),
        ("fra", "til"),
        ("fran", "till"),
        ("od", "do"),
        ("od", "dla"),
        ("from", "to"),
        ("van", "aan"),
        ("de", "catre"),
    }
)
NAME_KEY = re.compile(
    r"^(?:company|firma|firmenname|name|nom|raison sociale|denomination|ragione sociale|denominazione|razon social|nombre|naam|bedrijf|company name|ditta|επωνυμια|ονομα|nev|cegnev|nimi|yritys|unvan|unvani|ad soyad|denumire|nume|razao social|nome|nombre o razon social|nazwa|nazev|naziv|ime|наименование|назва|име|nosaukums|pavadinimas|navn|namn|nafn|customer name|client name|nom ou raison sociale|nome ?/ ?firma|firma ?/ ?nome|nombre ?/ ?razon social|name ?/ ?(?:firma|company)|nome ou (?:razao|denominacao) social|nombre y apellidos|nome e cognome|nom et prenom|vor- und (?:nach|zu)name)$"
)
"""The label of a name in a party's block."""


class Who(StrEnum):
    """A party of an invoice."""

    SELLER = "seller"
    BUYER = "buyer"
    OTHER = "other"


@dataclass(frozen=True)
class Heading:
    """A label such as *Bill to*, with what stands behind it in its own cell."""

    who: Who
    line: Line
    cell: Cell
    rest: str
    rest_start: int


@dataclass(frozen=True)
class Row:
    """A row of a party's block; ``key`` is its own label (folded) where it has one, ``text`` the value."""

    key: str
    text: str
    line: Line
    start: int
    end: int


@once
def headings(paper: Paper) -> list[Heading]:
    """All party headings, in order. A heading fills its cell, ends in a colon, or is followed by a name."""
    out = []
    for line in paper.lines:
        for cell in line.cells:
            folded = line.folded[cell.start : cell.end]
            for who, pattern in ((Who.BUYER, BUYER), (Who.OTHER, OTHER_PARTY), (Who.SELLER, SELLER)):
                match = pattern.match(folded)
                if match is None:
                    continue
                rest = folded[match.end() :].strip()
                colon = match[0].rstrip().endswith(":")
                said = _SAID.search(match[0]) and has_legal_form(cell.text[match.end() :])
                if not rest or colon or who is Who.OTHER or said or _short_title(rest):
                    out.append(Heading(who, line, cell, cell.text[match.end() :].strip(), cell.start + match.end()))
                break
        out += _paired(line)
    return out


def _paired(line: Line) -> Iterator[Heading]:
    """``De | Para``: two words beside each other that are headings only together."""
    for left, right in pairwise(line.cells):
        words = tuple(line.folded[cell.start : cell.end].strip(" :") for cell in (left, right))
        if words in _PAIRS:
            for who, cell in ((Who.SELLER, left), (Who.BUYER, right)):
                yield Heading(who, line, cell, "", cell.end)


def _short_title(rest: str) -> bool:
    return len(rest) < 24 and rest.startswith(("/", "(", "information", "details", "daten", "address", "name", "-"))


def rows_under(paper: Paper, heading: Heading, all_headings: list[Heading]) -> list[Row]:
    """The rows of a heading's block: below it in its column, until another heading or a wide gap."""
    stops = {(id(one.line), one.cell.start) for one in all_headings if one is not heading}
    rows = []
    if heading.rest and not _short_title(heading.rest.lower()):
        rows.append(Row("", heading.rest, heading.line, heading.rest_start, heading.cell.end))
    bottom, height = heading.line.bottom, heading.line.height
    for line in paper.lines[paper.index(heading.line) + 1 :]:
        gap = line.top - bottom
        if line.page is not heading.line.page or gap > (2.0 if rows else 3.4) * height or len(rows) >= _ROWS:
            break
        cell = _in_column(line, heading)
        if cell is None:
            continue
        if (id(line), cell.start) in stops:
            break
        rows.append(_row(line, cell))
        bottom, height = line.bottom, max(line.height, 6.0)
    return rows


def _in_column(line: Line, heading: Heading) -> Cell | None:
    left = heading.cell.x0
    for cell in line.cells:
        if left - 10 <= cell.x0 <= left + 45 or (cell.x0 < left and cell.x1 > heading.cell.x1):
            return cell
    overlapping = [cell for cell in line.cells if cell.x0 < heading.cell.x1 and cell.x1 > left]
    return overlapping[0] if overlapping else None


def _row(line: Line, cell: Cell) -> Row:
    match = _KEY.match(cell.text)
    right = [other for other in line.cells if other.start > cell.start]
    if match is None and right and right[0].text.startswith(":"):
        key = line.folded[cell.start : cell.end].strip()
        return Row(key, right[0].text.lstrip(": "), line, right[0].start, right[0].end)
    table = len(header_columns(line)) > 1  # the name over a column of goods is no party's
    labels = bool(right) and is_label(line.folded[right[0].start : right[0].end].strip())  # heads over values
    named = NAME_KEY.match(line.folded[cell.start : cell.end].strip())
    if match is None and right and named and not (table or labels):
        return Row(
            line.folded[cell.start : cell.end].strip(), right[0].text.lstrip(": "), line, right[0].start, right[0].end
        )
    if match is None:
        return Row("", cell.text, line, cell.start, cell.end)
    key = line.folded[cell.start : cell.start + match.end()].strip(" :")
    if match.end() < len(cell.text):
        return Row(key, cell.text[match.end() :], line, cell.start + match.end(), cell.end)
    if right:
        return Row(key, right[0].text.lstrip(": "), line, right[0].start, right[0].end)
    return Row(key, "", line, cell.start, cell.end)


def owner_of(found: list[Heading], line: Line, x0: float, paper: Paper) -> Who | None:
    """The party whose heading stands nearest above a place, in its own column; None where no heading does."""
    above = [
        one
        for one in found
        if one.line.page is line.page
        and one.cell.x0 <= x0 + 15
        and (0 <= line.top - one.line.top <= 240)
        and paper.index(one.line) <= paper.index(line)
    ]
    if not above:
        return None
    column = (
        max(one.cell.x0 for one in above if x0 - one.cell.x0 < 320)
        if any(x0 - one.cell.x0 < 320 for one in above)
        else None
    )
    if column is None:
        return None
    near = [one for one in above if abs(one.cell.x0 - column) < 25]
    return max(near, key=lambda one: paper.index(one.line)).who
