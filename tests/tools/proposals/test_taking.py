"""我来处理: a mark that others see; it goes with the act, by handing back, or after half an hour; it locks nothing."""

from __future__ import annotations

from tests.world import World
from tools.outcome import Denied, Invalid


def _by(world: World, thing: str, user: str = "limin") -> str:
    seen = world.must(user, "who_works_on", thing=thing).by
    (row,) = [one for one in world.must(user, "list_inbox").rows if thing in (one.id, one.document)]
    assert row.taken_by == seen, "the list says what the page says"
    return str(seen)


def _draft(world: World) -> tuple[str, str]:
    world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
    done = world.hand_in_sample("intake", "special")
    assert done.proposal
    return done.proposal, done.document


def test_others_see_who_works_on_it_and_may_act_all_the_same(world: World) -> None:
    proposal, document = _draft(world)
    assert _by(world, proposal) == ""
    world.later(1)
    world.must("wangfang", "take_work", thing=proposal)
    assert _by(world, proposal) == _by(world, document) == "wangfang"
    assert isinstance(world.call("limin", "take_work", thing=document), Invalid), "not before being told"
    assert isinstance(world.call("limin", "hand_back_work", thing=document), Invalid), "nor is it given back for her"
    assert isinstance(world.call("chenxiao", "take_work", thing=document), Denied)
    assert isinstance(world.call("chenxiao", "who_works_on", thing=document), Denied)
    world.must("limin", "take_work", thing=document, told="wangfang")
    assert _by(world, proposal) == "limin"
    shown = world.must("wangfang", "open_proposal", proposal=proposal)
    world.later(1)
    world.must("wangfang", "submit_proposal", proposal=proposal, digest=shown.digest)
    assert _by(world, proposal) == "", "the act released it"


def test_a_mark_goes_by_handing_back_and_by_itself(world: World) -> None:
    proposal, _ = _draft(world)
    world.must("wangfang", "take_work", thing=proposal)
    world.must("wangfang", "hand_back_work", thing=proposal)
    assert _by(world, proposal) == ""
    world.must("wangfang", "take_work", thing=proposal)
    world.later(29 * 60)
    assert _by(world, proposal) == "wangfang"
    world.later(61)
    assert _by(world, proposal) == ""
    world.must("limin", "take_work", thing=proposal)
    assert _by(world, proposal) == "limin"


def test_it_stays_on_a_document_that_becomes_a_proposal(world: World) -> None:
    done = world.hand_in_sample("wangfang", "special")
    assert done.state == "read"
    world.must("wangfang", "take_work", thing=done.document)
    world.later(1)
    made = world.must(
        "wangfang", "answer_document", document=done.document, paid_by="nobody", department="it", account="660213"
    )
    assert made.proposal and _by(world, made.proposal) == "wangfang"


def test_others_work_is_no_part_of_a_list(world: World) -> None:
    proposal, _ = _draft(world)
    world.must("limin", "take_work", thing=proposal)
    listed = world.must("wangfang", "list_ready")
    assert listed.rows == () and [(one.proposal, one.by) for one in listed.held] == [(proposal, "limin")]
    assert [one.proposal for one in world.must("limin", "list_ready").rows] == [proposal], "one's own work stays"


def test_an_approver_takes_what_they_may_send_back_and_nothing_else(world: World) -> None:
    done = world.hand_in_sample("chenxiao", "hotel", "sender")
    assert isinstance(world.call("liqiang", "take_work", thing=done.proposal), Denied | Invalid), "not handed in yet"
    digest = world.must("chenxiao", "open_proposal", proposal=done.proposal).digest
    world.must("chenxiao", "submit_proposal", proposal=done.proposal, digest=digest)
    world.must("liqiang", "take_work", thing=done.proposal)
    assert _by(world, done.proposal, "liqiang") == "liqiang"
    world.must("liqiang", "hand_back_work", thing=done.proposal)
    elsewhere, _ = _draft(world)
    assert isinstance(world.call("liqiang", "take_work", thing=elsewhere), Denied | Invalid)
    for user in ("chenxiao", "zhaolei", "admin"):
        assert isinstance(world.call(user, "take_work", thing=done.proposal), Denied), user
