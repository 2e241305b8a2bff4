"""Names of seller and buyer: under their headings, or, where there are none, by the shape of a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingestion.page.blocks import Heading, Row, Who, headings, rows_under
from ingestion.page.heads import header_columns
from ingestion.page.labels import BUYER, INVOICE_WORD, NUMBER, SELLER
from ingestion.page.money import amounts_in
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Cell, Line
from ingestion.values.dates import find_days
from ingestion.values.names import SALUTATION, has_legal_form, is_address, is_country, is_identifier, is_legal_form
from ingestion.values.text import fold, squash
from ledger.evidence.field import Field

_NAME_KEY = re.compile(
    r"^(?:company|firma|firmenname|name|nom|raison sociale|denomination|ragione sociale|denominazione|razon social|nombre|naam|bedrijf|company name|ditta)$"
)
_SEPARATOR = re.compile(
    r"\s*[·•|∙–]\s*|\s+(?=au capital\b)|(?<=\w{3})\.\s+(?=(?:Registered|Company|VAT|Reg|Incorporated)\b)|\s+-\s+|,\s(?!(?:Inc|LLC|Ltd|Co|Corp|Limited|LLP|L\.|S\.|SA|GmbH|PLC)\b)"
)
_JUNK = re.compile(
    r"\b(?:logo|trade name|nom commercial|page|seite|original|copy|kopie|telefon|tel|fax|mail|www)\b|^\W*$",
    re.IGNORECASE,
)
_WEB = re.compile(r"(?:@|www\.|https?://(?:www\.)?)([a-z0-9-]{3,})\.")
"""The name of a mail or web address."""
_RING = re.compile(r"\b(?:tel|tlf|telefon|telefono|telephone|phone|mail|fax)\b")
_STREET = re.compile(r"\D{4,40} \d{1,4} ?[a-zA-Z]?(?:,.*)?")
_FORMED, _GREETED = 0.5, 0.8
_FLUSH = 3.0
_TOWN = re.compile(r"[A-Z]{2} \d{5}")
_STATED = re.compile(
    r"\W*(?:registered (?:office|in)|company (?:no|reg)|vat (?:reg|no)|handelsregister|amtsgericht|hr[ab]\b|siret|rcs\b|(?:sarl |sas )?au capital|inscrita|cvr|kvk)"
)
"""What the law has a firm say of itself behind its name."""
_PROSE = re.compile(r"\.\s|capital")
_LABEL = re.compile(
    r"(?:date|datum|data|fecha|due|page|seite|total|summe|betrag|amount|description|item|qty|quantity|menge|pos|tel|phone|payment|zahlung|terms|your|our|ihr|unser|vos|nos|currency|wahrung|devise)(?![a-z])|february |january |march "
)


@dataclass(frozen=True)
class Named:
    """A candidate for a name."""

    text: str
    score: float
    line: Line
    start: int
    end: int


def read_parties(paper: Paper) -> dict[str, Field]:
    """``seller_name`` and ``buyer_name``, as far as the paper shows who is who."""
    found = headings(paper)
    buyer = _under(paper, found, Who.BUYER)
    seller = _under(paper, found, Who.SELLER)
    if buyer is None and seller is None:
        seller, buyer = _by_contact(paper)
    if buyer is None:
        buyer = _address_window(paper, seller)
    if seller is None:
        seller, buyer = _by_shape(paper, buyer)
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
        starts = [cell for cell in line.cells if abs(cell.x0 - heading.cell.x0) < _FLUSH]
        if starts and _is_label(fold(starts[0].text)) and any(abs(cell.x0 - right.x0) < _FLUSH for cell in line.cells):
            return [Row("", right.text, heading.line, right.start, right.end)]
    return []


def _name_in(rows: list[Row]) -> Named | None:
    for row in rows:
        if _NAME_KEY.match(row.key) and row.text.strip():
            return Named(row.text.strip(), 0.95, row.line, row.start, row.end)
    names: list[Named] = []
    for at, row in enumerate(rows[:6]):
        text = SALUTATION.sub("", row.text).strip(" ,;:")
        if is_address(text) and names:
            break
        if (not row.key or SALUTATION.match(row.key + ":")) and _is_name(text):
            start = row.start + max(row.text.find(text), 0)
            if at + 1 < len(rows) and is_legal_form(rows[at + 1].text):
                text = f"{text} {rows[at + 1].text.strip()}"
            names.append(Named(text, 0.95 if has_legal_form(text) else 0.85, row.line, start, start + len(text)))
    return max(names, key=lambda one: one.score) if names else None


def _is_name(text: str) -> bool:
    letters = sum(character.isalpha() for character in text)
    odd = text.startswith("(") or text.rstrip().endswith(":") or bool(find_days(fold(text))) or _is_label(fold(text))
    return (
        letters >= 2
        and len(text) <= 80
        and not odd
        and not is_country(text)
        and not is_identifier(text)
        and not _JUNK.search(text)
        and not is_address(text)
    )


def _is_label(folded: str) -> bool:
    heading = BUYER.match(folded) or SELLER.match(folded)
    return bool(
        _LABEL.match(folded) or NUMBER.match(folded) or (heading and len(heading[0].strip()) >= len(folded.strip()) - 1)
    )


def _by_shape(paper: Paper, buyer: Named | None) -> tuple[Named | None, Named | None]:
    """Seller and buyer of a paper that has no heading for the seller."""
    seller = _letterhead(paper, buyer)
    sure = seller is not None and seller.score >= _FORMED
    if buyer is not None and not sure and buyer.score < _GREETED and buyer.line is paper.lines[0]:
        return buyer, None  # the first words of a page are its sender's, where nobody else could be
    if buyer is None and seller is not None and seller.line.top > 0.85 * seller.line.page.height:
        return seller, _address_window(paper, seller, highest=0.0)
    return seller, buyer


def _by_contact(paper: Paper) -> tuple[Named | None, Named | None]:
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
    return any(_RING.search(text.lower()) for text in _rows_below(paper, paper.index(one.line), cell)[:6])


def _addressed(paper: Paper) -> list[Named]:
    """Names over a street and a town in the upper part of the first page."""
    out = []
    for index, line in enumerate(paper.lines):
        if line.page.number > 1 or line.top > 0.42 * line.page.height:
            break
        for cell in line.cells:
            formed = has_legal_form(cell.text) and _is_name(cell.text) and not INVOICE_WORD.search(cell.text.lower())
            if formed and any(is_address(text) for text in _rows_below(paper, index, cell)[:3]):
                out.append(Named(cell.text.strip(), 0.85, line, cell.start, cell.end))
    return out


def _letterhead(paper: Paper, buyer: Named | None) -> Named | None:
    """The seller by sender line, legal form at the top or foot, or the first words of the page."""
    taken = squash(buyer.text) if buyer else ""
    found = [one for one in _letterhead_candidates(paper) if squash(one.text) != taken and squash(one.text)]
    if not found:
        return None
    return max(found, key=lambda one: one.score + 0.12 * min(_times(paper, one.text) - 1, 2))


def _letterhead_candidates(paper: Paper) -> list[Named]:
    out = []
    priced = next((line.top for line in paper.lines if any(one.monetary for one in amounts_in(line, paper.mark))), 1e9)
    for line in paper.lines:
        if line.page.number > 1 and line.page.number != paper.pages[-1].number:
            continue
        first_page = line.page.number == 1
        top, foot = first_page and line.top < 0.3 * line.page.height, line.top > 0.85 * line.page.height
        if not (top or foot):
            continue
        for cell in line.cells:
            parts = _SEPARATOR.split(cell.text)
            name = parts[0].strip()
            if not _is_name(name) or INVOICE_WORD.search(name.lower()):
                continue
            name = name if len(parts) > 1 else _with_form(paper, line, cell)
            stated = bool(
                foot
                and len(parts) > 1
                and not _PROSE.search(name)
                and _STATED.match(cell.text[len(parts[0]) :].lower().lstrip(" .·|,–-"))
            )
            sender = len(parts) >= 3 and is_address(cell.text)
            formed = has_legal_form(name) or name.endswith("(haftungsbeschränkt)")
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


def _with_form(paper: Paper, line: Line, cell: Cell) -> str:
    """A cell's text with the legal form that did not fit and stands flush under it."""
    for other in paper.lines[paper.index(line) + 1 :][:2]:
        under = next((one for one in other.cells if abs(one.x0 - cell.x0) < _FLUSH), None)
        if under is not None and other.page is line.page and other.top - line.bottom < line.height:
            return f"{cell.text.strip()} {under.text.strip()}" if is_legal_form(under.text) else cell.text.strip()
    return cell.text.strip()


