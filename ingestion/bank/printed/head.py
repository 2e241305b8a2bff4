"""What stands over the table and beside it: the account, its currency, the last day, the balances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ingestion.bank.printed.figures import Figure, figures_in
from ingestion.bank.printed.words import ACCOUNT, BALANCE_ON, CLOSING, CURRENCY, NAMES, OPENING
from ingestion.page.currency import read_currency
from ingestion.page.paper import Paper
from ingestion.pdf.lines import Line
from ingestion.values.currencies import CURRENCIES
from ingestion.values.dates import Order, find_days

_YEAR = re.compile(r"(?<![\d.,])20\d\d(?![\d.,])")


def account_of(paper: Paper) -> str:
    """Digits and letters of the account; empty where none is printed."""
    for line in paper.lines:
        if match := ACCOUNT.search(line.folded):
            return re.sub(r"[ -]", "", match["account"]).upper()
    return ""


def currency_of(paper: Paper) -> str:
    """ISO code by label, else by the signs beside amounts; empty where nothing tells."""
    for line in paper.lines[:60]:
        if match := CURRENCY.search(line.folded):
            name = match["name"]
            return NAMES.get(name, CURRENCIES.get(name.upper(), name.upper()))
    field = read_currency(paper).get("currency")
    return str(field.value) if field else ""


def last_day(paper: Paper, order: Order) -> date | None:
    """The last day that the first page prints with its year: what days without one are read against."""
    days = [one.value for line in paper.lines if line.page.number == 1 for one in find_days(line.folded, order)]
    if days:
        return max(days)
    years = [int(found) for line in paper.lines[:12] for found in _YEAR.findall(line.folded)]
    return date(max(years), 12, 31) if years else None  # Kontoauszug Nr. 3 / 2026


def is_balance_line(line: Line) -> bool:
    """Whether a line tells an opening or closing balance, and is no entry."""
    text = f"{line.folded}\n{line.compact}"
    return bool(OPENING.search(text) or CLOSING.search(text) or BALANCE_ON.search(line.folded))


def balances_of(paper: Paper, mark: str | None) -> tuple[Decimal | None, Decimal | None]:
    """Opening balance, the first that is told; closing, the last."""
    opening = [found for line in paper.lines if (found := _told(paper, line, OPENING, mark)) is not None]
    closing = [found for line in paper.lines if (found := _told(paper, line, CLOSING, mark)) is not None]
    dated = [found for line in paper.lines if (found := _told(paper, line, BALANCE_ON, mark)) is not None]
    first = opening[0] if opening else dated[0] if len(dated) > 1 else None
    last = closing[-1] if closing else dated[-1] if dated else None
    return first, last


def _told(paper: Paper, line: Line, label: re.Pattern[str], mark: str | None) -> Decimal | None:
    """The figure behind a label, or under it in its column."""
    match = label.search(line.folded) or (label.search(line.compact) and label.search(line.folded.replace(" ", "")))
    if not match:
        return None
    end = match.end() if label.search(line.folded) else 0
    figures = [one for one in figures_in(line, mark) if one.start >= end]
    if figures:
        behind = figures if end else figures[-1:]
        return _signed(_first_or_last(line, behind))
    words = line.words_in(match.start(), match.end())
    return _under(paper, line, words[0].x0, words[-1].x1, mark) if words and end else None


def _first_or_last(line: Line, figures: Sequence[Figure]) -> Figure:
    """Behind ``期初余额`` the next figure; in a row of the table, whose other columns are empty, the last."""
    return figures[0] if ":" in line.folded or "：" in line.folded else figures[-1] if len(figures) == 1 else figures[0]


def _under(paper: Paper, line: Line, x0: float, x1: float, mark: str | None) -> Decimal | None:
    place = paper.index(line)
    for other in paper.lines[place + 1 : place + 3]:
        if other.page is line.page and other.top - line.bottom < 2 * line.height:
            for one in figures_in(other, mark):
                if one.x0 < x1 + 20 and one.x1 > x0 - 20:
                    return _signed(one)
    return None


def _signed(one: Figure) -> Decimal:
    return -one.value if one.sign < 0 else one.value
