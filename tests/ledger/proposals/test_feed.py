"""A feed: many batches by rule, the next prepared while a server posts; the same books as one by one."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from ledger.books.entries import Content, SealedBatch
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.proposals.feed import feed
from ledger.proposals.rules import RuleVersion, publish
from ledger.store import Store, Unit, outbox
from ledger.store.schema.jobs import outbox as messages
from tests.ledger.books import small

RULE = RuleVersion("feed", 1, small.BOOK, "记", (0,), ("6602", "1001"), "wang", "li")
KEY = (RULE.rule_id, RULE.version)


@pytest.fixture
def company(store: Store, tenant: str) -> Store:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        publish(unit, RULE, small.NOW)
    return store


def _contents(count: int) -> list[Content]:
    return [small.content(small.office(f"{number}.00"), small.office(f"{number}.50")) for number in range(1, count + 1)]


def test_batches_follow_one_another_with_what_belongs_beside_them(company: Store, tenant: str) -> None:
    def beside(unit: Unit, sealed: SealedBatch) -> None:
        outbox.publish(unit, "voucher.posted", {"batch": sealed.batch_id}, small.NOW)

    posted = list(feed(company, tenant, KEY, _contents(20), lambda: small.NOW, beside))
    assert [one.position for one in posted] == list(range(1, 21))
    assert [one.first_number for one in posted] == list(range(1, 41, 2))
    with company.read(tenant) as unit:
        assert verify(unit).clean
        told = unit.connection.scalars(select(messages.c.payload).where(messages.c.tenant_id == tenant)).all()
    assert sorted(one["batch"] for one in told) == sorted(one.batch_id for one in posted)


def test_a_feed_ends_at_what_is_refused_and_keeps_what_was_posted(company: Store, tenant: str) -> None:
    bad = small.content(small.office(), small.entry(small.debit("6602", "1.00"), small.credit("1001", "1.00")))
    posted = []
    with pytest.raises(Refused) as caught:
        posted.extend(feed(company, tenant, KEY, [*_contents(3), bad, *_contents(2)], lambda: small.NOW))
    assert caught.value.problems[0].code == "books.account_not_postable"
    assert [one.position for one in posted] == [1, 2, 3]
    with company.read(tenant) as unit:
        assert verify(unit).clean
    assert len(list(feed(company, tenant, KEY, _contents(1), lambda: small.NOW))) == 1


def test_nothing_to_post_posts_nothing(company: Store, tenant: str) -> None:
    assert list(feed(company, tenant, KEY, [], lambda: small.NOW)) == []


def test_what_goes_beside_a_batch_fails_with_it(company: Store, tenant: str) -> None:
    def beside(_unit: Unit, sealed: SealedBatch) -> None:
        if sealed.position == 2:
            raise RuntimeError("no message")

    with pytest.raises(RuntimeError):
        list(feed(company, tenant, KEY, _contents(4), lambda: small.NOW, beside))
    with company.read(tenant) as unit:
        assert unit.run("SELECT count(*) FROM batch WHERE tenant_id = :t", {"t": tenant}).fetchone() == (1,)
        assert verify(unit).clean
