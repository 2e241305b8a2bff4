"""凭证字: the accounts of money a voucher touches decide its series, from a month on; both databases."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.books.entries import Content, EntryDraft, EntryKind, LineDraft, VoucherKey, credit, debit
from ledger.books.periods import open_period
from ledger.business.closing import give_fact
from ledger.core import Refused
from ledger.proposals import ProposalDraft, get, propose, propose_reversal, revise
from ledger.proposals.series import Numbering
from ledger.store import Store, Unit
from tests.ledger.books import small

MONEY = (("1001", "1002"), "1001")
D1 = {"department": "D1"}
CASES = [
    ((debit("1001", "5"), credit("6001", "5")), "收", "现收"),
    ((debit("1002", "5"), credit("6001", "5")), "收", "银收"),
    ((debit("6602", "5"), credit("1001", "5")), "付", "现付"),
    ((debit("6602", "5"), credit("100201", "5")), "付", "银付"),
    ((debit("1001", "5"), credit("1002", "5")), "付", "银付"),
    ((debit("1002", "5"), credit("1001", "5")), "付", "现付"),
    ((debit("1002", "9"), debit("6602", "1"), credit("1122", "10")), "收", "银收"),
    ((debit("6602", "-5"), credit("1002", "-5")), "付", "银付"),
    ((debit("6602", "5"), credit("2202", "5")), "转", "转"),
    ((debit("1002", "0", base_minor=5), credit("6602", "5")), "转", "转"),
]


@pytest.mark.parametrize(("lines", "three", "five"), CASES)
def test_the_accounts_of_money_decide(lines: tuple[LineDraft, ...], three: str, five: str) -> None:
    found = {scheme: Numbering(scheme, *MONEY).series_of(lines) for scheme in ("one", "three", "five")}
    assert found == {"one": "记", "three": three, "five": five}


def _five(unit: Unit) -> None:
    give_fact(unit, small.BOOK, "voucher_series", "five", date(2026, 11, 1), "li", small.NOW)


def _sold(day: str = "2026-11-20") -> EntryDraft:
    return small.entry(debit("1002", "7"), credit("6001", "7"), day=day)


def test_numbers_are_gapless_in_each_series_and_what_was_before_stays(store: Store, tenant: str) -> None:
    small.found(store, tenant, periods=("2026-10", "2026-11"))
    first = small.posted(store, tenant, small.office(day="2026-10-20"), period="2026-10")
    with store.write(tenant) as unit:
        _five(unit)
    labels = [(one.series, one.first_number) for one in (
        first, *(small.posted(store, tenant, entry) for entry in (small.office(), _sold(), small.office(), small.invoice())),
    )]  # fmt: skip
    assert labels == [("记", 1), ("现付", 1), ("银收", 1), ("现付", 2), ("转", 1)]


def test_an_edit_that_moves_the_money_moves_the_series(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    wang = small.person(tenant, "wang")
    with store.write(tenant) as unit:
        _five(unit)
        made = propose(unit, wang, ProposalDraft(small.content(small.office())), small.NOW)
        assert made.row.series == "现付"
        later = revise(unit, wang, made.row.proposal_id, small.content(_sold()), small.NOW)
        assert (later.row.series, get(unit, made.row.proposal_id).content.series) == ("银收", "银收")


def test_a_red_voucher_is_of_the_series_it_takes_back_and_what_is_foreign_keeps_its_own(
    store: Store, tenant: str
) -> None:
    small.found(store, tenant)
    wang = small.person(tenant, "wang")
    with store.write(tenant) as unit:
        _five(unit)
    sealed = small.posted(store, tenant, small.office())
    with store.write(tenant) as unit:
        red = propose_reversal(unit, wang, VoucherKey(sealed.batch_id, 1), "2026-11-21", "", small.NOW)
        assert red.row.series == "现付"
        brought = Content(small.BOOK, "2026-11", (small.office(),), "J")
        assert propose(unit, wang, ProposalDraft(brought), small.NOW).row.series == "J"
        opening = small.content(small.entry(debit("1001", "5"), credit("4103", "5"), kind=EntryKind.OPENING))
        assert propose(unit, wang, ProposalDraft(opening), small.NOW).row.series == "记"


def test_a_batch_has_one_series(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        _five(unit)
    with store.write(tenant) as unit, pytest.raises(Refused) as refused:
        small.proposed(unit, small.content(small.office(), _sold()))
    assert [one.code for one in refused.value.problems] == ["books.several_series"]


@pytest.mark.parametrize(("day", "code"), [
    ("2026-12-15", "books.series_from_month"), ("2026-11-01", "books.series_begun"), ("2026-10-01", "books.series_begun"),
])  # fmt: skip
@pytest.mark.parametrize("posted", [True, False])
def test_a_month_that_has_begun_keeps_its_way(store: Store, tenant: str, day: str, code: str, posted: bool) -> None:
    small.found(store, tenant)
    if posted:
        small.posted(store, tenant, small.office())
    with store.write(tenant) as unit:
        if not posted:
            small.proposed(unit, small.content(small.office()))
        with pytest.raises(Refused) as refused:
            give_fact(unit, small.BOOK, "voucher_series", "three", date.fromisoformat(day), "li", small.NOW)
        assert [one.code for one in refused.value.problems] == [code]
        give_fact(unit, small.BOOK, "voucher_series", "three", date(2026, 12, 1), "li", small.NOW)
        open_period(unit, small.BOOK, "2026-12", "admin", small.NOW)
        later = small.content(small.office(day="2026-12-02"), period="2026-12")
        assert get(unit, small.proposed(unit, later)).row.series == "付"


def test_a_book_that_goes_back_to_one_takes_even_old_vouchers_back_in_it(store: Store, tenant: str) -> None:
    small.found(store, tenant, periods=("2026-11", "2026-12"))
    kept = small.posted(store, tenant, small.office(), series="转")
    assert kept.series == "转", "a book that never chose keeps what it is given"
    with store.write(tenant) as unit:
        give_fact(unit, small.BOOK, "voucher_series", "three", date(2026, 12, 1), "li", small.NOW)
        open_period(unit, small.BOOK, "2027-01", "admin", small.NOW)
    paid = small.posted(store, tenant, small.office(day="2026-12-05"), period="2026-12")
    with store.write(tenant) as unit:
        give_fact(unit, small.BOOK, "voucher_series", "one", date(2027, 1, 1), "li", small.NOW)
        key = VoucherKey(paid.batch_id, 1)
        red = propose_reversal(unit, small.person(tenant, "wang"), key, "2027-01-02", "", small.NOW)
        assert (paid.series, red.row.series) == ("付", "记")
