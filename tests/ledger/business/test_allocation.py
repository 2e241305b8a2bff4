"""分摊: shares add up to the whole, the last takes the remainder, rules go step by step and nothing comes back; both databases."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from ledger.books.accounts import create_values
from ledger.books.entries import EntryKind, LineDraft, Side, credit, debit
from ledger.business.allocation import run
from ledger.business.allocation.rules import Rule, add_rule, retire_rule, rules
from ledger.business.allocation.run import shared
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.business.closing import found, take

RENT = Rule("", "房租", ("6602",), "D1", {"D2": "1", "D3": "2"})


def _books(store: Store, tenant: str, *own: Rule) -> None:
    found(store, tenant, "2026-11", "2026-12")
    with store.write(tenant) as unit:
        create_values(unit, "department", {"D3": "财务部"})
        for one in own:
            add_rule(unit, small.BOOK, one, "li", small.NOW)


def _cost(store: Store, tenant: str, amount: str, department: str = "D1", day: str = "2026-11-10", **dims: str) -> None:
    of = {"department": department, **dims}
    small.posted(
        store, tenant, small.entry(debit("660201", amount, dims=of), credit("1001", amount), day=day), period=day[:7]
    )


def _standing(store: Store, tenant: str, period: int = 20261100) -> dict[str, int]:
    """Base cost of the month by department."""
    query = text(
        "SELECT d.key, sum(s.base_debit_minor - s.base_credit_minor) AS base FROM balance_dim AS s JOIN cell AS c"
        " ON c.tenant_id = s.tenant_id AND c.cell_id = s.cell_id JOIN dimset AS d ON d.tenant_id = c.tenant_id"
        " AND d.dimset_id = c.dimset_id WHERE s.tenant_id = :t AND s.period = :p GROUP BY d.key"
    )
    sums: dict[str, int] = {}
    with store.read(tenant) as unit:
        for row in unit.connection.execute(query, {"t": tenant, "p": period}):
            department = dict(json.loads(row.key)).get("department", "")
            if department:
                sums[department] = sums.get(department, 0) + int(row.base)
    return {code: amount for code, amount in sums.items() if amount}


def test_costs_leave_in_red_and_the_last_takes_the_remainder(store: Store, tenant: str) -> None:
    _books(store, tenant, RENT)
    _cost(store, tenant, "100.00")
    _cost(store, tenant, "7.00", "D2")
    (entry,) = take(store, tenant, "2026-11", run).entries
    assert entry.kind is EntryKind.ALLOCATION and {line.side for line in entry.lines} == {Side.DEBIT}
    assert [(dict(line.dims)["department"], line.amount_minor) for line in entry.lines] == [
        ("D1", -10_000), ("D2", 3_333), ("D3", 6_667),
    ]  # fmt: skip
    assert _standing(store, tenant) == {"D2": 4_033, "D3": 6_667}
    assert take(store, tenant, "2026-11", run).entries == ()
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_later_costs_are_spread_alone_and_other_dimensions_stay(store: Store, tenant: str) -> None:
    _books(store, tenant, RENT)
    _cost(store, tenant, "100.00")
    take(store, tenant, "2026-11", run)
    _cost(store, tenant, "0.02", party="V1")
    (entry,) = take(store, tenant, "2026-11", run).entries
    assert [(dict(line.dims), line.amount_minor) for line in entry.lines] == [
        ({"department": "D1", "party": "V1"}, -2), ({"department": "D2", "party": "V1"}, 1),
        ({"department": "D3", "party": "V1"}, 1),
    ]  # fmt: skip


def test_each_month_spreads_its_own_costs_from_the_rule_s_first_month_on(store: Store, tenant: str) -> None:
    _books(store, tenant, Rule("", "房租", ("6602",), "D1", {"D2": "1"}, "2026-12"))
    _cost(store, tenant, "5.00")
    _cost(store, tenant, "3.00", day="2026-12-03")
    assert take(store, tenant, "2026-11", run).not_needed is not None
    assert take(store, tenant, "2026-12", run).amount_minor == 600
    assert _standing(store, tenant) == {"D1": 500} and _standing(store, tenant, 20261200) == {"D2": 300}


def test_a_later_rule_spreads_what_an_earlier_one_brought(store: Store, tenant: str) -> None:
    _books(
        store,
        tenant,
        Rule("", "a", ("660201",), "D1", {"D2": "1", "D3": "1"}),
        Rule("", "b", ("66",), "D2", {"D3": "1"}),
    )
    _cost(store, tenant, "10.00")
    assert len(take(store, tenant, "2026-11", run).entries) == 2
    assert _standing(store, tenant) == {"D3": 1_000}
    assert take(store, tenant, "2026-11", run).entries == ()


def test_a_cost_in_foreign_currency_takes_its_base_value_along(store: Store, tenant: str) -> None:
    _books(store, tenant, RENT)
    line = LineDraft("660201", Side.DEBIT, 100, "USD", 701, rate="7.01", dims=(("department", "D1"),))
    small.posted(store, tenant, small.entry(line, credit("1001", "7.01")))
    (entry,) = take(store, tenant, "2026-11", run).entries
    assert [(one.amount_minor, one.base_minor) for one in entry.lines] == [(-100, -701), (33, 234), (67, 467)]
    assert _standing(store, tenant) == {"D2": 234, "D3": 467}


WRONG = [
    {"name": " "}, {"accounts": ()}, {"accounts": ("99",)}, {"accounts": ("",)}, {"department": "X"}, {"weights": {}},
    {"weights": {"D2": "0"}}, {"weights": {"D2": "-1"}}, {"weights": {"D2": "NaN"}}, {"weights": {"D2": "x"}},
    {"weights": {"X": "1"}}, {"weights": {"D1": "1"}}, {"first_month": "2026-13"},
]  # fmt: skip


@pytest.mark.parametrize("fields", WRONG)
def test_what_is_no_rule_is_refused(store: Store, tenant: str, fields: dict[str, object]) -> None:
    _books(store, tenant)
    with store.write(tenant) as unit, pytest.raises(Refused):
        add_rule(unit, small.BOOK, replace(RENT, **fields), "li", small.NOW)  # type: ignore[arg-type]


def test_nothing_goes_back_to_a_department_that_was_spread_and_one_given_up_is_gone(store: Store, tenant: str) -> None:
    _books(store, tenant, RENT)
    with store.write(tenant) as unit:
        with pytest.raises(Refused):
            add_rule(unit, small.BOOK, Rule("", "back", ("6602",), "D2", {"D1": "1"}), "li", small.NOW)
        retire_rule(unit, small.BOOK, "D001", "li", small.NOW)
        assert rules(unit, small.BOOK) == []
        with pytest.raises(Refused):
            retire_rule(unit, small.BOOK, "D001", "li", small.NOW)


@given(st.integers(-(10**12), 10**12), st.lists(st.decimals("0.01", "1000", places=2), min_size=1, max_size=6))
def test_shares_are_the_whole_and_each_but_the_last_is_rounded(whole: int, weights: list[Decimal]) -> None:
    shares = {f"D{number}": weight for number, weight in enumerate(weights)}
    found = shared(whole, shares)
    assert sum(found.values()) == whole and list(found) == list(shares)
    for code in list(shares)[:-1]:
        assert abs(Decimal(found[code]) - whole * shares[code] / sum(weights)) <= Decimal("0.5")
