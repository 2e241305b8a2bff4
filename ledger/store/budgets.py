"""What was used of a budget on a day: counted in the company's database, so that all processes count together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ledger.store.schema.budgets import budget_use as table
from ledger.store.unit import Unit

PROPOSALS, TOKENS, EXPORTS, VENDOR = "proposals", "tokens", "exports", "vendor"
_ADD = (
    "INSERT INTO budget_use (tenant_id, day, budget, holder, used) VALUES (:t, :day, :budget, :holder, :amount)"
    " ON CONFLICT (tenant_id, day, budget, holder) DO UPDATE SET used = budget_use.used + excluded.used RETURNING used"
)


@dataclass(frozen=True, slots=True)
class Use:
    """``holder`` is a person's sign-in name, of the budget ``vendor`` a vendor's id."""

    budget: str
    holder: str
    used: int


def add_use(unit: Unit, day: date, budget: str, holder: str, amount: int) -> int:
    """Count an amount and say what the day has come to; the row is held to the end of the transaction."""
    known = {"t": unit.tenant, "day": day.isoformat(), "budget": budget, "holder": holder, "amount": amount}
    row = unit.run(_ADD, known).fetchone()
    return int(row[0])


def uses_of(unit: Unit, day: date) -> list[Use]:
    """Everything used on a day, by budget, the most first."""
    query = (
        select(table.c.budget, table.c.holder, table.c.used)
        .where(table.c.tenant_id == unit.tenant, table.c.day == day.isoformat(), table.c.used > 0)
        .order_by(table.c.budget, table.c.used.desc(), table.c.holder)
    )
    return [Use(*row) for row in unit.connection.execute(query)]
