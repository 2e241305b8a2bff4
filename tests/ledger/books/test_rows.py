"""Python's own checks: every fault of a draft at once, each with its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ledger.books.accounts import set_active
from ledger.books.entries import Content, EntryKind, Layer, LineDraft, Side, credit, debit
from ledger.books.seal import prepare
from ledger.core.problem import Refused
from ledger.store import Store
from tests.ledger.books import small


def _faults(store: Store, tenant: str, content: Content) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught, store.write(tenant) as unit:
        prepare(unit, content)
    for problem in caught.value.problems:
        assert "{" not in problem.text("zh") + problem.text("en")
    return [(problem.code, problem.where) for problem in caught.value.problems]


@pytest.fixture
def company(sqlite_store: Store) -> Store:
    small.found(sqlite_store, "acme")
    return sqlite_store


CASES: dict[str, tuple[tuple[LineDraft, ...], str, str]] = {
    "unknown account": ((debit("9999", "1"), credit("1001", "1")), "books.unknown_account", "entries.0.lines.0"),
    "a heading": ((debit("6602", "1"), credit("1001", "1")), "books.account_not_postable", "entries.0.lines.0"),
    "dimension missing": ((debit("660201", "1"), credit("1001", "1")), "books.dimension_missing", "entries.0.lines.0"),
    "unknown value": ((debit("660201", "1", dims={"department": "D9"}), credit("1001", "1")), "books.unknown_value",
                      "entries.0.lines.0"),
    "unbalanced": ((debit("1002", "1"), credit("1001", "2")), "books.unbalanced", "entries.0"),
    "one line": ((debit("1002", "1"),), "books.one_line", "entries.0"),
    "zero": ((debit("1002", "0"), credit("1001", "0")), "books.zero_amount", "entries.0.lines.0"),
    "base differs": ((debit("1002", "1", base_minor=101), credit("1001", "1.01")), "books.base_differs",
                     "entries.0.lines.0"),
    "opposite signs": ((debit("1002", "1", "USD", base_minor=-7), credit("1001", "-0.07")), "books.signs_differ",
                       "entries.0.lines.0"),
    "too large": ((debit("1002", "1e16"), credit("1001", "1e16")), "books.too_large", "entries.0.lines.0"),
    "a character that cannot be stored": ((debit("1002", "1", memo="a\x00"), credit("1001", "1")), "books.bad_text",
                                          "entries.0"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_fault_has_its_place(company: Store, name: str) -> None:
    lines, code, where = CASES[name]
    assert (code, where) in _faults(company, "acme", small.content(small.entry(*lines)))


def test_all_faults_are_told_at_once(company: Store) -> None:
    content = small.content(
        small.entry(debit("9999", "1"), credit("1001", "1")),
        small.office(day="2026-12-01"),
        replace(small.office(), kind=EntryKind.TRANSFER),
        replace(small.office(), maker=""),
    )
    codes = [code for code, _where in _faults(company, "acme", content)]
    assert {"books.unknown_account", "books.date_outside", "books.wrong_layer", "books.no_maker"} <= set(codes)


def test_the_transfer_layer_takes_transfers_only(company: Store) -> None:
    content = small.content(small.office(), layer=Layer.TRANSFER)
    assert ("books.wrong_layer", "entries.0.kind") in _faults(company, "acme", content)


def test_an_inactive_account_takes_nothing(company: Store) -> None:
    content = small.content(small.office())
    with company.write("acme") as unit:
        prepare(unit, content)  # its cells exist from now on
    with company.write("acme") as unit:
        set_active(unit, small.BOOK, "1001", active=False)
    with pytest.raises(Refused) as caught:
        small.posted(company, "acme", small.office())
    assert caught.value.problems[0].code == "books.account_not_postable"
    assert "1001" in caught.value.problems[0].text("en")


def test_a_red_line_and_details_read_back(store: Store, tenant: str) -> None:
    from ledger.books.journal import VoucherKey, get_voucher

    small.found(store, tenant)
    line = LineDraft(
        "660202", Side.DEBIT, -12345, "USD", -88888, "红字", rate="7.2003", quantity=Decimal("1.5"),
        unit_price=Decimal("82.3"), tax_code="in-6", tax_base_minor=-11646, tax_month="2026-11", due_date="2026-12-01",
        settlement_method="cheque", settlement_number="00123", source="field:9",
    )  # fmt: skip
    sealed = small.posted(store, tenant, small.entry(line, credit("1002", "-888.88"), attachments=("a" * 64,)))
    with store.read(tenant) as unit:
        voucher = get_voucher(unit, VoucherKey(sealed.batch_id, 1))
    back = voucher.lines[0]
    assert (back.amount_minor, back.base_minor, back.currency, back.rate) == (-12345, -88888, "USD", "7.2003")
    assert (back.quantity_micro, back.price_micro, back.tax_month, back.due_date) == (
        1_500_000,
        82_300_000,
        "2026-11",
        "2026-12-01",
    )
    assert voucher.attachments == ("a" * 64,) and voucher.attachment_count == 1
