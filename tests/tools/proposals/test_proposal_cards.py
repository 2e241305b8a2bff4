"""Lists of proposals: what they ask the database, and that this does not grow with every card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ledger.store import Unit
from tests.world import World


def test_the_chart_is_read_once_however_many_proposals_are_listed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        {"account": "100201", "side": "debit", "amount": "315"},
        {"account": "6051", "side": "credit", "amount": "315"},
    ]
    for day in ("2026-11-03", "2026-11-04", "2026-11-05"):
        world.must("wangfang", "propose_voucher", date=day, memo="利息", lines=lines)
    seen: list[str] = []
    run = Unit.run

    def noted(unit: Unit, statement: str, parameters: Mapping[str, Any]) -> Any:
        seen.append(statement)
        return run(unit, statement, parameters)

    monkeypatch.setattr(Unit, "run", noted)
    found = world.must("limin", "list_pending_approvals").proposals
    assert len(found) == 3
    assert sum("FROM account WHERE" in one for one in seen) == 1
