"""The document's own number, and the number of the document it corrects."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingestion.page.labels import (
    ABOUT,
    CREDIT,
    NOT_A_TITLE,
    NOT_THIS_NUMBER,
    NUMBER,
    NUMBER_ALSO,
    NUMBER_WEAK,
    ORIGINAL,
    TITLE,
)
from ingestion.page.near import TOUCHING, Label, Spot, Where, find_labels, spots
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Cell, Line
from ingestion.values.amounts import AMOUNT, looks_monetary
from ingestion.values.dates import DATE, find_days
from ingestion.values.text import fold, squash
from ledger.evidence.field import Field

_TOKEN = re.compile(r"[A-Za-z0-9][\w./\-–]*(?: ?/ ?[\w.\-]+)*", re.ASCII)
_WORD_AND_NUMBER = re.compile(r"[A-Z]{1,6}[ .]\d[\w./-]*", re.ASCII)
_SERIAL = re.compile(r"([A-Z]{1,6}-?\d{2,}(?:[-/]\d+)*|\d{1,5}[-/]\d{3,8}|\d{4,12})", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PORTUGUESE = re.compile(r"(?:FT|FR|FS|NC|ND|RC|RG|VD|TV|TD|GT|GR|FA|FAC|NCR)\s[A-Z0-9._-]{1,20}(?:/\d+)+", re.ASCII)
"""How certified programs number in Portugal: kind, series, slash, number."""
_WEAK = 0.78
_ALSO = 0.72
_SIGNED = re.compile(r"(?:(?:#|№|N\.?[°º])\s?|N[or]\.\s?(?=\S*\d{2}))(\S+|[A-Z]{2,3} \S+/\d+)")
"""A sign says that it is a number, however short; *No.* may end a sentence, and wants two digits."""
_ORDER = re.compile(
    r"(?:order|bestellung|commande|pedido|ordine|bestelling|ordre|zamowienie)(?: (?:no|nr|n[°o])\.?)? ?#? ?([a-z-]{0,6}\d[\w-]{2,})"
)
_GROUPED = re.compile(r"\d{2,6}(?: \d{3,6}){2,4}|\d{4} \d{4,6}")
"""A number printed in groups, alone at its place."""
_OF_A_DAY = re.compile(r" (?:vom|du|of|from|del|van|dated?|den) \d")
"""``Ricevuta n. 06 del 13 settembre``: what stands before a day is a number, however short."""
_STOP = re.compile(
    r"\s?/\s?(?=\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)\d{2,4}\b).*$|\s?/\s(?=\d{4}-\d\d-\d\d\b).*$|\s(?:vom|du|of|from|del|van|dated?|datum|den|date|page|seite)\b.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """A candidate for the number and how sure its place makes it."""

    value: str
    score: float
    line: Line
    start: int
    end: int


def read_number(paper: Paper) -> dict[str, Field]:
    """``number`` and ``original_number``, as far as printed."""
    candidates = [*_labelled(paper), *_titled(paper), *_signed(paper)]
    if all(found.score < _WEAK for found in candidates):
        candidates += [replace(one, score=_ALSO * one.score) for one in _labelled(paper, NUMBER_ALSO)] or _weak(paper)
    if not candidates:
        candidates = _ordered(paper)
    originals = [found for label in find_labels(paper, ORIGINAL) if (found := _first(paper, label, 0.85)) is not None]
    fields = {}
    if candidates:
        fields["number"] = _chosen(paper, candidates)
    if originals and (not candidates or squash(originals[0].value) != squash(str(fields["number"].value))):
        fields["original_number"] = _as_field(originals[0], 0.85)
    return fields


def _labelled(paper: Paper, named: re.Pattern[str] = NUMBER) -> list[Found]:
    out = []
    for label in find_labels(paper, named):
        if not NOT_THIS_NUMBER.search(label.before[-30:]) and not NOT_THIS_NUMBER.search(
            label.line.folded[label.end : min(label.cell.end, label.end + 12)]
        ):
            found = _first(paper, label, 1.0)
            if found is not None:
                out.append(found)
    return out


def _first(paper: Paper, label: Label, score: float) -> Found | None:
    for spot in spots(paper, label, depth=2.6):
        found = _in_spot(spot, score if spot.where is not Where.BELOW else score - 0.15)
        if found is not None:
            return found
        if spot.where is Where.SAME and _apart(label, spot):
            continue
        if spot.where is not Where.BELOW and re.search(r"[A-Za-z]{3}.*\d|\d.*\d.*\d", spot.text):
            return None
    return None


def _apart(label: Label, spot: Spot) -> bool:
    """Whether what stands behind a label belongs to the next column, which almost touches it."""
    before, behind = label.line.words_in(label.start, label.end)[-1], spot.line.words_in(spot.start, spot.end)[0]
    return not before.text.endswith(":") and behind.x0 - before.x1 > TOUCHING * before.size


def _titled(paper: Paper) -> list[Found]:
    """``Invoice 103767``, ``Handelsrechnung (380) Nr. 471102 vom …``."""
    out = []
    for line in paper.lines:
        for match in TITLE.finditer(line.folded):
            middle = match["middle"] or ""
            if NOT_THIS_NUMBER.search(middle) or ABOUT.search(middle) or NOT_A_TITLE.search(middle):
                continue
            coded = _PORTUGUESE.match(line.text, match.start("middle") + 1)
            spot = Spot(line, coded.start() if coded else match.end(), len(line.text.split("\t\t")[0]), Where.SAME)
            found = _in_spot(spot, 0.95 if match["sign"] else 0.8)
            if found is not None and found.start - match.end() <= 3:
                dated = match["sign"] and _OF_A_DAY.match(line.folded, found.end)
                out.append(replace(found, score=0.95) if dated else found)
    return out


def _signed(paper: Paper) -> list[Found]:
    """``# 1234`` standing alone in its cell near the top."""
    out = []
    for line in paper.lines:
        for cell in line.cells:
            signed = _SIGNED.fullmatch(cell.text) or _under_title(paper, line, cell)
            match = signed or _bare_by_title(paper, line, cell)
            if match and line.top < 0.35 * line.page.height and line.page.number == 1:
                spot = Spot(line, cell.start + match.start(1), cell.end, Where.SAME)
                told = signed or match[1][0].isalpha()
                found = _in_spot(spot, 0.85 if signed else 0.8 if told else 0.69, letters=bool(signed))
                if found is not None:
                    out.append(found)
    return out


