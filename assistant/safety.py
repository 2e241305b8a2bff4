"""What a model's own words may carry: no figure that no tool gave, no link, no mention, no markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|https?://\S+|www\.\S+|<[^>]{1,200}>")
_MENTION = re.compile(r"<?[@!#][\w|-]+>?")
REMOVED = "▮"
SMALL = 31
"""Counts and days up to here are words, not figures."""


def _value(text: str) -> str:
    plain = text.replace(",", "")
    whole, _, part = plain.partition(".")
    return f"{int(whole)}.{part.rstrip('0')}".rstrip(".")


def figures(texts: Iterable[str]) -> set[str]:
    """Every figure in some texts, in one spelling."""
    return {_value(found) for text in texts for found in _NUMBER.findall(text)}


def clean(words: str, backed: set[str]) -> tuple[str, int]:
    """The words without links, mentions and unbacked figures, and how many figures were removed."""
    removed = 0

    def check(match: re.Match[str]) -> str:
        nonlocal removed
        value = _value(match.group(0))
        if value in backed or ("." not in value and int(value) <= SMALL):
            return match.group(0)
        removed += 1
        return REMOVED

    bare = _MENTION.sub("", _LINK.sub(r"\1", words))
    return _NUMBER.sub(check, bare).strip(), removed
