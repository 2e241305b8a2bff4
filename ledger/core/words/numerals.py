"""Numbers as people write them: 一百八十三, 1.2万, 六千五, two hundred, 6k. Exact, never a float.

Only reads; nothing here formats. Ambiguous grouping (1.234) is left to whoever asks people.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGIT = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_DIGIT |= {"九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "仨": 3}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_ZH = "零〇一二两俩仨三四五六七八九壹贰叁肆伍陆柒捌玖十百千拾佰仟万亿"

ZH_NUMBER = (
    rf"(?:\d[\d,]*(?:\.\d+)?(?:[十百千]?[万亿]|[百千])?(?:[零]?[\d一二两三四五六七八九](?![\d年月日号:：]))?|[{_ZH}]+)"
)
"""Pattern of a number in Chinese text: digits with or without 万, or numerals."""

_EN_UNITS = {
    "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_EN_SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000, "million": 10**6, "mln": 10**6, "m": 10**6}
_EN_SCALES |= {"mio": 10**6, "billion": 10**9, "bn": 10**9}
_EN_WORD = "|".join(sorted({*_EN_UNITS, *_EN_SCALES} - {"a", "an", "k", "m"}, key=len, reverse=True))

EN_NUMBER = (
    rf"(?:\d[\d,]*(?:\.\d+)?(?:\s?(?:hundred|thousand|million|billion|grand|mln|mio|bn|k|m))?\b"
    rf"|\b(?:a |an )?(?:{_EN_WORD})(?:(?:[ -]| and )(?:{_EN_WORD}))*\b)"
)
"""Pattern of a number in English text: digits with or without k, m; or words."""


def zh_number(text: str) -> Decimal | None:
    """The value of a Chinese or mixed number; None when it is not one.

    ``1.2万`` 12000, ``六千五`` 6500, ``1万2`` 12000, ``一百零五`` 105, ``二〇二六`` 2026.
    """
    text = text.replace(",", "").replace(" ", "")
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return Decimal(text)
    if re.fullmatch(r"[零〇一二三四五六七八九]{2,}", text):
        return Decimal("".join(str(_DIGIT[char]) for char in text))
    parts = re.findall(r"\d+(?:\.\d+)?|.", text)
    return _fold(parts) if parts and all(part in _ZH or part[0].isdigit() for part in parts) else None


def _fold(parts: list[str]) -> Decimal | None:
    total = section = Decimal(0)
    current: Decimal | None = None
    last_unit = 1
    for part in parts:
        if part in _SMALL:
            section += (Decimal(1) if current is None else current) * _SMALL[part]
            last_unit, current = _SMALL[part], None
        elif part in _LARGE:
            section = (section + (current or Decimal(0))) or Decimal(1)
            total = (total + section) * _LARGE[part] if part == "亿" else total + section * _LARGE[part]
            section, current, last_unit = Decimal(0), None, _LARGE[part]
        elif part in "零〇" and (section or total):
            last_unit = 1
        elif current is not None:
            return None
        else:
            current = Decimal(part) if part[0].isdigit() else Decimal(_DIGIT[part])
    if current is not None:  # 六千五 means 6500, 一百零五 means 105
        section += current * (last_unit // 10 if last_unit > 10 and current < 10 else 1)
    return total + section


def en_number(text: str) -> Decimal | None:
    """The value of an English number in digits or words; None when it is not one."""
    words = re.findall(r"\d+(?:\.\d+)?|[a-z]+", text.lower().replace(",", ""))
    words = [word for word in words if word != "and"]
    if not words:
        return None
    total, current, seen = Decimal(0), Decimal(0), False
    for word in words:
        if word[0].isdigit():
            current, seen = current + Decimal(word), True
        elif word in _EN_UNITS:
            current, seen = current + _EN_UNITS[word], True
        elif word == "hundred":
            current, seen = (current or Decimal(1)) * 100, True
        elif word in _EN_SCALES:
            total, current, seen = total + (current or 1) * _EN_SCALES[word], Decimal(0), True
        else:
            return None
    return total + current if seen else None
