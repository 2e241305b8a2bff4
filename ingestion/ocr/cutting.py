"""Several receipts in one picture or on one sheet: where each of them lies, and the picture cut along them.

Lines that stand near one another are one paper. It counts as a paper of its own only with an amount and a day on it, and
only where at least two do: the blocks of one invoice, however far apart, never have both twice.
"""

from __future__ import annotations

import io
import re
import statistics
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from PIL import Image

from ingestion.containers import Part
from ingestion.limits import Limits
from ingestion.ocr.image import pictures
from ingestion.page.number import read_number
from ingestion.page.paper import Paper
from ingestion.pdf.words import PageWords, Word
from ingestion.values.dates import find_days
from ledger.core import Problem
from ledger.evidence.field import Box

_APART_DOWN, _APART_ACROSS = 3.7, 5.1
"""Gaps in heights of a line from which on two lines are of two papers."""
_AMOUNT = re.compile(r"[¥￥$€£]\s?\d|\d[\d,]*[.,]\d{2}(?!\d)|\d元")
_NUMBERED = re.compile(r"(?:号码|编号|票号|单号|№|No\.?)[:：]?([A-Z]?\d{6,20})")
_WIDE = 0.6
_MARGIN = 2.0
MOST = 20


def papers_on(page: PageWords) -> tuple[Box, ...]:
    """The boxes of the papers on a page, from above; none where it is one paper."""
    groups = [group for group in _groups(page.words) if _is_paper(group)]
    if not 2 <= len(groups) <= MOST or _one_bill(groups, page):
        return ()
    boxes = [_around(group, page) for group in groups]
    if any(_overlap(one, other) for place, one in enumerate(boxes) for other in boxes[place + 1 :]):
        return ()
    return tuple(sorted(boxes, key=lambda box: (box.top, box.x0)))


def cut(data: bytes, name: str, boxes: Sequence[Box], limits: Limits) -> tuple[Part, ...] | Problem:
    """The picture of each box as a file of its own."""
    found = pictures(data, limits)
    if isinstance(found, Problem):
        return found
    image, out = found[0], []
    for number, box in enumerate(boxes, 1):
        scale = image.width / box.page_width
        piece = image.crop(
            (int(box.x0 * scale), int(box.top * scale), int(box.x1 * scale) + 1, int(box.bottom * scale) + 1)
        )
        out.append(Part(f"{name}/{number}{PurePosixPath(name).suffix or '.jpg'}", _jpeg(piece)))
    return tuple(out)


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def _groups(words: Sequence[Word]) -> list[list[Word]]:
    """Words that can be reached from one another over small gaps."""
    if not words:
        return []
    height = statistics.median(word.bottom - word.top for word in words)
    left, groups = set(range(len(words))), []
    while left:
        reached, edge = [], [left.pop()]
        while edge:
            one = edge.pop()
            reached.append(one)
            near = [other for other in left if _near(words[one], words[other], height)]
            left.difference_update(near)
            edge += near
        groups.append([words[place] for place in sorted(reached)])
    return groups


def _near(one: Word, other: Word, height: float) -> bool:
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    across = max(one.x0, other.x0) - min(one.x1, other.x1)
    return down < _APART_DOWN * height and across < _APART_ACROSS * height


def _is_paper(group: Sequence[Word]) -> bool:
    dated = [bool(find_days(word.text)) for word in group]
    priced = (word.text for word, day in zip(group, dated, strict=True) if not day)  # 26.05.2025 is no 26.05
    return any(dated) and bool(_AMOUNT.search(" ".join(priced)))


def _one_bill(groups: Sequence[Sequence[Word]], page: PageWords) -> bool:
    """Whether parts as wide as the page are those of one bill, however far apart: its sums at the foot, the slip to pay it by.
    Two bills on one sheet each have a number of their own."""
    if any(max(word.x1 for word in group) - min(word.x0 for word in group) < _WIDE * page.width for group in groups):
        return False
    numbers = {number for group in groups if (number := _number(group, page))}
    return len(numbers) < len(groups)


def _number(group: Sequence[Word], page: PageWords) -> str | None:
    paper = Paper((replace(page, words=tuple(group)),))
    if (found := read_number(paper).get("number")) is not None:
        return str(found.value)
    told = _NUMBERED.search("".join(word.text for word in group))
    return told[1] if told else None


def _around(group: Sequence[Word], page: PageWords) -> Box:
    box = page.box(tuple(group))
    margin = _MARGIN * statistics.median(word.bottom - word.top for word in group)
    return Box(
        max(0.0, box.x0 - margin), max(0.0, box.top - margin), min(page.width, box.x1 + margin),
        min(page.height, box.bottom + margin), page.width, page.height,
    )  # fmt: skip


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0 and down > 0