def _could_head(cell: str, name: str) -> bool:
    """Whether words without a legal form may be a seller's name: no town, no part of a sentence, no day."""
    return not (is_address(cell) or any(one.isdigit() for one in name) or ":" in cell or cell.rstrip().endswith("."))


def _address_window(paper: Paper, seller: Named | None, highest: float = 0.08) -> Named | None:
    """The buyer as the addressee of a letter: the first rows over a street and a town, which are not the seller's."""
    taken = squash(seller.text) if seller else ""
    found = []
    for index, line in enumerate(paper.lines):
        if line.page.number > 1 or line.top > 0.42 * line.page.height:
            break
        if any(one.monetary for one in amounts_in(line, paper.mark)) or len(header_columns(line)) > 1:
            continue
        for cell in line.cells:
            name = SALUTATION.sub("", cell.text).strip(" ,;:")
            if not _is_name(name) or squash(name) == taken or INVOICE_WORD.search(name.lower()):
                continue
            if (
                _STREET.fullmatch(name)
                and not has_legal_form(name)
                and index
                and _column_text(paper.lines[index - 1], cell)
            ):
                continue
            if any(is_address(text) for text in _rows_below(paper, index, cell)[:4]):
                greeted = bool(SALUTATION.match(cell.text)) or _greeting_over(paper, index, cell)
                if greeted and not has_legal_form(name) and _firm_beside(paper, index, cell):
                    continue
                if greeted or (line.top > highest * line.page.height and not _is_sender(paper, name, line)):
                    score = (0.8 if greeted else 0.65) + (0.05 if has_legal_form(name) else 0.0) - 0.0002 * line.top
                    found.append(Named(name, score, line, cell.start + cell.text.find(name), cell.end))
    return max(found, key=lambda one: one.score) if found else None