def _under_title(paper: Paper, line: Line, cell: Cell) -> re.Match[str] | None:
    """``nr 23/11/2025`` alone under the word *Faktura*, flush with it."""
    match = re.fullmatch(r"(?:nr|no|n)\.?\s(\S*\d\S*)", cell.text, re.IGNORECASE)
    at = paper.index(line)
    over = (other for before in paper.lines[max(at - 3, 0) : at] for other in before.cells if before.page is line.page)
    return match if any(abs(one.x0 - cell.x0) < 4 and TITLE.fullmatch(fold(one.text)) for one in over) else None


def _bare_by_title(paper: Paper, line: Line, cell: Cell) -> re.Match[str] | None:
    """``NCE-1869`` alone in its cell: right under a title, within its width or flush with its right edge, or the only other
    thing on its height."""
    match = _SERIAL.fullmatch(cell.text)
    if match is None or _YEAR.fullmatch(cell.text):
        return None
    at = paper.index(line)
    near = [one for one in (*paper.lines[max(at - 1, 0) : at], *paper.lines[at + 1 : at + 2]) if one.page is line.page]
    under = near[0] if at and near and near[0] is paper.lines[at - 1] else None
    heads = []
    if under is not None and line.top - under.bottom <= 0.8 * under.height:
        heads += [one for one in under.cells if _over(one, cell)]
    beside = [one for one in near if one.top < line.bottom and line.top < one.bottom and len(one.cells) == 1]
    heads += [one.cells[0] for one in beside if len(line.cells) == 1]
    texts = (fold(one.text) for one in heads)
    return match if any(TITLE.fullmatch(text) or CREDIT.fullmatch(text) for text in texts) else None


