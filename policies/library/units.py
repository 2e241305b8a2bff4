"""Sentences, list items and table rows of a clause, with their place: the pieces an answer is built of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policies.library.parse import plain

_ZH_STOP = re.compile(r"[^。！？；\n]*[。！？；]+[”」』）)]*|[^。！？；\n]+")
_EN_STOP = re.compile(r".+?(?:[.!?][\"”’)*_]*(?=\s+[\"“(*_\[]*[A-Z0-9$])|\n|$)", re.DOTALL)
_ITEM = re.compile(
    r"^\s*(?:[-*+•]|\d{1,2}[.)、]|[（(][一二三四五六七八九十\d]+[)）]|[a-zA-Z][.)])\s+|^\s*[（(][一二三四五六七八九十\d]+[)）]"
)
_HTML_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL | re.IGNORECASE)
_RULE_ROW = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a clause. ``start``/``end`` count in the clause's text; ``lead`` is what introduces it.

    For a list item the lead is the sentence before the list, for a table row its header row.
    """

    text: str
    start: int
    end: int
    lead: str = ""
    row: bool = False
    item: bool = False

    @property
    def plain(self) -> str:
        """The words without markup."""
        text = re.sub(r"</t[dh]>", " | ", self.text, flags=re.IGNORECASE) if "<t" in self.text else self.text
        return re.sub(r"\s+", " ", plain(text))


def units(text: str, language: str) -> tuple[Unit, ...]:
    """The pieces of a clause in order; headings and empty lines are none."""
    found = _html_rows(text)
    inside = [(unit.start, unit.end) for unit in found]
    lead, header, position = "", "", 0
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        stripped = line.strip()
        if any(first < position and start < last for first, last in inside):
            continue
        if not stripped or stripped.startswith("#") or stripped.startswith("<!--"):
            header = ""
        elif stripped.startswith("|"):
            if not header:
                header = plain(stripped)
            elif not _RULE_ROW.match(stripped):
                found.append(_unit(line, start, header, row=True))
        elif _ITEM.match(line):
            found.extend(_split(line, start, language, lead, item=True))
        else:
            header = ""
            pieces = _split(line, start, language, "", item=False)
            found.extend(pieces)
            if pieces:
                lead = pieces[-1].plain if re.search(r"[:：]\**\s*$", pieces[-1].text) else ""
    return tuple(sorted(found, key=lambda unit: unit.start))


def _html_rows(text: str) -> list[Unit]:
    """Rows of HTML tables; the first row of a text is the header of the others."""
    rows = [_unit(row.group(), row.start(), "", row=True) for row in _HTML_ROW.finditer(text)]
    header = rows[0].plain if rows else ""
    return [replace(row, lead=header) for row in rows[1:]] if len(rows) > 1 else rows


def _split(line: str, start: int, language: str, lead: str, *, item: bool) -> list[Unit]:
    pattern = _ZH_STOP if language == "zh" else _EN_STOP
    return [
        _unit(piece.group(), start + piece.start(), lead, item=item)
        for piece in pattern.finditer(line)
        if re.search(r"\w", piece.group())
    ]


def _unit(raw: str, start: int, lead: str, *, row: bool = False, item: bool = False) -> Unit:
    left = start + len(raw) - len(raw.lstrip())
    return Unit(raw.strip(), left, left + len(raw.strip()), lead, row, item)
