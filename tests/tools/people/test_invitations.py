"""Who comes in: links used once, for a while, in one company; a second person for roles that may confirm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ledger.core import Problem
from ledger.store.people import find_person
from tests.tenants import Tenants
from tests.tools.own_company import PASSWORD, OwnCompany
from tools.outcome import Denied, Done


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store)
    yield made
    made.close()


def _secret(link: str) -> str:
    return link.rpartition("k=")[2]


def test_a_link_is_looked_at_often_and_used_once(own: OwnCompany) -> None:
    (one,) = own.must("sunli", "invite_people", lines="李敏 <limin+books@example.com>", role="employee").people
    assert (one.user, one.name, one.waits) == ("limin", "李敏", False)
    door, secret = own.house.door, _secret(one.link)
    for _ in range(3):
        assert door.invited(own.tenant, secret) is not None
    weak = door.join(own.tenant, secret, "kurz", "en")
    assert isinstance(weak, Problem)
    assert weak.code == "door.password_short"
    assert isinstance(door.join(own.tenant, secret, PASSWORD, "en"), str)
    again = door.join(own.tenant, secret, PASSWORD + "!", "en")
    assert isinstance(again, Problem)
    assert isinstance(door.sign_in(own.tenant, "limin", PASSWORD), str), "the second use changed nothing"
    assert door.invited(own.tenant, secret) is None


def test_a_link_ends_after_three_days_and_opens_one_company(own: OwnCompany, tenants: Tenants) -> None:
    (one,) = own.must("sunli", "invite_people", lines="limin", role="employee").people
    other = OwnCompany(tenants.store)
    assert other.house.door.invited(other.tenant, _secret(one.link)) is None
    assert isinstance(other.house.door.join(other.tenant, _secret(one.link), PASSWORD, "zh"), Problem)
    assert own.house.door.invited("nowhere", _secret(one.link)) is None
    own.clock.instant += timedelta(days=3, seconds=1)
    assert isinstance(own.house.door.join(own.tenant, _secret(one.link), PASSWORD, "zh"), Problem)
    other.close()


def test_the_first_colleague_who_may_confirm_is_marked_as_let_in_by_one_alone(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    state = own.must("sunli", "people_waiting")
    assert state.alone == ("limin",)
    assert state.came_in == ("limin", "sunli")


def test_from_the_second_on_a_role_that_confirms_wants_another_word(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    (made,) = own.must("sunli", "invite_people", lines="王芳 wangfang", role="accountant", limit="50000").people
    assert (made.link, made.waits, made.alone) == ("", True, False)
    with own.house.store.read(own.tenant) as unit:
        assert find_person(unit, "wangfang") is None, "nobody acts before the second word"
    (waiting,) = own.must("limin", "people_waiting").requests
    assert own.refused("sunli", "agree_person", request=waiting.request) == ["people.second_person"]
    assert own.refused("sunli", "reset_person", person="wangfang") == ["people.not_open"]
    (done,) = own.must("limin", "agree_person", request=waiting.request).people
    assert isinstance(own.house.door.join(own.tenant, _secret(done.link), PASSWORD, "zh"), str)
    assert own.refused("limin", "agree_person", request=waiting.request) == ["people.no_request"]
    assert own.who("wangfang").attributes["limit_minor"] == 5_000_000


def test_a_refused_request_lets_nobody_in(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    own.must("sunli", "invite_people", lines="王芳 wangfang", role="approver")
    (waiting,) = own.must("limin", "people_waiting").requests
    own.must("limin", "agree_person", request=waiting.request, agree=False)
    with own.house.store.read(own.tenant) as unit:
        assert find_person(unit, "wangfang") is None


def test_an_administrator_does_not_take_a_checkers_place_by_a_reset(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    own.take_in("chen", "陈晓", "auditor")
    (waiting,) = own.must("sunli", "invite_people", lines="赵 zhao", role="controller").people
    assert waiting.waits
    (asked,) = own.must("limin", "people_waiting").requests
    (joined,) = own.must("limin", "agree_person", request=asked.request).people
    assert isinstance(own.house.door.join(own.tenant, _secret(joined.link), PASSWORD, "zh"), str)
    (reset,) = own.must("sunli", "reset_person", person="limin").people
    assert (reset.link, reset.waits) == ("", True)
    assert isinstance(own.house.door.sign_in(own.tenant, "limin", PASSWORD), str), "until a second word nothing changes"
    (asked,) = own.must("zhao", "people_waiting").requests
    (done,) = own.must("zhao", "agree_person", request=asked.request).people
    assert isinstance(own.house.door.sign_in(own.tenant, "limin", PASSWORD), Problem)
    assert isinstance(own.house.door.join(own.tenant, _secret(done.link), PASSWORD + "2", "zh"), str)


def test_a_reset_and_a_shut_out_end_everything_that_was_held(own: OwnCompany) -> None:
    own.take_in("chen", "陈晓", "employee")
    session = own.house.door.sign_in(own.tenant, "chen", PASSWORD)
    assert isinstance(session, str)
    (done,) = own.must("sunli", "reset_person", person="chen").people
    assert own.house.door.session(own.tenant, session) is None
    assert isinstance(own.house.door.sign_in(own.tenant, "chen", PASSWORD), Problem)
    assert isinstance(own.house.door.join(own.tenant, _secret(done.link), PASSWORD, "zh"), str)
    session = own.house.door.sign_in(own.tenant, "chen", PASSWORD)
    assert isinstance(session, str)
    own.must("sunli", "disable_person", person="chen")
    assert own.house.door.session(own.tenant, session) is None
    assert isinstance(own.house.door.sign_in(own.tenant, "chen", PASSWORD), Problem)
    assert own.refused("sunli", "disable_person", person="sunli") == ["people.last_admin"]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [("", ["people.none_named"]), ("李敏", ["people.no_user"]), ("system", ["people.no_user"]),
     ("limin\nlimin", ["people.there_already"]), ("孙丽 sunli", ["people.there_already"]),
     ("\n".join(f"p{n}" for n in range(51)), ["people.too_many"])],
)  # fmt: skip
def test_a_list_with_a_fault_takes_nobody_in(own: OwnCompany, lines: str, codes: list[str]) -> None:
    assert own.refused("sunli", "invite_people", lines=lines) == codes
    assert len(own.must("sunli", "list_people").people) == 1


def test_only_administrators_invite(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    assert isinstance(own.call("limin", "invite_people", lines="x y"), Denied)
    assert isinstance(own.call("limin", "disable_person", person="sunli"), Denied)
    assert isinstance(own.call("limin", "list_people"), Denied)
    assert isinstance(own.call("limin", "people_waiting"), Done)
