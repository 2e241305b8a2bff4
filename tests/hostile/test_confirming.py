"""A confirmation is one person's, of exactly what they were shown, once: every other way is refused, written down and explained."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from ledger.core import Channel
from ledger.proof import verify
from ledger.proposals import State, get
from tests.tenants import Tenants
from tests.world import World
from tools.outcome import Denied, Done, Invalid, Outcome


@pytest.fixture
def waiting(world: World) -> str:
    """An invoice that arrived by itself, submitted by the accountant: it waits for a checker."""
    world.history("V0001", "660213", [1_200_000, 1_236_000])
    done = world.hand_in_sample("intake", "special")
    world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=_digest(world, done.proposal))
    return str(done.proposal)


def _digest(world: World, proposal: str) -> str:
    with world.house.store.read(world.tenant) as unit:
        return get(unit, proposal).row.digest


def _state(world: World, proposal: str) -> tuple[State, str]:
    with world.house.store.read(world.tenant) as unit:
        row = get(unit, proposal).row
        return row.state, row.digest


def _refused(world: World, user: str, proposal: str, digest: str = "") -> str:
    """Press as somebody: refused, nothing moved, written down, said in both languages; the rule or the problem's key."""
    before = _state(world, proposal)
    world.later(1)
    outcome = world.call(user, "confirm_proposal", proposal=proposal, digest=digest or before[1])
    assert isinstance(outcome, Denied | Invalid), outcome
    assert _state(world, proposal) == before
    last = world.must("zhaolei", "search_trail", subject="confirm_proposal", limit=1).rows[0]
    assert (last.user, last.decision) == (user, "denied" if isinstance(outcome, Denied) else "invalid")
    assert any(proposal in one.id or one.opens == "voucher" for one in last.things)
    return _explained(outcome)


def _explained(outcome: Outcome) -> str:
    assert isinstance(outcome, Denied | Invalid)
    said = [outcome.reason] if isinstance(outcome, Denied) else list(outcome.problems)
    for one in said:
        for language in ("zh", "en"):
            assert len(one.text(language)) > 8 and one.code not in one.text(language)
    return outcome.rule if isinstance(outcome, Denied) else said[0].code


def test_what_came_in_by_itself_the_only_finance_person_can_confirm(world: World) -> None:
    """The intake is its maker: who submits it unchanged may confirm it, and is not its maker by submitting."""
    world.history("V0001", "660213", [1_200_000, 1_236_000])
    done = world.hand_in_sample("intake", "special")
    shown = world.must("wangfang", "open_proposal", proposal=done.proposal)
    assert shown.maker == "intake"
    world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=shown.digest)
    world.must("wangfang", "confirm_proposal", proposal=done.proposal, digest=shown.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None


def test_what_a_person_put_in_needs_a_second_person(world: World) -> None:
    world.history("V0001", "660213", [1_200_000, 1_236_000])
    done = world.hand_in_sample("wangfang", "special", "nobody")
    shown = world.must("wangfang", "open_proposal", proposal=done.proposal)
    assert shown.maker == "wangfang"
    world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=shown.digest)
    assert _refused(world, "wangfang", done.proposal) == "maker_is_not_checker"
    world.must("limin", "confirm_proposal", proposal=done.proposal, digest=shown.digest)


def test_by_the_proposer_and_by_every_editor(world: World, waiting: str) -> None:
    """Whoever changed an account once stays out, also when another person became the maker after them."""
    for editor, account in (("limin", "660202"), ("zhangwei", "660213")):
        document = world.must(editor, "open_proposal", proposal=waiting).document
        world.must(editor, "answer_document", document=document, account=account)
    shown = world.must("zhangwei", "open_proposal", proposal=waiting)
    assert (shown.maker, shown.state) == ("zhangwei", "proposed")
    assert _refused(world, "zhangwei", waiting) == "maker_is_not_checker"
    assert _refused(world, "limin", waiting) == "proposals.own_work"
    grey = next(one for one in world.must("limin", "open_proposal", proposal=waiting).acts if one.act == "confirm")
    assert (grey.allowed, grey.rule) == (False, "maker_is_not_checker") and grey.why_not
    assert [one.user for one in world.must("limin", "proposal_holders", proposal=waiting).holders] == ["wangfang"]
    world.must("wangfang", "confirm_proposal", proposal=waiting, digest=shown.digest)


def test_after_an_edit_and_with_a_changed_digest(world: World, waiting: str) -> None:
    seen = _digest(world, waiting)
    document = world.must("wangfang", "open_proposal", proposal=waiting).document
    world.must("wangfang", "answer_document", document=document, memo="另一个摘要")
    assert _refused(world, "limin", waiting, seen) == "proposals.changed"
    assert _refused(world, "limin", waiting, "0" * 64) == "proposals.changed"
    assert _refused(world, "limin", waiting, "x") == "proposals.changed"


def test_by_a_replayed_button(world: World, waiting: str) -> None:
    """Pressed twice; after it was undone and pressed again; after it was posted."""
    digest = _digest(world, waiting)
    world.must("limin", "confirm_proposal", proposal=waiting, digest=digest)
    assert _refused(world, "limin", waiting, digest) == "proposals.already_confirmed"
    assert _refused(world, "zhangwei", waiting, digest) == "proposals.already_confirmed"
    world.later(11)
    world.must("system", "post_confirmed")
    assert _refused(world, "limin", waiting, digest) == "proposals.already_confirmed"
    with world.house.store.read(world.tenant) as unit:
        report = verify(unit)
    assert report.clean and report.batches == 2


