"""A description as words: the tax category of a 数电票 item whole, pairs of Chinese characters, western words.

Pairs need no dictionary and meet in 云服务费 and 云服务器租用费; numbers, months and order numbers say nothing of what was
bought and are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST = 24
"""Words of a description that are kept: the first ones name what was bought."""
_CATEGORY = re.compile(r"\*([^*]{1,40})\*")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_WESTERN = re.compile(r"[^\W\d_]{3,}")
_DATED = re.compile(r"\d+\s*[年月日号期次]?")


def words_of(descriptions: Iterable[str], without: str = "") -> tuple[str, ...]:
    """The words of some items, each once, in their order; ``without`` is a name that stands among them and says nothing."""
    found: dict[str, None] = {}
    for text in descriptions:
        plain = unicodedata.normalize("NFKC", text)
        if without:
            plain = plain.replace(unicodedata.normalize("NFKC", without), " ")
        found |= dict.fromkeys(_words(plain.casefold()))
    return tuple(found)[:MOST]


def _words(text: str) -> Iterable[str]:
    for category in _CATEGORY.findall(text):
        yield f"*{''.join(category.split())}*"
    text = _DATED.sub(" ", _CATEGORY.sub(" ", text))
    for run in _CHINESE.findall(text):
        yield from (run[at : at + 2] for at in range(max(len(run) - 1, 1)))
    yield from _WESTERN.findall(_CHINESE.sub(" ", text))
