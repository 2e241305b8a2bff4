"""大写金额: amounts in Chinese capital numerals, read and written exactly.

Rules of writing after 《支付结算办法》附一《正确填写票据和结算凭证的基本规定》: numerals 零壹贰叁肆伍陆柒捌玖, units 拾佰仟万亿,
圆 or 元, 角, 分, and 整 or 正 at the end. Reading is strict: what does not follow the grammar is None, never a guess.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
_VALUE = {character: value for value, character in enumerate(DIGITS)} | {
    character: value for value, character in enumerate("〇一二三四五六七八九")
}
_VALUE |= {"两": 2, "弍": 2, "贰": 2, "貳": 2, "參": 3, "叄": 3, "陸": 6, "○": 0, "O": 0}
_SMALL = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_LARGE = (("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4))
_SHAPE = re.compile(r"^(?P<sign>[(]?负[)]?|-)?(?:(?P<whole>[^圆元圓角分整正]+)[圆元圓])?(?P<rest>[^圆元圓]*)$")
_REST = re.compile(r"^零?(?:(?P<jiao>[^角分])角)?零?(?:(?P<fen>[^角分])分)?[整正]?$")
NUMERALS = "".join(_VALUE) + "".join(_SMALL) + "亿億万萬圆元圓角分整正负"
MAX = Decimal("9999999999999999.99")


def read_daxie(text: str) -> Decimal | None:
    """The amount in yuan with two decimals; None where the text is not exactly one."""
    clean = re.sub(r"[\s:：¥￥⊗]|人民币|(?<=[)）])$", "", text).replace("（", "(").replace("）", ")")
    shape = _SHAPE.match(clean)
    rest = _REST.match(shape["rest"]) if shape is not None else None
    if shape is None or rest is None or (shape["whole"] is None and not (rest["jiao"] or rest["fen"])):
        return None
    whole = 0 if shape["whole"] is None else _whole(shape["whole"])
    if whole is None:
        return None
    jiao, fen = (_digit(rest["jiao"]), _digit(rest["fen"]))
    if jiao is None or fen is None:
        return None
    amount = Decimal(whole) + Decimal(jiao * 10 + fen).scaleb(-2)
    return -amount.quantize(Decimal("0.01")) if shape["sign"] else amount.quantize(Decimal("0.01"))


def write_daxie(amount: Decimal) -> str:
    """Capital numerals of an amount in yuan: ``Decimal("1409.50")`` is 壹仟肆佰零玖圆伍角整."""
    assert abs(amount) <= MAX and amount == amount.quantize(Decimal("0.01"))
    sign, positive = ("负" if amount < 0 else ""), abs(amount)
    whole, cents = divmod(int(positive.scaleb(2)), 100)
    jiao, fen = divmod(cents, 10)
    head = f"{_spell(whole)}圆" if whole else ""
    if not cents:
        return f"{sign}{head or '零圆'}整"
    gap = "零" if head and (not jiao or whole % 10 == 0) else ""
    tail = (f"{DIGITS[jiao]}角" if jiao else "") + (f"{DIGITS[fen]}分" if fen else "整")
    return f"{sign}{head}{gap}{tail}"


def _digit(character: str | None) -> int | None:
    return 0 if character is None else _VALUE.get(character)


def _whole(text: str) -> int | None:
    """Integer numerals; a large unit multiplies everything before it that the unit above has not taken."""
    for unit, size in _LARGE:
        if unit in text:
            high, low = text.rsplit(unit, 1) if size == 10**4 else text.split(unit, 1)
            left, right = (_whole(high) if high else None), (_whole(low) if low else 0)
            if (
                left is None
                or right is None
                or left == 0
                or left >= 10**8
                or (left >= 10**4 and size == 10**4)
                or right >= size
            ):
                return None
            return left * size + right
    return _section(text)


def _section(text: str) -> int | None:
    """At most four digits: ``仟肆佰零玖``; each small unit must be smaller than the one before."""
    total, last_unit, pending = 0, 10**4, None
    for position, character in enumerate(text):
        if character in _SMALL:
            unit = _SMALL[character]
            implied = 1 if pending is None and position == 0 and unit == 10 else pending
            if not implied or unit >= last_unit:
                return None
            total, last_unit, pending = total + implied * unit, unit, None
            continue
        value = _VALUE.get(character)
        if value is None or pending not in (None, 0):
            return None
        pending = value
    if pending and last_unit == 1:
        return None
    return total + (pending or 0)


def _spell(number: int) -> str:
    """An integer from 1 to 10^16 - 1."""
    if number >= 10**8:
        high, low = divmod(number, 10**8)
        gap = "零" if low and low < 10**7 else ""
        return f"{_spell(high)}亿{gap}{_spell(low) if low else ''}"
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        gap = "零" if low and low < 10**3 else ""
        return f"{_spell(high)}万{gap}{_spell(low) if low else ''}"
    out, zero = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if zero and out else "") + DIGITS[digit] + name
        zero = not digit
    return out
