"""我不在时: a colleague confirms for me, for a while, up to an amount, and never what either of us made."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from ledger.proof import verify
from ledger.proposals import get
from tests.world import World
from tools.outcome import Denied, Done, Invalid

WEEK = {"first": "2026-11-25", "last": "2026-12-01"}
DAY = 24 * 3600


def _voucher(world: World, amount: str = "3000", maker: str = "zhangwei", vendor: str = "V0001") -> tuple[str, str]:
    """An invoice of the IT department, submitted: Li Qiang of sales has no say in it himself."""
    lines = [
        {"account": "660213", "side": "debit", "amount": amount, "department": "it"},
        {"account": "220201", "side": "credit", "amount": amount, "vendor": vendor},
    ]
    made = world.must(maker, "propose_voucher", date="2026-11-20", memo="服务费", lines=lines).proposal
    with world.house.store.read(world.tenant) as unit:
        digest = get(unit, made).row.digest
    world.must(maker, "submit_proposal", proposal=made, digest=digest)
    return made, digest


def _press(world: World, proposal: tuple[str, str], user: str = "liqiang") -> Any:
    return world.call(user, "confirm_proposal", proposal=proposal[0], digest=proposal[1])


def _codes(outcome: Any) -> str:
    assert isinstance(outcome, Invalid | Denied), outcome
    return outcome.rule if isinstance(outcome, Denied) else outcome.problems[0].code


def _sql(world: World, statement: str) -> list[Any]:
    with world.house.store.write(world.tenant) as unit:
        done = unit.connection.execute(text(statement), {"t": world.tenant})
        return list(done.scalars()) if done.returns_rows else []


def _clean(world: World) -> bool:
    with world.house.store.read(world.tenant) as unit:
        return verify(unit).clean


def test_for_a_while_and_on_whose_behalf(world: World) -> None:
    one, two, three = _voucher(world), _voucher(world, vendor="V0002"), _voucher(world, "4500", vendor="V0003")
    assert isinstance(_press(world, one), Denied)
    assert isinstance(world.call("liqiang", "open_proposal", proposal=one[0]), Denied)
    given = world.must("limin", "delegate", person="李强", limit="4,000.00", **WEEK)
    assert (given.user, given.limit_minor, given.now, given.mine) == ("liqiang", 400_000, True, True)
    for user, mine in (("limin", True), ("liqiang", False)):
        (shown,) = world.must(user, "my_delegations").delegations
        assert (shown.mine, shown.first, shown.last) == (mine, "2026-11-25", "2026-12-01")
    card = world.must("liqiang", "open_proposal", proposal=one[0])
    assert next(act for act in card.acts if act.act == "confirm").allowed
    assert one[0] in {row.id for row in world.must("liqiang", "list_inbox").rows}
    assert isinstance(_press(world, one), Done)
    with world.house.store.read(world.tenant) as unit:
        view = get(unit, one[0])
        assert (view.row.confirmer, view.events[-1].detail["on_behalf"]) == ("liqiang", "limin")
    assert _sql(world, "SELECT delegator FROM confirmed_on_behalf WHERE tenant_id = :t") == ["limin"]
    assert isinstance(world.call("liqiang", "open_proposal", proposal=three[0]), Denied), "above the amount"
    assert isinstance(_press(world, three), Denied)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None
    world.later(7 * DAY)
    assert isinstance(_press(world, two), Denied), "it ended by itself"
    assert world.must("limin", "my_delegations").delegations == ()
    assert _clean(world)


def test_it_counts_against_both_and_can_be_undone(world: World) -> None:
    one, two = _voucher(world), _voucher(world)
    world.must("limin", "delegate", person="liqiang", limit="5000", **WEEK)
    assert isinstance(_press(world, one), Done)
    assert _codes(_press(world, two)) == "proposals.over_vendor_limit"
    world.must("liqiang", "undo_confirmation", proposal=one[0])
    assert isinstance(_press(world, two), Done)
    assert _clean(world)


@pytest.mark.parametrize("who", ["limin", "liqiang"])
def test_ended_early_by_either(world: World, who: str) -> None:
    one = _voucher(world)
    given = world.must("limin", "delegate", person="liqiang", limit="5000", **WEEK)
    assert _codes(world.call("wangfang", "end_delegation", delegation=given.delegation)) == "proposals.delegation_over"
    world.must(who, "end_delegation", delegation=given.delegation)
    assert isinstance(_press(world, one), Denied)
    assert _codes(world.call(who, "end_delegation", delegation=given.delegation)) == "proposals.delegation_over"


def test_it_never_gives_what_the_delegator_lacks(world: World) -> None:
    given = world.must("limin", "delegate", person="liqiang", limit="5000", **WEEK)
    assert given.now
    one = _voucher(world)
    _sql(world, "UPDATE person SET limit_minor = 100 WHERE tenant_id = :t AND \"user\" = 'limin'")
    assert isinstance(_press(world, one), Denied), "what the delegator may no longer do, the delegate may not either"
    _sql(world, "UPDATE person SET limit_minor = 900000, disabled = 1 WHERE tenant_id = :t AND \"user\" = 'limin'")
    assert isinstance(_press(world, one), Denied), "nor what somebody shut out could"
    _sql(world, "UPDATE person SET disabled = 0 WHERE tenant_id = :t AND \"user\" = 'limin'")
    assert isinstance(_press(world, one), Done)


@pytest.mark.parametrize(
    ("who", "asked", "key"),
    [
        ("limin", {"person": "wangfang"}, "delegation.incompatible"),
        ("limin", {"person": "chenxiao"}, "delegation.cannot_confirm"),
        ("limin", {"person": "zhaolei"}, "delegation.cannot_confirm"),
        ("limin", {"person": "limin"}, "delegation.cannot_confirm"),
        ("limin", {"person": "nobody"}, "door.unknown_person"),
        ("limin", {"limit": "5000.01"}, "delegation.above"),
        ("limin", {"limit": "0"}, "delegation.above"),
        ("limin", {"limit": "viel"}, "people.bad_limit"),
        ("limin", {"first": "2026-11-24"}, "delegation.bad_days"),
        ("limin", {"last": "2026-11-24"}, "delegation.bad_days"),
        ("limin", {"last": "2027-02-26"}, "delegation.too_long"),
        ("chenxiao", {}, "default"),
        ("zhaolei", {}, "auditor_changes_nothing"),
    ],
)
def test_what_is_refused(world: World, who: str, asked: dict[str, str], key: str) -> None:
    outcome = world.call(who, "delegate", **({"person": "liqiang", "limit": "5000"} | WEEK | asked))
    assert _codes(outcome) == key
    assert world.must("limin", "my_delegations").delegations == ()


def test_twice_for_the_same_days_is_refused(world: World) -> None:
    world.must("limin", "delegate", person="liqiang", limit="5000", **WEEK)
    again = {"first": "2026-12-01", "last": "2026-12-02"}
    assert _codes(world.call("limin", "delegate", person="liqiang", limit="5", **again)) == "delegation.overlaps"
    world.must("limin", "delegate", person="liqiang", limit="5", first="2026-12-02", last="2026-12-02")


def test_no_model_delegates(world: World) -> None:
    agent = world.who("limin").as_agent()
    for tool in ("delegate", "end_delegation"):
        outcome = world.gateway.call(agent, tool, {})
        assert isinstance(outcome, Denied) and outcome.rule in ("agents_never_commit", "people_only")


def test_the_database_asks_once_more(world: World) -> None:
    """Written by SQL, past every check in Python: on another's confirmation, and changed afterwards."""
    one = _voucher(world)
    world.must("limin", "delegate", person="liqiang", limit="4000", **WEEK)
    world.must("limin", "confirm_proposal", proposal=one[0], digest=one[1])
    forged = (
        "INSERT INTO confirmed_on_behalf (tenant_id, authority_id, delegation_id, delegator) SELECT a.tenant_id,"
        " a.authority_id, d.delegation_id, 'limin' FROM authority AS a JOIN delegation AS d ON d.tenant_id = a.tenant_id"
        " WHERE a.tenant_id = :t"
    )
    with pytest.raises(Exception, match="delegation_over"):
        _sql(world, forged)
    for change in ("UPDATE delegation SET limit_minor = 1", "DELETE FROM delegation", "DELETE FROM delegation_ended"):
        with pytest.raises(Exception, match=r"sealed|denied|not authorized|prohibited"):
            _sql(world, f"{change} WHERE tenant_id = :t")


