"""Proposals of a month that are not posted yet: those of the month end itself, and all others."""

from __future__ import annotations

from ledger.business.closing import Month
from ledger.proposals import ProposalRow, State, listing

ORIGIN = "closing:"
WAITING = (State.DRAFT, State.PROPOSED, State.RETURNED, State.CONFIRMED)
MOST = 5000


def _held(month: Month) -> list[ProposalRow]:
    def read() -> list[ProposalRow]:
        rows = listing(month.unit, WAITING, book=month.book.code, limit=MOST)
        return [one for one in rows if one.period == month.period]

    return month.once("held", read)


def origin(key: str) -> str:
    """Where a step's proposal says it comes from."""
    return f"{ORIGIN}{key}"


def others(month: Month) -> list[ProposalRow]:
    """What waits in the month beside its closing steps."""
    return [one for one in _held(month) if not one.origin.startswith(ORIGIN)]


def of_step(month: Month, key: str) -> ProposalRow | None:
    """The proposal of a step that waits already."""
    return next((one for one in _held(month) if one.origin == origin(key)), None)
