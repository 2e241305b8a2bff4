"""Amounts, dates, capital numerals and tax ids: exact or absent, for every value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ingestion.values.amounts import AMOUNT, decimal_mark, read_amount, read_number
from ingestion.values.dates import Order, find_days, told_order
from ingestion.values.daxie import NUMERALS, read_daxie, write_daxie
from ingestion.values.tax_ids import is_credit_code, is_valid_tax_id
from ingestion.values.text import fold, readable
from tools.demo.cast import social_credit_code as credit_code

CENTS = some.integers(min_value=-(10**17) + 1, max_value=10**17 - 1)
DAYS = some.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}


@given(CENTS)
def test_every_amount_survives_capital_numerals(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    assert read_daxie(write_daxie(amount)) == amount


@given(CENTS)
def test_both_characters_for_yuan_and_whole_read_the_same(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    assert read_daxie("人民币" + write_daxie(amount).replace("圆", "元").replace("整", "正")) == amount


@given(some.text(alphabet=NUMERALS + "零壹万圆", max_size=14))
def test_what_reads_as_capital_numerals_means_one_amount(text: str) -> None:
    amount = read_daxie(text)
    if amount is not None and abs(amount) < 10**14:
        assert read_daxie(write_daxie(amount)) == amount


@pytest.mark.parametrize(
    "text", ["", "整", "圆", "万圆", "壹壹圆", "壹拾佰圆", "壹佰", "伍角陆", "abc", "壹万万圆整", "壹圆贰圆"]
)
def test_what_is_no_amount_is_absent(text: str) -> None:
    assert read_daxie(text) is None


@given(
    some.integers(min_value=0, max_value=10**12),
    some.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", "."), ("", ",")]),
)
def test_printed_amounts_round_trip(cents: int, marks: tuple[str, str]) -> None:
    group, point = marks
    amount = Decimal(cents).scaleb(-2)
    text = f"{amount:,.2f}".replace(",", "~").replace(".", point).replace("~", group)
    assert read_number(text) == amount
    for printed in (text, f"€ {text}", f"{text} EUR", f"${text}"):
        assert read_amount(printed) == amount
    for negative in (f"-{text}", f"({text})", f"{text}-"):
        assert read_amount(negative) == -amount


@given(some.integers(min_value=1, max_value=999), some.integers(min_value=0, max_value=999))
def test_an_ambiguous_number_is_absent_unless_the_document_tells(whole: int, rest: int) -> None:
    text = f"{whole}.{rest:03d}"
    assert read_number(text) is None
    assert read_number(text, ".") == Decimal(text)
    assert read_number(text, ",") == whole * 1000 + rest


def test_the_document_tells_its_decimal_mark() -> None:
    assert decimal_mark(["1.234,56", "12,00"]) == ","
    assert decimal_mark(["1,234.56 and 0.50"]) == "."
    assert decimal_mark(["12,00", "12.00"]) is None
    assert decimal_mark(["1.234", "05.06.2026"]) is None


@pytest.mark.parametrize("text", ["05.06.2018", "INV/2026/03/0008", "A1234.50", "12:30", "10.1.2", "50.00%"])
def test_what_looks_like_an_amount_but_is_none(text: str) -> None:
    assert AMOUNT.fullmatch(text) is None


@given(DAYS)
def test_unambiguous_days_round_trip(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.year}年{day.month:02d}月{day.day:02d}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day:%Y/%m/%d}",
    ):
        assert [one.value for one in find_days(fold(text))] == [day], text


@pytest.mark.parametrize(
    "text",
    ["5 października 2026", "5. října 2026", "5. oktober 2026", "5 de outubro de 2026", "5. lokakuuta 2026", "5 paź 2026",
     "5. október 2026", "5 oktober 2026", "5. októbra 2026", "5 octombrie 2026"],
)  # fmt: skip
def test_a_month_has_its_name_in_each_language_around(text: str) -> None:
    assert [one.value for one in find_days(fold(text))] == [date(2026, 10, 5)]


@given(DAYS, some.sampled_from(sorted(_MONTHS)))
def test_days_with_month_names_round_trip(day: date, language: str) -> None:
    month = _MONTHS[language].split()[day.month - 1]
    forms = [f"{day.day} {month} {day.year}", f"{day.day}. {month} {day.year}"]
    forms += [f"{month} {day.day}, {day.year}", f"{day.day}-{month[:3]}-{day.year}"] if language == "en" else []
    forms += [f"{day.day} de {month} de {day.year}"] if language == "es" else []
    for text in forms:
        assert [one.value for one in find_days(fold(text))] == [day], text


@given(DAYS)
def test_slashed_days_follow_the_order_and_say_when_they_are_uncertain(day: date) -> None:
    for order, text in ((Order.DAY_FIRST, f"{day:%d/%m/%Y}"), (Order.MONTH_FIRST, f"{day:%m/%d/%Y}")):
        (found,) = find_days(text, order)
        assert found.value == day
        assert found.certain == (day.day > 12 or day.day == day.month)


def test_the_document_tells_its_order_of_dates() -> None:
    assert told_order(["01/02/2026", "25/12/2026"]) is Order.DAY_FIRST
    assert told_order(["12/25/2026"]) is Order.MONTH_FIRST
    assert told_order(["01/02/2026"]) is None
    assert told_order(["25/12/2026", "12/25/2026"]) is None


@given(
    some.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17),
    some.integers(0, 17),
    some.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"),
)
def test_one_wrong_character_breaks_a_credit_code(body: str, place: int, other: str) -> None:
    code = credit_code(body)
    assert is_credit_code(code) or not body[2:8].isdigit()
    broken = code[:place] + other + code[place + 1 :]
    if broken != code:
        assert not is_credit_code(broken)


@pytest.mark.parametrize(
    ("code", "holds"),
    [
        ("N2440811ML0191234P", True),  # a village's collective: GB 32100 has A, N and Y for who registers
        ("91320505MA1LHY208F", True),
        ("N2440811ML0191234K", False),
        ("9132O505MA1LHY208F", False),
        ("M2440811ML0191234P", False),
    ],
)
def test_who_registers_may_be_a_letter(code: str, holds: bool) -> None:
    assert is_credit_code(code) is holds


def test_tax_ids_hold_by_their_own_checksums() -> None:
    for good in ("DE136695976", "FR 83 404833048", "NL004495445B01", "IT 00743110157", "91320505MA1LHY208F"):
        assert is_valid_tax_id(good), good
    for bad in ("DE136695977", "XX123", "91320505MA1LHY2080", "", "DE"):
        assert not is_valid_tax_id(bad), bad


@given(some.text(max_size=80))
def test_folding_keeps_offsets_and_reading_keeps_no_control(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert all(character.isprintable() or character == " " for character in readable(text))
