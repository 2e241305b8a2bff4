"""Lists of proposals: what they ask the database, and that this does not grow with every card."""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.world import World


def test_the_chart_is_read_once_however_many_proposals_are_listed(world: World) -> None:
    lines = [
        {"account": "100201", "side": "debit", "amount": "315"},
        {"account": "6051", "side": "credit", "amount": "315"},
    ]
    for day in ("2026-11-03", "2026-11-04", "2026-11-05"):
        world.must("wangfang", "propose_voucher", date=day, memo="利息", lines=lines)
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        found = world.must("limin", "list_pending_approvals").proposals
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(found) == 3
    assert sum("FROM account LEFT JOIN account AS parent" in one for one in seen) == 1
