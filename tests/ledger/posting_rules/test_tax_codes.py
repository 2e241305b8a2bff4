"""Tax codes as data: every box a code names is on its form, no day has two rows of a code, totals add what is there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.posting_rules.tax_codes import BoxKind, boxes_on, code_on, codes_of, codes_on, regimes

DAY = date(2026, 11, 25)


@pytest.mark.parametrize("regime", list(regimes()))
def test_every_row_names_boxes_of_its_form_and_says_where_it_is_from(regime: str) -> None:
    for one in codes_of(regime):
        kinds = {box.number: box.kind for box in boxes_on(regime, max(one.valid_from, date(2023, 1, 1)))}
        assert all(kinds[box] in (BoxKind.BASE, BoxKind.BOTH) for box in one.base_boxes), one
        assert all(kinds[box] in (BoxKind.TAX, BoxKind.BOTH) for box in one.output_boxes + one.input_boxes), one
        assert one.direction in ("sale", "purchase") and one.source and one.mark in ("read", "known", "own")
        assert not (one.direction == "sale" and one.input_boxes)
        assert one.valid_to is None or one.valid_to >= one.valid_from
    for box in boxes_on(regime, DAY):
        assert (box.kind is BoxKind.TOTAL) == bool(box.formula) and (box.kind is BoxKind.BOTH) == bool(box.rate)


@pytest.mark.parametrize("regime", list(regimes()))
def test_no_day_has_two_rows_of_a_code(regime: str) -> None:
    starts = {one.valid_from for one in codes_of(regime)}
    for day in {*starts, *(one - timedelta(1) for one in starts), DAY}:
        held = [one.code for one in codes_on(regime, day)]
        assert len(held) == len(set(held)), day


@pytest.mark.parametrize("regime", list(regimes()))
def test_a_total_adds_output_and_takes_off_input(regime: str) -> None:
    boxes = {one.number: one for one in boxes_on(regime, DAY)}
    outputs = {box for one in codes_on(regime, DAY) for box in one.output_boxes}
    inputs = {box for one in codes_on(regime, DAY) for box in one.input_boxes}
    signs: dict[str, int] = {}

    def walk(number: str, sign: int) -> None:
        for part in boxes[number].formula:
            walk(part.lstrip("-"), -sign if part.startswith("-") else sign)
        if not boxes[number].formula:
            signs[number] = sign

    walk([one.number for one in boxes.values() if one.kind is BoxKind.TOTAL][-1], 1)
    assert {box for box, sign in signs.items() if sign > 0} >= outputs
    assert {box for box, sign in signs.items() if sign < 0} == inputs


def test_the_rates_of_2020_hold_only_in_their_half_year() -> None:
    assert code_on("de", "S16", date(2020, 9, 1)) and not code_on("de", "S19", date(2020, 9, 1))
    assert code_on("de", "S19", DAY) and not code_on("de", "S16", DAY) and not code_on("gb", "S19", DAY)
    code = code_on("de", "S19", DAY)
    assert code is not None and (code.tax(1050), code.tax(-1050)) == (200, -200), (
        "199.5 goes half up, a red one the same"
    )


@pytest.mark.parametrize("regime", list(regimes()))
@given(base=st.integers(-(10**9), 10**9))
def test_what_a_cost_line_holds_beside_its_base_is_the_tax_that_is_not_input(regime: str, base: int) -> None:
    for one in codes_on(regime, DAY):
        assert 0 <= one.deductible <= 1 and (one.deductible in (0, 1)) == (one.treatment != "part_deductible"), one
        if one.direction == "purchase":
            tax = one.tax(base)
            assert abs(one.net_of(base + tax - one.input_of(tax)) - base) <= 1, one


def test_half_of_a_tax_is_input_tax_and_half_is_cost() -> None:
    for regime, name, base, tax, half in (("de", "PH19", 10_000, 1_900, 950), ("gb", "PH20", 10_003, 2_001, 1_001)):
        code = code_on(regime, name, DAY)
        assert code is not None and (code.tax(base), code.input_of(tax)) == (tax, half)
    assert not any("S" in one.category for one in codes_on("gb", DAY) if one.treatment == "part_deductible"), (
        "nobody but a person says that an invoice is deductible in part"
    )
