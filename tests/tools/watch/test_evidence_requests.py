"""索取资料 on both engines: asked, in the inbox, reminded once a day, answered once with words or a file, seen by two people."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hostile.narrowed import invite
from tests.world import World
from tools.outcome import Denied, Done, Invalid

DAY = 86_400


@pytest.fixture
def asked(world: World) -> World:
    """An external auditor's sample of one voucher that Zhang Wei proposed, and a request about it."""
    world.history("V0001", "660213", [1_200_000])
    invite(world)
    period = {"start": "2026-11-01", "end": "2026-11-30"}
    sample = world.must("wu", "draw_sample", period=period, method="amount", count=1).sample
    made = world.must(
        "wu", "request_paper", words="采购合同在哪里？", sample=sample, place=1, wanted_by="2026-11-28", to="wangfang"
    )
    assert (made.state, made.asked, made.sample, made.place) == ("open", "wangfang", sample, 1)
    return world


def only(world: World, user: str) -> Any:
    (found,) = world.must(user, "list_requests").requests
    return found


def test_it_is_a_task_of_whoever_was_asked_and_of_nobody_else(asked: World) -> None:
    (row,) = [one for one in asked.must("wangfang", "list_inbox").rows if one.kind == "request"]
    assert (row.tab, row.party, row.due) == ("needs", "采购合同在哪里？", "2026-11-28")
    assert not [one for one in asked.must("zhangwei", "list_inbox").rows if one.kind == "request"]
    assert asked.must("zhaolei", "list_requests").requests == ()
    assert only(asked, "limin").state == "open", "the controller sees what is asked of the house"


def test_an_answer_is_evidence_and_not_an_invoice(asked: World) -> None:
    before = len(asked.must("limin", "list_inbox").rows)
    staged = asked.house.stage(asked.tenant, b"%PDF-1.4 contract")
    assert isinstance(asked.call("zhangwei", "answer_request", request=1, words="not mine to answer"), Denied)
    assert isinstance(asked.call("wangfang", "answer_request", request=1), Invalid)
    asked.must("wangfang", "answer_request", request=1, words="见附件", sha256=staged, name="合同.pdf")
    found = only(asked, "wu")
    assert (found.state, found.answer, found.file, found.settled_by) == ("answered", "见附件", "合同.pdf", "王芳")
    assert asked.must("wu", "request_file", request=1).sha256 == staged
    assert len(asked.must("limin", "list_inbox").rows) == before
    for user in ("chenxiao", "zhaolei"):
        assert isinstance(asked.call(user, "request_file", request=1), Denied)
    assert isinstance(asked.call("wangfang", "answer_request", request=1, words="again"), Invalid)
    assert isinstance(asked.call("wu", "withdraw_request", request=1), Invalid)
    assert found.acts == ()


def test_it_is_reminded_of_once_a_day(asked: World) -> None:
    assert isinstance(asked.call("wu", "remind_request", request=1), Invalid), "asked today"
    asked.later(DAY)
    assert only(asked, "wu").acts == ("remind", "withdraw")
    assert asked.must("wu", "remind_request", request=1).reminders == 1
    assert isinstance(asked.call("wu", "remind_request", request=1), Invalid)
    assert isinstance(asked.call("zhaolei", "remind_request", request=1), Invalid), "others' are as if there were none"
    asked.later(DAY)
    assert asked.must("wu", "remind_request", request=1).reminders == 2


def test_taken_back_it_leaves_the_inbox(asked: World) -> None:
    assert isinstance(asked.call("zhaolei", "withdraw_request", request=1), Invalid)
    asked.must("wu", "withdraw_request", request=1)
    assert only(asked, "wangfang").state == "withdrawn"
    assert not [one for one in asked.must("wangfang", "list_inbox").rows if one.kind == "request"]
    assert isinstance(asked.call("wangfang", "answer_request", request=1, words="late"), Invalid)


def test_who_may_ask_and_whom(asked: World) -> None:
    assert isinstance(asked.call("wangfang", "request_paper", words="x", to="limin"), Denied)
    for wrong in (
        {"to": "zhaolei"},
        {"to": "nobody"},
        {"wanted_by": "2026-11-01"},
        {"voucher": "999.1"},
        {"sample": 9, "place": 1},
    ):
        assert isinstance(asked.call("wu", "request_paper", words="x", **wrong), Invalid), wrong
    free = asked.must("wu", "request_paper", words="组织架构图")
    assert (free.voucher, free.asked) == ("", next(iter(asked.must("wu", "list_requests").askable)))
    agent = asked.gateway.call(asked.who("wu").as_agent(), "request_paper", {"words": "x"})
    assert isinstance(agent, Denied) and agent.rule == "agents_never_commit"
    assert isinstance(asked.gateway.call(asked.who("wu").as_agent(), "list_requests", {}), Done)


def test_every_act_is_in_the_trail(asked: World) -> None:
    asked.must("wangfang", "answer_request", request=1, words="在档案室")
    told = [row.tool for row in asked.must("zhaolei", "search_trail").rows]
    assert {"request_paper", "answer_request"} <= set(told)


def test_a_file_that_came_back_outlives_a_withdrawn_document_of_the_same_bytes(asked: World) -> None:
    data = b"%PDF-1.4 the same bytes"
    document = asked.hand_in("chenxiao", data).document
    staged = asked.house.stage(asked.tenant, data)
    asked.must("wangfang", "answer_request", request=1, sha256=staged, name="x.pdf")
    asked.call("chenxiao", "withdraw_document", document=document)
    asked.call("system", "remove_file", document=document)
    assert asked.house.store.blobs(asked.tenant).exists(str(staged))
