"""Lines out of their texts; thousands of them column by column, so that each step is one loop in C."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import repeat
from operator import eq, mul

from lxml.etree import _Element

from ingestion.reading import ItemLine, item_line
from ingestion.xml.rows import FEWEST, Terms, columns_of
from ingestion.xml.terms import to_decimal, told_rate

_CENT = Decimal("0.01")
_often = lru_cache(maxsize=256)(to_decimal)
"""Of quantities there are few, of amounts many."""
_Texts = Sequence[str | None]
_DIGITS, _SHORT = "0123456789.-", 15
"""As many digits are below the greatest number that is read."""


def priced_lines(rows: Sequence[_Element], pick: Callable[[_Element], Terms]) -> list[ItemLine]:
    """The lines of rows; ``pick`` gives a row's texts: title, quantity, its unit, price, the quantity that the price is
    for (one where none is told), amount, per cent and category of its tax."""
    if len(rows) < FEWEST:
        return [_priced(*pick(row)) for row in rows]
    return _by_columns(*columns_of(rows, pick))


def _priced(
    title: str | None, quantity: str | None, unit: str | None, price: str | None, basis: str | None, amount: str | None,
    percent: str | None, category: str | None,
) -> ItemLine:  # fmt: skip
    billed, each, total = _often(quantity), to_decimal(price), to_decimal(amount)
    proved = _proved(billed, each, _often(basis), total)
    return item_line(title, None, billed, unit, each, total, told_rate(percent, category), None, proved)


def _by_columns(
    titles: _Texts, quantities: _Texts, units: _Texts, prices: _Texts, bases: _Texts, amounts: _Texts, percents: _Texts,
    categories: _Texts,
) -> list[ItemLine]:  # fmt: skip
    """What ``_priced`` says of each."""
    billed, each, totals = list(map(_often, quantities)), decimals(prices), decimals(amounts)
    lots = list(map(_often, bases)) if any(bases) else None
    proved = _all_proved(billed, each, totals) if lots is None else None
    if proved is None:
        proved = list(map(_proved, billed, each, lots or repeat(None), totals))
    rates, none = map(told_rate, percents, categories), repeat(None)
    return list(map(item_line, titles, none, billed, units, each, totals, rates, none, proved))


def decimals(texts: _Texts) -> Sequence[Decimal | None]:
    """Each as :func:`~ingestion.xml.terms.to_decimal` gives it: what is of digits and short needs no look at its size."""
    try:
        if max(map(len, texts)) <= _SHORT and not "".join(texts).strip(_DIGITS):  # type: ignore[arg-type]
            return list(map(Decimal, texts))  # type: ignore[arg-type]
    except (TypeError, InvalidOperation):  # one is absent, or no number
        pass
    return list(map(to_decimal, texts))


def _all_proved(
    billed: Sequence[Decimal | None], each: Sequence[Decimal | None], totals: Sequence[Decimal | None]
) -> list[bool] | None:
    """That each is proved exactly; None where one is not."""
    try:
        same = list(map(eq, map(mul, billed, each), totals))
    except TypeError:  # one is absent
        return None
    return same if all(same) else None


def _proved(billed: Decimal | None, each: Decimal | None, lot: Decimal | None, total: Decimal | None) -> bool:
    """Whether a price for a lot gives the amount, to a cent."""
    if billed is None or each is None or total is None:
        return False
    product = billed * each
    if not lot:
        return product == total or abs(product - total) <= _CENT
    try:
        return abs(product / lot - total) <= _CENT
    except ArithmeticError:  # a lot of 1e-999999
        return False
