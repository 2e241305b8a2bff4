"""Names of seller and buyer: under their headings, or, where there are none, by the shape of a letter."""

from __future__ import annotations

from dataclasses import replace

from ingestion.page.addressee import address_window, honoured, in_sentence
from ingestion.page.blocks import NAME_KEY, Heading, Row, Who, headings, rows_under
from ingestion.page.firms import FLUSH, Named, is_label, is_name, times, without_code
from ingestion.page.letterhead import FORMED, letterhead
from ingestion.page.paper import Paper, printed
from ingestion.page.sides import by_contact, by_form
from ingestion.values.names import SALUTATION, has_legal_form, is_address, is_legal_form
from ingestion.values.text import fold, squash
from ledger.evidence.field import Field

_GREETED = 0.8


def read_parties(paper: Paper) -> dict[str, Field]:
    """``seller_name`` and ``buyer_name``, as far as the paper shows who is who."""
    found = headings(paper)
    buyer = _under(paper, found, Who.BUYER)
    seller = _under(paper, found, Who.SELLER)
    buyer = buyer or honoured(paper)
    if buyer is None and seller is None:
        seller, buyer = by_form(paper)
    if buyer is None and seller is None:
        seller, buyer = by_contact(paper)
    if buyer is None:
        buyer = address_window(paper, seller)
    if seller is None:
        seller, buyer = _by_shape(paper, buyer)
    buyer = buyer or in_sentence(paper, seller)
    fields = {}
    for name, one in (("seller_name", seller), ("buyer_name", buyer)):
        if one is not None:
            fields[name] = _as_field(paper, one)
    same = seller is not None and buyer is not None and squash(seller.text) == squash(buyer.text)
    return {name: field.doubted(0.3) for name, field in fields.items()} if same else fields


def under_headings(paper: Paper) -> dict[str, Field]:
    """``seller_name`` and ``buyer_name`` where a heading names them, and nowhere else."""
    found = headings(paper)
    named = {"seller_name": _under(paper, found, Who.SELLER), "buyer_name": _under(paper, found, Who.BUYER)}
    return {name: _as_field(paper, one) for name, one in named.items() if one is not None}


def _under(paper: Paper, found: list[Heading], who: Who) -> Named | None:
    for heading in found:
        if heading.who is who:
            name = _name_in(_beside(paper, heading) or rows_under(paper, heading, found))
            if name is not None:
                return name
    return None


def _beside(paper: Paper, heading: Heading) -> list[Row]:
    """The cell right of a heading that is one label of a column of labels: ``Customer | Marlow Ltd`` over ``Invoice Number | 7``."""
    right = next((cell for cell in heading.line.cells if cell.start > heading.cell.start), None)
    at = paper.index(heading.line)
    if right is None or heading.rest or at + 1 == len(paper.lines):
        return []
    for line in paper.lines[at + 1 : at + 4]:
        starts = [cell for cell in line.cells if abs(cell.x0 - heading.cell.x0) < FLUSH]
        value = next((cell for cell in line.cells if starts and cell.start > starts[0].start), None)
        if value is not None and is_label(fold(starts[0].text)) and abs(value.x0 - right.x0) < FLUSH:
            return [Row("", right.text, heading.line, right.start, right.end)]
    return []


def _name_in(rows: list[Row]) -> Named | None:
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
        if labels > 1 and not has_legal_form(text):
            break  # a column of labels is no block of a party
        if (not row.key or SALUTATION.match(row.key + ":")) and is_name(text):
            start = row.start + max(row.text.find(text), 0)
            if at + 1 < len(rows) and is_legal_form(rows[at + 1].text):
                text = f"{text} {rows[at + 1].text.strip()}"
            names.append(Named(text, 0.95 if has_legal_form(text) else 0.85, row.line, start, start + len(text)))
    return max(names, key=lambda one: one.score) if names else None


def _by_shape(paper: Paper, buyer: Named | None) -> tuple[Named | None, Named | None]:
    """Seller and buyer of a paper that has no heading for the seller."""
    seller = letterhead(paper, buyer)
    sure = seller is not None and seller.score >= FORMED
    if buyer is not None and not sure and buyer.score < _GREETED and buyer.line is paper.lines[0]:
        return buyer, None  # the first words of a page are its sender's, where nobody else could be
    if buyer is None and seller is not None and seller.line.top > 0.85 * seller.line.page.height:
        return seller, address_window(paper, seller, highest=0.0)
    return seller, buyer


def _as_field(paper: Paper, one: Named) -> Field:
    words = one.line.words_in(one.start, one.end)
    twice = times(paper, one.text) >= 2
    if one.score >= 0.9 and twice:
        return printed(one.text, 0.96, one.line, words, "twice")
    rivals = tuple(_as_field(paper, other) for other in one.rivals)
    return replace(printed(one.text, min(0.92, one.score), one.line, words), rivals=rivals)
