"""A figure that no tool gave never survives in a model's words, however it is spelled; one that a tool gave stays."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from time import process_time

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.backing import backing
from assistant.figures import values_in
from assistant.safety import REMOVED, WORDS_LIMIT, clean, figures
from tools.blocks import Scope, Text
from tools.outcome import Done

FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
BOLD = {ord("0") + digit: 0x1D7CE + digit for digit in range(10)}
UNDER_TWENTY = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(number: int) -> str:
    """A whole number in words, the way people are taught to write it."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            glue = " and " if size == 100 else " "
            return f"{english(number // size)} {name}" + (glue + english(rest) if rest else "")
    if number < 20:
        return UNDER_TWENTY[number]
    return TENS[number // 10] + (f"-{UNDER_TWENTY[number % 10]}" if number % 10 else "")


SPELLINGS: dict[str, Callable[[int], str]] = {
    "bare": str,
    "grouped": lambda n: f"{n:,}",
    "with cents": lambda n: f"{n:,}.00",
    "full width": lambda n: f"{n:,}".translate(FULL_WIDTH),
    "arabic-indic": lambda n: str(n).translate(ARABIC_INDIC),
    "mathematical bold": lambda n: str(n).translate(BOLD),
    "keycaps": lambda n: "".join(f"{digit}\ufe0f\u20e3" for digit in str(n)),
    "zero-width between": lambda n: "\u200b".join(str(n)),
    "digits apart": lambda n: " ".join(str(n)),
    "digits with hyphens": lambda n: "-".join(str(n)),
    "digits with bars": lambda n: "|".join(str(n)),
    "groups apart": lambda n: f"{n:,}".replace(",", " "),
    "groups with apostrophes": lambda n: f"{n:,}".replace(",", "'"),
    "groups with thin spaces": lambda n: f"{n:,}".replace(",", "\u2009"),
    "European": lambda n: f"{n:,}".replace(",", ".") + ",00",
    "thousand": lambda n: f"{Decimal(n) / 1000} thousand",
    "k": lambda n: f"{Decimal(n) / 1000}k",
    "million": lambda n: f"{Decimal(n) / 10**6:f} million",
    "万": lambda n: f"{Decimal(n) / 10**4:f}万",
    "亿": lambda n: f"{Decimal(n) / 10**8:f} 亿",
    "Chinese": lambda n: cn2an.an2cn(n, "low"),
    "Chinese financial": lambda n: cn2an.an2cn(n, "up"),
    "Chinese money": lambda n: cn2an.an2cn(n, "rmb"),
    "Chinese digit by digit": lambda n: "".join("〇一二三四五六七八九"[int(digit)] for digit in str(n)),
    "English": english,
    "English capital": lambda n: english(n).upper(),
    "English digit by digit": lambda n: " ".join(UNDER_TWENTY[int(digit)] for digit in str(n)),
    "exponent": lambda n: f"{n}e0",
}
SENTENCES = ("合计{}元。", "合计 {} 元", "The total is {}.", "（{}）", "利润为{}，已入账", "paid {} in full")
numbers = st.integers(1_000, 10**9)


@pytest.mark.parametrize("way", SPELLINGS)
@given(number=numbers, sentence=st.sampled_from(SENTENCES))
def test_an_unbacked_figure_is_removed_however_it_is_spelled(way: str, number: int, sentence: str) -> None:
    spelling = SPELLINGS[way](number)
    words, removed = clean(sentence.format(spelling), figures([f"{number + 1}.00"]))
    assert removed >= 1 and REMOVED in words
    assert not {str(number)} & values_in(words), words
    assert not any(letter.isdigit() for letter in words), words


@pytest.mark.parametrize("way", SPELLINGS)
@given(number=numbers)
def test_a_backed_figure_stays_however_it_is_spelled(way: str, number: int) -> None:
    words, removed = clean(f"合计 {SPELLINGS[way](number)} 。", figures([f'{{"total": "{number}.00"}}']))
    assert removed == 0 and REMOVED not in words


@pytest.mark.parametrize(
    "said",
    ["15%", "15 ％", "百分之十五", "fifteen percent", "15 per cent", "三成", "3 折", "十分之三", "¥12", "12 元", "十二元",
     "12 dollars", "31万", "half a million", "a hundred", "利润上千万元", "一百多张", "2026-11-26", "2026年11月26日", "11月26日",
     "Nov 26, 2026", "26 November 2026", "26th of November", "26.11.2026", "二〇二六年十一月二十六日", "2025", "November 2025",
     "12 thousand", "12m", "①②③④", "1.5", "4.2.1", "1e6", "twenty twenty-five", "1️⃣2️⃣3️⃣"],
)  # fmt: skip
def test_shares_small_money_and_dates_want_a_source_too(said: str) -> None:
    backed = figures(['{"amount": "12360.00", "date": "2026-11-25", "rate": "0.13"}'])
    assert clean(said, backed)[1] >= 1, clean(said, backed)


@pytest.mark.parametrize(
    "said",
    ["13%", "百分之十三", "thirteen percent", "2026-11-25", "2026年11月25日", "11月25日", "25 November 2026", "Nov 25",
     "November 2026", "二〇二六年十一月二十五日", "2026", "一万二千三百六十元", "壹万贰仟叁佰陆拾元整", "1.236万", "12.36 thousand",
     "￥１２，３６０．００", "3 vouchers on 2 days", "三张凭证", "one of them", "统一口径", "万一不符，千万不要付款", "单位：万元",
     "十分清楚", "第一步", "数据一致", "Done. Me too.", "e.g. this", "一定"],
)  # fmt: skip
def test_what_is_backed_and_what_is_no_figure_stays(said: str) -> None:
    backed = figures(['{"amount": "12360.00", "date": "2026-11-25", "rate": "0.13"}'])
    words, removed = clean(said, backed)
    assert removed == 0 and REMOVED not in words


class Amounts(BaseModel):
    """A result of a tool."""

    total_minor: int
    currency: str = "CNY"
    base_minor: int = 0


def test_minor_units_back_the_amount_and_not_the_integer() -> None:
    done = Done(
        Amounts(total_minor=3_150_000, currency="JPY", base_minor=31_500), (Text(text="—"), Scope(parts=("2026-10",)))
    )
    backed = backing([done], "CNY", "zh")
    assert clean("3,150,000 JPY, 315.00 CNY, 2026年10月", backed)[1] == 0
    for wrong in ("31,500", "31,500 元", "31,500.00", "2026年12月"):
        assert clean(wrong, backed)[1] == 1, wrong


def test_identifiers_back_nothing() -> None:
    assert figures(["01m8c3r4n64dc5m8znr6f6nkxa", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "a" * 30 + "77"]) == set()


@pytest.mark.parametrize(
    "said",
    ["[pay here](https://evil.example/a)", "![x](//evil.example/p.png)", "[a][1]\n[1]: https://evil.example", "evil.example/x",
     "hxxp://evil.example", "javascript:alert(1)", "mailto:x@evil.example", "x@evil.example", "evil[.]example", "evil . example",
     "<https://evil.example|click>", "<img src=//evil.example>", "[[a](https://evil.example)](https://evil.example)",
     "ftp://evil.example", "slack://user?evil.example"],
)  # fmt: skip
def test_no_address_survives(said: str) -> None:
    words, _ = clean(f"see {said} now", set())
    assert "evil" not in words and "http" not in words and "javascript" not in words, words


@pytest.mark.parametrize("said", ["<!channel>", "<@U1>", "@here", "＠所有人", "<#C1|general>", "#general"])
def test_no_mention_survives(said: str) -> None:
    words, _ = clean(f"hello {said} there", set())
    assert not set(words) & set("@＠#＃<>"), words


@given(st.text())
def test_any_text_is_cleaned_without_a_fault(said: str) -> None:
    words, _ = clean(said, set())
    assert len(words) <= WORDS_LIMIT * 4
    assert clean(words, set())[0] == words.strip(), "what is clean stays as it is"


@pytest.mark.parametrize(
    "piece", ["[", "a.", "<", "1 ", "一", "one ", "1,", "![](", "[a](", "a@", "@a", "1.", "百", "11月"]
)
def test_hostile_lengths_cost_little(piece: str) -> None:
    before = process_time()
    clean(piece * (100_000 // len(piece)), set())
    assert process_time() - before < 2.0
