"""Currency, the seller's bank account, printed tax rates, and whether the paper is a credit note."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from stdnum import iban
from stdnum.exceptions import ValidationError

from ingestion.page.labels import CREDIT, GUTSCHRIFT, PRO_FORMA, TITLE
from ingestion.page.money import Money, header_above
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Line
from ingestion.values.amounts import CURRENCY_SIGNS, PERCENT, read_number
from ingestion.xml.terms import rate
from ledger.core.money import known_currencies
from ledger.evidence.field import Field

_CODE = re.compile(
    r"(?<![A-Za-z])(EUR|USD|GBP|CHF|CNY|RMB|SEK|NOK|DKK|PLN|CZK|HUF|RON|HKD|JPY|CAD|AUD|NZD|SGD|INR|TRY|ZAR|BRL|MXN|KRW|THB|AED|ILS)(?![A-Za-z])"
)
_NAMED = re.compile(
    r"(?:currency|wahrung|devise|moneda|valuta|munteenheid|betrage in|amounts? in|importi in|montants en)[a-z ]*[: \t]+\(?(?:[a-z ]+\()?([a-z]{3})(?![a-z])"
)
_WORDS = {"us dollar": "USD", "euro": "EUR", "pounds sterling": "GBP", "swiss franc": "CHF", "schweizer franken": "CHF"}
_SIGN_AT_NUMBER = re.compile(r"([€£¥￥₹$])\s?-?\d|\d\s?([€£¥￥₹$]|zł|Kč)")
_SIGN = re.compile(r"[€£¥￥₹$]")
_DOLLARS = (
    ("AUD", r"\babn\b|australia"),
    ("CAD", r"\bcanada\b|\bhst\b"),
    ("SGD", r"singapore"),
    ("HKD", r"hong kong"),
    ("NZD", r"new zealand"),
)
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?(?![A-Z0-9])")
_RATE_HEAD = re.compile(r"(?:rate|tipo|satz|taux|%)\W*")
_AFTER_SIGN = re.compile(
    r"(?:mwst|ust|vat|tva|iva|btw)[.-]{0,2} ?% ?:?\s(?P<number>\d{1,2}(?:[.,]\d{1,2})?)(?![\d.,%]*[%\d])"
)
"""``MwSt.-% 19,0``: the sign stands in the label."""
_TAXED = re.compile(
    r"vat|tax|mwst|(?<![a-z])ust|umsatzst|steuer|tva|iva|btw|gst|moms|mva|dph|i\.v\.a|t\.v\.a|taux|steuersatz|aliquota|stawka"
)


def read_currency(paper: Paper) -> dict[str, Field]:
    """``currency``: named by a label, else by most of the codes and signs beside amounts."""
    for line in paper.lines:
        match = _NAMED.search(line.folded)
        if match and match[1].upper() in known_currencies():
            return {"currency": printed(match[1].upper(), 0.95, line, line.words_in(match.start(1), match.end(1)))}
    counts: Counter[str] = Counter()
    place: dict[str, tuple[Line, int, int]] = {}
    for line in paper.lines:
        for code in _CODE.finditer(line.text):
            name = "CNY" if code[1] == "RMB" else code[1]
            counts[name] += 1
            place.setdefault(name, (line, code.start(), code.end()))
        for sign in _SIGN_AT_NUMBER.finditer(line.text):
            name = _signed(sign[1] or sign[2], paper)
            counts[name] += 2
            place.setdefault(name, (line, sign.start(), sign.end()))
    if not counts:
        return _by_words(paper)
    (name, times), *rest = counts.most_common(2)
    line, start, end = place[name]
    sure = 0.93 if not rest or times >= 3 * rest[0][1] else 0.75
    return {"currency": printed(name, sure, line, line.words_in(start, end))}


def _by_words(paper: Paper) -> dict[str, Field]:
    for line in paper.lines:
        for word, code in _WORDS.items():
            start = line.folded.find(word)
            if start >= 0:
                return {"currency": printed(code, 0.8, line, line.words_in(start, start + len(word)))}
    return _by_one_sign(paper)


def _by_one_sign(paper: Paper) -> dict[str, Field]:
    """A sign that stands in a label (``Total € incl. VAT``), where the paper knows no other."""
    found = [(_signed(one[0], paper), line, one) for line in paper.lines for one in _SIGN.finditer(line.text)]
    if len({name for name, _, _ in found}) != 1:
        return {}
    name, line, one = found[0]
    return {"currency": printed(name, 0.8, line, line.words_in(one.start(), one.end()))}


def _signed(sign: str, paper: Paper) -> str:
    if sign == "$":
        return next((code for code, pattern in _DOLLARS if re.search(pattern, paper.folded)), "USD")
    return CURRENCY_SIGNS[sign]


def read_iban(paper: Paper) -> dict[str, Field]:
    """``seller_iban``: the first account number whose check digits hold; it is the one to pay to."""
    for line in paper.lines:
        for match in _IBAN.finditer(line.text.replace("\t", "|")):
            text = match[0]
            while len(text) >= 15:
                try:
                    number = iban.validate(text)
                except ValidationError:
                    text = text.rsplit(" ", 1)[0] if " " in text else ""
                    continue
                words = line.words_in(match.start(), match.start() + len(text))
                return {"seller_iban": printed(str(number), 0.95, line, words, "checksum")}
    return {}


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
        return {}
    names = tuple(sorted(rates))
    first = rates[names[0]]
    return {"tax_rates": Field(names, 0.8, first.page, first.box, first.source)}


def _is_of_tax(paper: Paper, line: Line, match: re.Match[str]) -> bool:
    """Whether the words around a percentage speak of tax: its own cell; where that holds figures alone, the cell before it
    or the head of its column. A discount on the same row is none."""
    at = next(index for index, cell in enumerate(line.cells) if cell.start <= match.start() < cell.end)
    own = line.folded[line.cells[at].start : line.cells[at].end]
    if any(character.isalpha() for character in own):
        return bool(_TAXED.search(own))
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


def says_pro_forma(paper: Paper) -> bool:
    """Whether the first title of the first page is that of a pro forma."""
    for line in paper.lines:
        if line.page.number > 1 or line.top > 0.45 * line.page.height:
            break
        if any(PRO_FORMA.fullmatch(line.folded[cell.start : cell.end].strip(" :")) for cell in line.cells):
            return True
        if TITLE.search(line.folded):
            break
    return False
