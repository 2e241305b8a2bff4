"""One spelling for matching: same length as the original, so that a match can be walked back to its box."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BARRED = {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i", "İ": "i"}
"""Letters with a bar, or without their dot, are no letter with an accent to Unicode; labels are written without."""
_WHOLE = re.compile("[\u3040-\u30ff\uac00-\ud7a3]")
"""Kana and Hangul: Unicode takes them apart, and the first part alone says nothing."""


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    wide = unicodedata.normalize("NFKC", character)
    base = wide if len(wide) == 1 else character
    if _WHOLE.match(base):
        return base
    plain = _BARRED.get(base) or unicodedata.normalize("NFKD", base)[0].lower()
    return plain if len(plain) == 1 else base


def fold(text: str) -> str:
    """Lower case, without accents, full-width forms as ASCII; character by character, so offsets stay."""
    return "".join(map(_fold_character, text))


_RADICALS = dict(
    zip(
        "⺟⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母虎西见角贝车長镸长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that some printers write for the sign itself, and that Unicode's compatibility forms leave as they are."""
_UNUSUAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
"""Signs that can be printed and have a usual form."""


@lru_cache(maxsize=8192)
def _readable_character(character: str) -> str:
    code = ord(character)
    if 0xFB00 <= code <= 0xFB06 or 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    if character in "\t\r\n":
        return " "
    if unicodedata.category(character) in ("Zs", "Zl", "Zp"):
        return " "
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "Cs") else character


def readable(text: str) -> str:
    """Text as a person reads it: ligatures and Kangxi radicals in their usual form, controls gone."""
    if text.isprintable() and (text.isascii() or not _UNUSUAL.search(text)):
        return text
    return "".join(map(_readable_character, text))


@lru_cache(maxsize=4096)
def squash(text: str) -> str:
    """Letters and digits only, folded: for comparing two spellings of one value."""
    return "".join(character for character in fold(text) if character.isalnum())
