"""In what currency a paper is: named by a label, a code or a sign beside amounts; whose dollar, peso or krona it is, its country tells."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from ingestion.page.money import amounts
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Line
from ingestion.values.amounts import CURRENCY_SIGNS
from ledger.core.money import known_currencies
from ledger.evidence.field import Field

_CODE = re.compile(
    r"(?<![A-Za-z])(EUR|USD|GBP|CHF|CNY|RMB|SEK|NOK|DKK|PLN|CZK|HUF|RON|HKD|JPY|CAD|AUD|NZD|SGD|INR|TRY|ZAR|BRL|MXN|CLP|COP|ARS|TWD|KRW|THB|AED|ILS|BGN|RSD|UAH|ISK|PEN|UYU|IDR|MYR|VND|PHP|SAR|QAR|KWD|EGP|PKR|RUB|GEL|KZT|DOP|GTQ|NGN|KES|BAM|MKD)(?![A-Za-z])"
)
_NAMED = re.compile(
    r"(?:currency|wahrung|devise|moneda|valuta|munteenheid|betrage in|amounts? in|importi in|montants en)[a-z ]*[: \t]+\(?(?:[a-z ]+\()?([a-z]{3})(?![a-z])"
)
_WORDS = {
    "us dollar": "USD",
    "euro": "EUR",
    "ευρω": "EUR",
    "세금계산서": "KRW",
    "rupiah": "IDR",
    "ringgit": "MYR",
    "בשקל": "ILS",
    "شيكل": "ILS",
    "درهم": "AED",
    "dirham": "AED",
    "paragon fiskalny": "PLN",
    "forint": "HUF",
    "turk lirasi": "TRY",
    "rand": "ZAR",
    "pounds sterling": "GBP",
    "swiss franc": "CHF",
    "schweizer franken": "CHF",
}
_SIGNS = {
    **CURRENCY_SIGNS, "₺": "TRY", "R$": "BRL", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD",
    "S$": "SGD", "NZ$": "NZD", "HK$": "HKD", "NT$": "TWD", "MX$": "MXN", "R": "ZAR", "лв": "BGN", "₴": "UAH", "₪": "ILS", "S/": "PEN", "TL": "TRY", "lei": "RON", "Ft": "HUF",
    "円": "JPY", "원": "KRW", "₩": "KRW", "￦": "KRW", "Rp": "IDR", "RM": "MYR", "฿": "THB", "บาท": "THB", "₫": "VND", "د.إ": "AED",
    "ש\"ח": "ILS", "₱": "PHP", "₦": "NGN", "₽": "RUB", "₾": "GEL", "Dhs": "AED", "zl": "PLN", "zł": "PLN", "Kč": "CZK", "元": "CNY",
}  # fmt: skip
_BEFORE = r"(?<![A-Za-z])(?:US|AU?|CA?|S|NZ|HK|NT|MX|R)?\$|[€£¥￥₹₺₴₪₩￦฿₫₱₦₽₾]|(?<![A-Za-z])(?:Rp\.?|RM|Dhs)(?=\s?\d)|(?<![A-Za-z])(?:R|S/)(?=\s?\d{1,3}(?:[ ,.]?\d{3})*[.,]\d\d(?!\d))"
_SIGN_AT_NUMBER = re.compile(rf"({_BEFORE})\s?-?\d|\d\s?([€£¥￥₹₺₴₪₩฿₫₽$円원元]|บาท|د\.إ|(?:zł|Kč|lei|Ft|TL|лв)(?!\w))")
_KR_AT_NUMBER = re.compile(r"(?<![A-Za-z])kr\.?\s?-?\d|\d\s?kr(?![A-Za-z])", re.IGNORECASE)
_SIGN = re.compile(
    r"(?<![A-Za-z])(?:US|AU?|CA?|S|NZ|HK|NT|MX|R)\$|[€£¥￥₹₺₴₪₩￦฿₫₱₦₽₾$円원]|(?<=[( ])(?:zł|Kč|Ft|TL|лв|Rp)(?=[.)])"
)
_DOLLARS = (
    ("AUD", r"\babn\b|australia"),
    ("CAD", r"\bcanada\b|\bhst\b|\btps\b|\btvq\b|\bqst\b"),
    ("SGD", r"singapore"),
    ("HKD", r"hong kong"),
    ("NZD", r"new zealand|aotearoa"),
    ("MXN", r"\bmexico\b|\brfc\b|\bcfdi\b"),
    ("CLP", r"\bchile\b|\br\.?u\.?t\.?[ :]"),
    ("COP", r"\bcolombia\b|\bdian\b|\bcufe\b|\bcude\b"),
    ("UYU", r"\buruguay\b"),
    ("ARS", r"\bargentina\b|\bcuit\b"),
    ("TWD", r"\btaiwan\b"),
)
"""By the country's name, its tax or the name of its tax number: each has its own."""
_OF_DOLLARS = frozenset({"USD", *(code for code, _ in _DOLLARS)})
_KRONER = (
    ("NOK", r"\bmva\b|\bnorge\b|\bnorway\b"),
    ("DKK", r"\bcvr\b|\bdanmark\b|\bdenmark\b"),
    ("ISK", r"kennitala|\bvsk\b|\biceland\b|\bisland\b"),
    ("SEK", r"\bsverige\b|\bsweden\b|bankgiro|plusgiro|f-skatt|momsreg"),
)
_JAPANESE = re.compile(r"[\u3040-\u30ff]|\bjpy\b|\bjapan\b")
_PALLET = re.compile(r"pal+et|палет|паллет|europal")
_AMERICAN = re.compile(
    r"\busa\b|united states|\b(?:al|ak|az|ar|ca|co|ct|de|fl|ga|hi|ia|id|il|in|ks|ky|la|ma|md|me|mi|mn|mo|ms|mt|nc|nd|ne|nh|nj|nm|nv|ny|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|va|vt|wa|wi|wv|wy),? \d{5}(?!\d)|sales tax|\bein\b"
)
_TAXED = (
    ("CAD", re.compile(r"\b(?:HST|TVQ|QST)\b|\b\d{9} ?RT ?\d{4}\b|\b[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d\b")),
    ("INR", re.compile(r"\b(?:CGST|SGST|IGST|GSTIN)\b")),
    ("AUD", re.compile(r"\bABN\b")),
    ("USD", re.compile(r", [A-Z]{2},? \d{5}(?:-\d{4})?\b")),
)
"""Taxes, tax numbers and post codes that one country has."""
_SURE, _DOUBTED = 0.93, 0.75
_FEW_WORDS = 2