def _over(head: Cell, cell: Cell) -> bool:
    """Whether a cell lies within the width of one over it, or begins or ends where that does."""
    flush = min(abs(head.x0 - cell.x0), abs(head.x1 - cell.x1)) < 3
    return flush or (head.x0 - 2 <= cell.x0 and cell.x1 <= head.x1 + 2)


def _weak(paper: Paper) -> list[Found]:
    """A bare *Number*, *N°*, *Reference* in the upper part of the first page, where no better label is."""
    out = []
    for line in paper.lines:
        if line.page.number > 1 or line.top > 0.45 * line.page.height:
            break
        for cell in line.cells:
            match = NUMBER_WEAK.match(line.folded[cell.start : cell.end])
            if match:
                label = Label(line, cell, cell.start, cell.start + max(len(match[0].rstrip(" :")), 1))
                found = _first(paper, label, _WEAK)
                if found is not None and len(squash(found.value)) >= 4:
                    out.append(found)
    return out[:1]


def _ordered(paper: Paper) -> list[Found]:
    """``Order 01282`` as the title of a bill that has no number of its own."""
    for line in paper.lines:
        if line.page.number > 1 or line.top > 0.2 * line.page.height:
            break
        for cell in line.cells:
            match = _ORDER.fullmatch(line.folded[cell.start : cell.end])
            found = _in_spot(Spot(line, cell.start + match.start(1), cell.end, Where.SAME), 0.6) if match else None
            if found is not None:
                return [found]
    return []


def number_in(spot: Spot) -> Field | None:
    """A number at a place that another label named: that of an order, of a delivery note."""
    found = _in_spot(spot, 1.0)
    return _as_field(found, 0.9) if found else None


def _in_spot(spot: Spot, score: float, letters: bool = False) -> Found | None:
    text = _STOP.sub("", spot.text)
    lead = len(text) - len(text.lstrip(" :#.-\t"))
    match = _PORTUGUESE.match(text, lead) or _WORD_AND_NUMBER.match(text, lead) or _TOKEN.match(text, lead)
    if match is None:
        return None
    grouped = _GROUPED.fullmatch(text[lead:].strip())
    value = grouped[0] if grouped else match[0].strip(".-–/")
    digits = any(character.isdigit() for character in value)
    if not (digits or (letters and "_" in value)) or len(squash(value)) > 40 or len(value) < 1:
        return None
    if find_days(value.lower()) and DATE.fullmatch(value.lower()) and not re.fullmatch(r"\d{8}", value):
        return None
    money = AMOUNT.fullmatch(text[lead:].strip())
    if money and looks_monetary(money):
        return None
    return Found(
        value,
        score - (0.25 if len(squash(value)) < 3 else 0.0),
        spot.line,
        spot.start + match.start(),
        spot.start + match.start() + len(value),
    )


def _as_field(found: Found, confidence: float, *witnesses: str) -> Field:
    return printed(found.value, confidence, found.line, found.line.words_in(found.start, found.end), *witnesses)


def _chosen(paper: Paper, candidates: list[Found]) -> Field:
    best = max(candidates, key=lambda found: (round(found.score, 2), -paper.index(found.line)))
    near = sorted((one for one in candidates if one.score >= best.score - 0.1), key=lambda one: -one.score)
    rivals = {squash(one.value): one for one in reversed(near) if squash(one.value) != squash(best.value)}
    places = _places(paper, best)
    confidence = min(0.95, best.score - 0.05)
    if rivals:
        others = tuple(_as_field(one, 0.0) for one in reversed(rivals.values()))
        return replace(_as_field(best, min(confidence, 0.6)), rivals=others[:2])
    if places >= 2 and best.score >= 0.85 and len(squash(best.value)) >= 4:
        return _as_field(best, 0.97, "twice")
    return _as_field(best, confidence)


def _places(paper: Paper, best: Found) -> int:
    """On how many lines the number stands as a word of its own."""
    wanted = re.compile(r"(?<![A-Za-z0-9])" + re.escape(best.value) + r"(?![A-Za-z0-9])")
    return sum(bool(wanted.search(line.text)) for line in paper.lines)
