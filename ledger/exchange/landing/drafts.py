"""Vouchers of our books, month by month, bounded in lines, so that any number of transactions passes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import localcontext

from ledger.books.entries import EntryDraft, EntryKind, LineDraft, Side, dims
from ledger.core import Problem, problem
from ledger.exchange.incoming import ForeignLedger, Tally, Transaction
from ledger.exchange.landing.units import Units
from ledger.exchange.landing.values import Valued, value
from ledger.exchange.naming import flat

ROUNDING = "Equity:Rounding of imported amounts"
MOST_LINES = 20_000
"""Lines of one batch: a month that has more is posted in parts."""


@dataclass(slots=True)
class Landing:
    """One import: the ledger, what was tallied, the units chosen, and what is told of it afterwards."""

    ledger: ForeignLedger
    tally: Tally
    units: Units
    rounding: str = ROUNDING
    maker: str = ""
    notes: list[Problem] = field(default_factory=list)
    entries: int = 0
    lines: int = 0
    empty: int = 0
    rounded: int = 0

    def told(self) -> list[Problem]:
        """All notes: the reader's, the units', and what posting found."""
        found = [*self.ledger.notes, *self.units.notes, *self.notes]
        if self.empty:
            found.append(problem("import.empty_transactions", count=self.empty))
        if self.rounded:
            found.append(problem("import.rounding_lines", count=self.rounded, account=self.rounding))
        return found


def monthly(landing: Landing) -> Iterator[tuple[str, tuple[EntryDraft, ...]]]:
    """Month and vouchers, in order of dates; a month with many lines comes in several parts."""
    part: list[EntryDraft] = []
    month, opening, lines = "", False, 0
    for one in _by_date(landing.ledger):
        if part and (one.date[:7] != month or lines >= MOST_LINES or one.opening != opening):
            yield month, tuple(part)
            part, lines = [], 0
        month, opening = one.date[:7], one.opening
        entry = draft(one, landing)
        if entry is None:
            landing.empty += 1
            continue
        part.append(entry)
        lines += len(entry.lines)
    if part:
        yield month, tuple(part)


def _by_date(ledger: ForeignLedger) -> Iterable[Transaction]:
    """Readers of tables walk by date already; a list is sorted."""
    if isinstance(ledger.transactions, list):
        return sorted(ledger.transactions, key=lambda one: one.date)
    return ledger.transactions


def draft(one: Transaction, landing: Landing) -> EntryDraft | None:
    """The voucher of a transaction; None where nothing of it is left to post."""
    with localcontext() as context:
        context.prec = 60
        valued = value(one.posts, landing.units)
    memo = flat(one.description)[:500]
    lines = [_line(line, memo) for line in valued]
    lines += _rounding(valued, memo, landing)
    if len(lines) < 2:
        return None
    landing.entries += 1
    landing.lines += len(lines)
    source = f"{one.place} {flat(one.number)}".strip()
    kind = EntryKind.OPENING if one.opening else EntryKind.NORMAL
    return EntryDraft(one.date, tuple(lines), landing.maker, kind, one.date, source)


def _line(line: Valued, memo: str) -> LineDraft:
    post = line.post
    debit = (line.minor > 0) != post.red
    sign = 1 if debit else -1
    return LineDraft(
        post.account, Side.DEBIT if debit else Side.CREDIT, sign * line.minor, line.code, sign * line.base,
        flat(post.memo)[:500] or memo, dims(post.dims), quantity=post.quantity, due_date=post.due_date or None,
        settlement_method=flat(post.settlement_method)[:100] or None,
        settlement_number=flat(post.settlement_number)[:100] or None,
    )  # fmt: skip


def _plain(account: str, minor: int, code: str, base: int, memo: str) -> LineDraft:
    side = Side.DEBIT if minor > 0 else Side.CREDIT
    return LineDraft(account, side, abs(minor), code, abs(base), memo)


def _rounding(lines: list[Valued], memo: str, landing: Landing) -> list[LineDraft]:
    """What the seal would not take as it is: a residue in base currency, or in the only commodity there is."""
    base, found = landing.units.base, []
    off = sum(line.base for line in lines)
    if off:
        found.append(_plain(landing.rounding, -off, base, -off, memo))
    codes = {line.code for line in lines} | {base for _ in found}
    own = sum(line.minor for line in lines)
    if len(codes) == 1 and base not in codes and own:
        (code,) = codes
        if all(line.post.weight_commodity == line.post.commodity for line in lines):
            found.append(_plain(landing.rounding, -own, code, 0, memo))
        else:  # lots of one commodity at different costs: worth nothing together, and not the same in number
            found += [_plain(landing.rounding, sign, base, sign, memo) for sign in (1, -1)]
    landing.rounded += bool(found)
    return found
