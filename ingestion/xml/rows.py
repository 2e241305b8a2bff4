"""Thousands of lines at once: one program wrote them, so most look alike but for their values.

A line's *terms* are its texts, picked by the dialect. The lines are taken as text. The first of each look is read as a tree; its copy with every value numbered, read the same way, tells which value is which term, and a pattern of that look
takes the values out of every line that has it, whole and exactly. A line of another look is read as a tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from ingestion.xml.given import as_given
from ingestion.xml.safe import UnsafeXml, parse_xml
from ingestion.xml.terms import local

Terms = tuple[str | None, ...]
"""Texts of a line in the dialect's order, two or more, None where absent."""
FEWEST = 60
"""From so many lines on it pays: a pattern costs as much as some thirty lines."""
_MOST_LOOKS, _LONGEST = 8, 20_000
_VALUE = re.compile(r'((?<=>)[^<\s][^<]*(?=<)|(?<==")[^"]*(?="))')
_TEXT, _ATTRIBUTE = r"([^<\s]++(?: [^<\s]++)*+)", r'([^"\t\n]*+)'
"""A text with single spaces, as :func:`~ingestion.xml.terms.text` would give it; and what quotes
hold, where the parser changes nothing of it."""
_NOTHING = r"(?:(?!)())?"
_PREFIX = attrgetter("prefix")
_LATER = re.compile(r">\s+[^<\s]")


def terms_of(rows: Sequence[_Element], pick: Callable[[_Element], Terms]) -> Iterator[Terms]:
    """What ``pick`` says of each row, in their order; ``rows`` as ``every`` gives them."""
    return map(pick, rows) if len(rows) < FEWEST else zip(*columns_of(rows, pick), strict=True)


def columns_of(rows: Sequence[_Element], pick: Callable[[_Element], Terms]) -> list[Sequence[str | None]]:
    """The same, each term of all rows by itself."""
    parent, name = rows[0].getparent(), _spelled(rows[0])
    if parent is None or rows[-1].getparent() is not parent or len(set(map(_PREFIX, rows))) > 1:
        return list(zip(*map(pick, rows), strict=True))
    given = as_given(parent)
    whole = given if given and _stands_as_written(rows[0], given) else _written(parent)
    if columns := _of_one_look(rows, whole, pick):
        return columns
    _, *written = re.split(rf"<{re.escape(name)}(?=[\s/>])", _written(parent))
    terms = map(pick, rows) if len(written) != len(rows) else _by_looks(rows, written, pick)  # one within another
    return list(zip(*terms, strict=True))


def _written(node: _Element) -> str:
    return etree.tostring(node, encoding="unicode", with_tail=False)


def _stands_as_written(row: _Element, given: str) -> bool:
    """Whether the first row stands in its file as lxml would write it, so that whatever has its look does too: no attribute
    between other quotes, say, which the pattern would take for a part of the look."""
    begun, written = f"<{_spelled(row)}", _written(row)
    inner = written[written.index(">") :]  # before it stand the namespaces, which a file declares further up
    return given.startswith(inner, given.find(begun) + len(begun))


def _of_one_look(
    rows: Sequence[_Element], whole: str, pick: Callable[[_Element], Terms]
) -> list[Sequence[str | None]] | None:
    """What one pattern takes out of all the rows at once; None where one looks otherwise.

    No row begins but once in ``whole``. Each match has one beginning; so where beginnings, matches and rows are as many,
    the matches are the rows.
    """
    begun = f"<{_spelled(rows[0])}"
    if whole.count(begun) != len(rows) or ("&" in whole and "&#" in whole):
        return None
    start = whole.index(begun) + len(begun)
    look = _look(rows[0], whole[start : start + _LONGEST], pick)
    found = re.findall(re.escape(begun) + look.pattern.pattern, whole) if look else ()
    if look is None or len(found) != len(rows):
        return None
    groups, absent = list(zip(*found, strict=True))[:-1], (None,) * len(rows)  # the last never matches
    columns: list[Sequence[str | None]] = [
        groups[place - 1] if place <= len(groups) else absent for place in look.places
    ]
    if "&" in whole:
        columns = [tuple(map(_plain, column)) for column in columns]
    return columns if tuple(column[0] for column in columns) == pick(rows[0]) else None


def _spelled(row: _Element) -> str:
    return f"{row.prefix}:{local(row)}" if row.prefix else local(row)


def _by_looks(rows: Sequence[_Element], written: list[str], pick: Callable[[_Element], Terms]) -> Iterator[Terms]:
    looks: list[_Look] = []
    for row, text in zip(rows, written, strict=True):
        for pattern, places in looks:
            if match := pattern.match(text):
                terms = match.group(*places)
                if "&" not in text:
                    yield terms
                elif "&#" not in text:
                    yield tuple(map(_plain, terms))
                else:
                    yield pick(row)
                break
        else:
            yield pick(row)
            if len(looks) < _MOST_LOOKS and (learned := _look(row, text, pick)):
                looks.append(learned)


def _plain(value: str | None) -> str | None:
    """What lxml escaped when it wrote."""
    if value is None or "&" not in value:
        return value
    return value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


class _Look(NamedTuple):
    """What matches a row's writing but for its values, and the group of each term (the last matches nothing)."""

    pattern: re.Pattern[str]
    places: tuple[int, ...]


def _look(row: _Element, written: str, pick: Callable[[_Element], Terms]) -> _Look | None:
    """The look of a row; None where its copy does not tell."""
    end = f"</{_spelled(row)}>"
    text = written[: written.find(end) + len(end)] if end in written[:_LONGEST] else ""
    if not text or _LATER.search(text):
        return None
    parts = _VALUE.split(text)
    spaces = "".join(f' xmlns:{prefix}="{prefix}"' for prefix in row.nsmap if prefix and prefix != "xml")
    numbered = "".join(str(place // 2) if place % 2 else part for place, part in enumerate(parts))
    try:
        copy = parse_xml(f"<a{spaces}><{_spelled(row)}{numbered}</a>".encode(), len(text) * 4 + len(spaces) + _LONGEST)
    except UnsafeXml:
        return None
    absent = len(parts) // 2 + 1
    places = tuple(int(place) + 1 if place and not place.isspace() else absent for place in pick(copy[0]))
    assert len(places) > 1, "a match gives a bare text for one"
    return _Look(re.compile(_pattern(parts)), places)


def _pattern(parts: list[str]) -> str:
    """Of parts of which every other is a value: all but the values as it stands."""
    found = [re.escape(parts[0])]
    for before, after in zip(parts[::2], parts[2::2], strict=False):
        found += [_TEXT if before.endswith(">") else _ATTRIBUTE, re.escape(after)]
    return "".join((*found, _NOTHING))
