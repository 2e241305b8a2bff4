"""What may be the name of a firm, and what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ingestion.page.labels import BUYER, NUMBER, OTHER_PARTY, SELLER
from ingestion.page.paper import Paper, once
from ingestion.pdf.lines import Cell, Line
from ingestion.values.dates import find_days
from ingestion.values.names import LEGAL_FORM, is_address, is_country, is_identifier, is_legal_form
from ingestion.values.national_ids import LABEL as TAX_LABEL
from ingestion.values.text import fold, squash

_JOINED = re.compile(r"(?: &| \+| und| and| et| e| y| en)\s*\n|\n\s*[&+] ")
SEPARATOR = re.compile(
    r"\s*[·•|∙–]\s*|\s+(?=au capital\b)|(?<=Ltd|ted|plc|PLC|LLP|DAC)\s+(?=(?:Registered (?:[Oo]ffice|in)|Company (?:[Nn]o|[Rr]eg)|Sitz der|Siège|Sede (?:legale|social))\b)|(?<=\w{3})\.\s+(?=(?:Registered|Company|VAT|Reg|Incorporated)\b)|\s+-\s+|,\s(?!(?:Inc|LLC|Ltd|Co|Corp|Limited|LLP|L\.|S\.|SA|GmbH|PLC)\b)"
)
_JUNK = re.compile(
    r"\b(?:logo|trade name|nom commercial|page|seite|original|copy|kopie|telefon|tel|fax|mail|www|(?:handels|partnerschafts|vereins|genossenschafts)register|amtsgericht|es betreut sie|direzione e coordinamento|member of the .{0,30}group|(?:personal(?:ly)? and |persönlich ?/? ?)?(?:vertraulich|confidential|confidentiel))\b|^\W*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:re|ref|betreff|betrifft|objet|oggetto|asunto|assunto|betreft|onderwerp|concerne|angaende|vedr|targy|dotyczy|subject|attn)\.?\s*:",
    re.IGNORECASE,
)
"""What a letter is about."""
FLUSH = 3.0
_TOGETHER = 1.8
"""Rows further apart than so many of their heights are two blocks."""
_ALIKE = 0.1
"""Words of one name are of one size, but for so much of it."""
_POST = re.compile(
    r"(?:the |attn:? |t\.?a\.?v\.? (?:de )?)?(?:(?:finance|financial|accounts?|accounting|purchas\w+|managing|general|office|property|procurement) (?:manager|director|department|dept\.?|team|payable|office|controller)"
    r"|accounting|accounts|(?:crediteuren|debiteuren|financiele )?administratie|(?:finanz)?buchhaltung|rechnungs(?:abteilung|wesen|prufung)|kreditoren(?:buchhaltung)?|einkauf|(?:service )?comptabilite|service (?:achats|comptable)"
    r"|(?:departamento de )?(?:contabilidad(?:e)?|administracion|compras)|(?:ufficio )?(?:amministrazione|contabilita|acquisti)|ekonomi(?:avdelning(?:en)?)?|ksiegowosc|ostoreskontra|bogholderi(?:et)?)"
)
"""A post or a department: no firm."""
_CODE_BEHIND = re.compile(rf"(?:{LEGAL_FORM.pattern})(?P<code>\s+\(?[A-Z]{{0,5}}[-/]?\d[\w/.-]*)$")
_PAY = re.compile(r"^(?:please )?(?:pay(?:able)?|remit)(?: to)? (?=[A-Z])", re.IGNORECASE)
_PROFILE = re.compile(r"\s*\((?:seller|view|store) ?(?:profile|shop|store)?\)$")
_LABEL = re.compile(
    r"(?:date|datum|data|fecha|due|page|seite|total|summe|betrag|amount|description|item|qty|quantity|menge|pos|tel|phone|payment|zahlung|terms|your|our|code|κωδικο[σς]|επωνυμια|διευθυνση|πολη|αφμ|cod|codigo|adresse?|address|indirizzo|telefono|dated|direccion|endereco|morada|ihr|unser|vos|nos|currency|wahrung|devise)(?![a-z])|february |january |march "
)


@dataclass(frozen=True)
class Named:
    """A candidate for a name."""

    text: str
    score: float
    line: Line
    start: int
    end: int
    rivals: tuple[Named, ...] = ()


def is_name(text: str) -> bool:
    letters = sum(character.isalpha() for character in text)
    odd = (
        (text.startswith("(") and not text.startswith("(주)"))
        or text.rstrip().endswith(":")
        or bool(find_days(fold(text)))
        or is_label(fold(text))
    )
    return (
        letters >= 2
        and (text[0].isalnum() or text[0] in "\"'«„“")
        and not _SUBJECT.match(text)
        and len(text) <= 80
        and not odd
        and not is_country(text)
        and not is_legal_form(text)
        and not is_identifier(text)
        and not _JUNK.search(text)
        and not _POST.fullmatch(fold(text).strip(" .,;:"))
        and not is_address(text)
    )


def without_code(text: str) -> str:
    """A name without the number of the column beside it, which touches it: *Glenmore Ltd CN-7003*."""
    found = _CODE_BEHIND.search(text)
    return _PROFILE.sub("", _PAY.sub("", text[: found.start("code")] if found else text))


def firm_at(text: str) -> str:
    """The firm whose name, up to its legal form, begins a text; nothing where none does."""
    part = SEPARATOR.split(text)[0]
    form = next(iter(LEGAL_FORM.finditer(part)), None)
    end = form.end() if form else 0
    while form and (more := LEGAL_FORM.match(part, end + 1)):
        end = more.end()
    name = part[:end].strip()
    return name if " " in name and name[0].isupper() and len(name.split()) <= 8 and is_name(name) else ""


def is_label(folded: str) -> bool:
    heading = BUYER.match(folded) or SELLER.match(folded) or OTHER_PARTY.match(folded)
    tax = TAX_LABEL.match(folded)
    return bool(
        (tax and len(tax[0]) >= len(folded.strip(" .:")))
        or _LABEL.match(folded)
        or NUMBER.match(folded)
        or (heading and len(heading[0].strip()) >= len(folded.strip()) - 1)
    )


def rows_below(paper: Paper, index: int, cell: Cell) -> list[str]:
    column = [column_text(other, cell) for other in paper.lines[index + 1 : index + 9]]
    return [text for text in column if text]


def block_below(paper: Paper, index: int, cell: Cell) -> list[str]:
    """The rows under a cell, flush with it, as far as they stand together."""
    out: list[str] = []
    last = paper.lines[index]
    for line in paper.lines[index + 1 : index + 9]:
        if line.page is not last.page or line.top - last.bottom > _TOGETHER * max(last.height, line.height):
            break
        if text := column_text(line, cell):
            out.append(text)
            last = line
    return out


def column_text(line: Line, over: Cell) -> str:
    """The text of a line that is flush with a cell, on its left or on its right."""
    flush = [cell for cell in line.cells if abs(cell.x0 - over.x0) < 6] or [
        cell for cell in line.cells if abs(cell.x1 - over.x1) < FLUSH
    ]
    return flush[0].text.strip() if flush else ""


def times(paper: Paper, text: str) -> int:
    """On how many lines the name fills a cell, or a part of a sender line."""
    return _printings(paper)[squash(text)]


@once
def _printings(paper: Paper) -> Counter[str]:
    """On how many lines each name does, also behind *for* where somebody signs."""
    found: Counter[str] = Counter()
    for line in paper.lines:
        parts = {squash(part) for cell in line.cells for part in (cell.text, *SEPARATOR.split(cell.text))}
        signed = {one.removeprefix(word) for one in parts for word in ("for", "fur", "pour", "por")}
        found.update(one for one in parts | signed if len(one) > 3)
    return found


def cell_under(paper: Paper, line: Line, cell: Cell) -> Cell | None:
    """The cell flush right under another, by its left edge or its middle."""
    for other in paper.lines[paper.index(line) + 1 :][:2]:
        for one in other.cells:
            even = abs(one.x0 - cell.x0) < FLUSH or abs(one.x0 + one.x1 - cell.x0 - cell.x1) < 2 * FLUSH
            if even:
                return one if other.page is line.page and other.top - line.bottom < line.height else None
    return None


def with_form(paper: Paper, line: Line, cell: Cell) -> str | None:
    """A cell's text with what did not fit and stands flush under it: its legal form, or what *&* joins; None where nothing does."""
    under = cell_under(paper, line, cell)
    if under is None or not (
        is_legal_form(under.text)
        or (_JOINED.search(f"{cell.text}\n{under.text}") and alike(cell, under) and is_name(under.text.lstrip("&+ ")))
    ):
        return None
    return f"{cell.text.strip()} {under.text.strip()}"


def alike(one: Cell, other: Cell) -> bool:
    """Whether the words of two cells are of one size."""
    return abs(other.words[0].size - one.words[0].size) < _ALIKE * one.words[0].size
