"""凭证字: which number series a voucher belongs to, decided here for every voucher the house proposes.

A book says from a month on (fact ``voucher_series``) whether its vouchers are all 记 (``one``), 收, 付 and 转 (``three``), or
现收, 现付, 银收, 银付 and 转 (``five``). The accounts of money a voucher moves decide: money credited is 付, money debited 收, none
转. Between cash and bank, or two banks, it is 付, of the account the money leaves (会计基础工作规范 art. 50; practice). A red line
counts on its own side, so what takes a 付 back is a 付; a line that changes only the value in base currency moves no money.
What another program numbered (a ledger imported whole) and opening balances keep the series they came with, and so does
everything in a book that never chose. A journal brought into books that exist keeps the series its file names where the book
has it that month.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ledger.books.accounts import get_book
from ledger.books.calendar import period_number
from ledger.books.entries import Content, EntryDraft, EntryKind, LineDraft, Side
from ledger.charts import accounts_in_role, standards
from ledger.charts.roles import cash_on_hand
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.statement import text

FACT = "voucher_series"
_ENDS = ("第", "字", "凭证", "款", "账")
_WORD = re.compile(r"[^\W\d_]+")
SCHEMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"one": ("记",), "three": ("收", "付", "转"), "five": ("现收", "现付", "银收", "银付", "转")}
)
"""What a book may choose, the default first, and the series of each."""
JOURNAL = "journal:"
"""What the source of a voucher begins with that a journal of another program brought into these books."""
HOUSE = frozenset(series for every in SCHEMES.values() for series in every)


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the vouchers of a book and month are numbered: the scheme, prefixes of its money, and of cash on hand.

    ``chosen`` says whether the book ever chose, for this month or another.
    """

    scheme: str
    money: tuple[str, ...]
    on_hand: str
    chosen: bool = True

    def series_named(self, number: str, lines: tuple[LineDraft, ...]) -> str:
        """The series another program's number (``收-3``, ``付款凭证 12``) names where the book has it; else of the lines."""
        word = _WORD.match(number)
        named = word[0] if word else ""
        for end in _ENDS:
            named = named.removesuffix(end)
        return named if named in SCHEMES[self.scheme] else self.series_of(lines)

    def series_of(self, lines: tuple[LineDraft, ...]) -> str:
        """The series of a voucher with these lines."""
        if self.scheme == "one":
            return "记"
        moved = [line for line in lines if line.amount_minor and line.account.startswith(self.money)]
        for side, word in ((Side.CREDIT, "付"), (Side.DEBIT, "收")):
            touched = [line.account for line in moved if line.side is side]
            if touched:
                return f"{self._kind(touched)}{word}" if self.scheme == "five" else word
        return "转"

    def _kind(self, accounts: list[str]) -> str:
        return "现" if self.on_hand and accounts[0].startswith(self.on_hand) else "银"


def numbering(unit: Unit, book: str, period: str) -> Numbering:
    """What holds for the vouchers of a month (``2026-11``; an adjustment period goes with its host month)."""
    found = get_book(unit, book)
    said = unit.connection.execute(
        text(
            "SELECT valid_from, value FROM closing_fact WHERE tenant_id = :t AND book = :b AND name = :name"
            " ORDER BY valid_from"
        ),
        {"t": unit.tenant, "b": book, "name": FACT},
    ).all()
    holds = [str(value) for valid_from, value in said if valid_from <= f"{period[:7]}-01"]
    described = found.standard.lower() in standards()
    money = accounts_in_role(found.standard, "cash") if described else ()
    scheme = holds[-1] if holds and described else "one"
    return Numbering(scheme, money, cash_on_hand(found.standard), bool(said))


def in_series(unit: Unit, content: Content) -> Content:
    """The content in the series its vouchers belong to. Refused where they belong to several: a batch has one.

    A red voucher and the corrected copy that are one matter stay together, in the series of the red one.
    """
    first = content.entries[0] if content.entries else None
    if first is None or content.series not in HOUSE or first.kind is EntryKind.OPENING:
        return content
    rule = numbering(unit, content.book, content.period)
    if not rule.chosen:
        return content
    if content.series in SCHEMES[rule.scheme] and all(one.source.startswith(JOURNAL) for one in content.entries):
        return content
    found = {rule.series_of(entry.lines): None for entry in content.entries}
    if len(found) > 1 and first.kind is not EntryKind.REVERSAL:
        raise Refused(problem("books.several_series", "lines", series="、".join(found)))
    return replace(content, series=next(iter(found)))


def together(unit: Unit, book: str, period: str, entries: tuple[EntryDraft, ...]) -> tuple[EntryDraft, ...]:
    """Those entries that can be one run: all of the first one's series. The others follow as a run of their own."""
    rule = numbering(unit, book, period)
    return tuple(entry for entry in entries if rule.series_of(entry.lines) == rule.series_of(entries[0].lines))


def refuse_begun(unit: Unit, book: str, day: str) -> None:
    """A month is numbered in one way: refused unless the day is a month's first and nothing stands or waits from it on."""
    if not day.endswith("-01"):
        raise Refused(problem("books.series_from_month", "valid_from"))
    known = {"t": unit.tenant, "book": get_book(unit, book).book_id, "start": period_number(day[:7])}
    posted = unit.connection.execute(
        text(
            "SELECT 1 FROM batch AS b WHERE b.tenant_id = :t AND b.book_id = :book AND b.period >= :start AND EXISTS"
            " (SELECT 1 FROM entry AS e WHERE e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id AND e.kind <> 1) LIMIT 1"
        ),
        known,
    ).scalar()
    waiting = unit.connection.execute(
        text(
            "SELECT 1 FROM proposal AS p JOIN proposal_revision AS r ON r.tenant_id = p.tenant_id AND r.proposal_id ="
            " p.proposal_id AND r.revision_no = p.revision_no WHERE p.tenant_id = :t AND p.book_id = :book AND r.period >="
            " :start AND p.state IN ('draft', 'proposed', 'returned', 'confirmed') LIMIT 1"
        ),
        known,
    ).scalar()
    if posted or waiting:
        raise Refused(problem("books.series_begun", "valid_from", month=day[:7]))
