"""What stands for or against a name as a party of its paper. Each sign is there or not; how much it says is fitted
(``ingestion/odds``), so that a sign is named here once and weighed nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingestion.odds.candidates import band
from ingestion.page.blocks import NAME_KEY
from ingestion.page.evidence import BANKED, RING, TAXED, called_like, webs
from ingestion.page.firms import SEPARATOR, column_text, is_label, is_name, rows_below
from ingestion.page.heads import header_columns
from ingestion.page.labels import INVOICE_WORD, YOURS
from ingestion.page.money import amounts
from ingestion.page.paper import Paper, once
from ingestion.pdf.lines import Cell, Line
from ingestion.values.names import SALUTATION, has_legal_form, is_address
from ingestion.values.text import fold, squash

_LEFT, _RIGHT = 0.33, 0.5
_MANY = 4
_STATED = re.compile(
    r"\W*(?:registered (?:office|in)|company (?:no|reg)|vat (?:reg|no)|handelsregister|amtsgericht|hr[ab]\b|siret|rcs\b|(?:sarl |sas )?au capital|inscrita|cvr|kvk)"
)
"""What the law has a firm say of itself behind its name."""
_BANK = re.compile(
    r"\b(?:bank|banka|banque|banco|banca|caixa|caisse|sparkasse|volksbank|raiffeisen\w*|credit (?:union|agricole|mutuel)|savings|банка?|τραπεζα|pankki)\b|bank(?:en)?\b|銀行|은행"
)
_BLOCK_ROWS = 6
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
    size = cell.words[0].size / max(_usual_size(paper), 1.0)
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
    if not formed and cell.text.rstrip().endswith("."):
        yield "sentence"
    if called_like(text, webs(paper)):
        yield "web"
        yield f"web {'formed' if formed else 'no form'}"
    times = _printings(paper)[squash(text)]
    if times > 1:
        yield "twice"
    if times > 2:
        yield "thrice"


def _around(paper: Paper, text: str, line: Line, cell: Cell, start: int, formed: bool) -> Iterator[str]:
    at, parts = paper.index(line), SEPARATOR.split(cell.text)
    if len(parts) == 1 or (len(parts) > 2 and is_address(cell.text)):
        yield "alone" if len(parts) == 1 else "line of the sender"
    behind = start - cell.start + len(text)
    if _STATED.match(fold(cell.text[behind:]).lstrip(" .·|,–-")):
        yield "register behind it"
    if at == 0:
        yield "first line"
    if any(one.monetary for one in amounts(paper)[at]):
        yield "priced"
    if len(header_columns(line)) > 1:
        yield "head of a table"
    if SALUTATION.match(cell.text):
        housed = any(is_address(one) for one in rows_below(paper, at, cell)[:_ADDRESS_ROWS])
        firm = _firm_beside(paper, line, cell)
        yield (
            "greeted for a firm" if firm else "headed buyer" if housed else "greeted"
        )  # over an address it is a heading
    before = [one for one in line.cells if one.start < cell.start]
    if before and NAME_KEY.match(fold(before[-1].text).strip(" :")):
        yield "name's label"
    elif before and (before[-1].text.rstrip().endswith(":") or is_label(fold(before[-1].text))):
        yield "behind a label"
    yield from _over(paper, line, cell)
    yield from _below(paper, line, cell, formed)


def _firm_beside(paper: Paper, line: Line, cell: Cell) -> bool:
    """Whether a company stands right over or under: the person greeted works there."""
    at = paper.index(line)
    over = [column_text(other, cell) for other in reversed(paper.lines[max(at - 3, 0) : at])]
    beside = (next(filter(None, over), ""), next(iter(rows_below(paper, at, cell)), ""))
    return any(has_legal_form(text) and not is_address(text) and len(SEPARATOR.split(text)) < 3 for text in beside)


def _over(paper: Paper, line: Line, cell: Cell) -> Iterator[str]:
    at = paper.index(line)
    over = column_text(paper.lines[at - 1], cell) if at else ""
    if over and not SALUTATION.sub("", over).strip(" ,:"):
        yield "greeting over it"
    near = at and paper.lines[at - 1].page is line.page and line.top - paper.lines[at - 1].bottom < line.height
    if near and has_legal_form(over) and is_name(over):
        yield "firm over it"
    if near and NAME_KEY.match(fold(over).strip(" :")):
        yield "name's label"
    elif near and over.rstrip().endswith(":"):
        yield "label over it"
    if near and has_legal_form(cell.text) and is_name(over) and not has_legal_form(over) and _alike(paper, at, cell):
        yield "goes on from above"


def _alike(paper: Paper, at: int, cell: Cell) -> bool:
    """Whether the words flush over a cell are as large as its own."""
    over = [one.words[0].size for one in paper.lines[at - 1].cells if abs(one.x0 - cell.x0) < 6]
    return bool(over) and abs(over[0] - cell.words[0].size) < 0.1 * cell.words[0].size


def _below(paper: Paper, line: Line, cell: Cell, formed: bool) -> Iterator[str]:
    rows = rows_below(paper, paper.index(line), cell)
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


@once
def _usual_size(paper: Paper) -> float:
    sizes = sorted(word.size for line in paper.lines for word in line.words)
    return sizes[len(sizes) // 2] if sizes else 0.0


@once
def _printings(paper: Paper) -> Counter[str]:
    """On how many lines a name fills a cell or a part of one, also behind *for* where somebody signs."""
    found: Counter[str] = Counter()
    for line in paper.lines:
        parts = {squash(part) for cell in line.cells for part in (cell.text, *SEPARATOR.split(cell.text))}
        signed = {one.removeprefix(word) for one in parts for word in ("for", "fur", "pour", "por")}
        found.update(one for one in parts | signed if len(one) > 3)
    return found
