"""First letters of Chinese characters: 远东机械 → ydjx, as people type a supplier's name in a hurry.

GB 2312 level 1 orders its 3,755 characters by pinyin, so the place of a character's code tells its first
letter; rarer characters (level 2, ordered by radical) have none here.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

_STARTS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"), (0xB9FE, "h"),
    (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"), (0xC5BE, "p"), (0xC6DA, "q"),
    (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"), (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_CODES = [code for code, _ in _STARTS]
_END = 0xD7F9


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """First letters of the characters that have one; Latin letters and digits stand for themselves."""
    found = []
    for char in text:
        if char.isascii():
            found.append(char.lower() if char.isalnum() else "")
            continue
        try:
            code = int.from_bytes(char.encode("gb2312"), "big")
        except UnicodeEncodeError:
            continue
        if _CODES[0] <= code <= _END:
            found.append(_STARTS[bisect_right(_CODES, code) - 1][1])
    return "".join(found)
