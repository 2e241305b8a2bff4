"""转移: from a month on another department, or another expense account, bears what a card carries.

The card stays as it was written; the month's charge goes where it stands in that month. What was charged before stays
where it was borne: moving costs of past months is a voucher of its own (重分类).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, insert, select

from ledger.books.accounts import accounts
from ledger.books.calendar import period_text
from ledger.business.assets.cards import Card, cards, must_be_offered, must_bear
from ledger.business.assets.charged import CHARGE, OUT, named
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.assets import asset_move as table

LAST = "9999-12"


@dataclass(frozen=True, slots=True)
class Move:
    """Who bears a card from the first day of a month on (``YYYY-MM``)."""

    from_month: str
    department: str
    expense: str


def move(
    unit: Unit, book: str, card_id: str, from_month: str, department: str, expense: str, actor: str, now: datetime
) -> Card:
    """Keep a move; the card as it stands from then on. An empty ``expense`` keeps the account.

    Refused for a month already charged, a card that left, a value retired or unknown, an account that takes no such line,
    and where nothing would change.
    """
    hold(unit, "asset move")
    before = next((one for one in standing(unit, book, from_month) if one.card_id == card_id), None)
    if before is None:
        raise Refused(problem("asset.unknown", "card", card=card_id))
    after = replace(before, department=department, expense=expense or before.expense)
    if after == before:
        raise Refused(problem("asset.moves_nowhere", "department", card=card_id))
    if named(unit, book, LAST, OUT).get(card_id, (0, 0))[0]:
        raise Refused(problem("asset.left_already", "card", card=card_id))
    charged, last = named(unit, book, LAST, CHARGE).get(card_id, (0, 0))
    if charged and from_month <= period_text(last):
        raise Refused(problem("asset.moved_too_early", "from_month", card=card_id, month=period_text(last)))
    if department:
        must_be_offered(unit, after)
    must_bear({one.code: one for one in accounts(unit, book)}, after, "expense", after.expense)
    mine = (table.c.tenant_id == unit.tenant, table.c.book == book, table.c.card_id == card_id)
    number = unit.connection.execute(select(func.max(table.c.number)).where(*mine)).scalar() or 0
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, book=book, card_id=card_id, number=number + 1, from_month=from_month,
            department=department, expense=after.expense, given_by=actor, given_at=now,
        )
    )  # fmt: skip
    return after


def moves(unit: Unit, book: str) -> dict[str, list[Move]]:
    """Card to its moves by month, of one month the one given last at the end."""
    rows = unit.connection.execute(
        select(table.c.card_id, table.c.from_month, table.c.department, table.c.expense)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book)
        .order_by(table.c.from_month, table.c.number)
    )
    found: dict[str, list[Move]] = {}
    for card_id, *told in rows:
        found.setdefault(card_id, []).append(Move(*told))
    return found


def standing(unit: Unit, book: str, period: str = LAST) -> list[Card]:
    """Every card of a book as it stands in a month (by default after every move), by id."""
    known = moves(unit, book)
    return [_at(one, known.get(one.card_id, ()), period) for one in cards(unit, book)]


def _at(card: Card, known: Sequence[Move], period: str) -> Card:
    for one in known:
        if one.from_month <= period:
            card = replace(card, department=one.department, expense=one.expense)
    return card
