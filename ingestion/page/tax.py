"""Tax ids with their owners."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingestion.page.blocks import Heading, Who, headings, owner_of
from ingestion.page.labels import YOURS
from ingestion.page.near import Where, find_labels, spots
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Line
from ingestion.values.national_ids import LABEL, named_id
from ingestion.values.tax_ids import VAT_ID, compact_tax_id, is_valid_tax_id
from ingestion.values.text import squash
from ledger.evidence.field import Box, Field

_NATIONAL = re.compile(
    r"(?:steuer-?\s?(?:nr|nummer)\.?|st\.?-?nr\.?|ein|tax ?(?:id|no|number)|abn|gstin|gst (?:no|number)|nif|nip|cif|c\.?i\.?f|nie|p\.? ?iva|partita iva|codice fiscale|kvk|btw-?(?:nr|nummer)|vat (?:no|number|reg\w*)|uid)[\w .-]{0,12}?\s*[:.]?\s*"
    r"(?P<value>\d{2,3}/\d{3,4}/\d{4,5}|\d{2}-\d{7}|[a-z]?-?\d{8}-?[a-z]?|\d{2} \d{3} \d{3} \d{3}|\d{9,13}|\d{3}-\d{3}-\d{2}-\d{2}|\d{3}-\d{2}-\d{2}-\d{3}|\d{2}[a-z]{5}\d{4}[a-z]\d[a-z]\w)(?![\w/])"
)
_FLUSH, _COLUMN = 6.0, 45.0
_NEAR = 24
_REGISTER = re.compile(
    r"kvk|sire[nt]|r\.?c\.?s\b|org\.? ?(?:anisasjons)?-?(?:nr|nummer)|co(?:mpany|\.)? ?reg|register|\bhr[ab]\b|roc\b|\bcin\b"
)
_NO_PARTY = re.compile(r"bank|zahlungs|payment|notes?|bemerkung|betreff")
"""Headings that end a party's block and begin none."""
_LABEL = re.compile(r"ust|vat|tva|btw|iva|mwst|moms|tax|nif|cif|uid|gst|id-?nr|steuer")


@dataclass(frozen=True)
class TaxId:
    """A printed tax id: whose it seems to be, how sure that is, and whether it is a VAT number."""

    value: str
    who: Who | None
    vat: bool
    labelled: bool
    line: Line
    start: int
    end: int
    sure: float = 1.0
    """How sure it is whose it is, where only the name over it tells."""
    yours: bool = False
    """Whether its label says that it is the buyer's."""


def read_tax_ids(paper: Paper, names: Mapping[str, Field]) -> dict[str, Field]:
    """``seller_tax_id`` and ``buyer_tax_id``, as far as printed. A block's own id goes before one of the footer; ``names``
    are the parties as read before: an id under a name, or on its line, is that party's."""
    found = [one for one in headings(paper) if not _NO_PARTY.match(one.line.folded, one.cell.start)]
    ids = [_owned(one, paper, names, found) for one in (*_vat_ids(paper, found), *_national_ids(paper, found))]
    ids = _sellers_alone(ids, paper, names)
    fields = {}
    sold_by = {one.value for one in ids if one.who is Who.SELLER}
    buyers = _ranked([one for one in ids if one.who is Who.BUYER and one.value not in sold_by])
    if buyers:
        fields["buyer_tax_id"] = _as_field(buyers[0], ids, buyers, 0.93)
    sellers, others = (_ranked([one for one in ids if one.who is who]) for who in (Who.SELLER, None))
    if not sellers or (_of_register(sellers[0]) and len({one.value for one in others if one.vat}) == 1):
        sellers = others  # the number of its register stands on the line of its name, that for tax on the next
    if sellers:
        fields["seller_tax_id"] = _as_field(sellers[0], ids, sellers, 0.93 if sellers[0].who else 0.9)
    return fields


def _of_register(one: TaxId) -> bool:
    """Whether a number is called that of a register of companies, which is no tax's."""
    return not one.vat and bool(_REGISTER.search(one.line.folded[max(one.start - _NEAR, 0) : one.start]))


def _sellers_alone(ids: list[TaxId], paper: Paper, names: Mapping[str, Field]) -> list[TaxId]:
    """A paper's only number is who sells' (the law asks for that one) where it merely stands somewhere under the buyer's heading."""
    buyer = names.get("buyer_name")
    if len({one.value for one in ids}) != 1 or any(one.who is not Who.BUYER or one.yours for one in ids):
        return ids
    if any(buyer is None or buyer.box is None or _in_block(one, paper, buyer, buyer.box) for one in ids):
        return ids
    return [replace(one, who=None) for one in ids]


def _owned(one: TaxId, paper: Paper, names: Mapping[str, Field], found: list[Heading]) -> TaxId:
    """An id given to the party whose name stands over it in the same block, or on its line; a heading in another column,
    which may be the nearest there is, does not count against that."""
    seller = names.get("seller_name")
    box = seller.box if seller is not None else None
    if one.who is Who.BUYER and seller and box and _in_block(one, paper, seller, box) and not _headed(box, found):
        return replace(one, who=Who.SELLER, sure=seller.confidence)
    buyer = names.get("buyer_name")
    if one.who is Who.SELLER and buyer and buyer.box and _in_block(one, paper, buyer, buyer.box):
        return replace(one, who=Who.BUYER, sure=buyer.confidence)
    if one.who is not None:
        return one
    if seller is not None and squash(str(seller.value)) in squash(one.line.text):
        return replace(one, who=Who.SELLER, sure=seller.confidence)
    for name, who in (("buyer_name", Who.BUYER), ("seller_name", Who.SELLER)):
        field = names.get(name)
        if field is not None and field.box is not None and _in_block(one, paper, field, field.box):
            return replace(one, who=who, sure=field.confidence)
    return one


