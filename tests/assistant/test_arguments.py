"""Slots reach a tool in the shapes it takes, and every example of a tool is a call that its door lets through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.belt import _schema
from assistant.models.arguments import CALLED, shaped
from assistant.planner import Entities, plan
from assistant.planner.intents import INTENTS
from tests.tenants import Tenants
from tests.world import NOW, World
from tools.catalogue import load_tools
from tools.outcome import Done

TODAY = NOW.date()
OCTOBER = {"start": "2026-10-01", "end": "2026-10-31"}
YEAR = {"start": "2026-01-01", "end": "2026-12-31"}
BOOKS = [
    "vat_return", "invoice_register", "deduction_list", "compare_invoices", "missing_invoices", "bank_reconciliation",
    "bank_statements", "list_bills", "cash_journal", "cash_counts", "month_end", "movements", "multi_column", "journal",
    "general_ledger", "dimension_balances", "list_open_items", "list_voucher_templates", "list_accruals",
    "list_allocation_rules", "list_assets", "list_provisions", "exchange_rates", "indirect_cash_flow", "list_report_views",
    "company_facts", "verify_books", "search_trail", "list_requests",
]  # fmt: skip
SAID = [(name, said) for name in BOOKS for told in load_tools().get(name).examples.values() for said in told]  # type: ignore[union-attr]


def _fields(name: str) -> dict[str, dict[str, object]]:
    tool = load_tools().get(name)
    assert tool is not None, name
    found: dict[str, dict[str, object]] = _schema(tool.request)["properties"]
    return found


@pytest.fixture(scope="module")
def office(sqlite_tenants: Tenants) -> Iterator[World]:
    made = World(sqlite_tenants.store, sqlite_tenants.new())
    yield made
    made.close()


@pytest.mark.parametrize(("name", "said"), SAID)
def test_an_example_is_a_call_the_door_lets_through(office: World, name: str, said: str) -> None:
    found = plan(said, TODAY, Entities())
    arguments, dropped = shaped(name, found.slots, _fields(name), TODAY)
    assert found.intent == name and not dropped
    outcome = office.gateway.call(office.who("limin").as_agent(), name, arguments)
    assert isinstance(outcome, Done), outcome
    assert outcome.blocks


@pytest.mark.parametrize(
    ("tool", "slots", "arguments", "dropped"),
    [
        ("missing_invoices", {"period": OCTOBER}, {"period": "2026-10"}, []),
        ("list_assets", {"period": YEAR}, {"period": "2026-11"}, []),
        ("missing_invoices", {"period": YEAR}, {"period": "2026-11"}, ["2026-01-01 – 2026-12-31"]),
        ("vat_return", {"period": YEAR}, {"period": YEAR}, ["2026-01-01 – 2026-12-31"]),
        ("invoice_register", {"period": OCTOBER, "vendor": "X"}, {"month": "2026-10", "text": "X"}, []),
        ("deduction_list", {}, {"period": "2026-11"}, []),
        ("multi_column", {"account": "6602", "dimension": "department"}, {"account": "6602", "by": "department"}, []),
        ("movements", {"threshold": {"op": ">", "value": 20000, "unit": "money"}}, {"amount": 20000}, []),
        ("list_open_items", {"customer": "Fabrikam"}, {"party": "Fabrikam"}, []),
        ("verify_books", {"vendor": "X", "period": OCTOBER}, {}, ["X", "2026-10-01 – 2026-10-31"]),
    ],
)  # fmt: skip
def test_slots_in_the_shapes_of_a_tool(
    tool: str, slots: dict[str, object], arguments: dict[str, object], dropped: list[str]
) -> None:
    assert shaped(tool, slots, _fields(tool), date(2026, 11, 25)) == (arguments, dropped)


def test_what_a_tool_calls_a_slot_is_what_it_takes() -> None:
    for tool, called in CALLED.items():
        assert set(called) <= set(INTENTS[tool].slots) | {"document_number"}, tool
        assert set(called.values()) <= set(_fields(tool)), tool
