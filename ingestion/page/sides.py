"""Who of several firms sells, where no heading says so."""

from __future__ import annotations

import re

from ingestion.page.firms import Named, is_name, rows_below
from ingestion.page.labels import INVOICE_WORD
from ingestion.page.paper import Paper
from ingestion.values.names import has_legal_form, is_address
from ingestion.values.text import squash

_WEB = re.compile(r"(?:@|www\.|https?://(?:www\.)?)([a-z0-9-]{3,})\.")
"""The name of a mail or web address."""
_RING = re.compile(r"\b(?:tel|tlf|telefon|telefono|telephone|phone|mail|fax)\b")


def by_contact(paper: Paper) -> tuple[Named | None, Named | None]:
    """Of two firms with their addresses in the upper part, that one sells whose name is in the paper's web or mail address,
    or else who alone says where to ring."""
    firms = _addressed(paper)
    webs = {squash(part) for part in _WEB.findall(paper.folded)}
    own = [one for one in firms if squash(one.text.split(" ")[0]) in webs] or [
        one for one in firms if _rings(paper, one)
    ]
    rest = [one for one in firms if squash(one.text) not in {squash(each.text) for each in own}]
    if len({squash(one.text) for one in own}) != 1 or len({squash(one.text) for one in rest}) != 1:
        return None, None
    return own[0], rest[0]


def _rings(paper: Paper, one: Named) -> bool:
    cell = next(cell for cell in one.line.cells if cell.start <= one.start < cell.end)
    return any(_RING.search(text.lower()) for text in rows_below(paper, paper.index(one.line), cell)[:6])


def _addressed(paper: Paper) -> list[Named]:
    """Names over a street and a town in the upper part of the first page."""
    out = []
    for index, line in enumerate(paper.lines):
        if line.page.number > 1 or line.top > 0.42 * line.page.height:
            break
        for cell in line.cells:
            formed = has_legal_form(cell.text) and is_name(cell.text) and not INVOICE_WORD.search(cell.text.lower())
            if formed and any(is_address(text) for text in rows_below(paper, index, cell)[:3]):
                out.append(Named(cell.text.strip(), 0.85, line, cell.start, cell.end))
    return out
