"""Every string that somebody outside the house wrote is tainted wherever a model may read it: each tool, each kind of writer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.hostile.injections import OURS
from tests.hostile.siege import Siege
from tests.tenants import Tenants
from tools.outcome import Done, Invalid
from tools.registry import Tool

MARK = "QZX"


@pytest.fixture(scope="module")
def siege(sqlite_tenants: Tenants) -> Iterator[Siege]:
    made = Siege.of(sqlite_tenants.store, sqlite_tenants.new(), [f"{MARK}{one}" for one in OURS])
    paper = next(name for name, state in made.documents.items() if state == "read")
    made.world.must("limin", "create_vendor", document=paper, name=f"{MARK} 供应商")
    yield made
    made.close()


def _given(siege: Siege, tool: Tool) -> Iterator[dict[str, Any]]:
    """Calls of a tool with what it must be given, for each thing there is."""
    voucher = siege.world.must("limin", "search_vouchers").vouchers[-1]
    known: dict[str, list[Any]] = {
        "document": list(siege.documents), "proposal": siege.proposals, "voucher": [voucher.id], "alert": ["AL-0001", "AL-0002"],
        "period": ["2026-11"], "month": ["2026-11"], "account": ["100201", "660213"], "question": ["住宿"], "path": ["travel(2026-01-01).md"],
        "dimension": ["party"], "by": ["party"], "thing": siege.proposals, "about": ["x"],
    }  # fmt: skip
    required = [name for name, one in tool.request.model_fields.items() if one.is_required()]
    optional = [
        name
        for name in ("account", "period", "by", "dimension", "document", "proposal", "alert")
        if name in tool.request.model_fields
    ]
    most = max((len(known.get(name, ["x"])) for name in required), default=1)
    for place in range(most):
        base = {name: known.get(name, ["x"])[place % len(known.get(name, ["x"]))] for name in required}
        yield base
        yield {name: known[name][place % len(known[name])] for name in optional} | base


def test_whatever_others_wrote_is_tainted_in_every_answer(siege: Siege) -> None:
    clean: dict[str, str] = {}
    carried: set[str] = set()
    for tool in siege.world.gateway.registry.for_models():
        for given in _given(siege, tool) if tool.effect == "read" else ():
            outcome = siege.world.call("limin", tool.name, **given)
            if isinstance(outcome, Done):
                said = outcome.result.model_dump_json() + "".join(one.model_dump_json() for one in outcome.blocks)
            elif isinstance(outcome, Invalid):
                said = "".join(one.text("zh") for one in outcome.problems)
            else:
                continue
            if MARK in said:
                carried.add(tool.name)
                if not outcome.tainted:
                    clean[tool.name] = said[max(0, said.index(MARK) - 80) :][:160]
    assert clean == {}
    assert len(carried) >= 12, sorted(carried)
    assert {
        "open_document",
        "open_proposal",
        "search_vouchers",
        "policy_question",
        "bank_reconciliation",
        "list_inbox",
    } <= carried
