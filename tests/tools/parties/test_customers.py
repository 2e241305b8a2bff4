"""Customers as a class of data: whoever may not see them finds none, in lists, search, reports, chat, forms and exports."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.store.access_versions import Rules, publish
from policies.access import shipped_text
from tests.tools.vouchers.test_keying import post, typed
from tests.world import World
from tools.demo import cast
from tools.outcome import Denied, Done, Outcome

SOLD = [{"account": "1122", "debit": "1,000.00", "dims": {"party": "C0001"}}, {"account": "6001", "credit": "="}]
NO_CUSTOMERS = (
    '\n@id("no_customers") @zh("应付会计看不到客户。") @en("Payables accountants see no customers.")\n'
    'forbid (principal in Role::"accountant", action == Action::"customer.see", resource is Company);\n'
)
NO_ROWS = (
    '\n@id("no_customer_rows") @zh("应付会计看不到客户。") @en("Payables accountants see no customers.")\n'
    'forbid (principal in Role::"accountant", action == Action::"party.read", resource is Party) when { resource.customer };\n'
)
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("ar_aging", {}), ("ar_aging", {"customer": "C0001"}), ("list_open_items", {}), ("list_master_data", {}),
    ("vendor_lookup", {"customer": "C0001"}), ("search_vouchers", {"customer": "C0001"}), ("known_names", {}),
    ("form_names", {}), ("dimension_balances", {"dimension": "party"}), ("list_provisions", {}),
    ("export_journal", {"format": "beancount"}), ("account_balance", {"account": "1122", "customer": "C0001"}),
)  # fmt: skip


@pytest.fixture
def sold(world: World) -> World:
    """A company that a customer owes 1,000.00."""
    post(
        world,
        typed(
            world,
            SOLD,
        ),
    )
    return world


def _narrowed(world: World, rules: str) -> None:
    with world.house.store.write(world.tenant) as unit:
        publish(unit, Rules(shipped_text() + rules), "admin", "x", "limin", world.house.clock.now())


def _said(outcome: Outcome) -> str:
    return outcome.result.model_dump_json() if isinstance(outcome, Done) else repr(outcome)


def test_who_keeps_books_sees_customers_and_what_they_owe(sold: World) -> None:
    name = next(one.name for one in cast.customers() if one.party_id == "C0001")
    assert name in _said(sold.call("wangfang", "list_master_data")) and name in _said(
        sold.call("wangfang", "known_names")
    )
    assert any(row.party == "C0001" for row in sold.must("wangfang", "ar_aging").rows)


def test_who_may_not_finds_no_customer_anywhere(sold: World) -> None:
    customers = {word for one in cast.customers() for word in (one.name, one.name_en, one.party_id, one.tax_id) if word}
    _narrowed(sold, NO_CUSTOMERS)
    for tool, given in ASKED:
        outcome = sold.call("wangfang", tool, **given)
        assert [word for word in customers if f'"{word}"' in _said(outcome)] == [], tool
        if isinstance(outcome, Denied):
            assert outcome.rule == "no_customers" and outcome.action, tool
    assert sold.must("wangfang", "list_master_data").parties, "vendors stay"
    assert any(row.party == "C0001" for row in sold.must("limin", "ar_aging").rows), "and other roles"
    why = sold.must("wangfang", "why_not", about="customer.see")
    assert (why.allowed, why.rule) == (False, "no_customers") and "李敏" in why.could


def test_rows_of_master_data_are_filtered_by_the_rules_about_them(sold: World) -> None:
    _narrowed(sold, NO_ROWS)
    assert {one.kind for one in sold.must("wangfang", "list_master_data").parties} == {"vendor"}
    assert "C0001" not in sold.must("wangfang", "form_names").parties
    assert {one.kind for one in sold.must("limin", "list_master_data").parties} == {"vendor", "customer"}


@pytest.mark.parametrize("user", ["chenxiao", "admin"])
def test_an_employee_and_an_administrator_see_none_as_shipped(sold: World, user: str) -> None:
    names = {one.name for one in cast.customers()}
    for tool, given in ASKED:
        assert not [name for name in names if name in _said(sold.call(user, tool, **given))], tool
