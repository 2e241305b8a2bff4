"""Finding vouchers, open items, reversals, periods and accounts as people use them."""

from __future__ import annotations

import pytest

from ledger.books.account_lines import lines_behind
from ledger.books.accounts import Account, AccountType, create_accounts
from ledger.books.balances import account_closing, days_overdue, open_items, trial_balance
from ledger.books.entries import EntryKind, ItemKey, Layer, Side, VoucherKey, credit, debit
from ledger.books.journal import get_voucher
from ledger.books.periods import PeriodState, close_period, open_period, periods, set_state
from ledger.books.reversal import reversal
from ledger.books.voucher_search import LIMIT, VoucherFilter, posted_in, search
from ledger.core.problem import Refused
from ledger.store import Store
from tests.ledger.books import small


@pytest.fixture
def company(store: Store, tenant: str) -> str:
    """Three vouchers."""
    small.found(store, tenant, periods=("2026-10", "2026-11"))
    small.posted(store, tenant, small.office("12.00", day="2026-11-03"))
    small.posted(store, tenant, small.invoice("50.00", party="V1", day="2026-11-05", source="document:abc"))
    small.posted(store, tenant, small.invoice("70.00", party="V2", day="2026-11-20", maker="chen"))
    return tenant


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, [3, 2, 1]),
        ({"date_from": "2026-11-04", "date_to": "2026-11-10"}, [2]),
        ({"account": "2202"}, [3, 2]),
        ({"account": "6602"}, [3, 2, 1]),
        ({"dims": (("party", "V2"),)}, [3]),
        ({"account": "2202", "dims": (("party", "V1"),)}, [2]),
        ({"account": "6602", "dims": (("party", "V2"),)}, []),
        ({"account": "2202", "amount_from": 5001}, [3]),
        ({"account": "1001", "amount_from": 5000}, []),
        ({"account": "9999"}, []),
        ({"text": "办公"}, [1]),
        ({"text": "ABC"}, [2]),
        ({"text": "%"}, []),
        ({"amount_minor": 5000}, [2]),
        ({"amount_from": 5000}, [3, 2]),
        ({"amount_to": 1200}, [1]),
        ({"number": 2, "series": "记"}, [2]),
        ({"series": "收"}, []),
        ({"limit": 1}, [3]),
    ],
)
def test_search(store: Store, company: str, wanted: dict[str, object], numbers: list[int]) -> None:
    with store.read(company) as unit:
        found = search(unit, VoucherFilter(small.BOOK, **wanted))  # type: ignore[arg-type]
    assert [voucher.number for voucher in found] == numbers
    assert all(len(voucher.lines) == 2 for voucher in found)


def test_open_items_age_and_are_settled(store: Store, company: str) -> None:
    with store.read(company) as unit:
        items = open_items(unit, small.BOOK, "2026-11-30")
        assert [(dict(item.dims)["party"], item.open_minor) for item in items] == [("V1", -5000), ("V2", -7000)]
        assert open_items(unit, small.BOOK, "2026-11-04") == []
        assert days_overdue(items[0], "2026-12-25") == 5
    pay = small.entry(
        debit("2202", "30.00", dims={"party": "V1"}, settles=items[0].key), credit("1002", "30.00"), day="2026-11-25"
    )
    small.posted(store, company, pay)
    with store.read(company) as unit:
        (first, _second) = open_items(unit, small.BOOK, "2026-11-30")
        assert (first.open_minor, first.base_open_minor, first.amount_minor) == (-2000, -2000, -5000)
        assert open_items(unit, small.BOOK, "2026-11-24", party="V1")[0].open_minor == -5000
        assert account_closing(unit, small.BOOK, "2202", "2026-11") == -9000


@pytest.mark.parametrize(
    ("amount", "party", "line_no", "code"),
    [
        ("50.01", "V1", 2, "books.over_settled"),
        ("-1.00", "V1", 2, "books.over_settled"),
        ("1.00", "V2", 2, "books.settles_other"),
        ("1.00", "V1", 1, "books.settles_other"),
    ],
)
def test_a_settlement_must_fit_its_item(
    store: Store, company: str, amount: str, party: str, line_no: int, code: str
) -> None:
    with store.read(company) as unit:
        key = open_items(unit, small.BOOK, "2026-11-30", party="V1")[0].key
    target = ItemKey(key.batch_id, key.entry_no, line_no)
    pay = small.entry(debit("2202", amount, dims={"party": party}, settles=target), credit("1002", amount))
    with pytest.raises(Refused) as caught:
        small.posted(store, company, pay)
    assert code in str(caught.value)


def test_a_reversal_closes_the_item_it_opened(store: Store, company: str) -> None:
    with store.read(company) as unit:
        key = open_items(unit, small.BOOK, "2026-11-30", party="V1")[0].key
        content = reversal(unit, VoucherKey(key.batch_id, 1), "2026-11-28", "wang", "重复")
    (red,) = content.entries
    assert red.kind is EntryKind.REVERSAL and red.lines[1].settles == key
    assert red.lines[0].memo == "注销2026-11-05记-0002号凭证 重复"
    sealed = small.posted(store, company, red)
    with store.read(company) as unit:
        assert open_items(unit, small.BOOK, "2026-11-30", party="V1") == []
        assert get_voucher(unit, VoucherKey(key.batch_id, 1)).reversed_by == VoucherKey(sealed.batch_id, 1)
        for again in (VoucherKey(key.batch_id, 1), VoucherKey(sealed.batch_id, 1)):
            with pytest.raises(Refused):
                reversal(unit, again, "2026-11-28", "wang")


