"""Saved views of reports: one's own, months that move or stay, names once; both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from ledger.store import views as store_of
from ledger.store.conversations import speak_for
from tests.world import World
from tools.outcome import Invalid

ASKED = {"month": "2026-10", "until": "2026-11", "account": "6602", "party": ""}


def save(world: World, user: str = "limin", **more: Any) -> Any:
    return world.must(
        user, "save_report_view", **({"name": "上月管理费用", "report": "general_ledger", "asked": ASKED} | more)
    )


def views(world: World, user: str = "limin") -> Any:
    return world.must(user, "list_report_views").rows


def codes(outcome: Any) -> list[str]:
    assert isinstance(outcome, Invalid), outcome
    return [one.code for one in outcome.problems]


def test_months_that_move_are_a_month_later_next_month_and_others_stay(world: World) -> None:
    moving, fixed = save(world, moving=True), save(world, name="十月")
    assert moving.asked == fixed.asked == {"month": "2026-10", "until": "2026-11", "account": "6602"}
    assert (moving.moving, fixed.moving) == (True, False)
    world.clock.instant += timedelta(days=40)  # into January of the next year
    shown = {one.name: one.asked for one in views(world)}
    assert shown["上月管理费用"] == {"month": "2026-12", "until": "2027-01", "account": "6602"}
    assert shown["十月"]["month"] == "2026-10"
    assert world.must("limin", "open_report_view", view=moving.view).asked == shown["上月管理费用"]


def test_a_view_is_renamed_and_let_go(world: World) -> None:
    made = save(world)
    assert world.must("limin", "rename_report_view", view=made.view, name="  费用  ").name == "费用"
    assert world.must("limin", "rename_report_view", view=made.view, name="费用").name == "费用"
    other = save(world)
    assert codes(world.call("limin", "rename_report_view", view=other.view, name="费用")) == ["view.name_taken"]
    world.must("limin", "forget_report_view", view=made.view)
    for tool in ("open_report_view", "forget_report_view"):
        assert codes(world.call("limin", tool, view=made.view)) == ["view.unknown"]
    assert [one.name for one in views(world)] == ["上月管理费用"]


def test_another_person_has_no_part_in_it(world: World) -> None:
    made = save(world)
    assert views(world, "wangfang") == ()
    for tool, more in (("open_report_view", {}), ("forget_report_view", {}), ("rename_report_view", {"name": "x"})):
        assert codes(world.call("wangfang", tool, view=made.view, **more)) == ["view.unknown"]
    assert save(world, "wangfang").name == made.name
    with world.house.store.read(world.tenant) as unit:
        if unit.engine_name == "postgresql":
            assert unit.connection.execute(text("SELECT count(*) FROM saved_view")).scalar_one() == 0
            speak_for(unit, "limin")
            assert unit.connection.execute(text("SELECT person FROM saved_view")).scalars().all() == ["limin"]


def test_what_cannot_be_saved_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    save(world)
    assert codes(world.call("limin", "save_report_view", name="上月管理费用", report="journal")) == ["view.name_taken"]
    assert codes(world.call("limin", "save_report_view", name="x", report="search_vouchers")) == ["view.no_report"]
    assert isinstance(world.call("limin", "save_report_view", name="  ", report="journal"), Invalid)
    assert isinstance(world.call("limin", "save_report_view", name="x", report="journal", asked={"A b": "1"}), Invalid)
    monkeypatch.setattr(store_of, "MOST_VIEWS", 1)
    assert codes(world.call("limin", "save_report_view", name="y", report="journal")) == ["view.too_many"]
