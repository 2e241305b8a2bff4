"""Seeing as another person: what they may see and nothing private, nothing done, the audit says who looked, and it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ledger.core import Principal
from policies.access import Resource, decide, rulebook
from tests.world import World
from tools.door.doorkeeper import SignedIn
from tools.outcome import Denied, Done, Invalid

CAST = ("chenxiao", "wangfang", "liqiang", "limin", "zhoujie", "zhaolei", "admin")


def _begin(world: World, looker: str, target: str) -> tuple[str, SignedIn]:
    secret = world.house.door.become(world.tenant, looker)
    assert isinstance(secret, str)
    own = world.house.door.session(world.tenant, secret)
    assert own is not None
    done = world.gateway.call(own.principal, "see_as", {"person": target, "session": own.session})
    assert isinstance(done, Done), done
    return secret, _signed(world, secret)


def _signed(world: World, secret: str) -> SignedIn:
    found = world.house.door.session(world.tenant, secret)
    assert found is not None
    return found


def test_who_looks_sees_what_the_other_sees(world: World) -> None:
    done = world.hand_in_sample("chenxiao", "hotel")
    _, signed = _begin(world, "admin", "chenxiao")
    assert (signed.principal.user, signed.principal.looker, signed.person.user) == ("chenxiao", "admin", "chenxiao")
    seen = world.gateway.call(signed.principal, "list_inbox", {})
    assert isinstance(seen, Done)
    assert {one.id for one in seen.result.rows} == {one.id for one in world.must("chenxiao", "list_inbox").rows}  # type: ignore[attr-defined]
    opened = world.gateway.call(signed.principal, "open_document", {"document": done.document})
    assert isinstance(opened, Done)
    refused = world.gateway.call(signed.principal, "trial_balance", {})
    assert isinstance(refused, Denied), "what she may not see is not seen with her eyes"
    why = world.gateway.call(signed.principal, "why_not", {"topic": "工资"})
    assert isinstance(why, Done)


@pytest.mark.parametrize("target", CAST)
def test_nothing_is_proposed_or_done_whoever_it_is(world: World, target: str) -> None:
    _, signed = _begin(world, "limin" if target != "limin" else "admin", target)
    company, book = Resource("Company", world.tenant), rulebook()
    for tool in world.gateway.registry:
        if tool.effect != "read":
            assert decide(signed.principal, tool.action, company, book).rule == "see_as_reads_only", tool.name
    for name, given in (("submit_document", {"sha256": "0" * 64, "name": "x"}), ("sign_out_everywhere", {}),
                        ("invite_people", {"lines": "x", "role": "admin"}), ("make_token", {"label": "x"}),
                        ("see_as", {"person": "limin", "session": signed.session}), ("end_see_as", {"session": signed.session}),
                        ("keep_question", {"question": "?"}), ("unlink_slack", {})):  # fmt: skip
        refused = world.gateway.call(signed.principal, name, given)
        assert isinstance(refused, Denied), name
        assert refused.rule == "see_as_reads_only", name


def test_what_is_private_stays_private(world: World) -> None:
    talk = world.must("limin", "keep_question", question="秘密").conversation
    _, signed = _begin(world, "admin", "limin")
    for name, given in (("list_conversations", {}), ("open_conversation", {"conversation": talk})):
        refused = world.gateway.call(signed.principal, name, given)
        assert isinstance(refused, Denied), name
        assert refused.rule == "see_as_nothing_private"
    for name in ("my_ways_in", "my_passkeys"):
        assert isinstance(world.gateway.call(signed.principal, name, {}), Invalid), name
    book = rulebook()
    paid, plain = (Resource("Line", "-", {"payroll": one, "department": "it"}) for one in (True, False))
    assert decide(signed.principal, "voucher.read", plain, book).allowed
    assert decide(signed.principal, "voucher.read", paid, book).rule == "see_as_no_salaries"
    assert not decide(signed.principal, "account.see", Resource("Company", world.tenant), book).allowed
    assert decide(world.who("limin"), "voucher.read", paid, book).allowed


def test_the_audit_says_who_really_looked(world: World) -> None:
    _, signed = _begin(world, "admin", "chenxiao")
    world.gateway.call(signed.principal, "list_inbox", {})
    world.gateway.call(signed.principal, "unlink_slack", {})
    found = world.must("zhoujie", "search_trail", acted="see_as").rows
    told = {(one.tool, one.user): one for one in found}
    assert ("list_inbox", "admin") in told
    assert ("unlink_slack", "admin") in told
    assert all("chenxiao" in str(one) or "陈晓" in str(one) for one in found)
    assert [one for one in found if one.user == "chenxiao"] == []
    assert "see_as" in {one.tool for one in world.must("zhoujie", "search_trail").rows}


def test_it_ends_by_itself_by_hand_and_with_the_right_to_it(world: World) -> None:
    secret, signed = _begin(world, "admin", "chenxiao")
    looker = signed.looker
    assert looker is not None
    assert isinstance(world.gateway.call(looker, "end_see_as", {"session": signed.session}), Done)
    assert _signed(world, secret).principal.user == "admin"
    secret, _ = _begin(world, "admin", "chenxiao")
    world.later(30 * 60 - 1)
    assert _signed(world, secret).principal.user == "chenxiao"
    world.later(2)
    own = _signed(world, secret)
    assert (own.principal.user, own.principal.looker, own.looker) == ("admin", "", None)
    secret, held = _begin(world, "limin", "chenxiao")
    _take_roles(world, "limin")
    assert _signed(world, secret).principal.user == "limin"
    _disable(world, "limin")
    refused = world.gateway.call(held.principal, "list_inbox", {})
    assert isinstance(refused, Denied), "a request that was under way"
    assert refused.rule == "account_disabled"
    assert world.house.door.session(world.tenant, secret) is None


def _take_roles(world: World, user: str) -> None:
    from ledger.store.people import set_duties

    with world.house.store.write(world.tenant) as unit:
        set_duties(unit, user, ["employee"], 0, None)


def _disable(world: World, user: str) -> None:
    from ledger.store.people import set_disabled

    with world.house.store.write(world.tenant) as unit:
        set_disabled(unit, user, disabled=True)


@pytest.mark.parametrize("user", ["chenxiao", "wangfang", "liqiang", "zhoujie", "zhaolei"])
def test_who_is_neither_administrator_nor_controller_sees_as_nobody(world: World, user: str) -> None:
    given = {"person": "chenxiao", "session": "0" * 16}
    assert isinstance(world.call(user, "see_as", **given), Denied)


def test_only_ones_own_session_and_by_a_proof_of_ones_own(world: World) -> None:
    theirs = world.house.door.become(world.tenant, "limin")
    assert isinstance(theirs, str)
    other = _signed(world, theirs).session
    admin: Principal = world.who("admin")

    def codes(who: Principal, **given: Any) -> list[str]:
        outcome = world.gateway.call(who, "see_as", given)
        assert isinstance(outcome, Invalid), outcome
        return [one.code for one in outcome.problems]

    assert codes(admin, person="chenxiao", session=other) == ["people.see_as_session"]
    assert codes(admin, person="admin", session=other) == ["people.see_as_whom"]
    assert codes(replace(admin, verified="token"), person="chenxiao", session=other) == ["ways.not_by_token"]
    assert _signed(world, theirs).principal.user == "limin"
    world.later(int(timedelta(minutes=1).total_seconds()))


def test_roles_are_explained_by_the_rules_themselves(world: World) -> None:
    found = world.must("chenxiao", "roles_explained")
    told = {one.role: one.reaches for one in found.roles}
    assert (told["employee"]["papers"], told["employee"]["vouchers"], told["employee"]["confirm"]) == (
        "own",
        "no",
        "no",
    )
    assert (told["approver"]["vouchers"], told["approver"]["papers"]) == ("department", "department")
    assert (told["accountant"]["vouchers"], told["controller"]["vouchers"]) == ("most", "all")
    assert (told["admin"]["vouchers"], told["admin"]["invite"], told["admin"]["trail"]) == ("no", "all", "department")
    assert (told["cashier"]["cash"], told["cashier"]["type"]) == ("all", "no")
    assert (told["auditor"]["confirm"], told["auditor"]["reports"]) == ("no", "all")
