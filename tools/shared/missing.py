"""待到票据 as it stands now: what the books wait for, less what is here on paper, accrued, waiting to be, or not expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import true

from ledger.books.entries import VoucherKey
from ledger.business.closing import Month
from ledger.business.closing.accruals import accrued, mark_of, standing
from ledger.business.missing_invoices.excused import Excuse, excused
from ledger.business.missing_invoices.unbilled import Unbilled, item_name, unbilled
from ledger.business.missing_invoices.usual import Usual, missing_this_month
from ledger.evidence.documents import DocumentState, listing
from ledger.proposals import State
from ledger.proposals import get as get_proposal
from ledger.proposals import listing as proposals
from ledger.store import Unit

ORIGIN = "accrual:"
HERE = (DocumentState.READ, DocumentState.PROPOSED)
WAITING = (State.DRAFT, State.PROPOSED, State.RETURNED, State.CONFIRMED)
MOST = 2000


class Stand(StrEnum):
    """What became of an invoice that is not here: nothing yet, an accrual waits, an accrual is posted, not expected."""

    MISSING = "missing"
    WAITING = "waiting"
    ACCRUED = "accrued"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Due:
    """A vendor's usual invoice: ``by`` is the waiting proposal, or the number of the posted accrual."""

    usual: Usual
    stand: Stand
    by: str = ""
    excuse: Excuse | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """An open item without an invoice."""

    one: Unbilled
    excuse: Excuse | None = None

    @property
    def name(self) -> str:
        """How tools name it."""
        return item_name(self.one.item)


@dataclass(frozen=True, slots=True)
class Missing:
    """Everything a month waits for."""

    monthly: tuple[Due, ...]
    paid: tuple[Open, ...]
    received: tuple[Open, ...]

    @property
    def left(self) -> int:
        """How many nobody has done anything about."""
        return sum(1 for one in self.monthly if one.stand is Stand.MISSING) + sum(
            1 for one in self.paid if not one.excuse
        )


def _voucher(one: Unbilled) -> VoucherKey:
    return VoucherKey(one.item.key.batch_id, one.item.key.entry_no)


def _here(month: Month) -> set[str]:
    """Vendors whose paper of this month arrived."""
    found = listing(month.unit, true(), HERE, MOST)
    first = date.fromisoformat(month.first_day)
    return {one.party_id for one in found if one.party_id and (one.issue_date is None or one.issue_date >= first)}


def waiting_accruals(unit: Unit, book: str, period: str) -> Iterator[tuple[str, str]]:
    """Party and proposal of every accrual of the month that waits."""
    for row in proposals(unit, WAITING, book=book, limit=MOST):
        if row.origin == f"{ORIGIN}{period}":
            for entry in get_proposal(unit, row.proposal_id).content.entries:
                yield mark_of(entry.source)[1], row.proposal_id


def missing(month: Month) -> Missing:
    """What stands now for a month."""
    unit, book = month.unit, month.book.code
    ticks, here = excused(unit, book, month.period), _here(month)
    stands = standing(accrued(unit, book, month.period))
    posted = {one.about: one.label for one in stands if one.about and one.day >= month.first_day}
    coming_back = {one.key for one in stands if one.reverses_on}
    held = dict(waiting_accruals(unit, book, month.period))
    monthly = []
    for one in missing_this_month(unit, book, month.period):
        tick = ticks.get(f"party:{one.party}")
        if one.party in posted:
            monthly.append(Due(one, Stand.ACCRUED, posted[one.party]))
        elif one.party in held:
            monthly.append(Due(one, Stand.WAITING, held[one.party]))
        elif one.party not in here:
            monthly.append(Due(one, Stand.EXCUSED if tick else Stand.MISSING, excuse=tick))
    paid, received = unbilled(unit, book, month.last_day)
    return Missing(
        tuple(monthly),
        tuple(Open(one, ticks.get(f"item:{item_name(one.item)}")) for one in paid),
        tuple(Open(one) for one in received if _voucher(one) not in coming_back),
    )
