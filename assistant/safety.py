"""What a model's own words may carry: no figure that no tool gave, no link, no mention, no markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.figures import figures_in, plain, values_in

_ENDINGS = (
    "com|net|org|cn|io|info|biz|xyz|top|ru|de|uk|eu|ai|co|app|dev|me|cc|tv|link|site|online|shop|club|vip|test|example|"
    "invalid|localhost|local|onion"
)
_LINK = re.compile(
    r"!?\[([^\[\]]{0,500})\]\s?\([^()]{0,2000}\)"  # a link or picture of Markdown keeps its words
    r"|!?\[([^\[\]]{0,500})\]\s?\[[^\[\]]{0,500}\]"
    r"|^\s{0,8}\[[^\[\]]{0,500}\]:\s{0,8}\S+"
    r"|(?a:\b)[a-z][a-z0-9+.-]{1,20}:\s?//\S*"
    r"|(?a:\b)(?:mailto|javascript|vbscript|data|tel|sms|file|slack):\S+"
    r"|(?<![:\w])//[\w-]+\.\S+"
    r"|(?a:\b)www\.\S+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}"
    rf"|(?<![\w@.-])(?:[\w-]{{1,64}}(?:\.|\s?\[\.\]\s?|\s?\(\.\)\s?|\s\.\s)){{1,6}}(?:{_ENDINGS})(?a:\b)(?:[:/?#]\S*)?"
    r"|<[^<>]{1,2000}>",
    re.IGNORECASE | re.MULTILINE,
)
_MENTION = re.compile(r"<[@!#][^>\s]*>?|[@＠][\w|-]+|[#＃](?=[^\W\d])[\w|-]+")
WORDS_LIMIT = 6_000
REMOVED = "▮"
SMALL = 31
"""Counts and days up to here are words, not figures."""


def figures(texts: Iterable[str]) -> set[str]:
    """Every figure in some texts, in one spelling."""
    return {value for text in texts for value in values_in(plain(text))}


def clean(words: str, backed: set[str]) -> tuple[str, int]:
    """The words without links, mentions and unbacked figures, and how many figures were removed."""
    bare = _MENTION.sub("", _without_links(plain(words[:WORDS_LIMIT])))
    kept, at, removed = [], 0, 0
    for found in figures_in(bare):
        if found.values & backed or (found.counts and found.number <= SMALL):
            continue
        kept += [bare[at : found.start], REMOVED]
        at, removed = found.end, removed + 1
    return "".join([*kept, bare[at:]]).strip(), removed


def _without_links(text: str) -> str:
    """Taken out again until nothing is left that would be one: what was inside may be one itself."""
    while (less := _LINK.sub(lambda found: found.group(1) or found.group(2) or "", text)) != text:
        text = less
    return text
