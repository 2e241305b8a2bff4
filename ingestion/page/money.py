"""Every amount on the paper with its place and the words that name it: the row label before it, the header above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingestion.page.paper import Paper, once
from ingestion.pdf.lines import Line
from ingestion.pdf.words import Word
from ingestion.values.amounts import AMOUNT, looks_monetary, read_match
from ingestion.values.dates import DATE

_GROUPED = re.compile(r"[-−]?\d{1,3}(?:[ .,'’\u00a0]\d{3})+")
"""A sum without cents, in groups of three."""
_HEADER_LINES = 14
_HEADER_POINTS = 170.0


@dataclass(frozen=True)
class Money:
    """One printed amount. ``label`` is the folded text before it in its row; ``last`` whether no amount follows it."""

    value: Decimal
    line: Line
    words: tuple[Word, ...]
    label: str
    monetary: bool
    last: bool
    first: bool
    between: str = ""
    """The folded words that part it from the amount before it, where they begin a cell: two tables stand side by side."""

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1


def amounts_in(line: Line, mark: str | None) -> list[Money]:
    """The amounts of a line from left to right."""
    days = [(match.start(), match.end()) for match in DATE.finditer(line.folded)]
    found = []
    for match in AMOUNT.finditer(line.text):
        value = read_match(match, mark)
        inside = any(start < match.end("number") and match.start("number") < end for start, end in days)
        if value is not None and not inside and line.words_in(match.start(), match.end()):
            found.append((match, value))
    if not found:
        return []
    money_start = next((match.start() for match, _ in found if looks_monetary(match)), found[0][0].start())
    out = []
    for position, (match, value) in enumerate(found):
        label = line.folded[: min(match.start(), money_start)]
        out.append(Money(
            value, line, line.words_in(match.start(), match.end()), label.strip(), looks_monetary(match),
            last=position == len(found) - 1, first=position == 0,
            between=_between(line, found[position - 1][0].end(), match.start()) if position else "",
        ))  # fmt: skip
    return out


def _between(line: Line, start: int, end: int) -> str:
    whole = line.folded[start:end]
    if whole.count("\t") > 1 and whole.endswith("\t"):  # a sentence with a figure stands left of a label of its own
        label = whole.rsplit("\t", 2)[1].strip()
        return label if sum(map(str.isalpha, label)) > 3 else ""
    behind, tab, words = whole.partition("\t")
    if tab and not words and sum(map(str.isalpha, behind)) > 3:  # 302,06 Totaal btw | 42,64
        return behind.strip()
    return words.strip() if tab and sum(map(str.isalpha, words)) > 3 and not behind.strip(" %") else ""


@once
def amounts(paper: Paper) -> tuple[tuple[Money, ...], ...]:
    """The amounts of each line of the paper."""
    return tuple(tuple(amounts_in(line, paper.mark)) for line in paper.lines)


@once
def all_money(paper: Paper) -> tuple[Money, ...]:
    """All amounts of the paper that have the shape of money, in order."""
    return tuple(
        money
        for found in amounts(paper)
        for money in found
        if money.monetary or (paper.whole and _GROUPED.fullmatch(" ".join(word.text for word in money.words)))
    )


def header_above(paper: Paper, money: Money) -> str:
    """The folded words of the nearest column header over an amount; empty where there is none."""
    start = paper.index(money.line)
    for line in reversed(paper.lines[max(0, start - _HEADER_LINES) : start]):
        if line.page is not money.line.page or money.line.top - line.bottom > _HEADER_POINTS:
            break
        over = [index for index, word in enumerate(line.words) if word.x0 < money.x1 + 2 and word.x1 > money.x0 - 2]
        phrase = _grown(line, over)
        if phrase and any(character.isalpha() for character in phrase):
            return phrase
        if not over and (column := _column_above(line, money)):
            return column
    return ""


def _column_above(line: Line, money: Money) -> str:
    """The head in whose column an amount stands, though over none of its words: heads are set left, amounts right. Only of
    heads right above, without a figure among them."""
    if len(line.cells) < 3 or money.line.top - line.bottom > 3 * line.height or any(map(str.isdigit, line.text)):
        return ""
    left = [cell for cell in line.cells if cell.x1 <= money.x0]
    return line.folded[left[-1].start : left[-1].end].strip() if left else ""


def _grown(line: Line, over: list[int]) -> str:
    """The overlapping words with their close neighbours in the same phrase."""
    if not over:
        return ""
    low, high = over[0], over[-1]
    words = line.words
    while low > 0 and words[low].x0 - words[low - 1].x1 < 0.45 * words[low].size and high - low < 3:
        low -= 1
    while high + 1 < len(words) and words[high + 1].x0 - words[high].x1 < 0.45 * words[high].size and high - low < 3:
        high += 1
    offset_start = sum(len(word.text) + 1 for word in words[:low])
    length = sum(len(word.text) + 1 for word in words[low : high + 1])
    return line.folded[offset_start : offset_start + length].strip()
