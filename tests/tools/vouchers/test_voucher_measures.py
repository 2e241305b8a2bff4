"""外币 and 数量 in the grid: worked out, held against the amount, told at their cells, posted exactly; both databases."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core import from_minor
from tests.tools.vouchers.test_keying import places, post
from tests.world import World
from tools.outcome import Invalid
from tools.shared.typed_measures import Reader
from tools.shared.typed_rows import RowTyped, pasted_rows

DAY = "2026-11-20"
USD = {"account": "100201", "debit": "*", "currency": "usd", "foreign": "1,000.00"}
REVENUE = {"account": "6001", "credit": "="}


@pytest.fixture
def rated(world: World) -> World:
    world.must("limin", "set_rate", currency="USD", day=DAY, kind="mid", rate="7.0813", source="中国外汇交易中心")
    return world


def typed(world: World, *rows: dict[str, Any], **more: Any) -> Any:
    return world.must("wangfang", "type_voucher", rows=rows, date=DAY, memo="出口", **more)


def test_the_rate_of_the_day_is_filled_in_and_the_line_is_posted_in_its_currency(rated: World) -> None:
    checked = rated.must("wangfang", "check_voucher", rows=[USD, REVENUE], date=DAY)
    assert [(row.currency, row.rate, row.debit, row.credit) for row in checked.rows] == [
        ("USD", "7.0813", "7081.30", ""), ("", "", "", "7081.30"),
    ]  # fmt: skip
    assert checked.faults == () and checked.difference == "0.00"
    made = typed(rated, USD, REVENUE)
    assert [(line.currency, str(line.amount), str(line.base), line.rate) for line in made.lines] == [
        ("USD", "1000.00", "7081.30", "7.0813"), ("CNY", "7081.30", "7081.30", None),
    ]  # fmt: skip
    (voucher,) = post(rated, made)
    assert next((line.currency, str(line.amount), line.rate) for line in voucher.lines) == ("USD", "1000.00", "7.0813")
    assert rated.must("wangfang", "form_names").currencies == {"100201": "USD"}
    assert rated.must("limin", "verify_books").clean


def test_quantity_and_price_come_to_the_amount_or_the_amount_gives_the_price(rated: World) -> None:
    bought = {"account": "140301", "debit": "*", "quantity": "12.5", "price": "3.333333"}
    rows = [bought, {"account": "100201", "credit": "="}]
    checked = rated.must("wangfang", "check_voucher", rows=rows, date=DAY)
    made = checked.rows[0]
    assert (made.debit, made.quantity, made.price) == ("41.67", "12.5", "3.333333")
    rows[0] = {**bought, "debit": "100", "quantity": "3", "price": ""}
    assert rated.must("wangfang", "check_voucher", rows=rows, date=DAY).rows[0].price == "33.333333"


def test_a_foreign_line_that_balances_gives_its_rate(rated: World) -> None:
    rows = [USD | {"debit": "=", "foreign": "1000"}, {"account": "6001", "credit": "7100"}]
    checked = rated.must("wangfang", "check_voucher", rows=rows, date=DAY)
    assert (checked.rows[0].debit, checked.rows[0].rate, checked.faults) == ("7100.00", "7.1", ())


CELLS = [
    ({"currency": "EUR"}, "lines.0.rate", "typed.rate_missing"),
    ({"currency": "XXQ"}, "lines.0.currency", "rate.unknown_currency"),
    ({"currency": ""}, "lines.0.currency", "typed.currency_missing"),
    ({"currency": "CNY"}, "lines.0.currency", "typed.currency_missing"),
    ({"foreign": ""}, "lines.0.foreign", "typed.foreign_missing"),
    ({"foreign": "1.234"}, "lines.0.foreign", "typed.amount_two_ways"),
    ({"rate": "-7"}, "lines.0.rate", "typed.number"),
    ({"rate": "seven"}, "lines.0.rate", "typed.number"),
    ({"rate": "7", "debit": "7000.01"}, "lines.0.rate", "typed.rate_differs"),
    ({"debit": "-7000"}, "lines.0.foreign", "books.signs_differ"),
    ({"price": "3"}, "lines.0.quantity", "typed.quantity_missing"),
    ({"quantity": "2", "price": "3"}, "lines.0.price", "typed.not_product"),
    ({"foreign": "900000000000000", "rate": "999"}, "lines.0.amount", "books.too_large"),
    ({"currency": "", "foreign": ""}, "lines.0.amount", "typed.nothing_to_multiply"),
]


@pytest.mark.parametrize(("change", "where", "code"), CELLS)
def test_what_is_wrong_is_told_at_its_cell(rated: World, change: dict[str, str], where: str, code: str) -> None:
    found = places(rated.call("wangfang", "type_voucher", rows=[USD | change, REVENUE], date=DAY))
    assert (where, code) in found
    assert not [one for one in found if one[1] == "typed.amount"], "an amount to be worked out is no unreadable one"


def test_a_voucher_all_in_one_currency_is_even_in_it(rated: World) -> None:
    other = {"account": "1012", "credit": "*", "currency": "USD", "foreign": "999", "rate": "7.088389"}
    outcome = rated.call("wangfang", "type_voucher", rows=[USD | {"debit": "7081.30"}, other], date=DAY)
    assert isinstance(outcome, Invalid)
    assert ("lines", "typed.debits_more") in places(outcome)


def test_pasted_columns_go_by_their_heads(rated: World) -> None:
    text = "科目\t币种\t原币金额\t汇率\t借方金额\t贷方金额\t数量\t单价\n100201\tUSD\t10\t7.1\t71\t\t\t\n6001\t\t\t\t\t71\t2\t35.5\n"
    checked = rated.must("wangfang", "check_voucher", pasted=text, date=DAY)
    assert checked.faults == ()
    made = typed(rated, *(row.model_dump() for row in checked.rows))
    assert [(line.currency, line.quantity, line.price) for line in made.lines] == [
        ("USD", None, None),
        ("CNY", "2", "35.5"),
    ]
    assert not isinstance(pasted_rows(text, {}), Invalid)


def test_a_correction_and_a_template_do_not_take_them(rated: World) -> None:
    (voucher,) = post(rated, typed(rated, {"account": "660204", "debit": "5", "dims": {"department": "it"}},
                                   {"account": "100201", "credit": "="}))  # fmt: skip
    rows = [{"was": 1, "account": "660204", "debit": "6", "dims": {"department": "it"}, "quantity": "2"},
            {"was": 2, "account": "100201", "credit": "6"}]  # fmt: skip
    outcome = rated.call("wangfang", "correct_voucher", voucher=voucher.id, rows=rows, date=DAY)
    assert ("lines.0.currency", "voucher.measures_new_only") in places(outcome)
    kept = rated.call("wangfang", "save_voucher_template", name="x", rows=[USD, REVENUE])
    assert places(kept) == [("lines", "template.base_currency_only")]


@given(st.integers(1, 10**12), st.integers(1, 10**9), st.sampled_from(["USD", "JPY", "BHD"]), st.booleans())
def test_what_is_worked_out_reads_back_without_a_fault(own: int, rate: int, currency: str, red: bool) -> None:
    """Amount × rate, rounded half up, agrees with itself; and the rate it implies gives the same amount again."""
    amount = from_minor(-own if red else own, currency)
    row = RowTyped(
        account="x",
        debit="*",
        currency=currency,
        foreign=format(amount, "f"),
        rate=format(Decimal(rate).scaleb(-5), "f"),
    )
    expected = (amount * Decimal(rate).scaleb(-5)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    reader = Reader("CNY", {})
    filled, measure, faults = reader.read(row, "lines.0")
    if not expected:
        assert faults or Decimal(filled.debit) == 0
        return
    assert (Decimal(filled.debit), faults) == (expected, []) and measure is not None
    again, same, faults = reader.read(filled, "lines.0")
    assert (again, same, faults) == (filled, measure, [])
    implied, found, faults = reader.read(filled.model_copy(update={"rate": ""}), "lines.0")
    assert faults == [] and found is not None and implied.debit == filled.debit
