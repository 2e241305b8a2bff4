"""The buyer as the addressee of a letter."""

from __future__ import annotations

import re

from ingestion.page.firms import SEPARATOR, Named, column_text, firm_at, is_name, rows_below, without_code
from ingestion.page.heads import header_columns
from ingestion.page.labels import INVOICE_WORD
from ingestion.page.money import amounts
from ingestion.page.paper import Paper
from ingestion.pdf.lines import Cell, Line
from ingestion.values.names import SALUTATION, has_legal_form, is_address
from ingestion.values.text import squash

_STREET = re.compile(r"\D{4,40} \d{1,4} ?[a-zA-Z]?(?:,.*)?")

HONOUR = re.compile(r"(?:.*\t)?(?P<name>[^\t]{2,40}?)\s*(?:御中|様|殿|귀하|귀중)(?=\s|$)")
FOR = re.compile(
    r"\b(?:[Ii]nvoice|[Bb]ill|[Rr]echnung|[Ff]acture|[Ff]actura|[Ff]attura|[Ff]actuur)\b[^.;]*?(?:[Nn]o\.[^.;]*?)? (?:for|to|für|an|pour|à|para|per|voor|aan) (?=[A-Z0-9])"
)


def address_window(paper: Paper, seller: Named | None, highest: float = 0.08) -> Named | None:
    """The buyer as the addressee of a letter: the first rows over a street and a town, which are not the seller's."""
    taken = squash(seller.text) if seller else ""
    found = []
    for index, (line, money) in enumerate(zip(paper.lines, amounts(paper), strict=True)):
        if line.page.number > 1 or line.top > 0.42 * line.page.height:
            break
        if any(one.monetary for one in money) or len(header_columns(line)) > 1:
            continue
        for cell in line.cells:
            name = without_code(SALUTATION.sub("", cell.text).strip(" ,;:"))
            asks = cell.text.rstrip().endswith(":") and not has_legal_form(name)
            if asks or not is_name(name) or taken.endswith(squash(name)) or INVOICE_WORD.search(name.lower()):
                continue
            if (
                _STREET.fullmatch(name)
                and not has_legal_form(name)
                and index
                and column_text(paper.lines[index - 1], cell)
            ):
                continue
            if any(is_address(text) for text in rows_below(paper, index, cell)[:4]):
                greeted = bool(SALUTATION.match(cell.text)) or greeting_over(paper, index, cell)
                if greeted and not has_legal_form(name) and firm_beside(paper, index, cell):
                    continue
                if greeted or (line.top > highest * line.page.height and not _is_sender(paper, name, line)):
                    score = (0.8 if greeted else 0.65) + (0.05 if has_legal_form(name) else 0.0) - 0.0002 * line.top
                    found.append(Named(name, score, line, cell.start + cell.text.find(name), cell.end))
    return max(found, key=lambda one: one.score) if found else None


def honoured(paper: Paper) -> Named | None:
    """The buyer by the word of honour behind its name, as Japan and Korea write."""
    for line in paper.lines:
        found = HONOUR.match(line.text)
        if found and line.top < 0.42 * line.page.height:
            return Named(found["name"].strip(), 0.9, line, found.start("name"), found.end("name"))
    return None


def in_sentence(paper: Paper, seller: Named | None) -> Named | None:
    """The buyer of a paper that says in a sentence for whom it is: *Invoice no. 7 for Harborline Freight Co.*"""
    taken = squash(seller.text) if seller else ""
    for line in paper.lines:
        for found in FOR.finditer(line.text):
            name = firm_at(line.text[found.end() :])
            if name and squash(name) != taken:
                return Named(name, 0.6, line, found.end(), found.end() + len(name))
    return None


def greeting_over(paper: Paper, index: int, cell: Cell) -> bool:
    """Whether nothing but a greeting stands right over a cell."""
    over = column_text(paper.lines[index - 1], cell) if index else ""
    return bool(over) and not SALUTATION.sub("", over).strip(" ,:")


def firm_beside(paper: Paper, index: int, cell: Cell) -> bool:
    """Whether a company stands right over or under: the person greeted works there."""
    over = [column_text(other, cell) for other in reversed(paper.lines[max(index - 3, 0) : index])]
    beside = [next(filter(None, over), ""), next(iter(rows_below(paper, index, cell)), "")]
    return any(has_legal_form(text) and not is_address(text) and len(SEPARATOR.split(text)) < 3 for text in beside)


def _is_sender(paper: Paper, name: str, line: Line) -> bool:
    """Whether a name also stands in a sender line or at the foot: then it is the seller."""
    wanted = squash(name)
    for other in paper.lines:
        if other is line or wanted not in squash(other.text):
            continue
        if len(SEPARATOR.split(other.text)) >= 3 or other.top > 0.85 * other.page.height:
            return True
    return False
