"""What is prepared is asked for retired values, by whichever hand it is posted; what takes from an account passes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.books.entries import Content, Layer, LineDraft, Side, VoucherKey, credit, debit
from ledger.books.retiring import retire_value, retired_faults
from ledger.core.problem import Refused
from ledger.proposals.queue import PostingQueue
from ledger.proposals.requests import Event
from ledger.proposals.rules import RuleVersion, post_by_rule, publish
from ledger.store import Store
from tests.ledger.books import small

RULE = RuleVersion("feed", 1, small.BOOK, "记", (0,), ("66", "1001"), "wang", "li")
OLD, NEW = {"department": "D1"}, {"department": "D2"}


@pytest.fixture
def retired(store: Store, tenant: str) -> Store:
    """D1 stands on a voucher of 100 and is retired."""
    small.found(store, tenant)
    small.posted(store, tenant, small.office())
    with store.write(tenant) as unit:
        retire_value(unit, "department", "D1", retired=True)
        publish(unit, RULE, small.NOW)
    return store


def test_neither_a_rule_nor_the_queue_posts_it(retired: Store, tenant: str) -> None:
    with pytest.raises(Refused) as caught, retired.write(tenant) as unit:
        post_by_rule(unit, "feed", 1, small.content(small.office()), small.NOW)
    (told,) = caught.value.problems
    assert (told.code, told.where) == ("books.retired_in_line", "entries.0.lines.0")
    queue = PostingQueue(retired, tenant, lambda: small.NOW)
    try:
        good = small.entry(debit("660202", "1"), credit("1001", "1"), source="good")
        ended = queue.post(
            [Event("feed", 1, "old", small.content(small.office())), Event("feed", 1, "good", small.content(good))]
        )
    finally:
        queue.close()
    assert [[one.code for one in found.problems] for found in ended] == [["books.retired_in_line"], []]


def _codes(store: Store, tenant: str, *lines: LineDraft, layer: Layer = Layer.OPERATING, **fields: object) -> list[str]:
    with store.read(tenant) as unit:
        entry = small.entry(*lines, **fields)
        found = retired_faults(unit, Content(small.BOOK, "2026-11", (entry,), layer=layer))
    return [one.where for one in found]


def _office(amount: str, of: dict[str, str], side: Side = Side.DEBIT, red: bool = False) -> LineDraft:
    line = debit("660201", amount, dims=of)
    return replace(line, side=side, amount_minor=-line.amount_minor if red else line.amount_minor)


def test_what_takes_away_no_less_than_it_adds_is_no_new_work(retired: Store, tenant: str) -> None:
    cash = credit("1001", "50")
    assert _codes(retired, tenant, _office("50", OLD), cash) == ["entries.0.lines.0"]
    assert _codes(retired, tenant, _office("50", NEW), cash) == []
    assert _codes(retired, tenant, _office("50", OLD, red=True), cash) == []
    assert _codes(retired, tenant, _office("50", OLD, Side.CREDIT), debit("1001", "50")) == []
    assert _codes(retired, tenant, _office("50", OLD, red=True), _office("50", NEW)) == []
    assert _codes(retired, tenant, _office("50", OLD, red=True), _office("50", OLD)) == []
    assert _codes(retired, tenant, _office("50", OLD, red=True), _office("51", OLD), cash) == ["entries.0.lines.1"]
    assert _codes(retired, tenant, _office("50", OLD, Side.CREDIT, red=True), cash) == ["entries.0.lines.0"]
    assert _codes(retired, tenant, _office("50", OLD), cash, layer=Layer.TRANSFER) == []


def test_a_correction_keeps_what_its_voucher_named(retired: Store, tenant: str) -> None:
    with retired.read(tenant) as unit:
        keys = unit.run("SELECT batch_id FROM batch WHERE tenant_id = :t", {"t": tenant}).fetchall()
    first = VoucherKey(int(keys[0][0]), 1)
    assert _codes(retired, tenant, _office("70", OLD), credit("1001", "70"), corrects=first) == []


def test_what_is_taken_back_again_may_be_named(retired: Store, tenant: str) -> None:
    with retired.write(tenant) as unit:
        retire_value(unit, "department", "D1", retired=False)
        post_by_rule(unit, "feed", 1, small.content(small.office()), small.NOW)
