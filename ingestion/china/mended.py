"""A paper as its forms mean it: digits of full width become plain, and what a printer set apart inside a number joins.

Boxes stay: a mended word covers all its parts, so a value still leads to its place on the page.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingestion.page.paper import Paper
from ingestion.pdf.lines import lines_of
from ingestion.pdf.words import PageWords, Word

_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_JOIN = 0.6
"""A gap below so many font sizes may be inside a number; columns stand further apart."""
_LEFT = re.compile(r"(?:^|[^0-9A-Za-z])[¥￥-]?[0-9][0-9,.]*$|[¥￥][-]?$")
_RIGHT = re.compile(r"^[0-9][0-9,.]*(?:元|%|$)|^[.,]\d*$|^%$|^\d+\D")
_CODE = re.compile(r"[0-9A-Z]+[\u4e00-\u9fff]?")
_CODE_END = re.compile(r"(?:^|[^0-9A-Za-z])[0-9A-Z]*\d[0-9A-Z]*$")
_TIME = re.compile(r"^\d{1,2}:\d")
_WHOLE_DAY = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}$")
_WHOLE_AMOUNT = re.compile(r"\.\d\d$")


def mended(paper: Paper) -> Paper:
    """The paper with plain digits and whole numbers."""
    return Paper(tuple(_page(page) for page in paper.pages))


def _page(page: PageWords) -> PageWords:
    plain = replace(page, words=tuple(_plain(word) for word in page.words))
    return replace(page, words=tuple(word for line in lines_of(plain) for word in _whole(_without_seal(line.words))))


def _plain(word: Word) -> Word:
    text = word.text.translate(_NARROW)
    return word if text == word.text else replace(word, text=re.sub(r"(?<=\d)．(?=\d)", ".", text))


def _without_seal(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words over which no larger ones are printed: where two lie on each other, the smaller belong to a seal."""
    return tuple(one for one in words if not any(_is_over(one, other) for other in words))


def _is_over(seal: Word, other: Word) -> bool:
    return other.size > seal.size + 0.5 and min(seal.x1, other.x1) - max(seal.x0, other.x0) > 0.25 * seal.size


def _whole(words: tuple[Word, ...]) -> list[Word]:
    out: list[Word] = []
    for word in words:
        if out and _is_inside(out[-1], word):
            before = out[-1]
            out[-1] = Word(
                before.text + word.text,
                before.x0,
                min(before.top, word.top),
                word.x1,
                max(before.bottom, word.bottom),
                before.size,
            )
        else:
            out.append(word)
    return out


def _is_inside(left: Word, right: Word) -> bool:
    """Whether two neighbours are parts of one number."""
    if right.x0 - left.x1 > _JOIN * min(left.size, right.size) or abs(left.size - right.size) > 1:
        return False
    if _TIME.match(right.text) or _WHOLE_DAY.search(left.text) or _WHOLE_AMOUNT.search(left.text):
        return False
    number = _LEFT.search(left.text) and _RIGHT.match(right.text)
    return bool(number) or bool(_CODE.fullmatch(right.text) and _CODE_END.search(left.text))