def _headed(box: Box, found: list[Heading]) -> bool:
    """Whether a heading of the buyer stands in the column of a block."""
    return any(one.who is Who.BUYER and abs(one.cell.x0 - box.x0) < _COLUMN for one in found)


def _in_block(one: TaxId, paper: Paper, name: Field, box: Box) -> bool:
    """Whether an id stands in the rows under a name, flush with it and without a gap between."""
    page = one.line.page
    bottom, height = box.bottom, box.bottom - box.top
    for line in paper.lines[: paper.index(one.line) + 1]:
        if line.page is not page or page.number != name.page or line.top < box.bottom - 1:
            continue
        if not any(abs(cell.x0 - box.x0) < _FLUSH for cell in line.cells):
            continue
        if line.top - bottom > 1.6 * max(height, line.height):
            return False
        if line is one.line:
            at = one.line.words_in(one.start, one.end)[0].x0
            return any(abs(cell.x0 - box.x0) < _FLUSH and cell.x0 <= at <= cell.x1 for cell in line.cells)
        bottom = line.bottom
    return False


def _ranked(ids: list[TaxId]) -> list[TaxId]:
    return sorted(ids, key=lambda one: (not one.vat, not one.labelled, one.line.top > 0.84 * one.line.page.height))


def _vat_ids(paper: Paper, found: list[Heading]) -> list[TaxId]:
    out = []
    for line in paper.lines:
        for match in VAT_ID.finditer(line.text.replace("\t", "|")):
            left = line.folded[: match.start()]
            if re.search(r"iban|konto|account|bic", left[-16:]) or match[0][:2].isdigit():
                continue
            label = left[-40:] or ""
            labelled = bool(_LABEL.search(label)) or bool(_head_above(paper, line, match.start()))
            digits = sum(character.isdigit() for character in match[0])
            if labelled or is_valid_tax_id(match[0]) or digits == 9:
                out.append(_made(paper, found, line, match.start(), match.end(), vat=True, labelled=labelled))
    return [one for one in out if one.labelled or is_valid_tax_id(one.value)]


def _head_above(paper: Paper, line: Line, start: int) -> str:
    """The column header over an id that names it, folded; empty where none does."""
    index, x0 = paper.index(line), line.words_in(start, start + 1)[0].x0
    for other in paper.lines[max(0, index - 2) : index]:
        for cell in other.cells:
            head = other.folded[cell.start : cell.end]
            if abs(cell.x0 - x0) < 12 and other.page is line.page and _LABEL.search(head):
                return head
    return ""


def _national_ids(paper: Paper, found: list[Heading]) -> list[TaxId]:
    out: list[TaxId] = []
    for line in paper.lines:
        out.extend(
            _made(paper, found, line, match.start("value"), match.end("value"), vat=False, labelled=True)
            for match in _NATIONAL.finditer(line.folded)
        )
    known = {(id(one.line), one.start) for one in out}
    return out + [one for one in _named_ids(paper, found) if (id(one.line), one.start) not in known]


def _named_ids(paper: Paper, found: list[Heading]) -> list[TaxId]:
    """Numbers that a country's own name for them stands before or over, and whose check digits hold."""
    out = []
    for label in find_labels(paper, LABEL):
        name = label.line.folded[label.start : label.end]
        for spot in spots(paper, label, depth=1.6):
            told = named_id(name, spot.text)
            if told is not None:
                made = _made(paper, found, spot.line, spot.start + told[1], spot.start + told[2], False, True)
                out.append(
                    replace(made, value=told[0], who=Who.BUYER, yours=True)
                    if YOURS.search(label.before[-30:])
                    else replace(made, value=told[0])
                )
                break
            if spot.where is not Where.BELOW and any(map(str.isdigit, spot.text)):
                break
    return out


def _made(paper: Paper, found: list[Heading], line: Line, start: int, end: int, vat: bool, labelled: bool) -> TaxId:
    words = line.words_in(start, end)
    cell = next(cell for cell in line.cells if cell.start <= start < cell.end)
    own_label = line.folded[max(cell.start, start - 40) : start]
    if start == cell.start and cell is not line.cells[0]:
        before = line.cells[line.cells.index(cell) - 1]
        own_label = line.folded[before.start : before.end] if not any(map(str.isdigit, before.text)) else ""
    text = line.text[start:end]
    value = compact_tax_id(text) if vat else text.strip().upper()
    yours = bool(YOURS.search(own_label or _head_above(paper, line, start)))
    if yours:
        who: Who | None = Who.BUYER
    elif line.top > 0.84 * line.page.height:
        who = None
    else:
        who = owner_of(found, line, cell.x0 if own_label.strip() else words[0].x0, paper)
    return TaxId(value, who, vat, labelled, line, start, end, yours=yours)


def _as_field(one: TaxId, ids: list[TaxId], same_owner: list[TaxId], base: float) -> Field:
    words = one.line.words_in(one.start, one.end)
    rivals = {other.value for other in same_owner if other.vat == one.vat} - {one.value}
    owners = {other.who for other in ids if other.value == one.value and other.who is not None}
    confidence = min(0.6 if rivals else 0.85 if len(owners) > 1 else base, one.sure)
    places = sum(other.value == one.value for other in ids)
    witnesses = []
    if confidence >= 0.9 and one.vat and is_valid_tax_id(one.value):
        witnesses.append("checksum")
    if confidence >= 0.9 and places > 1:
        witnesses.append("twice")
    return printed(one.value, min(0.98, confidence + 0.03 * len(witnesses)), one.line, words, *witnesses)
