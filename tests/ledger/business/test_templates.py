"""Templates keep every version; those that recur are posted once a month, on a day the month has; both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.entries import Side, VoucherKey, dims
from ledger.books.reversal import reversal
from ledger.business.closing import Month
from ledger.business.templates import recurring
from ledger.business.templates.kept import Template, TemplateLine, add_template, change_template, template, templates
from ledger.core.problem import Refused
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.business.closing import found, take

RENT = Template(
    "", "房租", "每月房租",
    (TemplateLine("660201", Side.DEBIT, 8_600_000, dims=dims({"department": "D1"})), TemplateLine("1002", Side.CREDIT, 8_600_000, "付款")),
    31, "2026-11", "2027-02",
)  # fmt: skip
MONTHS = ("2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03")


def keep(store: Store, tenant: str, one: Template = RENT) -> str:
    with store.write(tenant) as unit:
        return add_template(unit, small.BOOK, one, "wang", small.NOW)


def change(store: Store, tenant: str, number: str, **fields: object) -> None:
    with store.write(tenant) as unit:
        old = template(unit, small.BOOK, number)
        change_template(unit, small.BOOK, replace(old, **fields), "li", small.NOW)  # type: ignore[arg-type]


def test_it_is_posted_once_in_each_of_its_months_on_a_day_there_is(store: Store, tenant: str) -> None:
    found(store, tenant, *MONTHS)
    number = keep(store, tenant)
    days = {}
    for month in MONTHS:
        drafted = take(store, tenant, month, recurring)
        days[month] = [one.posting_date for one in drafted.entries]
        assert take(store, tenant, month, recurring).entries == ()
    assert days == {
        "2026-10": [], "2026-11": ["2026-11-30"], "2026-12": ["2026-12-31"], "2027-01": ["2027-01-31"],
        "2027-02": ["2027-02-28"], "2027-03": [],
    }  # fmt: skip
    assert number == "T001"


def test_the_voucher_says_which_template_and_month_and_keeps_memos_and_dimensions(store: Store, tenant: str) -> None:
    found(store, tenant)
    keep(store, tenant)
    (entry,) = take(store, tenant, "2026-11", recurring).entries
    assert entry.source == "template:T001:2026-11"
    assert [(line.memo, dict(line.dims)) for line in entry.lines] == [("每月房租", {"department": "D1"}), ("付款", {})]


def test_what_was_reversed_afterwards_is_not_proposed_again(store: Store, tenant: str) -> None:
    found(store, tenant)
    keep(store, tenant)
    with store.read(tenant) as unit:
        drafted = recurring.draft(Month.of(unit, small.BOOK, "2026-11"))
    batch = small.posted(store, tenant, *(replace(one, maker="wang") for one in drafted.entries)).batch_id
    with store.read(tenant) as unit:
        red = reversal(unit, VoucherKey(batch, 1), "2026-11-30", "wang").entries[0]
    small.posted(store, tenant, red)
    assert take(store, tenant, "2026-11", recurring).entries == ()


def test_versions_stay_the_newest_holds_and_what_is_given_up_recurs_no_more(store: Store, tenant: str) -> None:
    found(store, tenant)
    number = keep(store, tenant)
    keep(store, tenant, replace(RENT, name="物业", day=0))
    change(store, tenant, number, day=5)
    with store.read(tenant) as unit:
        assert [(one.template_id, one.version, one.day) for one in templates(unit, small.BOOK)] == [
            ("T001", 2, 5),
            ("T002", 1, 0),
        ]
        drafted = recurring.draft(Month.of(unit, small.BOOK, "2026-11"))
    assert [one.posting_date for one in drafted.entries] == ["2026-11-05"]
    change(store, tenant, number, retired=True)
    with store.read(tenant) as unit:
        assert [one.template_id for one in templates(unit, small.BOOK)] == ["T002"]
        assert len(templates(unit, small.BOOK, retired=True)) == 2
        assert recurring.draft(Month.of(unit, small.BOOK, "2026-11")).not_needed is not None
        with pytest.raises(Refused):
            template(unit, small.BOOK, number)


def test_an_account_that_takes_no_vouchers_blocks_and_is_named(store: Store, tenant: str) -> None:
    found(store, tenant)
    keep(store, tenant, replace(RENT, lines=(replace(RENT.lines[0], account="6602"), RENT.lines[1])))
    with store.read(tenant) as unit:
        drafted = recurring.draft(Month.of(unit, small.BOOK, "2026-11"))
    assert [one.code for one in drafted.lacks] == ["template.account_closed"] and drafted.entries == ()


WRONG = [
    {"name": " "}, {"name": "x" * 61}, {"lines": RENT.lines[:1]}, {"day": 32}, {"day": -1},
    {"first_month": "2027-01", "last_month": "2026-12"}, {"first_month": "x"},
    {"lines": (RENT.lines[0], replace(RENT.lines[1], amount_minor=None))},
    {"lines": (RENT.lines[0], replace(RENT.lines[1], amount_minor=1))},
]  # fmt: skip


@pytest.mark.parametrize("fields", WRONG)
def test_what_is_no_template_is_refused(store: Store, tenant: str, fields: dict[str, object]) -> None:
    found(store, tenant)
    with pytest.raises(Refused):
        keep(store, tenant, replace(RENT, **fields))  # type: ignore[arg-type]


@given(st.integers(1, 31), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_it_falls_in_the_months_from_first_to_last(day: int, first: int, last: int, at: int) -> None:
    month = [f"{2025 + one // 12}-{one % 12 + 1:02}" for one in range(41)]
    one = replace(RENT, day=day, first_month=month[first], last_month=month[last])
    assert one.falls_in(month[at]) == (first <= at <= last)
    assert not replace(one, day=0).falls_in(month[at])
