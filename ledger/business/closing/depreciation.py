"""计提折旧、摊销: what each card is to be carried up to the month less what the books carry of it (CAS 4, 6).

Worked out from the beginning of each life, so a month that was missed is caught up and a second run posts nothing.
A card that left is carried to the last month the book's rule says (fact ``asset_month``) and no more.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from ledger.books.calendar import period_number
from ledger.books.entries import Dims, EntryDraft, EntryKind, LineDraft, Side, dims
from ledger.business.assets.cards import Card, Kind, last_month, retired_departments, use_until
from ledger.business.assets.charged import CHARGE, OUT, named
from ledger.business.assets.moves import standing
from ledger.business.assets.schedule import Method
from ledger.business.closing.month import Drafted, Month
from ledger.core import Problem, problem


def draft(month: Month) -> Drafted:
    """Depreciation and amortisation still missing."""
    return _draft(month, "depreciation", (Kind.FIXED, Kind.INTANGIBLE))


def draft_deferrals(month: Month) -> Drafted:
    """Deferred expenses still to be carried."""
    return _draft(month, "deferrals", (Kind.DEFERRAL,))


def missing(month: Month, chosen: tuple[Kind, ...]) -> list[tuple[Card, int]]:
    """Each card with what it still has to be charged by the end of the month."""
    unit, book = month.unit, month.book.code
    own = [one for one in standing(unit, book, month.period) if one.kind in chosen and one.first_day <= month.last_day]
    done, out, use = named(unit, book, month.period, CHARGE), named(unit, book, month.period, OUT), {}
    if any(one.method is Method.UNITS for one in own):
        use = use_until(unit, book, month.period)
    found = []
    for one in own:
        left, gone = out.get(one.card_id, (0, 0))
        if left and gone < period_number(month.period):
            continue
        last = last_month(one, month.period, same_month=_same_month(month)) if left else month.period
        so_far = sum(use.get(one.card_id, {}).values(), Decimal(0))
        amount = one.due(last, so_far) - done.get(one.card_id, (0, 0))[0]
        if amount:
            found.append((one, amount))
    return found


def left_to_carry(month: Month, card: Card) -> tuple[int, str]:
    """What a card that is to leave in this month still has to be charged, in base minor units (below zero: what was charged
    too much), and the last month it is carried for.
    """
    use = use_until(month.unit, month.book.code, month.period).get(card.card_id, {})
    last = last_month(card, month.period, same_month=_same_month(month))
    done = named(month.unit, month.book.code, month.period, CHARGE).get(card.card_id, (0, 0))[0]
    return card.due(last, sum(use.values(), Decimal(0))) - done, last


def _same_month(month: Month) -> bool:
    return month.facts.asset_month == "same_month"


def _draft(month: Month, step: str, chosen: tuple[Kind, ...]) -> Drafted:
    own = [one for one in standing(month.unit, month.book.code, month.period) if one.kind in chosen]
    if not own:
        return Drafted(not_needed=problem("closing.no_cards"))
    lacks = _lacks(month, own)
    if lacks:
        return Drafted(lacks=lacks, link="/assets")
    found = missing(month, chosen)
    retired = retired_departments(month.unit, [one for one, amount in found if amount > 0])
    if retired:
        return Drafted(lacks=tuple(retired), link="/dimensions")
    return Drafted((_voucher(month, step, found),) if found else ())


def _lacks(month: Month, own: list[Card]) -> tuple[Problem, ...]:
    by_use = [one for one in own if one.method is Method.UNITS and one.first_day <= month.last_day]
    if not by_use:
        return ()
    gone = named(month.unit, month.book.code, month.period, OUT)
    use = use_until(month.unit, month.book.code, month.period)
    return tuple(
        problem("closing.no_units", one.card_id, card=one.card_id, name=one.name, month=month.period)
        for one in by_use
        if one.card_id not in gone and month.period not in use.get(one.card_id, {})
    )


def _voucher(month: Month, step: str, found: list[tuple[Card, int]]) -> EntryDraft:
    memo, lines = month.say(f"closing.memo_{step}"), []
    borne: dict[tuple[str, Dims], int] = defaultdict(int)
    for card, amount in found:
        borne[card.expense, dims({"department": card.department}) if card.department else ()] += amount
    for (account, of), amount in sorted(borne.items()):
        if amount:
            lines.append(month.line(account, Side.DEBIT, amount, memo, of))
    base = month.book.base_currency
    for card, amount in found:
        of_card = f"{memo} {card.card_id} {card.name}"
        lines.append(
            LineDraft(card.carried_on, Side.CREDIT, amount, base, memo=of_card, source=f"{CHARGE}{card.card_id}")
        )
    return month.entry(EntryKind.NORMAL, step, *lines)
