"""拼音首字母: the first letters people type for a Chinese name (``yhck`` for 银行存款).

GB/T 2312-1980 orders its first 3,755 characters by their reading, so the row and cell of a character give its letter;
the rest are ordered by radical, and those that names of accounts use are listed here. A character with two readings
answers to both.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import islice, product

_STARTS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_LAST = 0xD7F9
_CODES = tuple(code for code, _ in _STARTS)
_OTHERS = {
    "赊": "s",
    "赁": "l",
    "赎": "s",
    "佣": "y",
    "赈": "z",
    "赙": "f",
    "鑫": "x",
    "晟": "s",
    "昊": "h",
    "淼": "m",
    "钰": "y",
}
_READINGS = {"行": "hx", "会": "hk", "调": "td", "长": "cz", "重": "zc", "折": "zs", "差": "c", "单": "ds", "便": "bp", "薪": "x",
             "传": "cz", "降": "jx", "校": "xj", "乐": "ly", "参": "cs", "藏": "cz", "盛": "sc", "车": "cj", "厦": "sx"}  # fmt: skip
_MOST = 64


def first_letter(character: str) -> str:
    """The letter of a character by its place in GB/T 2312 level 1; empty for all others."""
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _STARTS[bisect_right(_CODES, code) - 1][1] if _CODES[0] <= code <= _LAST else ""


def _letters(character: str) -> str:
    if character in _READINGS or character in _OTHERS:
        return _READINGS.get(character) or _OTHERS[character]
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    return first_letter(character)


@lru_cache(maxsize=8192)
def initials(name: str) -> tuple[str, ...]:
    """First letters of a name in each of its readings, the usual first; at most 64. Punctuation has none."""
    letters = [found for one in unicodedata.normalize("NFKC", name) if (found := _letters(one))]
    return tuple("".join(one) for one in islice(product(*letters), _MOST))
