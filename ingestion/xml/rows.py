"""Thousands of lines at once: one program wrote them, so most look alike but for their values.

A line's *terms* are its texts, picked by the dialect. The lines are written out as text once. The first of each look is read
as a tree; its copy with every value numbered, read the same way, tells which value is which term, and a pattern of that look
takes the values out of every line that has it, whole and exactly. A line of another look is read as a tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from lxml import etree
from lxml.etree import _Element

from ingestion.xml.safe import UnsafeXml, parse_xml
from ingestion.xml.terms import local

Terms = tuple[str | None, ...]
"""Texts of a line in the dialect's order, None where absent."""
FEWEST = 60
"""From so many lines on it pays: a pattern costs as much as some thirty lines."""
_MOST_LOOKS, _LONGEST = 8, 20_000
_VALUE = re.compile(r'((?<=>)[^<\s][^<]*(?=<)|(?<==")[^"]*(?="))')
_TEXT, _ATTRIBUTE = r"([^<\s]++(?: [^<\s]++)*+)", r'([^"]*+)'
"""A text with single spaces, as :func:`~ingestion.xml.terms.text` would give it; and what quotes hold."""
_LATER = re.compile(r">\s+[^<\s]")


def terms_of(rows: Sequence[_Element], pick: Callable[[_Element], Terms]) -> Iterator[Terms]:
    """What ``pick`` says of each row, in their order; ``rows`` as ``every`` gives them."""
    if len(rows) < FEWEST:
        return map(pick, rows)
    parent, name = rows[0].getparent(), _spelled(rows[0])
    if parent is None or rows[-1].getparent() is not parent or len({(one.prefix, one.tag) for one in rows}) > 1:
        return map(pick, rows)
    _, *written = etree.tostring(parent, encoding="unicode", with_tail=False).split(f"<{name}")
    if len(written) != len(rows):  # one within another, or a name that begins like theirs
        return map(pick, rows)
    return _by_looks(rows, written, pick)


def _spelled(row: _Element) -> str:
    return f"{row.prefix}:{local(row)}" if row.prefix else local(row)


def _by_looks(rows: Sequence[_Element], written: list[str], pick: Callable[[_Element], Terms]) -> Iterator[Terms]:
    looks: list[_Look] = []
    for row, text in zip(rows, written, strict=True):
        for look in looks:
            if (match := look.match(text)) and "&#" not in text:
                values = (*match.groups(), None)
                yield look.terms(tuple(map(_plain, values)) if "&" in text else values)
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


class _Look:
    """A row's writing but for its values, and the place of each term among them (the last place is of those absent)."""

    def __init__(self, parts: list[str], places: list[int]) -> None:
        patterns = [re.escape(part) if even else _TEXT if parts[place - 1].endswith(">") else _ATTRIBUTE
                    for place, part in enumerate(parts) for even in (place % 2 == 0,)]  # fmt: skip
        self.match = re.compile("".join(patterns)).match
        self.terms: Callable[[Terms], Terms] = itemgetter(*places)


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
    absent = len(parts) // 2
    return _Look(parts, [int(place) if place and not place.isspace() else absent for place in pick(copy[0])])
