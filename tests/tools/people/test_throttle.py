"""Guessing: misses of a name or an address count over all web processes; pauses double; an unknown name is like a known one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from ledger.core import Problem
from ledger.store import throttle
from ledger.store.schema.audit import audit_act
from ledger.store.schema.people import sign_in_try
from tests.tenants import Tenants
from tests.tools.own_company import PASSWORD, OwnCompany
from tools.door.doorkeeper import Doorkeeper


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store)
    yield made
    made.close()


def _said(door: Doorkeeper, own: OwnCompany, name: str, password: str = "wrong", address: str = "") -> str:
    found = door.sign_in(own.tenant, name, password, address=address)
    return found.code if isinstance(found, Problem) else "in"


def _missed(own: OwnCompany, name: str, times: int) -> None:
    """Misses counted as the door counts them, without the hash of a password that is wrong anyway."""
    with own.house.store.write(own.tenant) as unit:
        for _ in range(times):
            assert throttle.count_try(unit, "name", name, own.clock.instant) is None


@pytest.mark.parametrize("name", ["sunli", "nobody"])
def test_two_processes_count_together(own: OwnCompany, name: str) -> None:
    one, other = (Doorkeeper(own.house.store, own.clock) for _ in range(2))
    told = [_said(door, own, name) for _ in range(5) for door in (one, other)]
    assert told == ["door.wrong_password"] * 10
    for door in (one, other):
        assert _said(door, own, name, PASSWORD) == "door.too_many_tries", "a right password waits too"


def test_of_many_at_once_no_more_are_looked_at_than_one_after_another(own: OwnCompany) -> None:
    door = own.house.door
    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(lambda _: _said(door, own, "nobody"), range(18)))
    assert (told.count("door.wrong_password"), told.count("door.too_many_tries")) == (10, 8)


def test_pauses_double_up_to_two_hours_and_a_right_password_ends_them(own: OwnCompany) -> None:
    door = own.house.door
    _missed(own, "sunli", 9)
    assert _said(door, own, "sunli") == "door.wrong_password"
    for minutes in (10, 20, 40, 80, 120, 120):
        waits = door.sign_in(own.tenant, "sunli", PASSWORD)
        assert isinstance(waits, Problem)
        assert (waits.code, waits.parameters["minutes"]) == ("door.too_many_tries", str(minutes))
        own.clock.instant += timedelta(minutes=minutes, seconds=1)
        assert _said(door, own, "sunli") == "door.wrong_password"
    own.clock.instant += timedelta(minutes=121)
    assert _said(door, own, "sunli", PASSWORD) == "in"
    _missed(own, "sunli", 9)
    assert _said(door, own, "sunli") == "door.wrong_password", "the tenth is free again"


def test_an_address_that_tries_many_names_waits_for_all_of_them(own: OwnCompany) -> None:
    door = own.house.door
    with own.house.store.write(own.tenant) as unit:
        for _ in range(throttle.FREE["address"] - 1):
            assert throttle.count_try(unit, "address", "203.0.113.9", own.clock.instant) is None
    assert _said(door, own, "a", address="203.0.113.9") == "door.wrong_password"
    assert _said(door, own, "sunli", PASSWORD, "203.0.113.9") == "door.too_many_tries"
    assert _said(door, own, "sunli", PASSWORD, "203.0.113.8") == "in"


def test_who_is_right_is_not_counted_against_their_address(own: OwnCompany) -> None:
    for _ in range(throttle.FREE["address"] // 10):
        assert _said(own.house.door, own, "sunli", PASSWORD, "198.51.100.7") == "in"
    with own.house.store.read(own.tenant) as unit:
        mine = select(sign_in_try.c.misses).where(sign_in_try.c.tenant_id == own.tenant)
        assert list(unit.connection.execute(mine).scalars()) == [0]


def test_a_day_later_the_count_begins_anew_and_nothing_is_kept(own: OwnCompany) -> None:
    _missed(own, "nobody", 9)
    own.clock.instant += throttle.FORGOTTEN + timedelta(seconds=1)
    assert [_said(own.house.door, own, "other") for _ in range(1)] == ["door.wrong_password"]
    with own.house.store.read(own.tenant) as unit:
        kept = list(
            unit.connection.execute(select(sign_in_try.c.key).where(sign_in_try.c.tenant_id == own.tenant)).scalars()
        )
    assert kept == [throttle.key_of("name", "other")]


def test_every_sign_in_is_in_the_audit_trail_and_a_name_that_is_nobodys_is_not(own: OwnCompany) -> None:
    _said(own.house.door, own, "my-password-typed-as-name")
    _said(own.house.door, own, "sunli")
    _said(own.house.door, own, "sunli", PASSWORD)
    with own.house.store.read(own.tenant) as unit:
        query = select(audit_act).where(audit_act.c.tenant_id == own.tenant, audit_act.c.tool == "sign_in")
        rows = list(unit.connection.execute(query.order_by(audit_act.c.number)))
    assert [(row.user, row.outcome) for row in rows] == [("", "denied"), ("sunli", "denied"), ("sunli", "done")]
