"""Typed amounts are read exactly or not at all; splits add up to the cent whatever is split how."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledger.core import MoneyError, Problem, exponent, from_minor, split_by_percent, with_rest
from tools.shared.typed_amounts import typed_minor
from tools.shared.typed_lines import LineTyped, read_sheet
from tools.shared.typed_split import Split

AMOUNTS = st.integers(-(10**15), 10**15).filter(bool)
CURRENCIES = st.sampled_from(["CNY", "JPY", "BHD"])


@st.composite
def percents(draw: st.DrawFn) -> list[Decimal]:
    """Positive percents of up to four decimals that make 100."""
    cuts = sorted(draw(st.sets(st.integers(1, 999_999), max_size=9)))
    edges = [0, *cuts, 1_000_000]
    return [Decimal(after - before) / 10_000 for before, after in pairwise(edges)]


@given(AMOUNTS, percents())
def test_parts_by_percent_add_up_exactly_and_each_is_within_a_cent_of_its_share(
    amount: int, shares: list[Decimal]
) -> None:
    try:
        parts = split_by_percent(amount, shares)
    except MoneyError as error:
        assert error.code == "money.part_vanishes"
        assert abs(amount) < 10_000_000, "only what is small can vanish"
        return
    assert sum(parts) == amount
    assert all(part != 0 and (part < 0) == (amount < 0) for part in parts)
    assert all(
        abs(part - amount * share / 100) <= Decimal("0.5") for part, share in zip(parts[:-1], shares, strict=False)
    )
    assert abs(parts[-1] - amount * shares[-1] / 100) <= Decimal(len(parts)) / 2


@given(AMOUNTS, st.lists(st.integers(1, 10**6), min_size=1, max_size=8))
def test_the_last_part_takes_exactly_what_is_left(amount: int, parts: list[int]) -> None:
    try:
        done = with_rest(amount, parts)
    except MoneyError:
        assert amount - sum(parts) == 0 or amount < 0 or amount < sum(parts)
        return
    assert sum(done) == amount and done[:-1] == parts


@given(AMOUNTS, CURRENCIES)
def test_what_is_shown_is_read_back_exactly(minor: int, currency: str) -> None:
    amount = from_minor(minor, currency)
    wide = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
    for text in (format(amount, "f"), f"{amount:,}", f" {amount:,} ", format(amount, "f").translate(wide)):
        assert typed_minor(text, currency, "x") == minor


@given(st.text(max_size=12), CURRENCIES)
def test_whatever_is_typed_is_an_exact_amount_or_a_problem_with_words(text: str, currency: str) -> None:
    read = typed_minor(text, currency, "lines.0.amount")
    if isinstance(read, Problem):
        assert read.where == "lines.0.amount" and read.text("zh") and read.text("en")
    else:
        assert from_minor(read, currency).as_tuple().exponent == -exponent(currency)


@given(AMOUNTS, percents().filter(lambda found: len(found) > 1))
def test_a_split_line_of_a_sheet_keeps_its_total(amount: int, shares: list[Decimal]) -> None:
    typed = {f"d{place}": format(share, "f") for place, share in enumerate(shares)}
    line = LineTyped(account="1", amount=format(from_minor(amount, "CNY"), "f"), split=Split(shares=typed))
    sheet = read_sheet((line, LineTyped(account="2", side="credit", amount="=")), "CNY")
    if sheet.faults:
        assert {one.code for one in sheet.faults} <= {"money.part_vanishes", "typed.nothing_to_balance"}
        return
    assert sheet.total("debit") == sheet.total("credit") == amount
    assert [line.dims["department"] for line in sheet.lines[:-1]] == list(typed)
