"""Finding elements by local name: the same business term lives in many namespaces and versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from lxml.etree import _Element

from ingestion.reading import ItemLine, item_line
from ingestion.values.names import one_line_name
from ledger.evidence.field import FieldValue


@dataclass
class XmlInvoice:
    """What an e-invoice says: values by field name, and its lines."""

    values: dict[str, FieldValue] = field(default_factory=dict)
    lines: list[ItemLine] = field(default_factory=list)
    kind: str = ""

    def put(self, name: str, value: FieldValue | None) -> None:
        """Keeps a value unless it is absent or empty, or the name is taken."""
        if value is not None and value not in ("", ()) and name not in self.values:
            self.values[name] = value


def local(node: _Element) -> str:
    """Name without namespace."""
    return _plain(node.tag)


@lru_cache(maxsize=4096)
def _plain(tag: object) -> str:
    return str(tag).rsplit("}", 1)[-1]


@lru_cache(maxsize=2048)
def _steps(path: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(step.split("|")) for step in path.split("/"))


@lru_cache(maxsize=64)
def _named(node: _Element) -> dict[str, list[_Element]]:
    """An element's children by local name: a reader asks the same element for twenty names, and each child costs lxml
    an object of Python however it is looked for. :func:`forget` lets go of the tree."""
    found: dict[str, list[_Element]] = {}
    for child in node:
        name = _plain(child.tag)
        if name in found:
            found[name].append(child)
        else:
            found[name] = [child]
    return found


def forget() -> None:
    """Lets go of the last elements that were asked for names."""
    _named.cache_clear()


def children(node: _Element | None, name: str) -> Sequence[_Element]:
    """Children of that local name."""
    return () if node is None else _named(node).get(name, ())


def every(node: _Element | None, path: str) -> Sequence[_Element]:
    """All elements at a path of local names such as ``A/B|C/D`` (a step may offer alternatives)."""
    if node is None:
        return ()
    found: Sequence[_Element] = (node,)
    for names in _steps(path):
        if len(found) > 1:
            found = [child for parent in found for child in _among(parent, names)]
        elif len(names) == 1:
            found = _named(found[0]).get(names[0], ())
        else:
            found = _among(found[0], names)
        if not found:
            return ()
    return found


def _among(parent: _Element, names: tuple[str, ...]) -> Sequence[_Element]:
    """Children of one of the names, in the order in which they stand, whichever they are."""
    named = _named(parent)
    if len(names) == 1:
        return named.get(names[0], ())
    kinds = [named[one] for one in names if one in named]
    if len(kinds) < 2:
        return kinds[0] if kinds else ()
    return [child for child in parent if _plain(child.tag) in names]


def first(node: _Element | None, path: str) -> _Element | None:
    """The first element at a path."""
    found = every(node, path)
    return found[0] if found else None


def text(node: _Element | None, *paths: str) -> str | None:
    """The first non-empty text at one of the paths, spaces collapsed."""
    if node is None:
        return None
    for path in paths:
        for element in every(node, path):
            if (said := element.text) and (value := " ".join(said.split())):
                return value
    return None


def name(node: _Element | None, *paths: str) -> str | None:
    """A name at one of the paths; of several lines the one that is the name."""
    for path in paths:
        for element in every(node, path):
            if (said := element.text) and said.strip():
                return one_line_name(said)
    return None


def number(node: _Element | None, *paths: str) -> Decimal | None:
    """A decimal at one of the paths; None where it is not one."""
    return to_decimal(text(node, *paths))


_MOST = Decimal(10) ** 15


def to_decimal(value: str | None) -> Decimal | None:
    """An XML decimal, finite and of sane length."""
    if value is None or len(value) > 60:
        return None
    try:
        made = Decimal(value)
        return made if abs(made) < _MOST else None
    except InvalidOperation:  # NaN too has no place in an order
        return None


_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


def day(value: str | None) -> date | None:
    """``20260131``, ``2026-01-31`` or the date part of a date-time."""
    match = _DAY.match(value or "")
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def rate(percent: Decimal | None, category: str | None = None) -> str | None:
    """A tax rate as the stable shape writes it: ``0.19``, ``zero``, ``exempt``, ``not_taxable``, ``reverse_charge``.

    Category codes after UNTDID 5305: Z zero, E exempt, AE reverse charge, K intra-community, G export, O outside scope.
    """
    word = {"E": "exempt", "AE": "reverse_charge", "O": "not_taxable", "Z": "zero"}.get((category or "").upper())
    if word and not percent:
        return word
    if percent is None:
        return None
    return "zero" if percent == 0 else format((percent / 100).normalize(), "f")


@lru_cache(maxsize=256)
def told_rate(percent: str | None, category: str | None) -> str | None:
    """A tax rate out of its texts: a document has few, its lines many."""
    return rate(to_decimal(percent), category)


_CENT = Decimal("0.01")
_often = lru_cache(maxsize=256)(to_decimal)
"""Of quantities there are few, of amounts many."""


def counted(quantity: _Element | None) -> tuple[str | None, str | None]:
    """The texts of a quantity and of its unit, as UBL and CII write them."""
    return (None, None) if quantity is None else (quantity.text, quantity.get("unitCode"))


def priced(
    title: str | None, quantity: str | None, unit: str | None, price: str | None, basis: str | None, amount: str | None,
    percent: str | None, category: str | None,
) -> ItemLine:  # fmt: skip
    """A line out of its texts; ``basis`` is the quantity that the price is for, one where none is told."""
    billed, each, total = _often(quantity), to_decimal(price), to_decimal(amount)
    proved = (
        billed is not None and each is not None and total is not None and _comes_to(billed * each, _often(basis), total)
    )
    return item_line(title, None, billed, unit, each, total, told_rate(percent, category), None, proved)


def _comes_to(product: Decimal, lot: Decimal | None, total: Decimal) -> bool:
    """Whether a price for a lot gives the amount, to a cent."""
    if not lot:
        return product == total or abs(product - total) <= _CENT
    try:
        return abs(product / lot - total) <= _CENT
    except ArithmeticError:  # a lot of 1e-999999
        return False