def read_currency(paper: Paper) -> dict[str, Field]:
    """``currency``: named by a label, else by most of the codes and signs beside amounts."""
    for line in paper.lines:
        match = _NAMED.search(line.folded)
        if match and match[1].upper() in known_currencies():
            return {"currency": printed(match[1].upper(), 0.95, line, line.words_in(match.start(1), match.end(1)))}
    counts: Counter[str] = Counter()
    place: dict[str, tuple[Line, int, int]] = {}
    coded: set[str] = set()
    for line in paper.lines:
        for code in _CODE.finditer(line.text):
            name = "CNY" if code[1] == "RMB" else code[1]
            if _names_goods(paper, line, code):
                continue
            counts[name] += 1
            coded.add(name)
            place.setdefault(name, (line, code.start(), code.end()))
    dollars = coded & _OF_DOLLARS
    for line in paper.lines:
        for sign in (*_SIGN_AT_NUMBER.finditer(line.text), *_KR_AT_NUMBER.finditer(line.text)):
            printed_sign = (sign[1] or sign[2]) if sign.re is _SIGN_AT_NUMBER else "kr"
            name = next(iter(dollars)) if printed_sign == "$" and len(dollars) == 1 else _signed(printed_sign, paper)
            if name:
                counts[name] += 2
                place.setdefault(name, (line, sign.start(), sign.end()))
    if not counts:
        return _by_words(paper)
    (name, times), *rest = counts.most_common(2)
    line, start, end = place[name]
    lone = name == "USD" and name not in coded and "US$" not in line.text and not _AMERICAN.search(paper.folded)
    sure = _SURE if (not rest or times >= 3 * rest[0][1]) and not lone else _DOUBTED
    return {"currency": printed(name, sure, line, line.words_in(start, end))}


def _by_words(paper: Paper) -> dict[str, Field]:
    for line in paper.lines:
        for word, code in _WORDS.items():
            start = line.folded.find(word)
            if start >= 0:
                return {"currency": printed(code, 0.8, line, line.words_in(start, start + len(word)))}
    return _by_one_sign(paper)


def _by_one_sign(paper: Paper) -> dict[str, Field]:
    """A sign that stands in a label (``Total € incl. VAT``), where the paper knows no other; else whose tax or town it is."""
    found = [(_signed(one[0], paper), line, one) for line in paper.lines for one in _SIGN.finditer(line.text)]
    name, line, one = found[0] if len({name for name, _, _ in found}) == 1 else (None, None, None)
    if name is None or line is None or one is None:
        return {} if found else _by_country(paper)
    return {"currency": printed(name, 0.8, line, line.words_in(one.start(), one.end()))}


def _by_country(paper: Paper) -> dict[str, Field]:
    """Of a paper that prints no currency at all: that of the only country which has its tax, or writes its towns so."""
    for code, pattern in _TAXED:
        for line in paper.lines:
            if match := pattern.search(line.text):
                return {"currency": printed(code, _DOUBTED, line, line.words_in(match.start(), match.end()))}
    return {}


def _names_goods(paper: Paper, line: Line, code: re.Match[str]) -> bool:
    """Whether a code is a word of the goods: *EUR* is a kind of pallet, and among words before a price and an amount
    anything may be meant (a fitting of copper is *ELL WROT COP*)."""
    cell = next(one for one in line.cells if one.start <= code.start() < one.end)
    if code[0] == "EUR" and _PALLET.search(line.folded[cell.start : cell.end]):
        return True
    beside = (
        line.text[max(code.start() - 2, cell.start) : code.start()]
        + line.text[code.end() : min(code.end() + 2, cell.end)]
    )
    words = sum(any(map(str.isalpha, word)) for word in cell.text.split())
    prices = sum(one.monetary for one in amounts(paper)[paper.index(line)])
    return words > _FEW_WORDS and prices > 1 and not any(sign.isdigit() or sign in "()" for sign in beside)


def _signed(sign: str, paper: Paper) -> str | None:
    """ISO code of a sign; None where no country tells whose krona it is."""
    if sign == "$":
        return _dollar(paper.folded)
    if sign == "kr":
        return _krone(paper.folded)
    if sign in "¥￥":
        return "JPY" if _JAPANESE.search(paper.folded) else "CNY"
    return _SIGNS[sign.rstrip(".") if sign != "د.إ" else sign]


@lru_cache(maxsize=8)
def _krone(folded: str) -> str | None:
    return next((code for code, pattern in _KRONER if re.search(pattern, folded)), None)


@lru_cache(maxsize=8)
def _dollar(folded: str) -> str:
    """Whose dollar a paper means: asked once for all its signs."""
    return next((code for code, pattern in _DOLLARS if re.search(pattern, folded)), "USD")
