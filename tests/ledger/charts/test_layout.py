"""The chart and the 2019 layout hold together: no account is counted twice or forgotten."""

from __future__ import annotations

import importlib

import pytest

from ledger.charts import BadLayout, chart, check_layout, headings, layout


def test_each_leaf_account_feeds_exactly_one_row() -> None:
    check_layout("cas_2019", "cas")


def test_a_forgotten_account_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("ledger.charts.layout")

    real = layout

    def without_cash(name: str, statement: str):  # type: ignore[no-untyped-def]
        return tuple(row for row in real(name, statement) if row.row != "A01")

    monkeypatch.setattr(module, "layout", without_cash)
    with pytest.raises(BadLayout, match="1001"):
        check_layout("cas_2019", "cas")


def test_codes_are_unique_and_children_begin_with_their_parent() -> None:
    rows = chart("cas")
    assert len({row.code for row in rows}) == len(rows)
    assert all(row.code.startswith(row.parent) for row in rows)
    assert "6602" in headings("cas")


def test_totals_name_rows_above_them() -> None:
    for statement in ("balance_sheet", "income_statement"):
        seen: set[str] = set()
        for row in layout("cas_2019", statement):
            assert {name for name, _ in row.parts} <= seen, row.row
            seen.add(row.row)
