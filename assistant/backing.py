"""Which figures the tools of a turn gave: those of their results and of the blocks shown beside the words.

An amount in minor units backs what it says in its currency, never the bare integer: 31500 of CNY backs 315.00.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from assistant.figures import spelled
from assistant.safety import figures
from assistant.shown import lines
from ledger.core import MoneyError, exponent
from tools.outcome import Done, Invalid, Outcome

MINOR = "_minor"
MOST_CHARACTERS = 60_000
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def backing(outcomes: Iterable[Outcome], currency: str, language: str) -> set[str]:
    """Figures in one spelling; ``currency`` is the company's, for amounts that name none."""
    given: set[str] = set()
    for outcome in outcomes:
        if isinstance(outcome, Done):
            texts: list[str] = [line for block in outcome.blocks for line in lines(block)]
            texts += _strings(outcome.result.model_dump(mode="json"), currency)
            given |= _figures(texts)
        elif isinstance(outcome, Invalid):
            given |= figures(one.text(language) for one in outcome.problems)
    return given


def _figures(texts: Iterable[str]) -> set[str]:
    given: set[str] = set()
    left = MOST_CHARACTERS
    for text in dict.fromkeys(texts):
        if _NUMBER.fullmatch(text):
            given.add(spelled(abs(Decimal(text))))
        elif (left := left - len(text)) >= 0:
            given |= figures([text])
    return given


def _strings(value: Any, base: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        unit = str(value.get("currency") or base)
        for name, inner in value.items():
            if str(name).endswith(MINOR):
                yield from _amounts(inner, base if str(name).startswith("base") else unit)
            else:
                yield str(name)
                yield from _strings(inner, base)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner, base)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)


def _amounts(value: Any, currency: str) -> Iterator[str]:
    for one in value if isinstance(value, list | tuple) else (value,):
        if isinstance(one, int) and not isinstance(one, bool):
            yield format(Decimal(one).scaleb(-_digits(currency)), "f")


def _digits(currency: str) -> int:
    try:
        return exponent(currency)
    except MoneyError:
        return 2
