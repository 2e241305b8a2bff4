"""Amounts as printed: 1.234,56 · 1,234.56 · 1 234,56 · 1'234.56 · (35,13) · 12.00- ; read exactly or not at all.

The trick: most printed amounts tell their own decimal mark. Those that do not (1.234) take the mark that the rest of
the document uses, and are None where the document uses neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

CURRENCY_SIGNS = {"€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "$": "USD", "₹": "INR", "zł": "PLN", "Kč": "CZK"}
_SIGN = r"(?:\b(?:US|AU?|CA?|NZ?|S|R|HK|MX|NT))?\$|[€£¥￥₹₺₴₪₽₩฿₫₦]|\b(?:zł|Kč|Ft|lei|TL|лв|дин|kn|S/)(?!\w)\.?|\b(?:EUR|USD|GBP|CHF|CNY|RMB|SEK|NOK|DKK|PLN|CZK|HUF|HKD|JPY|CAD|AUD|SGD|INR|RON|TRY|BGN|RSD|UAH|ISK|NZD|ZAR|MXN|BRL|CLP|COP|ARS|PEN|UYU|ILS|THB|KRW|Fr|kr|Rs)\b\.?|\bR(?=\s?\d{1,3}(?:[ ,.]?\d{3})*[.,]\d\d(?!\d))"
_NUMBER = r"(?:\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,6})?|\d{1,3}(?:(?P<group>[.,'’ \u00a0])\d{3})(?:(?P=group)\d{3})*(?:[.,]\d{1,6})?|\d+(?:[.,]\s{0,2}\d{1,6})?)"
AMOUNT = re.compile(
    rf"(?:(?<![\w.,/:-])|(?<=\s[x×*]))(?P<open>\()?(?P<minus>[-−–](?:\s?))?(?:(?:{_SIGN})\s{{0,2}})?(?P<minus2>[-−–])?"
    rf"(?P<number>{_NUMBER})(?P<after>[-−](?![\w]))?(?:\s?(?:{_SIGN}|CR\b))?(?P<close>\))?(?:(?<=[.,]\d\d)[A-G](?!\w))?(?![\w/:]|[.,]\d|-\d|\s?%)",
    re.IGNORECASE,
)
PERCENT = re.compile(r"(?<![\w.,])(?P<number>\d{1,3}(?:[.,]\d{1,4})?)\s?%")
_MARKED = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[.'’ ]\d{3})*(,)\d{2}(?![\d.,%])|(?<![\d.,])\d{1,3}(?:[,'’ ]\d{3})*(\.)\d{2}(?![\d.,%])"
)


def decimal_mark(texts: Iterable[str]) -> str | None:
    """``,`` or ``.`` by what most unambiguous amounts of the document use; None where nothing tells."""
    comma = point = 0
    for text in texts:
        for match in _MARKED.finditer(text):
            comma, point = comma + bool(match[1]), point + bool(match[2])
    if comma == point:
        return None
    return "," if comma > point else "."


def read_number(text: str, mark: str | None = None) -> Decimal | None:
    """An unsigned printed number; ``mark`` decides only where the number does not tell by itself."""
    clean = re.sub(r"[\s\u00a0'’]", "", text)
    if not re.fullmatch(r"\d[\d.,]*", clean) or clean[-1] in ".,":
        return None
    marks = [character for character in clean if character in ".,"]
    if not marks:
        return Decimal(clean)
    last = marks[-1]
    whole, fraction = clean.rsplit(last, 1)
    if len(set(marks)) == 2 and marks.count(last) == 1:
        return Decimal(re.sub(r"[.,]", "", whole) + "." + fraction)
    if len(marks) > 1:
        return Decimal(re.sub(r"[.,]", "", clean)) if len(set(marks)) == 1 and len(fraction) == 3 else None
    if len(fraction) != 3 or len(whole) > 3 or whole == "0":
        return Decimal(f"{whole}.{fraction}")
    if mark is None:
        return None
    return Decimal(f"{whole}.{fraction}") if last == mark else Decimal(whole + fraction)


def read_match(match: re.Match[str], mark: str | None = None) -> Decimal | None:
    """The signed amount of an AMOUNT match."""
    number = read_number(match["number"], mark)
    if number is None:
        return None
    negative = bool(match["minus"] or match["minus2"] or match["after"] or (match["open"] and match["close"]))
    return -number if negative else number


def read_amount(text: str, mark: str | None = None) -> Decimal | None:
    """A text that is one amount and nothing else."""
    match = AMOUNT.fullmatch(text.strip())
    return read_match(match, mark) if match else None


def looks_monetary(match: re.Match[str]) -> bool:
    """Whether a match has the shape of money: two decimals, or a currency beside it."""
    return bool(re.search(r"[.,]\s{0,2}\d{2}$", match["number"]) or re.search(_SIGN, match[0], re.IGNORECASE))
