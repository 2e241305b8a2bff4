"""进项税额 by rule: the first row that fits decides; rows follow one another without a gap in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.posting_rules.input_vat import InputFacts, Treatment, assess, input_rules, out_reasons

SPECIAL = InputFacts("edigital_special", ("*信息技术服务*云服务费",), date(2026, 11, 22), 69_962, 1_236_000)


@pytest.mark.parametrize(
    ("changes", "rule", "treatment", "amount"),
    [
        ({}, "special", "deductible", 69_962),
        ({"day": date(2020, 5, 4)}, "special", "deductible", 69_962),
        ({"words": ("*餐饮服务*餐费",)}, "catering", "not", 0),
        ({"words": ("办公用品", "*餐饮服务*餐费")}, "catering", "not", 0),
        ({"taxpayer": "small"}, "small", "not", 0),
        ({"kind": "edigital_general"}, "general", "not", 0),
        ({"kind": "edigital_general", "words": ("*旅客运输服务*客运服务费",)}, "passenger", "deductible", 69_962),
        ({"kind": "edigital_general", "words": ("*旅客运输服务*客运服务费",), "tax_minor": 0}, "general", "not", 0),
        ({"kind": "edigital_general", "words": ("*蔬菜*白菜",), "tax_minor": 0, "gross_minor": 10_000}, "farm", "computed", 900),
        ({"kind": "rail", "tax_minor": 0, "gross_minor": 10_900, "day": date(2025, 9, 30)}, "rail_paper", "computed", 900),
        ({"kind": "rail", "tax_minor": 0, "gross_minor": 10_900, "day": date(2025, 10, 1)}, "general", "not", 0),
        ({"kind": "rail", "tax_minor": 45_00, "gross_minor": 54_500}, "rail", "deductible", 45_00),
        ({"kind": "toll", "tax_minor": 0}, "toll_untaxed", "not", 0),
        ({"kind": "other"}, "foreign", "not", 0),
        ({"gross_minor": -1_236_000, "tax_minor": -69_962}, "special", "deductible", -69_962),
    ],
)  # fmt: skip
def test_the_first_row_that_fits_decides(changes: dict[str, object], rule: str, treatment: str, amount: int) -> None:
    found = assess(replace(SPECIAL, **changes))  # type: ignore[arg-type]
    assert found.rule is not None
    assert (found.rule.code, found.treatment.value, found.amount_minor) == (rule, treatment, amount)


def test_before_any_law_nothing_is_deducted_and_no_rule_is_named() -> None:
    found = assess(replace(SPECIAL, day=date(2001, 1, 1)))
    assert (found.treatment, found.rule) == (Treatment.NOT, None)


def test_every_row_names_its_source_and_mark_and_rows_of_a_code_do_not_overlap() -> None:
    rules = input_rules()
    assert all(one.source and one.mark in ("read", "known") for one in rules)
    for one in rules:
        later = [two for two in rules if two.code == one.code and two.valid_from > one.valid_from]
        assert all(one.valid_to is not None and one.valid_to < two.valid_from for two in later), one.code
    assert all(one.rate > 0 for one in rules if one.treatment is Treatment.COMPUTED)
    assert set(out_reasons()) >= {"exempt", "welfare", "loss", "simplified", "red", "mixed"}
