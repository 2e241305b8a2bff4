"""Propose, confirm, post: the straight way."""

from __future__ import annotations

import pytest

from ledger.books.voucher_search import by_number
from ledger.proposals import State, get
from ledger.store import Store
from tests.ledger.books import small

pytestmark = pytest.mark.smoke


def test_a_confirmed_proposal_becomes_one_numbered_voucher(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    sealed = small.posted(store, tenant, small.office("12.30"))
    assert (sealed.first_number, sealed.entry_count, sealed.line_count, sealed.position) == (1, 1, 2, 1)
    with store.read(tenant) as unit:
        voucher = by_number(unit, small.BOOK, "2026-11", "记", 1)
        assert voucher is not None
        assert (voucher.maker, voucher.checker, voucher.label, voucher.total_minor) == ("wang", "li", "记-0001", 1230)
        assert [line.account for line in voucher.lines] == ["660201", "1001"]
        assert voucher.lines[0].dims == (("department", "D1"),)


def test_the_proposal_names_its_batch(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        proposal_id = small.confirmed(unit, small.content(small.office()))
        assert get(unit, proposal_id).row.state is State.CONFIRMED
