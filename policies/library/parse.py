"""A text cut into clauses: articles (第X条), numbered clauses (4.2), or headed sections. Nothing is rewritten.

One pass over the lines marks where something begins; a clause runs from its mark to the next. The
kind of a text decides what marks count: a statute is cut at its articles, anything else at headings
and at numbered clauses of two or more levels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policies.library.model import Clause

_ARTICLE = re.compile(
    r"^(?:#{1,6}\s*)?(?:\*\*)?"
    r"(第[零〇一二两三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十])?|Article\s+\d+[A-Za-z]?|§\s*\d+(?:\.\d+)*)"
    r"(?:\*\*)?[\s　.:：]*"
)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
_CHAPTER = re.compile(r"^(?:\*\*)?(第[零〇一二三四五六七八九十百\d]+[编章节](?!第)[\s　]*[^。；]{0,30}?)(?:\*\*)?\s*$")
_BOLD_LINE = re.compile(r"^\*\*([^*]{3,100}?)[:：]?\*\*[:：]?\s*$")
_NUMBERED = re.compile(r"^(?:\*\*)?(\d{1,2}(?:\.\d{1,3}){1,3})(?:\*\*)?[.、]?[\s　]+\S")
_NUMBERED_HEADING = re.compile(r"^(\d{1,2}(?:\.\d{1,3})*)[.、)]?[\s　]+(.+)$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_MARKUP = re.compile(r"\*\*|__|`|&nbsp;|<[^>]+>|\{[%{#].*?[%}]\}|!?\[([^\]]*)\]\([^)]*\)")


@dataclass(slots=True)
class _Mark:
    start: int
    locator: str
    heading: tuple[str, ...]


def plain(text: str) -> str:
    """Words without markup: emphasis, tags and link targets go, what one reads stays."""
    return re.sub(r"[ \t]+", " ", _MARKUP.sub(lambda found: found.group(1) or "", text)).strip()


def clauses(text: str, body_start: int = 0, title: str = "") -> tuple[Clause, ...]:
    """The clauses of a text in order; empty ones (a heading with nothing under it) are left out.

    ``title`` is the locator of what stands before the first mark.
    """
    marks = _marks(text, body_start, title)
    found: list[Clause] = []
    ends = [mark.start for mark in marks[1:]] + [len(text)]
    for mark, stop in zip(marks, ends, strict=True):
        raw = text[mark.start : stop]
        start = mark.start + len(raw) - len(raw.lstrip())
        end = mark.start + len(raw.rstrip())
        if _has_words(text[start:end]):
            found.append(Clause(mark.locator, mark.heading, text[start:end], start, end))
    return tuple(found)


def _has_words(text: str) -> bool:
    lines = [
        line for line in text.splitlines() if line.strip() and not _HEADING.match(line) and not _CHAPTER.match(line)
    ]
    return any(re.search(r"\w", plain(line)) for line in lines)


def _lines(text: str, start: int) -> list[tuple[int, str]]:
    found, position, fenced = [], start, False
    for line in text[start:].splitlines(keepends=True):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            found.append((position, line.rstrip("\n")))
        position += len(line)
    return found


def _marks(text: str, body_start: int, title: str) -> list[_Mark]:
    lines = _lines(text, body_start)
    statute = sum(1 for _, line in lines if _ARTICLE.match(line.lstrip(" 　"))) >= 3
    stack: list[tuple[int, str]] = []
    marks = [_Mark(body_start, title, ())]
    for position, line in lines:
        stripped = line.lstrip(" 　")
        titles = tuple(title for _, title in stack)
        if article := _ARTICLE.match(stripped):
            marks.append(_Mark(position, re.sub(r"[\s　]+", " ", article.group(1)), titles))
        elif heading := _HEADING.match(stripped):
            _push(stack, len(heading.group(1)), plain(heading.group(2)))
            marks.append(_section(position, stack))
        elif chapter := _CHAPTER.match(stripped) if statute else None:
            _push(stack, 2 + ("节" in chapter.group(1)[:6]), plain(chapter.group(1)))
            marks.append(_section(position, stack))
        elif bold := None if statute else _BOLD_LINE.match(stripped):
            _push(stack, 7, plain(bold.group(1)))
            marks.append(_section(position, stack))
        elif numbered := _NUMBERED.match(stripped):
            marks.append(_Mark(position, numbered.group(1), titles))
    return marks


def _push(stack: list[tuple[int, str]], level: int, title: str) -> None:
    while stack and stack[-1][0] >= level:
        stack.pop()
    stack.append((level, title))


def _section(position: int, stack: list[tuple[int, str]]) -> _Mark:
    titles = tuple(title for _, title in stack)
    if numbered := _NUMBERED_HEADING.match(titles[-1]):
        return _Mark(position, numbered.group(1), titles)
    return _Mark(position, " > ".join(titles), titles)
