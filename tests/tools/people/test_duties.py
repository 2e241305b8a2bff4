"""Roles, limits, departments: what widens wants a second person, pairs that one person must not hold are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ledger.core import Channel, Problem
from ledger.store.people import find_person
from policies.access.duties import incompatible_pairs
from tests.tenants import Tenants
from tests.tools.own_company import PASSWORD, OwnCompany
from tools.outcome import Done, Invalid


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store)
    yield made
    made.close()


def _duties(own: OwnCompany, user: str) -> tuple[list[str], int, str | None]:
    with own.house.store.read(own.tenant) as unit:
        who = find_person(unit, user)
    assert who is not None
    return sorted(who.roles), who.limit_minor, who.department


def _agree(own: OwnCompany, user: str = "limin", **more: Any) -> None:
    (waiting,) = own.must(user, "people_waiting").requests
    own.must(user, "agree_person", request=waiting.request, **more)


def test_a_right_to_confirm_waits_for_a_second_person_and_says_what_it_gives(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    own.take_in("chen", "陈晓", "employee")
    asked = own.must("sunli", "change_person", person="chen", duties=["accountant"], limit="5000", department="general")
    assert (asked.waits, asked.alone) == (True, False)
    assert _duties(own, "chen") == (["employee"], 0, None)
    (waiting,) = own.must("limin", "people_waiting").requests
    assert (waiting.kind, waiting.roles, waiting.limit_minor, waiting.department) == ("change", ("accountant",), 500_000, "general")  # fmt: skip
    assert own.refused("sunli", "agree_person", request=waiting.request) == ["people.second_person"]
    assert own.refused("sunli", "change_person", person="chen", duties=["employee"]) == ["people.not_open"]
    _agree(own)
    assert _duties(own, "chen") == (["accountant"], 500_000, "general")


@pytest.mark.parametrize("change", [{"limit": "100.01"}, {"limit": "100", "department": ""}])
def test_a_higher_limit_and_another_department_wait_too(own: OwnCompany, change: dict[str, str]) -> None:
    own.take_in("limin", "李敏", "controller")
    own.must("sunli", "invite_people", lines="王芳 wangfang", role="approver", limit="100", department="general")
    _agree(own)
    before = _duties(own, "wangfang")
    given = {"duties": ["approver"], "limit": "100", "department": "general"} | change
    assert own.must("sunli", "change_person", person="wangfang", **given).waits
    assert _duties(own, "wangfang") == before
    _agree(own, agree=False)
    assert _duties(own, "wangfang") == before


def test_what_narrows_holds_at_once(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller", limit="1000")
    own.take_in("chen", "陈晓", "employee")
    assert not own.must("sunli", "change_person", person="limin", duties=["controller"], limit="10").waits
    assert _duties(own, "limin") == (["controller"], 1_000, None)
    assert not own.must("sunli", "change_person", person="chen", duties=["cashier"]).waits
    assert _duties(own, "chen") == (["cashier"], 0, None)


@pytest.mark.parametrize("pair", incompatible_pairs(), ids=lambda one: f"{one.role}-{one.other}")
def test_nobody_is_given_a_pair_of_roles_that_exclude_each_other(own: OwnCompany, pair: Any) -> None:
    own.take_in("chen", "陈晓", "employee")
    given = {"person": "chen", "duties": [pair.other, pair.role]}
    assert own.refused("sunli", "change_person", **given) == ["duties.incompatible"]
    assert _duties(own, "chen")[0] == ["employee"]


def test_the_founder_keeps_the_pair_of_founding_and_gives_up_one_of_it(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    assert _duties(own, "sunli")[0] == ["admin", "controller"]
    assert own.refused("sunli", "change_person", person="sunli", duties=["controller"]) == ["people.last_admin"]
    own.must("sunli", "change_person", person="sunli", duties=["admin"])
    assert _duties(own, "sunli")[:2] == (["admin"], 0)
    assert own.refused("sunli", "change_person", person="sunli", duties=["admin", "controller"]) == [
        "duties.incompatible"
    ]


@pytest.mark.parametrize("way", ["disable", "reset", "role"])
def test_whoever_leaves_nobody_decides_alone_again(own: OwnCompany, way: str) -> None:
    own.take_in("limin", "李敏", "controller")
    if way == "disable":
        own.must("sunli", "disable_person", person="limin")
    elif way == "reset":
        (done,) = own.must("sunli", "reset_person", person="limin").people
        assert (done.link, done.waits) == ("", True)
    else:
        own.must("sunli", "change_person", person="limin", duties=["employee"])
    (made,) = own.must("sunli", "invite_people", lines="赵 zhao", role="controller").people
    assert (made.link, made.waits, made.alone) == ("", True, False)


def test_where_nobody_else_is_left_whoever_holds_the_machine_agrees(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    owner = own.house.door.machine_owner(own.tenant, Channel.CLI, "en")
    own.must("sunli", "invite_people", lines="赵 zhao", role="controller")
    (waiting,) = own.must("sunli", "people_waiting").requests
    refused = own.house.gateway.call(owner, "agree_person", {"request": waiting.request})
    assert isinstance(refused, Invalid), "limin could"
    own.must("sunli", "disable_person", person="limin")
    done = own.house.gateway.call(owner, "agree_person", {"request": waiting.request})
    assert isinstance(done, Done)
    link = done.result.people[0].link.rpartition("k=")[2]  # type: ignore[attr-defined]
    assert not isinstance(own.house.door.join(own.tenant, link, PASSWORD, "zh"), Problem)
    assert own.must("zhao", "people_waiting").alone == ("limin",)
