"""Every place of a paper where a party may be named, and what stands there for or against it: signs, each there or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingestion.odds.candidates import Candidate, Mention, together
from ingestion.page.addressee import FOR, HONOUR
from ingestion.page.blocks import NAME_KEY, Heading, Row, Who, headings, rows_under
from ingestion.page.evidence import OWNED, owners, payees
from ingestion.page.firms import (
    FLUSH,
    SEPARATOR,
    Named,
    alike,
    cell_under,
    firm_at,
    is_label,
    is_name,
    with_form,
    without_code,
)
from ingestion.page.labels import CREDIT, DUE, INVOICE_WORD, ISSUE_STRONG, TITLE
from ingestion.page.money import amounts
from ingestion.page.paper import Paper
from ingestion.page.sides import FIRM_LABEL
from ingestion.page.signs import signs_of
from ingestion.pdf.lines import Cell, Line
from ingestion.values.names import SALUTATION, has_legal_form, is_address, is_legal_form
from ingestion.values.text import fold, squash

_HEADED = {Who.BUYER: "buyer", Who.SELLER: "seller", Who.OTHER: "other"}
_ROWS = 3
_OWN = frozenset({"bank"})
"""What who sells prints of itself."""
_FIRST_EASTERN = 0x2E80
_SAID = ("headed", "row", "honour", "name", "left in", "right in", "payee")
"""How signs begin that say in words who somebody is."""
_NONE = frozenset[str]()
_SHORTEST, _COMPARED = 5, 120
"""Letters of a name that says whose part it is; so many names are held against each other."""
_MOST = 500
"""So many places are looked at; no bill names so many, and every pair of names is weighed."""


def candidates(paper: Paper) -> list[Candidate]:
    """Who may be seller or buyer, each once; ``squash``ed names tell them apart."""
    found = together((squash(one.value), one) for one in _mentions(paper))
    firms = [one for one in found if {"formed", "address"} <= one.signs]
    parts = within(found)
    made = (
        _in_others(at, parts, found) | (_alone_with(one, firms) if one in firms else _NONE)
        for at, one in enumerate(found)
    )
    return [replace(one, beside=beside) if beside else one for one, beside in zip(found, made, strict=True)]


def within(found: list[Candidate]) -> list[tuple[int, int]]:
    """Pairs of which the first is a part of the second: *Metal, LLC* of *Delacroix Roofing & Sheet Metal, LLC*, over two rows."""
    keys = [squash(one.mentions[0].value) for one in found[:_COMPARED]]
    names = [(at, key) for at, key in enumerate(keys) if len(key) >= _SHORTEST]
    return [(at, other) for at, one in names for other, more in names if at != other and one in more]


def _in_others(at: int, parts: list[tuple[int, int]], found: list[Candidate]) -> frozenset[str]:
    """Whether a name is a part of another one or holds one: a brand in its firm's, a row of a name over two."""
    wholes = [found[other] for part, other in parts if part == at]
    signs = {"part of another"} if wholes else set()
    if any("formed" in one.mentions[0].signs for one in wholes):
        signs.add("part of a firm")
    if any(other == at for _, other in parts):
        signs.add("holds another")
    return frozenset(signs)


def _alone_with(one: Candidate, firms: list[Candidate]) -> frozenset[str]:
    """What of several firms with their addresses only this one prints in its block."""
    others = frozenset[str]().union(*(other.signs for other in firms if other is not one))
    return frozenset(f"alone with {sign}" for sign in _OWN & one.signs - others) if len(firms) > 1 else frozenset()


def _mentions(paper: Paper) -> Iterator[Mention]:
    placed: dict[tuple[int, int, str], tuple[Line, Cell, set[str]]] = {}
    for text, line, near, marks in _named(paper):
        name = text.strip(" ,;:·|")
        start = near + max(line.text[near:].find(name), 0)
        cell = next((one for one in line.cells if one.start <= start < one.end), None)
        if len(placed) >= _MOST:
            break
        if cell is not None:
            placed.setdefault((paper.index(line), start, name), (line, cell, set()))[2].update(marks)
    for (_, start, name), (line, cell, found) in placed.items():
        said = any(sign.startswith(_SAID) for sign in found)
        if len(squash(name)) > 1 and is_name(name) and not _says_more(name) and (said or not _eastern(name)):
            signs = signs_of(paper, name, line, cell, start) | found
            if {"payee", "formed"} <= signs:
                signs |= {"payee formed"}
            yield Mention(name, line, start, start + len(name), signs)


def _says_more(name: str) -> bool:
    """Whether a text is the label of a name, with the name or without, or a sentence of whose brand something is."""
    folded = fold(name)
    label = NAME_KEY.match(folded) or any(one.fullmatch(folded) for one in (TITLE, CREDIT, DUE, ISSUE_STRONG))
    return ":" in name or name.endswith("?") or bool(label or OWNED.search(folded))


def _eastern(name: str) -> bool:
    """Whether a name is written in signs of the East; a firm of there prints its legal form."""
    return any(ord(one) > _FIRST_EASTERN for one in name) and not has_legal_form(name)


_Told = tuple[str, Line, int, frozenset[str]]


def _named(paper: Paper) -> Iterator[_Told]:
    """Texts with the sign of how each was come upon."""
    yield from _under_headings(paper)
    for what, names in (("payee", payees(paper)), ("owner", owners(paper))):
        for one in names:
            yield one.text, one.line, one.start, frozenset({what})
    last = paper.pages[-1].number
    for line in paper.lines:
        if line.page.number in (1, last):
            yield from _in_line(line)
            priced = any(one.monetary for one in amounts(paper)[paper.index(line)])
            for cell in line.cells:
                if not priced or has_legal_form(cell.text):  # goods and sums are no firms
                    yield from _in_cell(paper, line, cell)


