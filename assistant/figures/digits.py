"""Numbers written in digits: grouped, European, spaced out so that no reader of words would see one, or multiplied."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = r"\d+(?:,\d+)*(?:\.\d+)?(?:[eE]\+?\d{1,2}(?a:\b))?"
_EUROPEAN = r"\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"
_GAP = r"[ \u00a0\u2007\u2009\u202f_'’·|*/–—\-]"
_APART = rf"\d{{1,3}}(?:{_GAP}\d{{1,3}}){{2,}}(?:[.,]\d{{1,2}})?(?![\d,])|\d{{1,3}}[ \u00a0\u2007\u2009\u202f'’]\d{{3}}(?:[.,]\d{{1,2}})?(?![\d,])"
_DOTTED = r"\d+(?:\.\d+){2,}"
NUMBER = re.compile(rf"(?P<european>{_EUROPEAN})|(?P<dotted>{_DOTTED})|(?P<apart>{_APART})|(?P<plain>{_PLAIN})")
TIMES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "k": 3, "m": 6, "mn": 6, "mio": 6,
         "bn": 9, "b": 9}  # fmt: skip
MULTIPLIED = re.compile(
    r"\s?(?P<words>(?:(?:hundred|thousand|million|billion|trillion)s?(?a:\b)[\s-]?)+)|(?P<letter>(?:mn|mio|bn|[kKmMbB])(?a:\b))"
)


def value_of(match: re.Match[str]) -> Decimal:
    """The number that a match of :data:`NUMBER` says."""
    text = match.group()
    if match.lastgroup == "european":
        return Decimal(text.replace(".", "").replace(",", "."))
    if match.lastgroup == "dotted":
        return Decimal(text.replace(".", ""))
    if match.lastgroup == "apart":
        body, point, part = _fraction(text)
        return Decimal(re.sub(r"\D", "", body) + point + part)
    return Decimal(text.replace(",", ""))


def _fraction(text: str) -> tuple[str, str, str]:
    """What stands before and after a decimal point at the end."""
    found = re.search(r"[.,](\d{1,2})$", text)
    return (text[: found.start()], ".", found.group(1)) if found else (text, "", "")


def multiplied(text: str, at: int) -> tuple[int, int]:
    """The power of ten that follows a number ("million", "k"), and where it ends; 0 where none does."""
    found = MULTIPLIED.match(text, at)
    if found is None:
        return 0, at
    named = [one.rstrip("s").casefold() for one in re.findall(r"[A-Za-z]+", found.group())]
    return sum(TIMES[one] for one in named), at + len(found.group().rstrip(" -\n\t"))
