"""Finding elements by local name: the same business term lives in many namespaces and versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from lxml.etree import _Element

from ingestion.reading import ItemLine
from ingestion.values.names import one_line_name
from ingestion.xml.given import forget_given
from ledger.evidence.field import FieldValue


@dataclass
class XmlInvoice:
    """What an e-invoice says: values by field name, and its lines."""

    values: dict[str, FieldValue] = field(default_factory=dict)
    lines: list[ItemLine] = field(default_factory=list)
    kind: str = ""

    def put(self, name: str, value: FieldValue | None) -> None:
        """Keeps a value unless it is absent or empty, or the name is taken."""
        if (value or (value is not None and value not in ("", ()))) and name not in self.values:
            self.values[name] = value


def local(node: _Element) -> str:
    """Name without namespace."""
    return _LOCAL[node.tag]


class _Local(dict[object, str]):
    """Names without namespace by tag, bounded: looked up in C, once for each element."""

    def __missing__(self, tag: object) -> str:
        if len(self) >= _MOST_TAGS:
            self.clear()
        plain = self[tag] = str(tag).rsplit("}", 1)[-1]
        return plain


_MOST_TAGS = 4096
_LOCAL = _Local()


class _Steps(dict[str, tuple[str | tuple[str, ...], ...]]):
    """Paths taken apart: a step is a name, or several of which each will do. The paths are the readers' own, and few."""

    def __missing__(self, path: str) -> tuple[str | tuple[str, ...], ...]:
        steps = self[path] = tuple(tuple(step.split("|")) if "|" in step else step for step in path.split("/"))
        return steps


class _Named(dict[_Element, dict[str, Sequence[_Element]]]):
    """Elements' children by local name: a reader asks the same element for twenty names, and each child costs lxml an
    object of Python however it is looked for. Bounded, and :func:`forget` lets go of the tree."""

    def __missing__(self, node: _Element) -> dict[str, Sequence[_Element]]:
        if len(self) >= _MOST_NAMED:
            self.clear()
        found: dict[str, Sequence[_Element]] = {}
        for child in node:
            name = _LOCAL[child.tag]
            if name not in found:
                found[name] = (child,)  # most names stand once: no list for them
            elif isinstance(others := found[name], list):
                others.append(child)
            else:
                found[name] = [*others, child]
        self[node] = found
        return found


_MOST_NAMED = 64
_STEPS, _NAMED = _Steps(), _Named()
"""Dicts that fill themselves: a hit costs half of what it costs in a cache of functools."""


def forget() -> None:
    """Lets go of the last elements that were asked for names, and of what was given."""
    _NAMED.clear()
    forget_given()


def children(node: _Element | None, name: str) -> Sequence[_Element]:
    """Children of that local name."""
    return () if node is None else _NAMED[node].get(name, ())


def every(node: _Element | None, path: str) -> Sequence[_Element]:
    """All elements at a path of local names such as ``A/B|C/D`` (a step may offer alternatives)."""
    if node is None:
        return ()
    named = _NAMED[node]
    if path in named:  # one step: most paths are
        return named[path]
    found: Sequence[_Element] = ()
    for step in _STEPS[path]:
        if len(found) > 1:
            found = [child for parent in found for child in _among(parent, step)]
        else:
            if found:
                node = found[0]
                named = _NAMED[node]
            found = named.get(step, ()) if isinstance(step, str) else _among(node, step)
        if not found:
            return ()
    return found


def _among(parent: _Element, step: str | tuple[str, ...]) -> Sequence[_Element]:
    """Children of one of the names, in the order in which they stand, whichever they are."""
    named = _NAMED[parent]
    if isinstance(step, str):
        return named.get(step, ())
    kinds = [named[one] for one in step if one in named]
    if len(kinds) < 2:
        return kinds[0] if kinds else ()
    return [child for child in parent if _LOCAL[child.tag] in step]


def first(node: _Element | None, path: str) -> _Element | None:
    """The first element at a path."""
    found = every(node, path)
    return found[0] if found else None


def text(node: _Element | None, *paths: str) -> str | None:
    """The first non-empty text at one of the paths, spaces collapsed."""
    if node is None:
        return None
    named = _NAMED[node]
    for path in paths:
        for element in named.get(path) or every(node, path):
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


def counted(quantity: _Element | None) -> tuple[str | None, str | None]:
    """The texts of a quantity and of its unit, as UBL and CII write them."""
    return (None, None) if quantity is None else (quantity.text, quantity.get("unitCode"))