def test_both_are_noted_when_it_begins_changes_and_ends_and_the_delegate_sees_for_whom(world: World) -> None:
    one = _voucher(world)
    given = world.must("limin", "delegate", person="李强", limit="4,000.00", first="2026-11-26", last="2026-11-27")

    def phases(user: str) -> list[str]:
        notes = world.must(user, "my_delegations").notes
        assert all(("李强" if user == "limin" else "李敏") in note.sentence for note in notes)
        return [note.phase for note in notes]

    assert phases("limin") == phases("liqiang") == ["to_come"]
    assert "liqiang" not in {one.user for one in world.must("limin", "proposal_holders", proposal=one[0]).holders}
    world.later(DAY)
    assert phases("limin") == phases("liqiang") == ["holds"]
    holder = next(at for at in world.must("limin", "proposal_holders", proposal=one[0]).holders if at.user == "liqiang")
    assert holder.behalf == "李敏"
    (row,) = [row for row in world.must("liqiang", "list_inbox").rows if row.id == one[0]]
    assert row.behalf == "李敏" and "李敏" in row.what
    world.must("limin", "end_delegation", delegation=given.delegation)
    assert phases("limin") == phases("liqiang") == ["over"]
    world.later(4 * DAY)
    assert phases("limin") == phases("liqiang") == []