def _under_headings(paper: Paper) -> Iterator[_Told]:
    for heading in headings(paper):
        who = _HEADED[heading.who]
        rows = headed(paper, heading)
        if (named := name_in(rows)) is not None:
            yield named.text, named.line, named.start, frozenset({f"headed {who}"})
        for place, row in enumerate(rows[:_ROWS]):
            text = without_code(SALUTATION.sub("", row.text))
            if place + 1 < len(rows) and is_legal_form(rows[place + 1].text):
                text = f"{text.strip()} {rows[place + 1].text.strip()}"
            yield text, row.line, row.start, frozenset({f"row {place} under {who}"})


def _in_line(line: Line) -> Iterator[_Told]:
    if honour := HONOUR.match(line.text):
        yield honour["name"], line, honour.start("name"), frozenset({"honour", "headed buyer", "row 0 under buyer"})
    for found in FOR.finditer(line.text):
        if name := firm_at(line.text[found.end() :]):
            yield name, line, found.end(), frozenset({"in a sentence", "headed buyer", "row 0 under buyer"})
    by_form = [value for label, value in pairwise(line.cells) if FIRM_LABEL.fullmatch(label.text.strip())]
    for side, value in zip(("left", "right"), by_form if len(by_form) == 2 else (), strict=False):
        yield value.text, line, value.start, frozenset({f"{side} in a form"})


def _in_cell(paper: Paper, line: Line, cell: Cell) -> Iterator[_Told]:
    if (whole := with_form(paper, line, cell)) is not None:
        yield whole, line, cell.start, frozenset({"with the form under it", "whole cell"})
        return
    text = without_code(SALUTATION.sub("", cell.text).strip(" ,;:"))
    if not HONOUR.fullmatch(cell.text):
        yield text, line, cell.start + max(cell.text.find(text), 0), frozenset({"whole cell"})
    if (whole := _with_more(paper, line, cell)) is not None:
        yield whole, line, cell.start, frozenset({"over two rows"})
    yield from _parts(line, cell)


def _parts(line: Line, cell: Cell) -> Iterator[_Told]:
    parts = SEPARATOR.split(cell.text)
    if len(parts) > 1:
        yield parts[0], line, cell.start, frozenset({"first part"})
    if name := firm_at(cell.text):
        yield name, line, cell.start, frozenset({"up to its form"})
    key, colon, value = cell.text.partition(":")
    if colon and value.strip():
        named = {"name's label"} if NAME_KEY.match(fold(key).strip()) else set()
        yield value, line, cell.start + len(key) + 1, frozenset({"behind a colon", *named})


def _with_more(paper: Paper, line: Line, cell: Cell) -> str | None:
    """A name that goes on in the row under it and has its legal form there."""
    under = cell_under(paper, line, cell)
    if under is None or is_legal_form(under.text) or not has_legal_form(under.text) or has_legal_form(cell.text):
        return None
    if INVOICE_WORD.search(fold(cell.text)):
        return None
    whole = f"{cell.text.strip()} {under.text.strip()}"
    return whole if alike(cell, under) and is_name(cell.text.strip()) else None


def headed(paper: Paper, heading: Heading) -> list[Row]:
    """The rows of a heading, beside it or under it."""
    return _beside(paper, heading) or rows_under(paper, heading, headings(paper))


def _beside(paper: Paper, heading: Heading) -> list[Row]:
    """The cell right of a heading that is one label of a column of labels: ``Customer | Marlow Ltd`` over ``Invoice Number | 7``."""
    right = next((cell for cell in heading.line.cells if cell.start > heading.cell.start), None)
    at = paper.index(heading.line)
    if right is None or heading.rest or at + 1 == len(paper.lines):
        return []
    under = paper.lines[at + 1].cells
    if len(under) == 1 and abs(under[0].x0 - right.x0) < FLUSH and is_address(under[0].text):
        return [Row("", right.text, heading.line, right.start, right.end)]
    for line in paper.lines[at + 1 : at + 4]:
        starts = [cell for cell in line.cells if abs(cell.x0 - heading.cell.x0) < FLUSH]
        value = next((cell for cell in line.cells if starts and cell.start > starts[0].start), None)
        if value is not None and is_label(fold(starts[0].text)) and abs(value.x0 - right.x0) < FLUSH:
            return [Row("", right.text, heading.line, right.start, right.end)]
    return []


def name_in(rows: list[Row]) -> Named | None:
    """The name among the rows of a party's block: behind its label, or the first with a legal form, or the first."""
    for row in rows:
        if NAME_KEY.match(row.key) and row.text.strip():
            return Named(row.text.strip(), 0.95, row.line, row.start, row.end)
    names: list[Named] = []
    labels = 0
    for at, row in enumerate(rows[:6]):
        text = without_code(SALUTATION.sub("", row.text).strip(" ,;:"))
        if is_address(text) and names:
            break
        labels += not row.key and is_label(fold(text))
        if NAME_KEY.match(fold(text).strip()):
            continue
        if labels > 1 and not has_legal_form(text):
            break  # a column of labels is no block of a party
        if (not row.key or SALUTATION.match(row.key + ":")) and is_name(text):
            start = row.start + max(row.text.find(text), 0)
            if at + 1 < len(rows) and is_legal_form(rows[at + 1].text):
                text = f"{text} {rows[at + 1].text.strip()}"
            names.append(Named(text, 0.95 if has_legal_form(text) else 0.85, row.line, start, start + len(text)))
    return max(names, key=lambda one: one.score) if names else None
