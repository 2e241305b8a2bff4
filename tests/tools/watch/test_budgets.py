"""Bounds of a day, counted together by all processes and refused with the hour they are free again; bounds of a question."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.belt import Tray, belt
from assistant.turn import answer
from ledger.core import settings
from tests.world import World
from tools.outcome import Denied, Done, Invalid
from tools.sheets import SheetFile, send_out

Bounds = Callable[..., None]


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bounds]:
    """Set bounds as an installation would."""

    def put(**most: int) -> None:
        for name, value in most.items():
            monkeypatch.setenv(f"ZHANGFANG_BUDGET_{name.upper()}", str(value))
        settings.cache_clear()

    yield put
    monkeypatch.undo()
    settings.cache_clear()


def _voucher(world: World, user: str = "wangfang", vendor: str = "V0001") -> Any:
    lines = [
        {"account": "660213", "side": "debit", "amount": "30", "department": "it"},
        {"account": "220201", "side": "credit", "amount": "30", "vendor": vendor},
    ]
    return world.call(user, "propose_voucher", date="2026-11-20", memo="服务费", lines=lines)


def _code(outcome: Any) -> str:
    assert isinstance(outcome, Invalid), outcome
    (told,) = outcome.problems
    for language in ("zh", "en"):
        assert "2026-11-26 00:00" in told.text(language)
    return str(told.code)


def test_proposals_of_a_person_and_a_day(world: World, bounds: Bounds) -> None:
    bounds(proposals=2)
    assert isinstance(_voucher(world), Done) and isinstance(_voucher(world), Done)
    assert _code(_voucher(world)) == "budget.no_proposals"
    agent = world.gateway.call(world.who("wangfang").as_agent(), "propose_voucher", {"lines": []})
    assert _code(agent) == "budget.no_proposals", "a model spends what its person has"
    assert isinstance(_voucher(world, "zhangwei"), Done), "each their own"
    last = world.must("zhaolei", "search_trail", subject="propose_voucher", decision="invalid").rows
    assert len(last) == 2
    world.later(16 * 3600)
    assert isinstance(_voucher(world), Done), "a new day"


def test_what_was_refused_counts_for_nothing(world: World, bounds: Bounds) -> None:
    bounds(proposals=1)
    wrong = world.call(
        "wangfang", "propose_voucher", date="2026-11-20", lines=[{"account": "no", "side": "debit", "amount": "1"}]
    )
    assert isinstance(wrong, Invalid)
    assert isinstance(_voucher(world), Done)


def test_vouchers_that_name_one_vendor(world: World, bounds: Bounds) -> None:
    bounds(vendor=2)
    assert isinstance(_voucher(world, "wangfang"), Done) and isinstance(_voucher(world, "zhangwei"), Done)
    assert _code(_voucher(world, "limin")) == "budget.no_vendor"
    assert isinstance(_voucher(world, "limin", "V0002"), Done)


def test_files_taken_out(world: World, bounds: Bounds) -> None:
    bounds(exports=1)
    world.history("V0001", "660213", [1_200_000])
    limin = world.who("limin")
    assert isinstance(send_out(world.house, limin, "trial_balance", {}, "csv"), SheetFile)
    assert _code(send_out(world.house, limin, "trial_balance", {}, "csv")) == "budget.no_exports"
    assert isinstance(send_out(world.house, world.who("zhaolei"), "trial_balance", {}, "csv"), SheetFile)
    assert "spend_budget" in {one.tool for one in world.must("zhaolei", "search_trail", decision="invalid").rows}


def test_of_many_at_once_exactly_as_many_as_allowed(world: World, bounds: Bounds) -> None:
    bounds(proposals=3)
    start, said = threading.Barrier(8), []

    def press() -> None:
        start.wait()
        said.append(_voucher(world))

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(one, Done) for one in said) == 3
    assert {_code(one) for one in said if not isinstance(one, Done)} == {"budget.no_proposals"}


def test_an_administrator_sees_them_and_others_do_not(world: World, bounds: Bounds) -> None:
    assert world.must("admin", "list_budgets").rows == ()
    bounds(proposals=4)
    _voucher(world)
    rows = {(one.budget, one.holder): (one.used, one.most) for one in world.must("admin", "list_budgets").rows}
    assert rows == {("proposals", "wangfang"): (1, 4), ("vendor", "V0001"): (1, 500)}
    for user in ("wangfang", "chenxiao", "liqiang"):
        assert isinstance(world.call(user, "list_budgets"), Denied)


def test_a_question_is_bounded_in_calls_rows_and_seconds(world: World, bounds: Bounds) -> None:
    for name, more in (("calls", {"turn_calls": 2}), ("rows", {"turn_rows": 1}), ("seconds", {"turn_seconds": 1})):
        bounds(**({"turn_calls": 50, "turn_rows": 10_000, "turn_seconds": 1_000} | more))
        tray = Tray()
        tools = {one.name: one for one in belt(world.gateway, world.who("limin"), tray)}
        if name == "seconds":
            tray.began -= 2
        told = [tools["vendor_lookup"].invoke({}) for _ in range(4)]
        assert tray.stopped == name and "denied" in told[-1], name
        assert len(tray.outcomes) == {"calls": 2, "rows": 1, "seconds": 0}[name]


def test_tokens_of_a_model(world: World, bounds: Bounds) -> None:
    from langchain_core.messages import AIMessage

    from assistant.models.scripted import ScriptedModel

    bounds(tokens=10)
    usage = {"input_tokens": 8, "output_tokens": 4, "total_tokens": 12}

    def asked() -> Any:
        model = ScriptedModel(script=[AIMessage("好的", usage_metadata=usage)])  # type: ignore[arg-type]
        return answer(world.house, world.who("limin"), "你好", model=model)

    assert not asked().failed
    refused = asked()
    assert refused.failed and "2026-11-26 00:00" in refused.blocks[0].text
    assert not answer(world.house, world.who("limin"), "有哪些等我复核").failed, "the planner spends none"
