"""预算 Budgets: what people and models used today of what a day may hold, and what one question may ask for."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.business.parties import parties
from ledger.core import settings
from ledger.store.budgets import VENDOR, uses_of
from ledger.store.people import people
from tools.blocks import Column, Row, Table, Text, words
from tools.budgets import allowed, free_again
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool


class BudgetUse(BaseModel):
    """``budget`` is proposals, exports, tokens (of a person) or vendor; ``word`` says it in words."""

    budget: str
    word: str
    holder: str
    name: str
    used: int
    most: int


class Budgets(BaseModel):
    """Today's use, the fullest first; the bounds of a day and of one question; when a day's are whole again (ISO)."""

    rows: tuple[BudgetUse, ...]
    day: dict[str, int]
    turn: dict[str, int]
    free_again: str


@tool(
    action="system.read",
    effect="read",
    examples={"zh": ("今天的用量和限额",), "en": ("What was used of today's limits?",)},
)
def list_budgets(context: Context, request: Nothing) -> Done:
    """What was used today of the budgets of people and vendors, and what they may use."""
    most = allowed()
    named = {one.user: one.called(context.language) for one in people(context.unit)}
    vendors = {one.party_id: one.name for one in parties(context.unit)}
    rows = [
        BudgetUse(
            budget=one.budget, word=context.say(f"budget.word_{one.budget}"), holder=one.holder, used=one.used,
            name=(vendors if one.budget == VENDOR else named).get(one.holder, one.holder), most=most[one.budget],
        )
        for one in uses_of(context.unit, context.today)
    ]  # fmt: skip
    rows.sort(key=lambda one: -one.used / max(one.most, 1))
    given = settings()
    turn = {"calls": given.budget_turn_calls, "rows": given.budget_turn_rows, "seconds": given.budget_turn_seconds}
    at = free_again(context.today, context.company.time_zone).isoformat()
    context.tally.rows = len(rows)
    shown = Budgets(rows=tuple(rows), day=dict(most), turn=turn, free_again=at)
    if not rows:
        return Done(shown, (Text(text=context.say("budget.none")),))
    heads = ("what", "who", "used", "most")
    columns = tuple(Column(title=context.say(f"budget.{head}"), numeric=head in ("used", "most")) for head in heads)
    told = tuple(
        Row(cells=(words(one.word), words(one.name), words(f"{one.used:,}"), words(f"{one.most:,}"))) for one in rows
    )
    return Done(shown, (Table(columns=columns, rows=told),))
