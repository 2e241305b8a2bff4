"""What a new company has and still lacks: what its first page counts."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.business.parties import parties
from ledger.proposals import Kind, State, listing
from ledger.store import identity
from ledger.store.people import people
from ledger.store.statement import text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool


class FirstSteps(BaseModel):
    """Counts; ``opening`` is ``none``, ``waits`` or ``posted``; ``vouchers`` are posted ones beside the opening."""

    people: int
    came_in: int
    parties: int
    opening: str
    vouchers: int


def _posted(context: Context) -> tuple[int, int]:
    """Posted vouchers of the opening, and all others."""
    query = text(
        "SELECT coalesce(sum(CASE WHEN source = 'opening' THEN 1 ELSE 0 END), 0), count(*) FROM entry WHERE tenant_id = :t"
    )
    opened, every = context.unit.connection.execute(query, {"t": context.unit.tenant}).one()
    return int(opened), int(every) - int(opened)


@tool(action="chart.read", effect="read", people_only=True)
def first_steps(context: Context, request: Nothing) -> Done:
    """What this company has set up so far."""
    waiting = [
        row
        for row in listing(context.unit, [State.DRAFT, State.PROPOSED, State.RETURNED, State.CONFIRMED])
        if row.kind is Kind.RUN and row.origin.startswith("opening")
    ]
    opened, others = _posted(context)
    everybody = [one for one in people(context.unit) if not one.disabled]
    came_in = identity.have_passwords(context.unit)
    return Done(
        FirstSteps(
            people=len(everybody), came_in=sum(1 for one in everybody if one.user in came_in),
            parties=len(parties(context.unit)), opening="waits" if waiting else "posted" if opened else "none",
            vouchers=others,
        )
    )  # fmt: skip
