"""Papers that become nothing: taken back for good by who sent them, refused with a reason by finance."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.evidence import documents
from tests.world import World
from tools.demo.arrivals import samples
from tools.demo.documents import render
from tools.outcome import Denied, Done, Invalid
from tools.work import due_work


def _work(world: World) -> None:
    due_work(world.house.store, world.gateway, world.clock, world.tenant)


def _kept(world: World, document: str) -> tuple[Any, bool]:
    with world.house.store.read(world.tenant) as unit:
        found = documents.find(unit, document)
    assert found is not None
    return found, world.house.store.blobs(world.tenant).exists(found.sha256)


def test_a_wrong_picture_goes_for_good(world: World) -> None:
    done = world.hand_in("chenxiao", b"%PDF-1.4 a passport", "passport of Chen Xiao.pdf")
    assert done.state == "failed"
    assert world.must("chenxiao", "withdraw_document", document=done.document).state == "withdrawn"
    _work(world)
    found, there = _kept(world, done.document)
    assert not there
    assert (found.name, found.reading, found.seller, found.ended_by) == ("….pdf", None, None, "chenxiao")
    assert "passport" not in world.must("wangfang", "open_document", document=done.document).model_dump_json()


def test_what_was_read_of_an_invoice_goes_with_it_and_the_same_may_come_again(world: World) -> None:
    done = world.hand_in_sample("chenxiao", "hotel")
    assert done.state == "read"
    world.must("chenxiao", "withdraw_document", document=done.document)
    _work(world)
    found, there = _kept(world, done.document)
    assert not there
    assert (found.legal_key, found.number, found.gross_minor, found.issue_date) == (None, None, None, None)
    again = world.hand_in_sample("chenxiao", "hotel")
    assert again.state == "read", "a paper that was taken back is no duplicate of the next"


def test_bytes_that_another_document_has_stay(world: World) -> None:
    first = world.hand_in_sample("chenxiao", "hotel")
    second = world.hand_in_sample("liqiang", "hotel")
    assert second.state == "duplicate"
    world.must("liqiang", "withdraw_document", document=second.document)
    _work(world)
    assert _kept(world, first.document)[1]


def test_a_file_may_be_taken_back_before_it_was_read(world: World) -> None:
    data = render(samples(world.clock.now().date())["hotel"])
    staged = world.house.stage(world.tenant, data)
    document = world.must("chenxiao", "submit_document", sha256=staged, name="a.pdf").document
    world.must("chenxiao", "withdraw_document", document=document)
    _work(world)
    found, there = _kept(world, document)
    assert (found.state.value, found.reading, there) == ("withdrawn", None, False)


@pytest.mark.parametrize("user", ["wangfang", "limin", "liqiang", "zhaolei", "admin"])
def test_only_its_sender_takes_a_paper_back(world: World, user: str) -> None:
    done = world.hand_in_sample("chenxiao", "hotel")
    assert isinstance(world.call(user, "withdraw_document", document=done.document), Denied)
    assert _kept(world, done.document)[0].state.value == "read"


def test_finance_refuses_with_a_reason_and_the_file_is_kept(world: World) -> None:
    done = world.hand_in_sample("chenxiao", "hotel")
    assert isinstance(world.call("wangfang", "reject_document", document=done.document, reason="  "), Invalid)
    world.must("wangfang", "reject_document", document=done.document, reason="不是公司的费用")
    _work(world)
    shown = world.must("chenxiao", "open_document", document=done.document)
    assert (shown.state, shown.ended_by, shown.ended_why, shown.acts) == ("rejected", "wangfang", "不是公司的费用", ())
    assert _kept(world, done.document)[1]
    assert all(row.id != done.document for row in world.must("wangfang", "list_inbox").rows)


@pytest.mark.parametrize("user", ["chenxiao", "liqiang", "zhoujie", "zhaolei", "admin"])
def test_who_does_not_keep_the_books_refuses_no_paper(world: World, user: str) -> None:
    done = world.hand_in_sample("intake", "hotel")
    assert isinstance(world.call(user, "reject_document", document=done.document, reason="x"), Denied)


def test_a_paper_with_a_proposal_ends_with_it(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    done = world.hand_in_sample("intake", "special")
    assert done.proposal
    assert isinstance(world.call("wangfang", "reject_document", document=done.document, reason="x"), Invalid)


def test_nothing_is_ended_twice_nor_answered_after(world: World) -> None:
    done = world.hand_in_sample("chenxiao", "hotel")
    world.must("chenxiao", "withdraw_document", document=done.document)
    for user, tool, more in (
        ("chenxiao", "withdraw_document", {}),
        ("wangfang", "reject_document", {"reason": "x"}),
        ("chenxiao", "answer_document", {"paid_by": "sender"}),
    ):
        assert isinstance(world.call(user, tool, document=done.document, **more), Invalid), tool


def test_a_model_may_propose_neither_end_of_a_paper_it_was_told_of(world: World) -> None:
    done = world.hand_in_sample("chenxiao", "hotel")
    agent = world.who("wangfang").as_agent()
    outcome = world.gateway.call(agent, "reject_document", {"document": done.document, "reason": "x"})
    assert isinstance(outcome, Denied)
    assert "withdraw_document" not in {tool.name for tool in world.gateway.registry.for_models()}


def test_the_acts_shown_are_those_that_may_be_done(world: World) -> None:
    done = world.hand_in_sample("chenxiao", "hotel")
    shown = {
        user: world.must(user, "open_document", document=done.document).acts
        for user in ("chenxiao", "wangfang", "limin", "zhaolei")
    }
    assert shown == {"chenxiao": ("withdraw",), "wangfang": ("reject",), "limin": ("reject",), "zhaolei": ()}
    assert isinstance(world.call("chenxiao", "withdraw_document", document=done.document), Done)
