"""The seller of a paper without a heading for it: by sender line, legal form at the top or foot, or the first words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from ingestion.page.evidence import OWNED, STATED, called_like, owners, payees, speaking_for, webs
from ingestion.page.firms import FLUSH, SEPARATOR, Named, alike, is_name, times, with_form
from ingestion.page.heads import header_columns
from ingestion.page.labels import INVOICE_WORD
from ingestion.page.money import amounts
from ingestion.page.paper import Paper
from ingestion.pdf.lines import Cell, Line
from ingestion.values.names import has_legal_form, is_address, is_legal_form
from ingestion.values.text import fold, squash

_RIVALS = 2
_GREAT, _SAME = 1.15, 6
FORMED = 0.5
"""The score of a seller whose legal form is printed."""
_HIGHEST = 0.89
_EVEN = 0.08
"""Two names of so like a weight stand even: the better is given as a guess."""
_TOWN = re.compile(r"[A-Z]{2} \d{5}")
_PROSE = re.compile(r"\.\s|capital")


def letterhead(paper: Paper, buyer: Named | None) -> Named | None:
    """The seller by sender line, legal form at the top or foot, or the first words of the page."""
    taken = squash(buyer.text) if buyer else ""
    candidates = [*owners(paper), *payees(paper), *_letterhead_candidates(paper)]
    found = [one for one in candidates if squash(one.text) != taken and squash(one.text)]
    if not found:
        return None
    spoken = partial(_spoken, paper)
    weighed = [(one, one.score + _again(paper, one) + spoken(one)) for one in found]
    weighed.sort(key=lambda pair: -pair[1])
    ranked = [one for one, _ in weighed]
    best, formed = ranked[0], has_legal_form(ranked[0].text)
    score = min(_HIGHEST, best.score + spoken(best))
    even = next((weight for one, weight in weighed if squash(one.text) != squash(best.text)), 0.0)
    if formed and weighed[0][1] - even < _EVEN and best.score < _HIGHEST:
        score = min(score, FORMED)
    others = {
        squash(one.text): one
        for one in ranked
        if squash(one.text) != squash(best.text) and (has_legal_form(one.text) if formed else not is_address(one.text))
    }
    return replace(best, score=score, rivals=tuple(others.values())[:_RIVALS])


def _again(paper: Paper, one: Named) -> float:
    """What a name gains that is printed again; one word may as well be a town."""
    lone = " " not in one.text and not has_legal_form(one.text)
    return 0.0 if lone else 0.12 * min(times(paper, one.text) - 1, 2)


def _spoken(paper: Paper, one: Named) -> float:
    """What else speaks for a name; less where it has no legal form, for a brand has a web address too."""
    return speaking_for(paper, one) * (1.0 if has_legal_form(one.text) else 0.3)


def _letterhead_candidates(paper: Paper) -> list[Named]:
    out = []
    priced = next((found[0].line.top for found in amounts(paper) if any(one.monetary for one in found)), 1e9)
    for line in paper.lines:
        if line.page.number > 1 and line.page.number != paper.pages[-1].number:
            continue
        first_page = line.page.number == 1
        top, foot = first_page and line.top < 0.3 * line.page.height, line.top > 0.85 * line.page.height
        if not (top or foot):
            continue
        table = len(header_columns(line)) > 1
        for cell in line.cells:
            parts = SEPARATOR.split(cell.text)
            name = parts[0].strip()
            if not is_name(name) or INVOICE_WORD.search(name.lower()) or OWNED.search(fold(name)):
                continue
            name = name if len(parts) > 1 else with_form(paper, line, cell) or cell.text.strip()
            stated = bool(
                foot
                and len(parts) > 1
                and not _PROSE.search(name)
                and STATED.match(cell.text[len(parts[0]) :].lower().lstrip(" .·|,–-"))
            )
            sender = len(parts) >= 3 and is_address(cell.text)
            name = _wrapped(paper, line, cell, name)
            formed = has_legal_form(name) or name.endswith("(haftungsbeschränkt)")
            if line.top >= priced and not foot and (_priced_row(paper, line) or (table and not formed)):
                continue  # goods: KG behind them is no legal form
            if is_legal_form(name) or (not formed and not stated and top and line.top >= priced):
                continue
            if not formed and not stated and not (_could_head(cell.text, name) if top and not sender else sender):
                continue
            if not formed and len(parts) > 1 and _TOWN.match(parts[1]):
                continue
            score = (
                0.7
                if stated
                else 0.72
                if sender and formed
                else 0.7
                if formed and top
                else 0.6
                if sender
                else 0.55
                if formed
                else 0.4
                if top
                else 0.2
            )
            score -= 0.0004 * line.top if top else 0.0
            out.append(Named(name, score, line, cell.start, cell.start + len(name)))
    return out


def _wrapped(paper: Paper, line: Line, cell: Cell, name: str) -> str:
    """A name whose beginning stands in the row over its legal form, where the web address is called like both together, or
    both are set in the same letters greater than those of the paper."""
    at = paper.index(line)
    if not at or not has_legal_form(name) or called_like(name, webs(paper)):
        return name
    over = next((one for one in paper.lines[at - 1].cells if abs(one.x0 - cell.x0) < FLUSH), None)
    near = paper.lines[at - 1].page is line.page and line.top - paper.lines[at - 1].bottom < line.height
    if over is None or not near or has_legal_form(over.text) or not is_name(over.text.strip()):
        return name
    whole = f"{over.text.strip()} {name}"
    lone = squash(over.text) in webs(paper)  # the brand over its firm
    great = cell.words[0].size > _GREAT * paper.size and alike(over, cell)
    own = squash(over.text)[:_SAME] in squash(name)  # the brand over the firm that is called like it
    return whole if (called_like(whole, webs(paper)) or (great and not own)) and not lone else name


def _priced_row(paper: Paper, line: Line) -> bool:
    """Whether an amount stands on a line or right under it."""
    at = paper.index(line)
    return any(one.monetary for found in amounts(paper)[at : at + 2] for one in found)


def _could_head(cell: str, name: str) -> bool:
    """Whether words without a legal form may be a seller's name: no town, no part of a sentence, no day."""
    eastern = any(ord(one) > 0x2E80 for one in name)  # a firm of the East prints its legal form
    return not (
        eastern or is_address(cell) or any(one.isdigit() for one in name) or ":" in cell or cell.rstrip().endswith(".")
    )