def test_by_those_who_have_no_say(world: World, waiting: str) -> None:
    for user in ("chenxiao", "zhoujie", "zhaolei", "admin", "liqiang"):
        _refused(world, user, waiting)
    agent = world.gateway.call(
        world.who("limin").as_agent(), "confirm_proposal", {"proposal": waiting, "digest": _digest(world, waiting)}
    )
    assert _explained(agent) == "agents_never_commit"


def test_split_into_several_it_is_still_one_limit(world: World) -> None:
    """Wang Fang may confirm 50,000: three of 18,000 to one vendor are 54,000. Whom to ask is said by name."""
    made = []
    for day in (3, 4, 5):
        lines = [
            {"account": "660213", "side": "debit", "amount": "18000", "department": "it"},
            {"account": "220201", "side": "credit", "amount": "18000", "vendor": "V0001"},
        ]
        drafted = world.must("zhangwei", "propose_voucher", date=f"2026-11-0{day}", memo="服务费", lines=lines)
        digest = _digest(world, drafted.proposal)
        world.must("zhangwei", "submit_proposal", proposal=drafted.proposal, digest=digest)
        made.append((drafted.proposal, digest))
    for proposal, digest in made[:2]:
        world.must("wangfang", "confirm_proposal", proposal=proposal, digest=digest)
    outcome = world.call("wangfang", "confirm_proposal", proposal=made[2][0], digest=made[2][1])
    assert isinstance(outcome, Invalid)
    over, could = outcome.problems
    assert (
        over.code == "proposals.over_vendor_limit" and "36,000.00" in over.text("zh") and "50,000.00" in over.text("en")
    )
    assert could.text("zh") == "现在可以复核的有：李敏。"
    grey = next(
        one for one in world.must("wangfang", "open_proposal", proposal=made[2][0]).acts if one.act == "confirm"
    )
    assert (grey.allowed, grey.rule) == (False, "within_limit") and "36,000.00" in grey.why_not
    assert made[2][0] not in {one.proposal for one in world.must("wangfang", "list_ready", act="confirm").rows}
    world.later(24 * 3600)
    world.must("wangfang", "confirm_proposal", proposal=made[2][0], digest=made[2][1])


def test_by_a_delegate_of_the_proposer(world: World) -> None:
    """Neither by the delegation nor by a right of one's own while it holds; and never what the two of them made."""
    week = {"first": "2026-11-25", "last": "2026-12-01"}
    for user, to, limit in (("limin", "liqiang", "5000"), ("zhangwei", "wangfang", "50000")):
        world.must(user, "delegate", person=to, limit=limit, **week)
        lines = [
            {"account": "660213", "side": "debit", "amount": "3000", "department": "it"},
            {"account": "220201", "side": "credit", "amount": "3000", "vendor": "V0002"},
        ]
        made = world.must(user, "propose_voucher", date="2026-11-20", memo="服务费", lines=lines).proposal
        world.must(user, "submit_proposal", proposal=made, digest=_digest(world, made))
        assert _refused(world, to, made) == "proposals.delegators_work"
        assert _refused(world, user, made) == "maker_is_not_checker"
    world.later(8 * 24 * 3600)
    world.must("wangfang", "confirm_proposal", proposal=made, digest=_digest(world, made))


def test_after_it_expired(world: World, waiting: str) -> None:
    """A confirmation that nobody carried out for a day posts nothing: it goes back and is confirmed anew."""
    world.must("limin", "confirm_proposal", proposal=waiting, digest=_digest(world, waiting))
    world.later(3 * 24 * 3600)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is None
    state, digest = _state(world, waiting)
    assert state is State.PROPOSED
    world.must("limin", "confirm_proposal", proposal=waiting, digest=digest)


def test_twenty_at_once_post_once(world: World, waiting: str) -> None:
    digest, outcomes, start = _digest(world, waiting), [], threading.Barrier(20)
    who = [world.who(("limin", "zhangwei", "wangfang")[number % 3]) for number in range(20)]

    def press(number: int) -> None:
        start.wait()
        outcomes.append(world.gateway.call(who[number], "confirm_proposal", {"proposal": waiting, "digest": digest}))

    threads = [threading.Thread(target=press, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done = [one for one in outcomes if isinstance(one, Done)]
    told = {_explained(one) for one in outcomes if not isinstance(one, Done)}
    assert len(done) == 1 and told <= {"proposals.already_confirmed", "proposals.changed"}, told
    world.later(11)
    assert [one.batch is not None for one in world.must("system", "post_confirmed").posted] == [True]
    rows = world.must("zhaolei", "search_trail", subject="confirm_proposal", limit=50).rows
    assert sorted(one.decision for one in rows) == ["done"] + ["invalid"] * 19
    with world.house.store.read(world.tenant) as unit:
        report = verify(unit)
    assert report.clean and report.batches == 2


@pytest.fixture
def two(tenants: Tenants) -> Iterator[tuple[World, World]]:
    first, second = World(tenants.store, tenants.new()), World(tenants.store, tenants.new())
    yield first, second
    first.close()
    second.close()


def test_from_another_tenant(two: tuple[World, World]) -> None:
    first, second = two
    first.history("V0001", "660213", [1_200_000, 1_236_000])
    done = first.hand_in_sample("intake", "special")
    digest = _digest(first, done.proposal)
    first.must("wangfang", "submit_proposal", proposal=done.proposal, digest=digest)
    outcome = second.call("limin", "confirm_proposal", proposal=done.proposal, digest=digest)
    assert _explained(outcome) == "proposals.unknown"
    last = second.must("zhaolei", "search_trail", subject="confirm_proposal", limit=1).rows[0]
    assert (last.user, last.decision) == ("limin", "invalid")
    assert _state(first, done.proposal)[0] is State.PROPOSED
    assert first.who("limin").channel is Channel.WEB
