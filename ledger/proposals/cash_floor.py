"""库存现金不得为负: a proposal that would leave cash on hand below zero at the end of a day is not confirmed, nor posted.

Only what lowers a day's balance is asked about, so a receipt is never refused for an older shortfall. A company may say
from a day on that it goes without (fact ``cash_floor``: ``free``). Another's history (an import) and opening balances come
as they are: the month end says where cash stands below zero, whatever way it got there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any

from ledger.books.accounts import Book, get_book
from ledger.books.calendar import day_number, day_text
from ledger.books.entries import EntryKind, Side
from ledger.charts.roles import cash_on_hand
from ledger.core import Problem, currency_code, currency_number, grouped, problem
from ledger.proposals.model import ProposalRow
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.statement import text

KEPT, FREE = "kept", "free"
IMPORT = "import:"
"""The origin of proposals that bring another program's ledger."""

Moves = dict[tuple[str, int], dict[int, int]]
"""By account and currency number: day to movement, debit positive, in minor units."""

_DAYS = """
  WITH cash AS MATERIALIZED (
    SELECT c.cell_id, c.account_id, a.code FROM account AS a
    JOIN cell AS c ON c.tenant_id = a.tenant_id AND c.book_id = a.book_id AND c.account_id = a.account_id
    WHERE a.tenant_id = :t AND a.book_id = :b AND a.code LIKE :cash),
  held AS MATERIALIZED (
    SELECT DISTINCT h.batch_id FROM touch AS h JOIN batch AS b ON b.tenant_id = h.tenant_id AND b.batch_id = h.batch_id
    WHERE h.tenant_id = :t AND h.book_id = :b AND h.account_id IN (SELECT account_id FROM cash) AND b.period >= :start)
  SELECT code, currency, day, sum(moved) FROM (
    SELECT a.code, s.currency, 0 AS day, s.debit_minor - s.credit_minor AS moved FROM account AS a
    JOIN balance AS s ON s.tenant_id = a.tenant_id AND s.book_id = a.book_id AND s.account_id = a.account_id
    WHERE a.tenant_id = :t AND a.book_id = :b AND a.code LIKE :cash AND s.period < :start
    UNION ALL
    SELECT cash.code, l.currency, e.posting_date, CASE l.side WHEN 0 THEN l.amount_minor ELSE -l.amount_minor END
    FROM held JOIN line AS l ON l.tenant_id = :t AND l.batch_id = held.batch_id
    JOIN cash ON cash.cell_id = l.cell_id
    JOIN entry AS e ON e.tenant_id = :t AND e.batch_id = l.batch_id AND e.entry_no = l.entry_no
  ) AS every_move GROUP BY code, currency, day"""


def below_zero(unit: Unit, row: ProposalRow, content: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What keeps a proposal's content from the books: one problem an account, with the first day and its balance."""
    book = get_book(unit, row.book)
    cash = cash_on_hand(book.standard)
    if not cash or row.origin.startswith(IMPORT):
        return ()
    moves = _moves(content["entries"], cash)
    if not any(minor < 0 for days in moves.values() for minor in days.values()):
        return ()
    first = min(day for days in moves.values() for day in days)
    if _fact(unit, book, first) == FREE:
        return ()
    hold(unit, "cash on hand")
    standing = _standing(unit, book, cash, first // 100 * 100)
    return tuple(
        found for place, days in sorted(moves.items()) if (found := _shortfall(place, days, standing.get(place, {})))
    )


def _moves(entries: Iterable[Mapping[str, Any]], cash: str) -> Moves:
    """What the content moves of cash, by day."""
    found: Moves = defaultdict(lambda: defaultdict(int))
    for entry in entries:
        if entry["kind"] == int(EntryKind.OPENING):
            continue
        for line in entry["lines"]:
            if line["account"].startswith(cash):
                sign = 1 if line["side"] == int(Side.DEBIT) else -1
                place = (line["account"], currency_number(line["currency"]))
                found[place][day_number(entry["posting_date"])] += sign * int(line["amount"])
    return found


def _fact(unit: Unit, book: Book, day: int) -> str:
    """What the company said of its cash up to a day."""
    said = unit.connection.execute(
        text(
            "SELECT value FROM closing_fact WHERE tenant_id = :t AND book = :b AND name = 'cash_floor'"
            " AND valid_from <= :day ORDER BY valid_from DESC LIMIT 1"
        ),
        {"t": unit.tenant, "b": book.code, "day": day_text(day)},
    ).scalar()
    return str(said or KEPT)


def _standing(unit: Unit, book: Book, cash: str, start: int) -> Moves:
    """Sealed movement of cash by day from a month on; day 0 is all before it."""
    rows = unit.connection.execute(
        text(_DAYS), {"t": unit.tenant, "b": book.book_id, "cash": f"{cash}%", "start": start}
    )
    found: Moves = defaultdict(dict)
    for code, currency, day, moved in rows:
        found[code, currency][day] = int(moved)
    return found


def _shortfall(place: tuple[str, int], days: dict[int, int], standing: dict[int, int]) -> Problem | None:
    """The first day that would end below zero and lower than it does now."""
    every = sorted({*days, *standing})
    now = list(accumulate(standing.get(day, 0) for day in every))
    own = list(accumulate(days.get(day, 0) for day in every))
    for day, before, added in zip(every, now, own, strict=True):
        if added < 0 and before + added < 0:
            currency = currency_code(place[1])
            told = {"balance": grouped(before + added, currency), "before": grouped(before, currency)}
            return problem("cash.would_fall", "lines", account=place[0], day=day_text(day), currency=currency, **told)
    return None
