"""The month being closed: its book, last day, facts, accounts by role, and sums per account read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ledger.books.accounts import Book, accounts, get_book
from ledger.books.balances import BalanceRow, trial_balance
from ledger.books.calendar import day_text, first_and_last, period_number
from ledger.books.entries import Dims, EntryDraft, EntryKind, Layer, LineDraft, Side, dims
from ledger.books.retiring import offered_values
from ledger.business.closing.facts import Facts, facts_on
from ledger.core import Problem, say
from ledger.posting_rules.closing import closing_accounts
from ledger.store import Unit
from ledger.store.statement import text

LAST_ADJUSTMENT = 99


@dataclass(frozen=True, slots=True)
class Moved:
    """Base minor units of an account and what is below it: closing has debit positive."""

    closing: int = 0
    debit: int = 0
    credit: int = 0


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a step would post now; no entries and no reason: nothing is missing. ``not_needed`` says why it has none,
    ``lacks`` what somebody has to give before it can be worked out.
    """

    entries: tuple[EntryDraft, ...] = ()
    layer: Layer = Layer.OPERATING
    not_needed: Problem | None = None
    lacks: tuple[Problem, ...] = ()
    link: str = ""

    @property
    def amount_minor(self) -> int:
        """Debit side of all its vouchers in base minor units, without sign."""
        return sum(abs(_base(line)) for one in self.entries for line in one.lines if line.side is Side.DEBIT)


def _base(line: LineDraft) -> int:
    return line.amount_minor if line.base_minor is None else line.base_minor


@dataclass(frozen=True, slots=True)
class Month:
    """One month of one book. Reads are kept for the life of the object: make a new one after a posting."""

    unit: Unit
    book: Book
    period: str
    facts: Facts
    roles: Mapping[str, str]
    postable: frozenset[str]
    by_department: frozenset[str] = frozenset()
    _kept: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, unit: Unit, book: str, period: str) -> Month:
        """The month as the books stand now."""
        found = get_book(unit, book)
        last = date.fromisoformat(day_text(first_and_last(period_number(period))[1]))
        chart = accounts(unit, book)
        postable = frozenset(one.code for one in chart if one.postable and one.active)
        wanting = frozenset(one.code for one in chart if "department" in one.required)
        standard = found.standard.lower()
        return cls(unit, found, period, facts_on(unit, book, last), closing_accounts(standard), postable, wanting)

    @property
    def first_day(self) -> str:
        """ISO date of its first day."""
        return day_text(first_and_last(period_number(self.period))[0])

    @property
    def last_day(self) -> str:
        """ISO date of its last day: when its closing vouchers are dated."""
        return day_text(first_and_last(period_number(self.period))[1])

    @property
    def ends_year(self) -> bool:
        """Whether the book's year ends with it."""
        return int(self.period[5:7]) % 12 + 1 == self.book.fiscal_start_month

    def account(self, role: str) -> str:
        """The account of a role, or '' where this chart has none that takes vouchers."""
        code = self.roles.get(role, "")
        return code if code in self.postable else ""

    def department(self) -> str:
        """Who carries what the month end books: as the company said, else its only department, else ''."""
        only = self.once("departments", lambda: list(offered_values(self.unit, "department")))
        return self.facts.department or (only[0] if len(only) == 1 else "")

    def dims(self, account: str) -> Dims | None:
        """What an account requires of the month end's own lines; None where a department is wanted and nobody named one."""
        if account not in self.by_department:
            return ()
        return dims({"department": self.department()}) if self.department() else None

    def moved(self, prefix: str) -> Moved:
        """Closing and movement of the accounts whose code starts so; an opening balance is no movement of the month."""
        if not prefix:
            return Moved()
        rows = [row for row in self.once("rows", self._balances) if row.account.startswith(prefix)]
        opened = [row for row in self.once("opened", self._opened) if row[0].startswith(prefix)]
        return Moved(
            sum(row.base_closing for row in rows),
            sum(row.base_debit for row in rows) - sum(int(row[1]) for row in opened),
            sum(row.base_credit for row in rows) - sum(int(row[2]) for row in opened),
        )

    def once(self, name: str, read: Callable[[], list[Any]]) -> list[Any]:
        """What was read under this name, read now where it was not yet."""
        if name not in self._kept:
            self._kept[name] = read()
        return self._kept[name]

    def _balances(self) -> list[BalanceRow]:
        return trial_balance(self.unit, self.book.code, self.period, self.period)

    def _opened(self) -> list[Any]:
        """Debit and credit of opening vouchers of the month, by account."""
        rows = self.unit.connection.execute(
            text(
                "WITH opened AS MATERIALIZED (SELECT e.batch_id, e.entry_no FROM batch AS b JOIN entry AS e"
                " ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id WHERE b.tenant_id = :t AND b.book_id = :b"
                " AND b.period >= :start AND b.period <= :end AND e.kind = :opening),"
                " moved AS MATERIALIZED (SELECT l.cell_id, l.side, l.base_minor FROM opened AS o JOIN line AS l"
                " ON l.tenant_id = :t AND l.batch_id = o.batch_id AND l.entry_no = o.entry_no)"
                " SELECT a.code, sum(CASE m.side WHEN 0 THEN m.base_minor ELSE 0 END),"
                " sum(CASE m.side WHEN 1 THEN m.base_minor ELSE 0 END) FROM moved AS m"
                " JOIN cell AS c ON c.tenant_id = :t AND c.cell_id = m.cell_id JOIN account AS a"
                " ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id"
                " GROUP BY a.code"
            ),
            {"t": self.unit.tenant, "b": self.book.book_id, "opening": int(EntryKind.OPENING),
             "start": period_number(self.period), "end": period_number(self.period) + LAST_ADJUSTMENT},
        )  # fmt: skip
        return list(rows)

    def say(self, key: str) -> str:
        """A memo in the book's language."""
        return say(key, self.book.language, month=self.period)

    def line(self, account: str, side: Side, amount_minor: int, memo: str, of: Dims = ()) -> LineDraft:
        """A line in the book's currency."""
        return LineDraft(account, side, amount_minor, self.book.base_currency, memo=memo, dims=of)

    def entry(self, kind: EntryKind, step: str, *lines: LineDraft) -> EntryDraft:
        """A voucher of the last day, made by whoever proposes it."""
        return EntryDraft(self.last_day, lines, "", kind, self.last_day, f"closing:{step}")
