"""Numbers in Chinese characters, everyday and financial, alone or mixed with digits: 一百二十万, 壹佰贰拾, 3百20万, 二〇二六."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    letter: number
    for number, letters in enumerate(
        ("〇零○", "一壹弌幺", "二贰貳两俩", "三叁參叄仨", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for letter in letters
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_SHORT = {"廿": 20, "卅": 30}
_ANY = "".join([*_DIGITS, *_TENS, *_MYRIADS, *_SHORT])
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
RUN = re.compile(
    rf"(?:{_NUMBER}\s?(?=[{_ANY}])|[{_ANY}])(?:\s?[{_ANY}点]|\s?{_NUMBER}(?=\s?[{_ANY}])|(?<=[{_ANY}]){_NUMBER})*"
)
_PIECE = re.compile(rf"{_NUMBER}|[{_ANY}点]")
IDIOMS = re.compile(
    r"万一(?![百千万亿十])|千万(?=[不别要注小记请莫])|千千万万|百万(?=雄)|万万(?=不|没)|一一(?=对|核|列)"
)
ONLY_UNITS = frozenset([*_TENS, *_MYRIADS]) - {"十", "拾"}


def value_of(text: str) -> Decimal | None:
    """What a run says; None for a unit that stands alone (万 in 单位：万元)."""
    pieces = _PIECE.findall(text)
    while pieces and pieces[-1] == "点":
        pieces.pop()
    if not pieces or (len(pieces) == 1 and pieces[0] in ONLY_UNITS):
        return None
    if "点" in pieces:
        return _with_point(pieces)
    if len(pieces) > 1 and all(piece in _DIGITS for piece in pieces):
        return Decimal("".join(str(_DIGITS[piece]) for piece in pieces))
    return _summed(pieces)


def _with_point(pieces: list[str]) -> Decimal | None:
    """三点五, 一点二万: after the point digits, then units that multiply the whole."""
    at = pieces.index("点")
    after = pieces[at + 1 :]
    digits = [piece for piece in after if piece in _DIGITS]
    if len(digits) < len(after) and after[: len(digits)] != digits:
        return None
    whole = (value_of("".join(pieces[:at])) or Decimal(0)) if at else Decimal(0)
    value = Decimal(f"{int(whole)}." + ("".join(str(_DIGITS[piece]) for piece in digits) or "0"))
    for unit in after[len(digits) :]:
        value *= _TENS.get(unit) or _MYRIADS.get(unit) or 1
    return value


def _summed(pieces: list[str]) -> Decimal:
    """Digits times tens within each myriad; a unit with nothing before it counts once."""
    total, section, number = Decimal(0), Decimal(0), Decimal(0)
    given = False
    for piece in pieces:
        if piece in _DIGITS:
            number, given = (number * 10 if given and number else Decimal(0)) + _DIGITS[piece], True
        elif piece in _SHORT:
            section, number, given = section + _SHORT[piece], Decimal(0), False
        elif piece in _TENS:
            section, number, given = section + (number if given else 1) * _TENS[piece], Decimal(0), False
        elif piece in _MYRIADS:
            base = section + number
            if not base and total:  # 万亿
                total *= _MYRIADS[piece]
            else:
                total += (base or 1) * _MYRIADS[piece]
            section, number, given = Decimal(0), Decimal(0), False
        else:
            number, given = number + Decimal(piece.replace(",", "")), True
    return total + section + number