def test_levels_layers_and_adjustment_periods(store: Store, company: str) -> None:
    with store.write(company) as unit:
        open_period(unit, small.BOOK, "2026-11+1", "li", small.NOW)
    transfer = small.entry(debit("4103", "132.00"), credit("660202", "120.00"),
                           credit("660201", "12.00", dims={"department": "D1"}), kind=EntryKind.TRANSFER,
                           day="2026-11-30")  # fmt: skip
    sealed = small.posted(store, company, transfer, series="转", layer=Layer.TRANSFER)
    assert sealed.first_number == 1
    late = small.posted(store, company, small.office("1.00", day="2026-11-30"), period="2026-11+1")
    assert late.first_number == 4  # an adjustment period shares its month's numbers
    with store.read(company) as unit:
        operating = {
            row.account: row
            for row in trial_balance(unit, small.BOOK, "2026-11", "2026-11", layer=Layer.OPERATING, level=1)
        }
        assert operating["6602"].base_closing == 13300
        both = {row.account: row for row in trial_balance(unit, small.BOOK, "2026-11", "2026-11", level=1)}
        assert (both["6602"].base_closing, both["6602"].debit, both["6602"].credit) == (100, 13300, 13200)
        split = trial_balance(unit, small.BOOK, "2026-11", "2026-11", by="department", layer=Layer.OPERATING)
        assert {(row.account, row.value): row.base_closing for row in split if row.account.startswith("6602")} == {
            ("660201", "D1"): 1300, ("660202", ""): 12000,
        }  # fmt: skip


def test_closing_goes_in_order_and_is_final(store: Store, company: str) -> None:
    with store.write(company) as unit:
        with pytest.raises(Refused) as caught:
            close_period(unit, small.BOOK, "2026-11", "li", small.NOW)
        assert caught.value.problems[0].code == "books.earlier_open"
        set_state(unit, small.BOOK, "2026-10", PeriodState.SOFT, "li", small.NOW)
        close_period(unit, small.BOOK, "2026-10", "li", small.NOW)
        with pytest.raises(Refused):
            set_state(unit, small.BOOK, "2026-10", PeriodState.OPEN, "li", small.NOW)
        assert [item.state for item in periods(unit, small.BOOK)] == [PeriodState.CLOSED, PeriodState.OPEN]


def test_an_account_with_postings_gets_no_children(store: Store, company: str) -> None:
    child = Account("100101", "人民币", "CNY cash", AccountType.ASSET, Side.DEBIT, parent="1001")
    with pytest.raises(Refused) as caught, store.write(company) as unit:
        create_accounts(unit, small.BOOK, [child])
    assert caught.value.problems[0].code == "books.parent_in_use"


def test_the_lines_behind_a_balance_add_up_to_it(store: Store, company: str) -> None:
    with store.read(company) as unit:
        for account in ("6602", "660202", "1001", "2202"):
            lines = lines_behind(unit, small.BOOK, account, "2026-11", "2026-11")
            debits = sum(item.line.base_minor for item in lines if item.line.side is Side.DEBIT)
            credits = sum(item.line.base_minor for item in lines if item.line.side is Side.CREDIT)
            rows = [
                row for row in trial_balance(unit, small.BOOK, "2026-11", "2026-11") if row.account.startswith(account)
            ]
            assert (debits, credits) == (sum(row.base_debit for row in rows), sum(row.base_credit for row in rows))
        owed = lines_behind(unit, small.BOOK, "2202", "2026-11", "2026-11", dimension=("party", "V2"))
        assert [(item.label, item.posting_date, item.line.base_minor) for item in owed] == [
            ("记-0003", "2026-11-20", 7000)
        ]
        assert lines_behind(unit, small.BOOK, "2202", "2026-10", "2026-10") == []
        assert len(lines_behind(unit, small.BOOK, "6602", "2026-10", "2026-11", limit=2, offset=2)) == 1
        with pytest.raises(Refused):
            lines_behind(unit, small.BOOK, "7777", "2026-10", "2026-11")


def test_a_months_vouchers_are_counted_beyond_what_a_search_returns(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    small.posted(store, tenant, *(small.office(f"{number}.00") for number in range(1, LIMIT + 12)))
    with store.read(tenant) as unit:
        assert posted_in(unit, small.BOOK, "2026-11") == LIMIT + 11
        assert posted_in(unit, small.BOOK, "2026-10") == 0
        found = search(unit, VoucherFilter(small.BOOK, limit=450))
    assert [voucher.number for voucher in found] == list(range(LIMIT + 11, LIMIT + 11 - 450, -1))
    assert all(len(voucher.lines) == 2 for voucher in found)
