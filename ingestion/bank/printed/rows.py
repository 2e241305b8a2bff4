"""Lines of a page as entries: a day or an amount begins one, text around it belongs to it, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ingestion.bank.printed.columns import Column, Header, header_at, money_column, text_column
from ingestion.bank.printed.figures import Figure, begins_day, day_in, figures_in
from ingestion.bank.printed.head import is_balance_line
from ingestion.bank.printed.words import SUM
from ingestion.page.paper import Paper
from ingestion.pdf.lines import Line
from ingestion.values.dates import Order

_MOST = 20_000
_NEAR = 1.4
"""Text farther than so many heights from an entry's line is no part of it."""


@dataclass
class Draft:
    """An entry being put together: figures by column, texts by column in the order they were met."""

    day: date | None
    line: Line
    money: dict[str, Figure] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text of a column."""
        return " ".join(self.texts.get(name, ()))

    @property
    def has_amount(self) -> bool:
        """Whether money moved."""
        return any(name in self.money for name in ("received", "paid", "amount"))


@dataclass(frozen=True)
class Reader:
    """How this document writes: its decimal mark, the order of day and month, the last day."""

    mark: str | None
    order: Order
    last: date | None


def find_header(paper: Paper) -> Header | None:
    """The first header of the document."""
    lines = paper.lines
    return next((found for place in range(min(len(lines), 200)) if (found := header_at(lines, place))), None)


def drafts(paper: Paper, reader: Reader) -> list[Draft]:
    """All entries of all pages; a page without a header of its own has the one before."""
    found: list[Draft] = []
    header: Header | None = None
    for page in paper.pages:
        lines = [line for line in paper.lines if line.page is page]
        own = next(((place, one) for place in range(len(lines)) if (one := header_at(lines, place))), None)
        header = own[1] if own else header
        if header is not None:
            top = own[1].bottom if own else 0.0
            found += _of_page([line for line in lines if line.top >= top - 1], header, reader, found[-1:])
        if len(found) > _MOST:
            break
    return [one for one in found if one.has_amount]


def _of_page(lines: Sequence[Line], header: Header, reader: Reader, before: list[Draft]) -> list[Draft]:
    made: list[Draft] = []
    loose: list[Line] = []
    day = before[0].day if before else None
    for line in lines:
        if is_balance_line(line) or SUM.match(line.compact.lower()) or header_at((line,), 0):
            continue
        dated = _day(line, header, reader)
        money = _money(line, header, reader)
        if dated is None and not money:
            loose.append(line)
            continue
        day = dated[0] if dated else day
        moved = any(name != "balance" for name in money)
        if (
            dated is None
            and made
            and (not moved or not made[-1].has_amount)
            and line.top - made[-1].line.bottom < 4 * line.height
        ):
            made[-1].money |= {name: one for name, one in money.items() if name not in made[-1].money}
        elif day is not None:
            made.append(Draft(day, line, money))
        if made:
            _add(made[-1], line, header, (*_spans(money), *((dated[1:],) if dated else ())))
    for line in loose:
        owner = _owner(made, line)
        if owner is not None:
            _add(owner, line, header, ())
    return made


def _owner(made: Sequence[Draft], line: Line) -> Draft | None:
    """The entry whose line is nearest, the one above where two are as near; None far from any."""

    def away(one: Draft) -> float:
        return line.top - one.line.bottom if line.top >= one.line.top else (one.line.top - line.bottom) * 1.3 + 0.1

    above = [one for one in made if one.line.top <= line.top]
    for one in above[-1:]:  # text under text of an entry is its own too, however many lines
        if line.top - _foot(one) < 0.9 * line.height:
            one.texts.setdefault("_foot", []).append(str(line.bottom))
            return one
    near = [one for one in made if away(one) < _NEAR * line.height]
    return min(near, key=away) if near else None


def _foot(one: Draft) -> float:
    return max([one.line.bottom, *map(float, one.texts.get("_foot", ()))])


def _day(line: Line, header: Header, reader: Reader) -> tuple[date, int, int] | None:
    column = header.of("day")[0]
    for start in _starts(line):
        words = line.words_in(start, start + 1)
        if words and words[0].x0 < column.x1 + 6 and words[0].x1 > column.x0 - 12 and begins_day(line, start):
            found = day_in(line, start, reader.order, reader.last)
            if found:
                return found.day, found.start, found.end
    return None


def _starts(line: Line) -> Iterator[int]:
    yield 0
    for place, sign in enumerate(line.text):
        if sign in " \t":
            yield place + 1


def _money(line: Line, header: Header, reader: Reader) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for one in figures_in(line, reader.mark):
        column = money_column(header, one.x0, one.x1)
        if column is not None and column.field not in found:
            found[column.field] = one
    return found


def _spans(money: dict[str, Figure]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in money.values()]


def _add(one: Draft, line: Line, header: Header, taken: Sequence[tuple[int, int]]) -> None:
    """The words of a line that are neither day nor money, each to its column."""
    place = 0
    for word in line.words:
        start = line.text.index(word.text, place)
        place = start + len(word.text)
        if any(begin <= start < end for begin, end in taken):
            continue
        column: Column = text_column(header, word.x0, word.x1)
        one.texts.setdefault(column.field, []).append(word.text)
