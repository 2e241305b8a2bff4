"""The text of a file as it came, where it says what its tree says: writing a tree of thousands of lines anew takes half as
long as parsing it.

Plain is UTF-8 without anything that the parser leaves out or writes otherwise inside a text: comments, CDATA, instructions,
references to characters, carriage returns. Where a file is not plain its tree is written.
"""

from __future__ import annotations

from lxml.etree import _Element

_GIVEN: dict[_Element, bytes] = {}
_ODD = ("<!", "&#", "&apos;", "\r")


def keep_given(root: _Element, data: bytes) -> None:
    """Keeps the bytes that a tree was parsed from, until :func:`forget_given`."""
    _GIVEN[root] = data


def forget_given() -> None:
    """Lets go of the bytes."""
    _GIVEN.clear()


def as_given(node: _Element) -> str | None:
    """The text of the whole file that a node stands in; None where it was not kept or is not plain."""
    tree = node.getroottree()
    data = _GIVEN.get(tree.getroot())
    if data is None or (tree.docinfo.encoding or "UTF-8").upper() != "UTF-8":
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:  # the parser lets more pass
        return None
    head = text.find("?>") + 2 if text.startswith("<?xml") else 0
    odd = any(sign[-1] in text and sign in text for sign in _ODD)  # one letter is found many times faster than two
    return None if odd or (text.rfind("?") >= head and text.find("<?", head) >= 0) else text
