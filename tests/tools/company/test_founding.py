"""Founding a company: what is refused, what stands afterwards, and that nothing stays of a failed one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from ledger.books.accounts import accounts, get_book
from ledger.books.periods import periods
from ledger.business.closing import facts_on
from ledger.core import Channel, FixedClock, Principal
from ledger.proof import verify
from ledger.store import Store
from ledger.store.company import company
from ledger.store.people import find_person
from ledger.store.schema.audit import audit_act
from tests.tenants import Tenants
from tests.world import NOW
from tools.catalogue import load_tools
from tools.door.doorkeeper import Doorkeeper
from tools.door.foundry import company_id, found
from tools.gateway import Gateway
from tools.house import House
from tools.outcome import Denied, Done, Invalid

GIVEN = {
    "name": "苏州新芽科技有限公司", "name_en": "Xinya Technology", "tax_id": "91320505MA1LHY2087", "standard": "cas", "language": "zh",
    "currency": "CNY", "fiscal_start_month": "1", "first_period": "2026-10", "time_zone": "Asia/Shanghai",
    "admin_user": "sunli", "admin_name": "孙丽", "admin_name_en": "Sun Li",
}  # fmt: skip


@pytest.fixture
def house(tenants: Tenants) -> Iterator[House]:
    store, clock = tenants.store, FixedClock(NOW)
    made = House(store, clock, Gateway(store, clock, load_tools()), Doorkeeper(store, clock))
    yield made
    made.gateway.close()


def _found(house: House, **changes: Any) -> Any:
    return found(house, GIVEN | changes, Channel.WEB, "zh")


def test_a_company_stands_with_its_first_person_and_open_months(house: House) -> None:
    outcome = _found(house)
    assert isinstance(outcome, Done), outcome
    made: Any = outcome.result
    assert made.months == ("2026-10", "2026-11")
    assert len(made.warnings) == 1, "the check character of the tax id does not hold: said, not refused"
    with house.store.read(made.company) as unit:
        facts, book = company(unit), get_book(unit, "main")
        assert (facts.name, facts.demo, book.fiscal_start_month) == (GIVEN["name"], False, 1)
        assert [one.period for one in periods(unit, "main")] == ["2026-10", "2026-11"]
        admin = find_person(unit, "sunli")
        assert admin is not None
        assert admin.roles == {"admin", "controller"}
        assert len(accounts(unit, "main")) > 200
        acts = unit.connection.execute(select(audit_act).where(audit_act.c.tenant_id == made.company)).all()
        assert [(one.tool, one.user, one.rule) for one in acts] == [("found_company", "sunli", "owner_founds")]
        assert verify(unit).clean
    secret = house.door.first_session(made.company)
    signed = house.door.session(made.company, secret)
    assert signed is not None
    assert signed.principal.user == "sunli"


def test_the_ids_of_companies_are_told_apart(house: House) -> None:
    first, second = _found(house), _found(house)
    assert first.result.company != second.result.company
    assert company_id(house.store, "", "某公司", "").startswith("company")
    assert company_id(house.store, "", "x", "42 GmbH") == "gmbh"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("standard", "ifrs16"), ("language", "fr"), ("currency", "XXY"), ("fiscal_start_month", "13"),
     ("fiscal_start_month", "x"), ("first_period", "2026-13"), ("time_zone", "Mars/Base"), ("admin_user", "孙丽"),
     ("admin_user", "system"), ("admin_user", "a/../b"), ("admin_name", ""), ("name", "长" * 200)],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(house: House, field: str, value: str) -> None:
    before = house.store.tenants()
    outcome = _found(house, **{field: value})
    assert isinstance(outcome, Invalid)
    assert [one.where for one in outcome.problems] == [field]
    assert all(one.text(language) for one in outcome.problems for language in ("zh", "en"))
    assert house.store.tenants() == before


def test_nobody_founds_twice_nor_without_owning_the_machine(house: House) -> None:
    made = _found(house).result
    again = found(house, GIVEN, Channel.CLI, "en", wanted_id=made.company)
    assert isinstance(again, Invalid)
    founder = Principal(made.company, "sunli", frozenset({"founder"}), Channel.CLI)
    assert isinstance(house.gateway.call(founder, "found_company", GIVEN), Invalid), "its books are there"
    for roles in ({"admin"}, {"controller"}, {"member"}):
        who = Principal(made.company, "sunli", frozenset(roles), Channel.CLI)
        assert isinstance(house.gateway.call(who, "found_company", GIVEN), Denied)
    with house.store.read(made.company) as unit:
        assert company(unit).name == GIVEN["name"]


def test_what_breaks_on_the_way_leaves_no_company(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("tools.company.founding.open_period", broken)
    before = house.store.tenants()
    assert not isinstance(_found(house), Done)
    left = set(house.store.tenants()) - set(before)
    assert left == set() or house.store.engine_name == "postgresql"
    assert all(not house.door.is_founded(one) for one in left)
    monkeypatch.undo()
    for one in left:
        assert isinstance(found(house, GIVEN, Channel.CLI, "zh", wanted_id=one), Done)


def test_a_link_of_the_machine_opens_once_and_for_a_while(tmp_path: Any) -> None:
    with Store.open(tmp_path) as store:
        clock = FixedClock(NOW)
        house = House(store, clock, Gateway(store, clock, load_tools()), Doorkeeper(store, clock))
        link = house.keys.link()
        key = house.keys.spend(link)
        assert key is not None
        assert house.keys.holds(key)
        assert house.keys.spend(link) is None
        assert not house.keys.holds(link)
        late = house.keys.link()
        clock.instant = NOW.replace(hour=NOW.hour + 3)
        assert house.keys.spend(late) is None
        assert not house.keys.holds(key)
        house.gateway.close()


def test_a_tax_regime_is_chosen_at_the_founding_where_the_chart_has_its_accounts(house: House) -> None:
    outcome = _found(house, standard="ifrs", currency="EUR", tax_regime="de", name="Beta GmbH", name_en="Beta GmbH")
    assert isinstance(outcome, Done), outcome
    with house.store.read(outcome.result.company) as unit:  # type: ignore[attr-defined]
        assert facts_on(unit, "main", date(2026, 10, 1)).tax_regime == "de"
        assert facts_on(unit, "main", date(2026, 9, 30)).tax_regime == "by_standard"
    for wrong in ({"tax_regime": "de"}, {"standard": "ifrs", "tax_regime": "atlantis"}):
        refused = _found(house, **wrong)
        assert isinstance(refused, Invalid) and [one.code for one in refused.problems] == ["company.unknown_regime"]
        assert all(one.text(language) for one in refused.problems for language in ("zh", "en"))
