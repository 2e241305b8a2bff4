"""The audit trail searched through the door: by person, time, subject and thing; each reader their own part."""

from __future__ import annotations

import pytest

from ledger.core.words import messages
from tests.world import World
from tools.catalogue import load_tools
from tools.outcome import Denied, Done, Invalid

NOVEMBER = {"start": "2026-11-01", "end": "2026-11-30"}


def _posted(world: World) -> tuple[str, str]:
    """A paper that became a voucher: its proposal, and the voucher's name."""
    world.history("V0001", "660213", [1_200_000, 1_236_000])
    done = world.hand_in_sample("intake", "special")
    shown = world.must("wangfang", "open_proposal", proposal=done.proposal)
    world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=shown.digest)
    again = world.must("limin", "open_proposal", proposal=done.proposal)
    world.must("limin", "confirm_proposal", proposal=done.proposal, digest=again.digest)
    world.later(11)
    world.must("system", "post_confirmed")
    (voucher, *_) = world.must("limin", "search_vouchers").vouchers
    return done.proposal, voucher.number


def test_who_confirmed_a_voucher_is_found_by_its_number(world: World) -> None:
    proposal, number = _posted(world)
    found = world.must("zhaolei", "search_trail", thing=number, subject="confirm_proposal")
    (row,) = found.rows
    assert (row.user, row.decision, row.channel) == ("limin", "done", "web")
    assert number in row.what and "复核入账" in row.what
    assert [(one.opens, one.word.split()[-1]) for one in row.things] == [("voucher", number)]
    everything = world.must("zhaolei", "search_trail", thing=number)
    assert {"submit_document", "submit_proposal", "confirm_proposal", "post_confirmed"} <= {
        one.tool for one in everything.rows
    }
    assert {one.tool for one in world.must("zhaolei", "search_trail", thing=proposal).rows} >= {"confirm_proposal"}


def test_acts_reads_and_refusals_stand_in_one_list_newest_first_and_no_page_loses_one(world: World) -> None:
    _posted(world)
    refused = world.call("chenxiao", "trial_balance", period=NOVEMBER)
    assert isinstance(refused, Denied)
    for day in range(1, 7):
        world.later(5)
        world.must("wangfang", "list_inbox")
        world.later(5)
        world.must("wangfang", "set_rate", currency="USD", day=f"2026-11-0{day}", rate="7.1", kind="mid", source="t")
    pages, after = [], None
    while True:
        page = (
            world.must("zhaolei", "search_trail", limit=7, after=after, who="wangfang")
            if after
            else world.must("zhaolei", "search_trail", limit=7, who="wangfang")
        )
        pages += page.rows
        after = page.next
        if after is None:
            break
    places = [one.place for one in pages]
    assert len(set(places)) == len(places) > 7
    assert [one.at for one in pages] == sorted((one.at for one in pages), reverse=True)
    whole = world.must("zhaolei", "search_trail", limit=500, who="wangfang").rows
    assert set(places) == {one.place for one in whole}
    assert {one.place.split()[0] for one in whole} == {"act", "read"}
    (row,) = world.must("zhaolei", "search_trail", who="陈晓", decision="denied").rows
    assert row.rule == refused.rule and refused.reason.text("zh") in row.what


@pytest.mark.parametrize("kinds", ["acts", "reads"])
def test_one_kind_alone_is_only_that(world: World, kinds: str) -> None:
    world.call("chenxiao", "trial_balance", period=NOVEMBER)
    rows = world.must("zhaolei", "search_trail", kinds=kinds, limit=500).rows
    assert rows and {one.place.split()[0] for one in rows} == {kinds[:-1]}


def test_a_day_is_the_companys_day(world: World) -> None:
    world.must("limin", "books_overview")
    today = {"start": "2026-11-25", "end": "2026-11-25"}
    assert world.must("zhaolei", "search_trail", period=today, who="limin").rows
    for day in ("2026-11-24", "2026-11-26"):
        assert not world.must("zhaolei", "search_trail", period={"start": day, "end": day}, who="limin").rows


def test_the_administrator_sees_people_and_settings_alone(world: World) -> None:
    _posted(world)
    world.must("admin", "invite_people", lines="钱多 qianduo", role="employee")
    seen = world.must("admin", "search_trail", limit=500)
    assert not seen.whole
    assert {one.action.partition(".")[0] for one in seen.rows} <= {
        "people",
        "settings",
        "system",
        "chart",
        "trail",
        "keys",
    }
    (row,) = [one for one in seen.rows if one.tool == "invite_people"]
    assert "钱多" in row.what and row.user == "admin"
    for word in ("confirm_proposal", "open_voucher", "submit_document"):
        assert not world.must("admin", "search_trail", subject=word).rows


@pytest.mark.parametrize("user", ["chenxiao", "wangfang", "liqiang"])
def test_others_see_nothing(world: World, user: str) -> None:
    assert isinstance(world.call(user, "search_trail"), Denied)


def test_who_changed_limits_is_a_subject(world: World) -> None:
    world.must("admin", "invite_people", lines="钱多 qianduo", role="accountant", limit="5000")
    rows = world.must("zhoujie", "search_trail", subject="limits", period=NOVEMBER, kinds="acts").rows
    assert {one.user for one in rows} == {"admin"}


def test_what_is_not_there_is_said(world: World) -> None:
    for asked in ({"who": "nobody here"}, {"thing": "%"}, {"subject": "no_such_tool"}):
        outcome = world.call("zhaolei", "search_trail", **asked)
        assert isinstance(outcome, Invalid), asked
        assert "{" not in outcome.problems[0].text("zh")


def test_a_voucher_that_is_not_there_has_no_records(world: World) -> None:
    assert world.must("zhaolei", "search_trail", thing="记-9999").rows == ()


def test_no_secret_is_a_thing(world: World) -> None:
    """A one-time code typed as an argument is not written into the trail."""
    world.call("chenxiao", "slack_account", code="abcdefgh12345678")
    rows = world.must("zhaolei", "search_trail", subject="slack_account").rows
    assert rows and all(not one.things for one in rows)


def test_every_tool_is_told_in_words() -> None:
    for language in ("zh", "en"):
        told = messages(language, "trail")
        assert [tool.name for tool in load_tools() if f"trail.do_{tool.name}" not in told] == []


def test_an_answer_in_chat_has_a_sentence_and_a_link(world: World) -> None:
    _, number = _posted(world)
    outcome = world.gateway.call(
        world.who("zhaolei", "en").as_agent(), "search_trail", {"thing": number, "subject": "posting"}
    )
    assert isinstance(outcome, Done)
    (table,) = [block for block in outcome.blocks if block.kind == "table"]
    assert any(
        cell.ref and cell.ref.kind == "voucher" for row in table.rows for cell in row.cells if cell.kind == "text"
    )
