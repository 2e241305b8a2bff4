"""Who leaves hands over first: to somebody who could see it already, who cannot confirm what they took over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.tenants import Tenants
from tests.tools.people.keyed import Keyed
from tools.outcome import Denied, Done, Invalid


@pytest.fixture
def own(tenants: Tenants) -> Iterator[Keyed]:
    made = Keyed(tenants.store)
    made.must("sunli", "invite_people", lines="张伟 zhangwei", role="accountant", limit="100000000")
    made.let_in(made.agreed("limin"))
    made.take_in("chen", "陈晓", "employee")
    made.must("sunli", "change_person", person="sunli", duties=["admin"])
    yield made
    made.close()


def _opened(own: Keyed, user: str, made: Any) -> Any:
    return own.must(user, "open_proposal", proposal=made.proposal)


def test_a_queue_is_handed_over_before_the_account_ends(own: Keyed) -> None:
    waiting, asked = own.waiting("100"), own.waiting("200")
    own.must("limin", "send_back_proposal", proposal=asked.proposal, question="缺合同")
    found = own.must("sunli", "leaving_person", person="wangfang")
    assert (found.proposals, found.papers) == (2, 0)
    assert {one.user for one in found.takers} == {"limin", "zhangwei"}, "not the employee, nor the administrator"
    assert own.refused("sunli", "disable_person", person="wangfang") == ["people.hand_to_whom"]
    assert own.house.door.as_user(own.tenant, "wangfang").__class__.__name__ == "Principal", "nothing happened yet"
    for wrong in ("chen", "sunli", "wangfang", "nobody"):
        assert own.refused("sunli", "disable_person", person="wangfang", hand_to=wrong) == ["people.cannot_take"]
    done = own.must("sunli", "disable_person", person="wangfang", hand_to="zhangwei")
    assert (done.handed, done.left) == (2, 0)

    for made in (waiting, asked):
        shown = _opened(own, "zhangwei", made)
        assert (shown.maker, shown.sender) == ("zhangwei", "zhangwei")
        assert shown.events[-1].act == "hand_over"
    stale = own.call("limin", "confirm_proposal", proposal=waiting.proposal, digest=waiting.digest)
    assert isinstance(stale, Invalid), "a card shown before names another digest"
    given = {"proposal": waiting.proposal, "digest": _opened(own, "zhangwei", waiting).digest}
    refused = own.call("zhangwei", "confirm_proposal", **given)
    assert isinstance(refused, Denied)
    assert refused.rule == "maker_is_not_checker"
    assert isinstance(own.call("limin", "confirm_proposal", **given), Done)
    own.must("zhangwei", "answer_proposal", proposal=asked.proposal, words="合同在附件")
    assert _opened(own, "limin", asked).state == "proposed"
    own.must("zhangwei", "withdraw_proposal", proposal=asked.proposal)


def test_where_nobody_takes_it_the_account_can_still_end_at_once(own: Keyed) -> None:
    made = own.waiting("100")
    done = own.must("sunli", "disable_person", person="wangfang", leave_open=True)
    assert (done.handed, done.hand_to) == (0, "")
    assert (_opened(own, "limin", made).maker, _opened(own, "limin", made).digest) == ("wangfang", made.digest)


def test_who_has_nothing_in_hand_is_shut_out_without_a_question(own: Keyed) -> None:
    made = own.waiting("100")
    own.confirm("limin", made.proposal)
    own.post_what_was_confirmed()
    assert own.must("sunli", "leaving_person", person="wangfang").proposals == 0
    own.must("sunli", "disable_person", person="wangfang")


def test_only_who_manages_people_asks_what_somebody_has_in_hand(own: Keyed) -> None:
    for user in ("chen", "zhangwei", "limin"):
        assert isinstance(own.call(user, "leaving_person", person="wangfang"), Denied)
        assert isinstance(own.call(user, "disable_person", person="wangfang"), Denied)
