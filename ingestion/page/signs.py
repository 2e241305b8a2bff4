"""What stands for or against a name as a party of its paper. Each sign is there or not; how much it says is fitted
(``ingestion/odds``), so that a sign is named here once and weighed nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.odds.candidates import band
from ingestion.page.addressee import firm_beside, greeting_over
from ingestion.page.blocks import NAME_KEY
from ingestion.page.evidence import BANKED, RING, STATED, TAXED, called_like, webs
from ingestion.page.firms import SEPARATOR, alike, block_below, column_text, is_label, is_name, times
from ingestion.page.heads import header_columns
from ingestion.page.labels import INVOICE_WORD, YOURS
from ingestion.page.money import amounts
from ingestion.page.paper import Paper
from ingestion.pdf.lines import Cell, Line
from ingestion.values.names import SALUTATION, has_legal_form, is_address
from ingestion.values.text import fold

_LEFT, _RIGHT = 0.33, 0.5
_MANY = 4
_BANK = re.compile(
    r"\b(?:bank|banka|banque|banco|banca|caixa|caisse|sparkasse|volksbank|raiffeisen\w*|credit (?:union|agricole|mutuel)|savings|банка?|τραπεζα|pankki)\b|bank(?:en)?\b|銀行|은행"
)
_BLOCK_ROWS = 6
_COLUMN = 6.0
_ADDRESS_ROWS = 4


def signs_of(paper: Paper, text: str, line: Line, cell: Cell, start: int) -> frozenset[str]:
    """The signs of a name that begins in a cell of a line."""
    formed = has_legal_form(text)
    found = {"formed" if formed else "no form"}
    found.update(_place(line, cell, formed))
    found.update(_shape(paper, text, cell, formed))
    found.update(_around(paper, text, line, cell, start, formed))
    return frozenset(found)


def _place(line: Line, cell: Cell, formed: bool) -> Iterator[str]:
    part = band(line)
    yield f"at {part}"
    yield f"at {part} {'formed' if formed else 'no form'}"
    across = cell.x0 / line.page.width
    if across < _LEFT or across > _RIGHT:
        yield "left" if across < _LEFT else "right"
    if across < _LEFT and 2 <= part <= 3 and formed:
        yield "in the window"
    if line.page.number > 1:
        yield "on the last page"


def _shape(paper: Paper, text: str, cell: Cell, formed: bool) -> Iterator[str]:
    size = cell.words[0].size / max(paper.size, 1.0)
    if size > 1.25 or size < 0.85:
        yield "large" if size > 1.25 else "small"
    if size > 1.6:
        yield "huge"
    if any(map(str.isdigit, text)):
        yield "figures"
    words = len(text.split())
    if words == 1 or words > _MANY:
        yield "one word" if words == 1 else "many words"
    if text.isupper():
        yield "capitals"
    if INVOICE_WORD.search(fold(text)):
        yield "word of a bill"
    if _BANK.search(fold(text)):
        yield "bank itself"
    if not formed and cell.text.rstrip().endswith((".", ":")):
        yield "sentence"
    if called_like(text, webs(paper)):
        yield "web"
        yield f"web {'formed' if formed else 'no form'}"
    printed = times(paper, text)
    if printed > 1:
        yield "twice"
    if printed > 2:
        yield "thrice"


def _around(paper: Paper, text: str, line: Line, cell: Cell, start: int, formed: bool) -> Iterator[str]:
    at, parts = paper.index(line), SEPARATOR.split(cell.text)
    if len(parts) == 1 or (len(parts) > 2 and is_address(cell.text)):
        yield "alone" if len(parts) == 1 else "line of the sender"
    behind = start - cell.start + len(text)
    if STATED.match(fold(cell.text[behind:]).lstrip(" .·|,–-")):
        yield "register behind it"
    if at == 0:
        yield "first line"
    if any(one.monetary for one in amounts(paper)[at]):
        yield "priced"
    if len(header_columns(line)) > 1:
        yield "head of a table"
    if SALUTATION.match(cell.text):
        housed = any(is_address(one) for one in block_below(paper, at, cell)[:_ADDRESS_ROWS])
        if firm_beside(paper, at, cell):
            yield "greeted for a firm"
        else:  # over an address it is a heading
            yield "headed buyer" if housed else "greeted"
    before = [one for one in line.cells if one.start < cell.start]
    if before and NAME_KEY.match(fold(before[-1].text).strip(" :")):
        yield "name's label"
    elif before and (before[-1].text.rstrip().endswith(":") or is_label(fold(before[-1].text))):
        yield "behind a label"
    yield from _over(paper, line, cell)
    yield from _below(paper, line, cell, formed)


def _over(paper: Paper, line: Line, cell: Cell) -> Iterator[str]:
    at = paper.index(line)
    over = column_text(paper.lines[at - 1], cell) if at else ""
    if greeting_over(paper, at, cell):
        yield "greeting over it"
    near = at and paper.lines[at - 1].page is line.page and line.top - paper.lines[at - 1].bottom < line.height
    if near and has_legal_form(over) and is_name(over):
        yield "firm over it"
    if near and NAME_KEY.match(fold(over).strip(" :")):
        yield "name's label"
    elif near and over.rstrip().endswith(":"):
        yield "label over it"
    if near and has_legal_form(cell.text) and is_name(over) and not has_legal_form(over):
        above = next((one for one in paper.lines[at - 1].cells if abs(one.x0 - cell.x0) < _COLUMN), None)
        if above is not None and alike(cell, above):
            yield "goes on from above"


def _below(paper: Paper, line: Line, cell: Cell, formed: bool) -> Iterator[str]:
    rows = block_below(paper, paper.index(line), cell)
    if any(is_address(text) for text in rows[:_ADDRESS_ROWS]):
        yield "address"
        yield f"address {'formed' if formed else 'no form'}"
    if rows and is_address(rows[0]):
        yield "address right under it"
    if rows and has_legal_form(rows[0]) and is_name(rows[0]):
        yield "firm under it"
    block = fold("\n".join((cell.text, *rows[:_BLOCK_ROWS])))
    for sign, pattern in (("yours", YOURS), ("bank", BANKED), ("phone", RING), ("tax number", TAXED)):
        if pattern.search(block):
            yield sign
