"""Numbers in English words: "one hundred and twenty thousand", "half a million", "one two three", "twenty twenty-six"."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_SMALL = {word: number for number, word in enumerate(_UNITS)} | {"oh": 0, "nought": 0, "dozen": 12}
_TENS = {word: 10 * number for number, word in
         enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)} | {"fourty": 40}  # fmt: skip
_TIMES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
MOST_DIGITS = 60
_NUMBERS = "|".join(sorted([*_SMALL, *_TENS, "hundred", *_TIMES], key=len, reverse=True))
RUN = re.compile(
    rf"(?a:\b)(?:half\s+an?\s+|quarter\s+of\s+an?\s+|an?\s+)?(?:{_NUMBERS})s?(?a:\b)(?:[\s,-]{{1,2}}(?:and\s+|a\s+)?(?:{_NUMBERS}|point)s?(?a:\b))*",
    re.IGNORECASE,
)


def value_of(text: str) -> Decimal | None:
    """What a run says; digits said one by one, or in pairs as years are, are put together."""
    low = text.casefold()
    factor = Decimal("0.5") if low.startswith("half") else Decimal("0.25") if low.startswith("quarter") else Decimal(1)
    words = [one if one in _SMALL else one.rstrip("s") for one in re.findall(r"[a-z]+", low)]
    whole, _, part = " ".join(one for one in words if one not in ("and", "a", "an", "half", "quarter", "of")).partition(
        "point"
    )
    value = _whole(whole.split())
    if value is None:
        return None
    if not part.split():
        return value * factor
    digits = [str(_SMALL[one]) for one in part.split() if _SMALL.get(one, 10) < 10]
    for unit in part.split():
        value *= _TIMES.get(unit, 1)
    scale = max([_TIMES[one] for one in part.split() if one in _TIMES], default=1)
    return value + Decimal("0." + ("".join(digits) or "0")) * scale


def _whole(words: list[str]) -> Decimal | None:
    """A whole number; None where there is no word of one."""
    total, groups = 0, [0]
    for word in words:
        if word in _TIMES:
            total += (_joined(groups) or 1) * _TIMES[word]
            groups = [0]
        elif word == "hundred":
            groups[-1] = (groups[-1] or 1) * 100
        else:
            number = _SMALL.get(word, _TENS.get(word, 0))
            fits = (
                groups[-1] == 0
                or groups[-1] % 100 == 0
                or (groups[-1] % 10 == 0 and groups[-1] % 100 >= 20 and number < 10)
            )
            if fits and not (groups[-1] == 0 and len(groups) > 1):
                groups[-1] += number
            else:
                groups.append(number)
    return Decimal(total + _joined(groups)) if words else None


def _joined(groups: list[int]) -> int:
    return int("".join(map(str, groups))[:MOST_DIGITS])
