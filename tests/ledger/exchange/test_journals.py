"""Journals say what the books say, whoever reads them, and no word in them is more than a word."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.entries import credit, debit
from ledger.core import from_minor
from ledger.exchange import FORMATS, journal_page
from ledger.exchange.naming import OPENING
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.exchange import hard
from tests.ledger.exchange.reader import READERS, sums
from tests.tenants import Tenants

GOLDEN = Path(__file__).parent / "golden"


def _decimals(found: hard.Sums) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    return {
        key: (from_minor(amount, key[1]), from_minor(base, "CNY")) for key, (amount, base) in found.items()
    }  # fmt: skip


def _agrees(text: str, form: str, expected: hard.Sums) -> None:
    read = READERS[form](text)
    found = sums(read)
    assert found.pop(("Opening", "CNY"), (0, 0))[0] == 0
    nothing = (Decimal(0), Decimal(0))
    wanted = _decimals(expected)
    assert {key: found.get(key, nothing) for key in wanted} == wanted
    assert all(key in wanted for key in found)
    asserted = {
        (name.partition(":")[2].partition("-")[0], currency): amount
        for (name, currency), amount in read.asserted.items()
    }
    assert asserted == {key: amount for key, (amount, _) in wanted.items()}


@pytest.mark.parametrize("form", FORMATS)
def test_a_hard_company_agrees_with_its_trial_balance_whole_or_in_part(form: str, store: Store, tenant: str) -> None:
    hard.found(store, tenant)
    with store.read(tenant) as unit:
        whole = hard.journal(unit, form)
        _agrees(whole, form, hard.closing(unit))
        _agrees(hard.journal(unit, form, last="2026-10-31"), form, hard.closing(unit, "2026-10"))
        later = hard.journal(unit, form, first="2026-11-01", last="2026-11-30")
        _agrees(later, form, hard.closing(unit))
        assert hard.journal(unit, form, limit=1) == whole
    days = {one.day for one in READERS[form](later).transactions}
    assert "2026-10-31" in days
    assert min(days) == "2026-10-31"
    assert OPENING in later


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("day", range(1, 30, 3))
def test_any_day_divides_the_books(form: str, day: int, store: Store, tenant: str) -> None:
    small.found(store, tenant)
    made = [small.office(f"{number}.{number:02}", day=f"2026-11-{number:02}") for number in range(1, 29)]
    small.posted(store, tenant, *made)
    with store.read(tenant) as unit:
        before = READERS[form](hard.journal(unit, form, last=f"2026-11-{day:02}"))
        after = READERS[form](hard.journal(unit, form, first=f"2026-11-{day + 1:02}"))
        _agrees(hard.journal(unit, form, first=f"2026-11-{day + 1:02}"), form, hard.closing(unit))
    reached = min(day, 28)
    total = Decimal(sum(101 * number for number in range(1, reached + 1))) / 100
    assert before.asserted["Assets:1001-库存现金", "CNY"] == -total == sums(before)["1001", "CNY"][0]
    assert (len(before.transactions), len(after.transactions)) == (reached, 28 - reached + 1)


@pytest.mark.parametrize("form", FORMATS)
def test_no_memo_forges_a_transaction(form: str, store: Store, tenant: str) -> None:
    hard.found(store, tenant)
    with store.read(tenant) as unit:
        read = READERS[form](hard.journal(unit, form))
    assert len(read.transactions) == 3 + len(hard.ATTACKS) + 7 + 1
    assert {one.day for one in read.transactions} == {
        "2026-10-05", "2026-10-06", "2026-10-07", "2026-11-02", "2026-11-09", "2026-11-20", "2026-11-30",
    }  # fmt: skip
    assert "记-9999" not in {one.code for one in read.transactions}
    keys = {key for one in read.transactions for key, _ in one.tags}
    assert keys <= {"number", "kind", "memo", "party", "department"}
    memos = [one.memo for one in read.transactions]
    assert any("forged" in memo for memo in memos), "the words are kept"


def test_beancount_keeps_quotes_and_backslashes(store: Store, tenant: str) -> None:
    hard.found(store, tenant)
    with store.read(tenant) as unit:
        read = READERS["beancount"](hard.journal(unit, "beancount"))
    assert 'a "quoted" \\ backslash\\" end\\' in [one.memo for one in read.transactions]
    assert ("party", 'V"10"') in [tag for one in read.transactions for tag in one.tags]


@pytest.mark.parametrize("form", FORMATS)
def test_the_small_company_is_written_as_it_was(form: str, store: Store, tenant: str) -> None:
    small.found(store, tenant)
    small.posted(
        store, tenant, small.office("12.30"), small.invoice("1000.00"),
        small.entry(debit("1002", "10.00", "USD", base_minor=7199, memo="收汇"), credit("6001", "71.99", memo="收汇")),
        small.entry(debit("1002", "0.00", "USD", base_minor=1, memo="调汇"), credit("6001", "0.01", memo="汇兑")),
    )  # fmt: skip
    with store.read(tenant) as unit:
        text = hard.journal(unit, form)
    text = re.sub(r"(voucher[-:])\d+\.", r"\g<1>1.", text)  # PostgreSQL numbers the batches of all tenants in one row
    assert text == (GOLDEN / f"small.{form}").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_empty_books_are_a_journal_without_transactions(form: str, store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.read(tenant) as unit:
        page = journal_page(unit, small.BOOK, form, "2026-11-25")
        later = journal_page(unit, small.BOOK, form, "2026-11-25", first="2026-11-01", last="2026-11-30")
    assert (page.vouchers, page.following, later.vouchers) == (0, None, 0)
    for text in (page.text, later.text):
        read = READERS[form](text)
        assert (read.transactions, read.asserted) == ([], {})


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_posted_between_two_pages_is_in_neither(form: str, store: Store, tenant: str) -> None:
    small.found(store, tenant)
    small.posted(store, tenant, small.office("1.00"), small.office("2.00"))
    with store.read(tenant) as unit:
        first = journal_page(unit, small.BOOK, form, "2026-11-25", limit=1)
        before = hard.closing(unit)
    small.posted(store, tenant, small.office("4.00"), small.invoice("8.00"))
    text, place = first.text, first.following
    while place is not None:
        with store.read(tenant) as unit:
            page = journal_page(unit, small.BOOK, form, "2026-11-25", place=place, limit=1)
        text, place = text + page.text, page.following
    _agrees(text, form, before)


LINES = st.tuples(
    st.sampled_from(("CNY", "USD", "JPY", "KWD")), st.integers(-(10**12), 10**12), st.integers(0, 10**12),
    st.text(max_size=30) | st.sampled_from(hard.ATTACKS),
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=8), st.sampled_from(sorted(FORMATS)))
def test_whatever_is_posted_reads_back_to_the_trial_balance(
    sqlite_tenants: Tenants, drawn: list[tuple[str, int, int, str]], form: str
) -> None:
    store, tenant = sqlite_tenants.store, sqlite_tenants.new()
    small.found(store, tenant)
    entries = []
    for currency, amount, size, memo in drawn:
        base = amount if currency == "CNY" else size if amount >= 0 else -size
        if base == 0:
            continue
        words = "".join(one for one in memo if one != "\x00" and not "\ud800" <= one <= "\udfff")
        own = debit("1002", from_minor(amount, currency), currency, base_minor=base, memo=words)
        entries.append(small.entry(own, credit("6001", from_minor(base, "CNY"), memo=words[::-1])))
    if entries:
        small.posted(store, tenant, *entries)
    with store.read(tenant) as unit:
        _agrees(hard.journal(unit, form, limit=3), form, hard.closing(unit))
        assert len(READERS[form](hard.journal(unit, form)).transactions) == len(entries)
