"""What may be dealt with together: nothing warned of, nothing edited, and exactly what is shown."""

from __future__ import annotations

from typing import Any

from tests.world import World
from tools.outcome import Done, Invalid


def _purchases(world: World) -> tuple[Any, Any]:
    """A plain purchase of a known vendor, and one that a person had to complete."""
    world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
    plain = world.hand_in_sample("intake", "special")
    other = world.hand_in_sample("chenxiao", "hotel", "sender")
    return plain, other


def _ids(world: World, user: str, act: str) -> list[str]:
    return [row.proposal for row in world.must(user, "list_ready", act=act).rows]


def test_a_plain_draft_may_be_submitted_then_confirmed_together(world: World) -> None:
    plain, claim = _purchases(world)
    assert set(_ids(world, "wangfang", "submit")) == {plain.proposal, claim.proposal}
    (row,) = [one for one in world.must("wangfang", "list_ready").rows if one.proposal == plain.proposal]
    assert row.digest == world.must("wangfang", "open_proposal", proposal=plain.proposal).digest
    assert row.number and [line.account for line in row.lines] == ["660213", "222105", "220201"]
    world.must("wangfang", "submit_proposal", proposal=row.proposal, digest=row.digest)
    assert plain.proposal not in _ids(world, "wangfang", "submit")
    assert _ids(world, "limin", "confirm") == [plain.proposal]
    world.must("limin", "confirm_proposal", proposal=row.proposal, digest=row.digest)
    assert _ids(world, "limin", "confirm") == []


def test_what_a_person_made_or_changed_is_opened_one_by_one(world: World) -> None:
    plain, claim = _purchases(world)
    world.must("wangfang", "answer_document", document=plain.document, account="660207")
    for proposal in (plain.proposal, claim.proposal):
        digest = world.must("wangfang", "open_proposal", proposal=proposal).digest
        world.must("wangfang", "submit_proposal", proposal=proposal, digest=digest)
    found = world.must("limin", "list_ready", act="confirm")
    assert (found.rows, found.apart) == ((), 2)


def test_what_warns_is_in_neither_list(world: World) -> None:
    world.history("V0002", "660107", [3_860_000], "sales")
    done = world.hand_in_sample("intake", "changed_account")
    assert done.alerts
    assert done.proposal not in _ids(world, "wangfang", "submit")
    digest = world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=digest)
    found = world.must("limin", "list_ready", act="confirm")
    assert (found.rows, found.apart) == ((), 1)


def test_who_may_do_neither_has_an_empty_list(world: World) -> None:
    _purchases(world)
    for user in ("zhaolei", "zhoujie"):
        for act in ("submit", "confirm"):
            assert _ids(world, user, act) == []
    assert _ids(world, "chenxiao", "confirm") == []


def test_a_digest_of_yesterday_does_nothing(world: World) -> None:
    plain, _ = _purchases(world)
    (row,) = [one for one in world.must("wangfang", "list_ready").rows if one.proposal == plain.proposal]
    world.must("zhangwei", "answer_document", document=plain.document, account="660207")
    outcome = world.call("wangfang", "submit_proposal", proposal=row.proposal, digest=row.digest)
    assert isinstance(outcome, Invalid)
    again = [one for one in world.must("wangfang", "list_ready").rows if one.proposal == plain.proposal]
    assert not again or isinstance(
        world.call("wangfang", "submit_proposal", proposal=plain.proposal, digest=again[0].digest), Done
    )


def test_a_memo_changed_by_hand_is_opened_one_by_one_too(world: World) -> None:
    plain, _ = _purchases(world)
    shown = world.must("wangfang", "open_proposal", proposal=plain.proposal)
    lines = [
        {"account": line.account, "side": line.side, "amount": str(line.amount), "memo": "云服务，十一月",
         "dims": line.dims, "due_date": line.due_date or "", "was": number} for number, line in enumerate(shown.lines, 1)
    ]  # fmt: skip
    edited = world.must("wangfang", "edit_proposal", proposal=plain.proposal, digest=shown.digest, lines=lines)
    assert edited.maker == "intake", "a memo changes no maker"
    world.must("wangfang", "submit_proposal", proposal=plain.proposal, digest=edited.digest)
    found = world.must("limin", "list_ready", act="confirm")
    assert (found.rows, found.apart) == ((), 1)
