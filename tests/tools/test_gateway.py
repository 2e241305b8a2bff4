"""The door: what it lets through, what it refuses, and that everything is written down."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from ledger.core import Channel, Principal
from ledger.store.audit import GENESIS, chain
from ledger.store.audit_store import AuditStore
from ledger.store.schema.audit import audit_act, audit_group, audit_read
from tests.world import World
from tools.outcome import Denied, Done, Failed, Invalid

pytestmark = pytest.mark.smoke


def reads(world: World) -> list[Any]:
    streams = AuditStore(world.house.store)
    with streams.open(world.tenant) as unit:
        query = select(audit_read).where(audit_read.c.tenant_id == world.tenant)
        rows = list(unit.connection.execute(query.order_by(audit_read.c.group_number, audit_read.c.position)))
    streams.close()
    return rows


def test_an_unknown_tool_is_denied_and_written_down(world: World) -> None:
    outcome = world.call("limin", "drop_everything", why="because")
    assert isinstance(outcome, Denied)
    assert outcome.rule == "unknown_tool"
    assert (reads(world)[-1].tool, reads(world)[-1].outcome) == ("drop_everything", "denied")


@pytest.mark.parametrize(
    "extra", [{"tenant": "other"}, {"user": "admin"}, {"principal": {"roles": ["admin"]}}, {"via": "person"}]
)
def test_arguments_that_name_an_identity_change_nothing(world: World, extra: dict[str, Any]) -> None:
    outcome = world.call("chenxiao", "invoice_status", **extra)
    assert isinstance(outcome, Invalid)
    assert [problem.where for problem in outcome.problems] == list(extra)


def test_an_agent_never_reaches_a_commit(world: World) -> None:
    agent = world.who("limin").as_agent()
    commits = [tool for tool in world.gateway.registry if tool.effect == "commit"]
    assert len(commits) >= 8
    for tool in commits:
        outcome = world.gateway.call(agent, tool.name, {})
        assert isinstance(outcome, Denied), tool.name
        assert outcome.rule == "agents_never_commit"


def test_a_refusal_names_its_rule_in_the_readers_language(world: World) -> None:
    for language, words in (("zh", "权限"), ("en", "role")):
        outcome = world.gateway.call(world.who("chenxiao", language), "trial_balance", {})
        assert isinstance(outcome, Denied)
        assert words in outcome.reason.text(language)


def test_a_stranger_of_another_tenant_is_nobody_here(world: World) -> None:
    stranger = Principal(world.tenant, "mallory", frozenset(), Channel.WEB)
    assert isinstance(world.gateway.call(stranger, "trial_balance", {}), Denied)


def test_a_read_is_durable_in_the_stream_before_the_answer_leaves(world: World) -> None:
    before = len(reads(world))
    assert isinstance(world.call("limin", "trial_balance"), Done)
    last = reads(world)[-1]
    assert len(reads(world)) == before + 1
    assert (last.user, last.tool, last.action, last.outcome) == ("limin", "trial_balance", "report.read", "done")


def test_an_act_is_recorded_in_its_own_transaction_and_chained(world: World) -> None:
    world.must("limin", "open_month", period="2026-12")
    with world.house.store.read(world.tenant) as unit:
        query = select(audit_act).where(audit_act.c.tenant_id == world.tenant).order_by(audit_act.c.number)
        rows = [dict(row._mapping) for row in unit.connection.execute(query)]
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    previous = GENESIS
    for row in rows:
        values = {name: value for name, value in row.items() if name not in ("tenant_id", "number", "hash")}
        previous = chain(previous, [values])
        assert previous == row["hash"]


def test_the_groups_of_the_stream_are_chained(world: World) -> None:
    for _ in range(3):
        world.call("limin", "help")
    streams = AuditStore(world.house.store)
    with streams.open(world.tenant) as unit:
        groups = list(
            unit.connection.execute(
                select(audit_group).where(audit_group.c.tenant_id == world.tenant).order_by(audit_group.c.group_number)
            )
        )
    streams.close()
    rows = reads(world)
    previous = GENESIS
    for group in groups:
        inside = [
            {
                name: value
                for name, value in row._mapping.items()
                if name not in ("tenant_id", "group_number", "position")
            }
            for row in rows
            if row.group_number == group.group_number
        ]
        previous = chain(previous, inside)
        assert (len(inside), previous) == (group.records, group.hash)


def test_without_a_record_there_is_no_call(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(world.gateway.audit, "write", broken)
    assert isinstance(world.call("limin", "trial_balance"), Failed)


def test_an_act_whose_record_fails_is_rolled_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    import tools.gateway

    def broken(*_: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(tools.gateway, "record_act", broken)
        assert isinstance(world.call("limin", "open_month", period="2027-01"), Failed)
    world.must("limin", "open_month", period="2027-01")


def test_a_fault_of_ours_says_so_and_keeps_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    import tools.month.periods

    real = tools.month.periods.open_period

    def opens_then_breaks(*arguments: Any) -> None:
        real(*arguments)
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(tools.month.periods, "open_period", opens_then_breaks)
        outcome = world.call("limin", "open_month", period="2027-02")
    assert isinstance(outcome, Failed)
    assert len(outcome.id) == 8
    world.must("limin", "open_month", period="2027-02")


@pytest.mark.parametrize(
    "arguments",
    [{"level": "many"}, {"period": {"start": "x"}}, {"period": {"start": "2026-02-01", "end": "2026-01-01"}}],
)
def test_bad_arguments_say_where(world: World, arguments: dict[str, Any]) -> None:
    outcome = world.call("limin", "trial_balance", **arguments)
    assert isinstance(outcome, Invalid)
    assert all(problem.where for problem in outcome.problems)
