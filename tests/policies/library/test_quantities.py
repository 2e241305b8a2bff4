"""Numbers of questions and rules are compared in one measure."""

from decimal import Decimal

import pytest

from ledger.core.words.numerals import en_number, zh_number
from policies.library.asked import asked
from policies.library.quantities import quantities, ranges


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百八十三", 183), ("1.2万", 12000), ("六千五", 6500), ("1万2", 12000), ("一百零五", 105), ("二〇二六", 2026),
        ("十五", 15), ("100万", 1000000), ("1,500", 1500), ("一亿二千万", 120000000), ("两千", 2000), ("十万零五百", 100500),
    ],
)  # fmt: skip
def test_chinese_numbers(text: str, value: int) -> None:
    assert zh_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred", 200),
        ("2 hundred", 200),
        ("6k", 6000),
        ("1.5m", 1500000),
        ("twenty-five", 25),
        ("one thousand five hundred", 1500),
    ],
)
def test_english_numbers(text: str, value: int) -> None:
    assert en_number(text) == value


def test_what_is_no_number_is_none() -> None:
    assert zh_number("苏州") is None
    assert en_number("dollars") is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("罚款5万元", "money", "50000"), ("八千块", "money", "8000"), ("不得低于百分之八十", "percent", "80"), ("5‰", "percent", "0.5"),
        ("万分之五", "percent", "0.05"), ("两年期", "time", "730"), ("within 60 days", "time", "60"), ("$30,000", "money", "30000"),
        ("over 50K", "money", "50000"), ("打八折", "percent", "80"),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: str, value: str) -> None:
    found = quantities(text)
    assert [(item.kind, item.value) for item in found] == [(kind, Decimal(value))]


@pytest.mark.parametrize("text", ["2022年底", "今年六月以后", "次年三月一日至六月三十日"])
def test_a_date_is_no_span(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("condition", "inside", "outside"),
    [
        ("一年以上不满三年的", 730, 1100), ("1万元以下的", 8000, 12000), ("10,000 元以上不满 50,000 元", 30000, 60000),
        ("$10,000–$50,000", 30000, 60000), ("more than 90 days old", 120, 60), ("less than 72 hours", 2, 5), ("不得超过5万元", 40000, 60000),
    ],
)  # fmt: skip
def test_ranges_hold_what_they_say(condition: str, inside: int, outside: int) -> None:
    (found,) = ranges(condition)
    assert found.holds(Decimal(inside)) and not found.holds(Decimal(outside))


def test_what_a_question_wants() -> None:
    assert asked("发票要保存多少年").kinds == {"time"}
    assert asked("How many days do I have?").kinds == {"time"}
    assert asked("招待费能扣多少").kinds == {"money", "percent"}
    assert asked("Who signs contracts?").kinds == frozenset()
    assert [item.value for item in asked("30000块的采购要几家报价").facts] == [30000]
