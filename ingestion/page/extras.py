"""The seller's bank account, printed tax rates, and whether the paper is a credit note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from stdnum import iban
from stdnum.exceptions import ValidationError

from ingestion.page import eastern
from ingestion.page.labels import CREDIT, GUTSCHRIFT, PRO_FORMA, TITLE
from ingestion.page.lexicon import NO_BILL
from ingestion.page.money import Money, amounts, header_above
from ingestion.page.near import below, find_labels
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Line
from ingestion.values.amounts import PERCENT, read_number
from ingestion.xml.terms import rate
from ledger.evidence.field import Field

_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?(?![A-Z0-9])")
_BROKEN = re.compile(r"(?:IBAN:?|(?<![A-Z0-9])[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){0,5})$")
"""An account number that the end of a row cuts."""
_NO_BILL = re.compile(f"{NO_BILL}|{eastern.NO_BILL}")
_NUMBERED = re.compile(r"[ :](?:n|nr|no|n[°o]|c|#|№)?\.?[ :#]*(?=[a-z/-]*\d)")
"""Between a title and its number."""
_RATE_HEAD = re.compile(r"(?:rate|tipo|satz|taux|%)\W*")
_BARE_HEAD = re.compile(
    r"(?<![a-z])(?:taux|rate|satz|tipo|aliquota|tarief|stawka|%)(?: ?(?:de )?(?:tva|vat|mwst|ust|iva|btw|%))?(?![a-z])"
)
_BARE = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?")
_ROUNDED = Decimal("0.02")
_AFTER_SIGN = re.compile(
    r"(?:mwst|ust|vat|tva|iva|btw)[.-]{0,2} ?% ?:?\s(?P<number>\d{1,2}(?:[.,]\d{1,2})?)(?![\d.,%]*[%\d])"
)
"""``MwSt.-% 19,0``: the sign stands in the label."""
_TAXED = re.compile(
    r"(?<![a-z])(?:vat|tax(?:es|able)?|ust(?:id)?|tva|iva|btw|[csi]?gst|moms|mva|dph|i\.v\.a|t\.v\.a|taux|aliquota|stawka|kdv|ddv|pdv|alv|pvn|pvm|vsk|ptu|igv|icms|itbis|ppn|pajak|hst|qst|pst|tps|tvq|sst|thue)(?![a-z])"
    r"|mwst|umsatzst|steuer|afa\b|φπα|ддс|пдв|ндс|税|세|ภาษี|מע|ضريبة"
)
_NO_TAX = re.compile(
    r"per (?:month|annum)|a month|interest|zinsen|verzug|interets|penalit|intereses|skonto|discount|escompte|remise|rabatt"
)
"""Percentages of being late or early, in a sentence that names a tax as well."""


def read_iban(paper: Paper) -> dict[str, Field]:
    """``seller_iban``: the first account number whose check digits hold; it is the one to pay to. One that breaks the rules
    of its own country is given without a witness."""
    weak: dict[str, Field] = {}
    for line in paper.lines:
        for match in _IBAN.finditer(_with_next(paper, line)):
            if match.start() >= len(line.text):
                continue
            text = match[0]
            while len(text) >= 15:
                sure = _iban_holds(text)
                if sure is None:
                    text = text.rsplit(" ", 1)[0] if " " in text else ""
                    continue
                words = line.words_in(match.start(), match.start() + len(text))
                number = iban.compact(text)
                if sure:
                    return {"seller_iban": printed(number, 0.95, line, words, "checksum")}
                weak = weak or {"seller_iban": printed(number, 0.8, line, words)}
                break
    return weak


def _iban_holds(text: str) -> bool | None:
    """Whether the check digits hold, those of the country too; None where already the common ones do not."""
    try:
        iban.validate(text, check_country=False)
    except ValidationError:
        return None
    return bool(iban.is_valid(text))


def _with_next(paper: Paper, line: Line) -> str:
    """A line's text, with the next line's behind it where an account number may go on there."""
    text = line.text.replace("\t", "|")
    at = paper.index(line) + 1
    broken = _BROKEN.search(text)
    if broken is None or at == len(paper.lines) or paper.lines[at].page is not line.page:
        return text
    return f"{text} {paper.lines[at].cells[0].text}"


def read_rates(paper: Paper) -> dict[str, Field]:
    """``tax_rates``: percentages beside words, or under the head of a column, that speak of tax."""
    rates: dict[str, Field] = {}
    for line in paper.lines:
        for match in PERCENT.finditer(line.text):
            value = read_number(match["number"], paper.mark)
            if (
                value is not None
                and _is_of_tax(paper, line, match)
                and Decimal(0) <= value <= Decimal(30)
                and (name := rate(value))
            ):
                rates.setdefault(name, printed(name, 0.8, line, line.words_in(match.start(), match.end())))
        for match in _AFTER_SIGN.finditer(line.folded):
            value = read_number(match["number"], paper.mark)
            if value is not None and Decimal(0) <= value <= Decimal(30) and (name := rate(value)):
                words = line.words_in(match.start("number"), match.end("number"))
                rates.setdefault(name, printed(name, 0.8, line, words))
    if not rates:
        rates = dict(_headed_rates(paper))
    if not rates:
        return {}
    names = tuple(sorted(rates))
    first = rates[names[0]]
    return {"tax_rates": Field(names, 0.8, first.page, first.box, first.source)}


def _headed_rates(paper: Paper) -> Iterator[tuple[str, Field]]:
    """A bare figure under *Taux* (``5 006,00 | 20 | 1 001,20``), where that much of an amount in its row is another one."""
    heads = [one for one in find_labels(paper, _BARE_HEAD) if one.cell.end - one.cell.start == one.end - one.start]
    for spot in (spot for one in heads for spot in below(paper, one, depth=2.5)):
        value = read_number(spot.text.strip(), paper.mark) if _BARE.fullmatch(spot.text.strip()) else None
        if value is None or not 0 < value <= 30 or (name := rate(value)) is None:
            continue
        sums = [abs(one.value) for one in amounts(paper)[paper.index(spot.line)] if one.monetary]
        if any(abs(base * value / 100 - tax) < _ROUNDED for base in sums for tax in sums if base > tax):
            yield name, printed(name, 0.8, spot.line, spot.line.words_in(spot.start, spot.end))


def _is_of_tax(paper: Paper, line: Line, match: re.Match[str]) -> bool:
    """Whether the words around a percentage speak of tax: its own cell; where that holds figures alone, the cell before it
    or the head of its column. A discount on the same row is none."""
    at = next(index for index, cell in enumerate(line.cells) if cell.start <= match.start() < cell.end)
    own = line.folded[line.cells[at].start : line.cells[at].end]
    if any(character.isalpha() for character in own):
        return bool(_TAXED.search(own)) and not _NO_TAX.search(own)
    if at and _TAXED.search(line.folded[line.cells[at - 1].start : line.cells[at - 1].end]):
        return True
    words = line.words_in(match.start(), match.end())
    money = Money(Decimal(0), line, words, "", monetary=False, last=False, first=False)
    head = header_above(paper, money)
    return bool(_TAXED.search(head) or _RATE_HEAD.fullmatch(head))


def says_credit(paper: Paper) -> bool:
    """Whether the first page calls itself a credit note."""
    top = "\n".join(line.folded for line in paper.lines if line.page.number == 1 and line.top < 0.45 * line.page.height)
    return bool(CREDIT.search(top) or GUTSCHRIFT.search(top))


def says_no_bill(paper: Paper) -> bool:
    """Whether the first title of the first page is that of a pro forma, or of an offer where no title of a bill is printed."""
    upper = [line for line in paper.lines if line.page.number == 1 and line.top < 0.45 * line.page.height]
    for line in upper:
        if any(PRO_FORMA.fullmatch(line.folded[cell.start : cell.end].strip(" :")) for cell in line.cells):
            return True
        if TITLE.search(line.folded):
            return False
    cells = (line.folded[cell.start : cell.end] for line in upper for cell in line.cells)
    return any(_NO_BILL.fullmatch(_NUMBERED.split(text)[0].strip(" :")) for text in cells)
