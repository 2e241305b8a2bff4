"""期末调汇: monetary items in foreign currency at the closing rate, the difference to exchange differences (CAS 19 第十一条).

What is not monetary keeps the rate of its day. Each position moves in base currency alone: amount 0. It is worked out
from balances, so a second run posts only what is missing. Under "reversing" the month after takes it back on its first day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from ledger.books.calendar import period_number
from ledger.books.entries import EntryDraft, EntryKind, LineDraft, Side, VoucherKey
from ledger.books.reversal import reversal
from ledger.business.closing.facts import facts_on
from ledger.business.closing.month import LAST_ADJUSTMENT, Drafted, Month
from ledger.business.closing.positions import Position, foreign_positions
from ledger.business.rates import RateKind, converted, rates_on
from ledger.core import problem
from ledger.store.statement import text

SOURCE = "closing:revaluation"
_MADE = (
    "SELECT e.batch_id, e.entry_no FROM batch AS b JOIN entry AS e ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id"
    " WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end AND e.kind = :kind"
    " AND e.source = :source AND NOT EXISTS (SELECT 1 FROM entry AS r WHERE r.tenant_id = e.tenant_id"
    " AND r.reverses_batch = e.batch_id AND r.reverses_entry = e.entry_no) ORDER BY e.batch_id, e.entry_no"
)


def draft(month: Month) -> Drafted:
    """The revaluation still missing, one voucher a currency; lacking while a currency that stands has no closing rate."""
    gains = month.account("exchange_difference")
    if not gains:
        return Drafted(not_needed=problem("closing.no_account"))
    positions = foreign_positions(month)
    if not positions:
        return Drafted(not_needed=problem("closing.nothing_foreign"))
    standing = sorted({one.currency for one in positions if one.amount_minor})
    found = rates_on(month.unit, month.last_day, RateKind.CLOSING, standing)
    lacks = tuple(
        problem("closing.no_rate", currency, currency=currency, day=month.last_day)
        for currency in standing
        if currency not in found
    )
    if lacks:
        return Drafted(lacks=lacks, link=f"/rates?day={month.last_day}")
    losses = month.account("exchange_loss") or gains
    for account in (gains, losses):
        if month.dims(account) is None:
            return Drafted(
                lacks=(problem("closing.no_department", account, account=account),), link=f"/close/{month.period}#facts"
            )
    entries = []
    for currency in sorted({one.currency for one in positions}):
        own = [one for one in positions if one.currency == currency]
        if (entry := _voucher(month, own, found.get(currency), gains, losses)) is not None:
            entries.append(entry)
    return Drafted(tuple(entries))


def _voucher(
    month: Month, positions: list[Position], rate: Decimal | None, gains: str, losses: str
) -> EntryDraft | None:
    """One currency's voucher; the sum is a gain or a loss, each on its account."""
    memo, lines, total = month.say("closing.memo_revaluation"), [], 0
    for one in positions:
        worth = converted(one.amount_minor, one.currency, rate, month.book.base_currency) if rate is not None else 0
        moved = worth - one.base_minor
        if moved:
            total += moved
            lines.append(_line(one, moved, rate, memo))
    if total:
        account, side = (gains, Side.CREDIT) if total > 0 else (losses, Side.DEBIT)
        lines.append(month.line(account, side, abs(total), memo, month.dims(account) or ()))
    return month.entry(EntryKind.REVALUATION, "revaluation", *lines) if lines else None


def _line(of: Position, moved: int, rate: Decimal | None, memo: str) -> LineDraft:
    return LineDraft(
        of.account, Side.DEBIT if moved > 0 else Side.CREDIT, 0, of.currency, abs(moved), memo=memo, dims=of.dims,
        rate=None if rate is None else format(rate, "f"), settles=of.item,
    )  # fmt: skip


def draft_back(month: Month) -> Drafted:
    """Last month's revaluation taken back in red on the first day, where that is how the book goes."""
    before = date.fromisoformat(month.first_day) - timedelta(days=1)
    if facts_on(month.unit, month.book.code, before).revaluation != "reversing":
        return Drafted(not_needed=problem("closing.revaluation_stays"))
    start = period_number(f"{before:%Y-%m}")
    rows = month.unit.connection.execute(
        text(_MADE),
        {"t": month.unit.tenant, "b": month.book.book_id, "start": start, "end": start + LAST_ADJUSTMENT,
         "kind": int(EntryKind.REVALUATION), "source": SOURCE},
    ).all()  # fmt: skip
    entries = [reversal(month.unit, VoucherKey(*row), month.first_day, "").entries[0] for row in rows]
    return Drafted(tuple(replace(one, source="closing:revaluation_back") for one in entries))
