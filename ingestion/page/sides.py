"""Who of several firms sells, where no heading says so."""

from __future__ import annotations

import re
from itertools import pairwise

from ingestion.page.evidence import BANKED, RING, called_like, webs
from ingestion.page.firms import Named, is_name, rows_below
from ingestion.page.labels import INVOICE_WORD
from ingestion.page.paper import Paper
from ingestion.values.names import has_legal_form, is_address
from ingestion.values.text import fold, squash

_UPPER = 0.42
FIRM_LABEL = re.compile(r"상 ?호(?: ?\(법인명\))?|법인명")


def by_contact(paper: Paper) -> tuple[Named | None, Named | None]:
    """Of two firms with their addresses in the upper part, that one sells whose name is in the paper's web or mail address,
    or else who alone says where to ring, or alone at which bank and in which register it is."""
    firms = _addressed(paper)
    addresses = webs(paper)
    upper = [one for one in firms if one.line.top <= _UPPER * one.line.page.height]
    own = [one for one in upper if called_like(one.text, addresses)]
    own = own or [one for one in upper if _says(paper, one, RING, 6)]
    own = own or [one for one in firms if _says(paper, one, BANKED, 9)]
    rest = [one for one in upper if squash(one.text) not in {squash(each.text) for each in own}]
    if len({squash(one.text) for one in own}) != 1 or len({squash(one.text) for one in rest}) != 1:
        return None, None
    return own[0], rest[0]


def _says(paper: Paper, one: Named, what: re.Pattern[str], rows: int) -> bool:
    cell = next(cell for cell in one.line.cells if cell.start <= one.start < cell.end)
    return any(what.search(fold(text)) for text in rows_below(paper, paper.index(one.line), cell)[:rows])


def _addressed(paper: Paper) -> list[Named]:
    """Names over a street and a town in the upper part of the first page."""
    out = []
    for index, line in enumerate(paper.lines):
        if line.page.number > 1:
            break
        for cell in line.cells:
            formed = has_legal_form(cell.text) and is_name(cell.text) and not INVOICE_WORD.search(cell.text.lower())
            if formed and any(is_address(text) for text in rows_below(paper, index, cell)[:4]):
                out.append(Named(cell.text.strip(), 0.85, line, cell.start, cell.end))
    return out


def by_form(paper: Paper) -> tuple[Named | None, Named | None]:
    """The parties of a Korean tax invoice, whose form the law prints: who supplies at the left, who is supplied at the right."""
    for line in paper.lines:
        names = [
            Named(value.text.strip(), 0.9, line, value.start, value.end)
            for label, value in pairwise(line.cells)
            if FIRM_LABEL.fullmatch(label.text.strip())
        ]
        if len(names) == 2:
            return names[0], names[1]
    return None, None
