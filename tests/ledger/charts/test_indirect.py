"""The reconciliation of profit to operating cash counts every account of a chart once, or leaves it out by name."""

from __future__ import annotations

import importlib

import pytest

from ledger.charts import BadLayout, layouts
from ledger.charts.indirect import LEFT_OUT, check_indirect, direct_row, in_profit, indirect_layout, unplaced

CASH = ("1001", "1002", "1012")
FORMS = [(one.layout, one.standard) for one in layouts() if indirect_layout(one.layout)]


@pytest.mark.parametrize(("name", "standard"), FORMS)
def test_each_account_counts_once_or_is_left_out_by_name(name: str, standard: str) -> None:
    check_indirect(name, standard)
    assert all(row.name_zh and row.name_en for row in indirect_layout(name))


def test_small_enterprises_have_no_such_statement() -> None:
    assert {standard for _, standard in FORMS} == {"cas", "ifrs"} and indirect_layout("small_2013") == ()


@pytest.mark.parametrize(("name", "standard", "row", "account"), [
    ("cas_2019", "cas", "X17", "2202"), ("cas_2026", "cas", "N08", "4001"), ("cas_2019", "cas", "N03", "1602"),
    ("ifrs_18", "ifrs", "N10", "7000"), ("ifrs_ias1", "ifrs", "13", "1400"),
])  # fmt: skip
def test_a_forgotten_account_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, standard: str, row: str, account: str
) -> None:
    module = importlib.import_module("ledger.charts.indirect")
    rows = indirect_layout(name)
    monkeypatch.setattr(module, "indirect_layout", lambda _: tuple(one for one in rows if one.row != row))
    with pytest.raises(BadLayout, match=account):
        check_indirect(name, standard)


def test_an_account_counted_twice_or_not_at_all_is_found() -> None:
    assert unplaced("cas_2019", [("1001", "asset"), ("9001", "asset"), ("6999", "expense")], CASH) == {"9001": ""}
    twice = unplaced("cas_2019", [("1602", "asset"), ("220299", "liability")], ("22",))
    assert twice == {"220299": "X17"}, "cash must not be in a row"


def test_profit_begins_where_the_standard_says() -> None:
    assert in_profit(indirect_layout("ifrs_ias1"), "7100") and not in_profit(indirect_layout("ifrs_18"), "7100")
    assert in_profit(indirect_layout("cas_2019"), "6801") and not in_profit(indirect_layout("ifrs_ias1"), "8000")
    assert (direct_row("cas_2026"), direct_row("ifrs_18")) == ("C10", "5")
    assert any(row.kind == LEFT_OUT for row in indirect_layout("ifrs_18"))
