"""录到一半的凭证: kept as typed, one's own, never overwritten from a second window, done with once proposed; both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from ledger.store import typed as store_of
from ledger.store.conversations import speak_for
from tests.tools.vouchers.test_keying import RENT
from tests.world import World
from tools.outcome import Denied, Invalid

WRONG: dict[str, Any] = {
    "date": "30.11.2026", "memo": "还没写完", "attachments": "many", "reverses_next": "1",
    "rows": [{"account": "没有这个", "debit": "1.234", "credit": "x", "currency": "zz", "rate": "?", "dims": {"department": "nobody"}},
             {}, {"memo": ".."}],
}  # fmt: skip


def keep(world: World, user: str = "wangfang", **more: Any) -> Any:
    return world.must(user, "keep_voucher_draft", **({"paper": WRONG} | more))


def drafts(world: World, user: str = "wangfang") -> Any:
    return world.must(user, "list_voucher_drafts").rows


def codes(outcome: Any) -> list[str]:
    assert isinstance(outcome, Invalid), outcome
    return [one.code for one in outcome.problems]


def test_what_is_wrong_is_kept_as_typed(world: World) -> None:
    made = keep(world)
    (row,) = drafts(world)
    assert (row.draft, row.version, row.title, row.kept_at) == (made.draft, 1, "还没写完", "2026-11-25 10:30")
    paper = world.must("wangfang", "open_voucher_draft", draft=made.draft).paper.model_dump()
    assert {name: paper[name] for name in ("date", "memo", "attachments", "reverses_next")} == {
        name: WRONG[name] for name in ("date", "memo", "attachments", "reverses_next")
    }
    first = paper["rows"][0]
    assert {name: first[name] for name in WRONG["rows"][0]} == WRONG["rows"][0] and len(paper["rows"]) == 3


def test_it_goes_on_from_the_version_seen_and_not_from_an_older_one(world: World) -> None:
    made = keep(world)
    world.later(60)
    again = keep(world, paper=WRONG | {"memo": "写完了"}, draft=made.draft, version=1)
    assert (again.draft, again.version) == (made.draft, 2)
    assert codes(world.call("wangfang", "keep_voucher_draft", paper=WRONG, draft=made.draft, version=1)) == [
        "draft.changed"
    ]
    assert [(one.title, one.version) for one in drafts(world)] == [("写完了", 2)]
    world.later(60)
    keep(world, paper=WRONG | {"memo": "另一张"})
    assert [one.title for one in drafts(world)] == ["另一张", "写完了"], "newest first"


def test_nobody_sees_or_touches_anothers(world: World) -> None:
    made = keep(world)
    assert drafts(world, "limin") == ()
    for tool, given in (
        ("open_voucher_draft", {}),
        ("discard_voucher_draft", {}),
        ("keep_voucher_draft", {"paper": WRONG, "version": 1}),
    ):
        assert codes(world.call("limin", tool, draft=made.draft, **given)) == ["draft.unknown"], tool
    for tool, given in (("list_voucher_drafts", {}), ("open_voucher_draft", {"draft": made.draft}),
                        ("keep_voucher_draft", {"paper": WRONG})):  # fmt: skip
        assert isinstance(world.call("chenxiao", tool, **given), Denied), tool
    made_by_limin = world.must("limin", "type_voucher", rows=RENT, date="2026-11-20", draft=made.draft)
    assert made_by_limin.state == "draft" and len(drafts(world)) == 1, "another's voucher does not take it away"


def test_proposing_it_takes_it_off_the_list_and_a_fault_leaves_it(world: World) -> None:
    made = keep(world)
    assert isinstance(
        world.call("wangfang", "type_voucher", rows=RENT[:1], date="2026-11-20", draft=made.draft), Invalid
    )
    assert len(drafts(world)) == 1
    world.must("wangfang", "type_voucher", rows=RENT, date="2026-11-20", draft=made.draft)
    assert drafts(world) == ()


def test_discarding_is_for_good_and_nothing_is_kept_of_nothing(world: World) -> None:
    made = keep(world)
    world.must("wangfang", "discard_voucher_draft", draft=made.draft)
    for tool in ("open_voucher_draft", "discard_voucher_draft"):
        assert codes(world.call("wangfang", tool, draft=made.draft)) == ["draft.unknown"]
    assert codes(world.call("wangfang", "open_voucher_draft", draft="")) == ["draft.unknown"]
    assert codes(world.call("wangfang", "keep_voucher_draft", paper={"date": "2026-11-20", "rows": [{}]})) == [
        "draft.empty"
    ]


def test_there_are_not_more_than_a_hundred(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_of, "MOST_DRAFTS", 2)
    kept = [keep(world) for _ in range(2)]
    assert codes(world.call("wangfang", "keep_voucher_draft", paper=WRONG)) == ["draft.too_many"]
    keep(world, draft=kept[0].draft, version=1)
    keep(world, "limin")


def test_on_postgresql_the_wall_asks_for_the_person(world: World) -> None:
    keep(world)
    with world.house.store.read(world.tenant) as unit:
        if unit.engine_name != "postgresql":
            return
        count = text("SELECT count(*) FROM typed_draft")
        assert unit.connection.execute(count).scalar() == 0
        speak_for(unit, "limin")
        assert unit.connection.execute(count).scalar() == 0
        speak_for(unit, "wangfang")
        assert unit.connection.execute(count).scalar() == 1