def _rows_below(paper: Paper, index: int, cell: Cell) -> list[str]:
    column = [_column_text(other, cell) for other in paper.lines[index + 1 : index + 9]]
    return [text for text in column if text]


def _greeting_over(paper: Paper, index: int, cell: Cell) -> bool:
    over = _column_text(paper.lines[index - 1], cell) if index else ""
    return bool(over) and not SALUTATION.sub("", over).strip(" ,:")


def _firm_beside(paper: Paper, index: int, cell: Cell) -> bool:
    """Whether a company stands right over or under: the person greeted works there."""
    over = [_column_text(other, cell) for other in reversed(paper.lines[max(index - 3, 0) : index])]
    beside = [next(filter(None, over), ""), next(iter(_rows_below(paper, index, cell)), "")]
    return any(has_legal_form(text) and not is_address(text) and len(_SEPARATOR.split(text)) < 3 for text in beside)


def _column_text(line: Line, over: Cell) -> str:
    """The text of a line that is flush with a cell, on its left or on its right."""
    flush = [cell for cell in line.cells if abs(cell.x0 - over.x0) < 6] or [
        cell for cell in line.cells if abs(cell.x1 - over.x1) < _FLUSH
    ]
    return flush[0].text.strip() if flush else ""


def _is_sender(paper: Paper, name: str, line: Line) -> bool:
    """Whether a name also stands in a sender line or at the foot: then it is the seller."""
    wanted = squash(name)
    for other in paper.lines:
        if other is line or wanted not in squash(other.text):
            continue
        if len(_SEPARATOR.split(other.text)) >= 3 or other.top > 0.85 * other.page.height:
            return True
    return False


def _times(paper: Paper, text: str) -> int:
    """On how many lines the name fills a cell, or a part of a sender line."""
    wanted = squash(text)
    lines = (
        line
        for line in paper.lines
        if any(squash(part) == wanted for cell in line.cells for part in (cell.text, *_SEPARATOR.split(cell.text)))
    )
    return sum(1 for _ in lines) if len(wanted) > 3 else 0


def _as_field(paper: Paper, one: Named) -> Field:
    words = one.line.words_in(one.start, one.end)
    twice = _times(paper, one.text) >= 2
    if one.score >= 0.9 and twice:
        return printed(one.text, 0.96, one.line, words, "twice")
    return printed(one.text, min(0.92, one.score), one.line, words)
