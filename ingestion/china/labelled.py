"""Values behind Chinese labels, which are often set letter by letter (名　　称) and overprinted out of line.

A form sets a value behind its label, in the next cell, a little higher or lower, or right under the label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.page.paper import Paper
from ingestion.pdf.lines import Line
from ingestion.pdf.words import Word
from ingestion.values.text import fold

_LABEL = re.compile(
    r"(?:统一社会|纳税人识别|地址|地 址|开户|账 ?号|帐号|电话|规格|单位[:(]|机器|机打|收款|复核|开票|项目|车辆|厂牌|产地|税率|增值税"
    r"|发票|校验|密码|名 *称|户 *名|全称|有效身份|填开|购买方|购方|销售方|销方|销货|付款|币种|金额|摘要|用途|交易|流水|大写|小写|备注|科目|收入机关|申请|报关).{0,26}$"
)
_LOW = 2.4
"""A value under its label is at most so many heights below it."""


@dataclass(frozen=True)
class Spot:
    """A label with the text behind it: up to the next wide gap, or the next cell where nothing follows directly."""

    line: Line
    label: tuple[Word, ...]
    text: str
    start: int
    end: int

    @property
    def words(self) -> tuple[Word, ...]:
        """Words of the text."""
        return self.line.words_in(self.start, self.end)

    @property
    def x0(self) -> float:
        """Left edge of the label."""
        return self.label[0].x0


def spots(paper: Paper, pattern: str, page: int | None = 1) -> Iterator[Spot]:
    """Every match of a pattern for compact text (folded, without spaces), with what stands behind it."""
    label = re.compile(pattern)
    for line in paper.lines:
        if page is not None and line.page.number != page:
            continue
        for match in label.finditer(line.compact):
            words = line.compact_words(match.start(), match.end())
            if words:
                yield _behind(line, words, match.end())


def filled(paper: Paper, pattern: str, page: int | None = 1) -> Iterator[Spot]:
    """The spots of a label that have a value: behind it, or under it where only another label stands behind."""
    for spot in spots(paper, pattern, page):
        text = spot.text
        if len(text) > 1 and not _LABEL.match(text) and any(sign.isalnum() for sign in text):
            yield spot
        elif (low := _below(paper, spot)) is not None:
            yield low


def _below(paper: Paper, spot: Spot) -> Spot | None:
    """The cell right under a label; a cell that is a label itself is none."""
    left, right = spot.label[0].x0, spot.label[-1].x1
    for other in paper.lines[paper.index(spot.line) + 1 :]:
        if other.page is not spot.line.page or other.top - spot.line.top > _LOW * spot.line.height:
            return None
        for cell in other.cells:
            if cell.x0 < right and cell.x1 > left and cell.x0 > left - 12:
                return (
                    None
                    if _LABEL.match(cell.text)
                    else Spot(other, spot.label, cell.text.strip(), cell.start, cell.end)
                )
    return None


def _behind(line: Line, label: tuple[Word, ...], compact_end: int) -> Spot:
    offset = line.offset_of(compact_end)
    lead = re.match(r"[ \t]*", line.text[offset:])
    begin = offset + (lead.end() if lead else 0)
    stop = line.text.find("\t", begin)
    end = len(line.text) if stop < 0 else stop
    return Spot(line, label, line.text[begin:end].strip(" :："), begin, end)


def matched(paper: Paper, pattern: str, value: str, page: int | None = 1) -> tuple[str, Line, tuple[Word, ...]] | None:
    """The first value of a shape behind a label: in the rest of its compact line, else right under the label."""
    label = re.compile(pattern + r"[::]?")
    shape = re.compile(value)
    for index, line in enumerate(paper.lines):
        if page is not None and line.page.number != page:
            continue
        found = label.search(line.compact)
        if found is None:
            continue
        rest = re.compile(rf".{{0,3}}?(?P<value>{value})").match(line.compact, found.end())
        if rest is not None:
            start, end = rest.span("value")
            return line.compact_text(start, end), line, line.compact_words(start, end)
        place = line.compact_words(found.start(), found.end())
        below = _under(paper, index, place, shape) or _right_below(paper, index, place, shape)
        if below is not None:
            return below
    return None


def _right_below(
    paper: Paper, index: int, label: tuple[Word, ...], shape: re.Pattern[str]
) -> tuple[str, Line, tuple[Word, ...]] | None:
    """A value in the line under its label, sharing some of its width."""
    line = paper.lines[index]
    for other in paper.lines[index + 1 :]:
        if other.page is not line.page or other.top - line.top > _LOW * line.height:
            return None
        for text, words in _in_cells(other, shape):
            if words[0].x0 < label[-1].x1 and words[-1].x1 > label[0].x0:
                return text, other, words
    return None


def _in_cells(line: Line, shape: re.Pattern[str]) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """Values of a shape that stand within one cell: figures of two columns are never one number."""
    for cell in line.cells:
        plain = re.sub(r"\s", "", cell.text)
        for match in shape.finditer(fold(plain)):
            yield plain[match.start() : match.end()], cell.words


def _under(
    paper: Paper, index: int, label: tuple[Word, ...], shape: re.Pattern[str]
) -> tuple[str, Line, tuple[Word, ...]] | None:
    """A value that was printed a little higher or lower than its label, to the right of it."""
    line = paper.lines[index]
    for other in (*paper.lines[index + 1 : index + 2], *paper.lines[max(0, index - 1) : index]):
        if other.page is line.page and abs(other.top - line.top) < 0.8 * line.height:
            for text, words in _in_cells(other, shape):
                if words[0].x0 >= label[-1].x1 - 3:
                    return text, other, words
    return None
