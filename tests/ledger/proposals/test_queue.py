"""The posting queue: many hands, one chain, every event posted once, numbers without a gap."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from ledger.books.accounts import set_active
from ledger.books.entries import Content
from ledger.core import new_id
from ledger.proof import verify
from ledger.proposals import requests
from ledger.proposals.queue import PostingQueue, post_one_by_one
from ledger.proposals.requests import Ask, Event, Outcome, left_behind
from ledger.proposals.rules import RuleVersion, publish
from ledger.store import Store, outbox
from ledger.store.locks import hold
from ledger.store.schema.jobs import outbox as messages
from tests.ledger.books import small
from tests.tenants import Tenants

RULE = RuleVersion("feed", 1, small.BOOK, "记", (0,), ("66", "1001"), "wang", "li")


def _found(store: Store, tenant: str) -> None:
    small.found(store, tenant, periods=("2026-10", "2026-11"))
    with store.write(tenant) as unit:
        publish(unit, RULE, small.NOW)


@pytest.fixture
def company(store: Store, tenant: str) -> Store:
    _found(store, tenant)
    return store


@pytest.fixture
def queue(company: Store, tenant: str) -> Iterator[PostingQueue]:
    made = PostingQueue(company, tenant, lambda: small.NOW)
    yield made
    made.close()


def _event(key: str, *amounts: str, month: str = "2026-11", account: str = "1001") -> Event:
    vouchers = tuple(
        small.entry(
            small.debit("660202", amount, memo="差旅"), small.credit(account, amount, memo="差旅"),
            day=f"{month}-20", source=f"{key}.{place}",
        )
        for place, amount in enumerate(amounts or ("1.00",))
    )  # fmt: skip
    return Event("feed", 1, key, Content(small.BOOK, month, vouchers))


def _numbers(store: Store, tenant: str) -> dict[str, tuple[str, int]]:
    """What the books hold: source → period and number, read from the sealed rows."""
    with store.read(tenant) as unit:
        rows = unit.run(
            "SELECT e.source, b.period, b.first_number + e.entry_no - 1 FROM entry AS e JOIN batch AS b"
            " ON b.tenant_id = e.tenant_id AND b.batch_id = e.batch_id WHERE e.tenant_id = :t",
            {"t": tenant},
        ).fetchall()
    return {source: (str(period), number) for source, period, number in rows}


def _codes(outcome: Outcome) -> list[str]:
    return [one.code for one in outcome.problems]


def test_events_handed_in_together_are_one_batch(company: Store, tenant: str, queue: PostingQueue) -> None:
    first, second, third = queue.post([_event("a"), _event("b", "2.00", "3.00"), _event("c")])
    assert first.batch_id == second.batch_id == third.batch_id
    assert [first.number, second.number, third.number] == [1, 2, 4]
    found = {source: number for source, (_period, number) in _numbers(company, tenant).items()}
    assert found == {"a.0": 1, "b.0": 2, "b.1": 3, "c.0": 4}
    with company.read(tenant) as unit:
        assert verify(unit).clean
        told = unit.connection.scalars(select(messages.c.payload).where(messages.c.tenant_id == tenant)).all()
        assert len(outbox.waiting(unit)) == 1
    assert told == [{"batch": first.batch_id, "book": small.BOOK}]


def test_months_are_batches_of_their_own(company: Store, tenant: str, queue: PostingQueue) -> None:
    october = _event("b", month="2026-10")
    outcomes = queue.post([_event("a", "1.00", "2.00"), october, _event("c")])
    assert [one.number for one in outcomes] == [1, 1, 3]
    with company.read(tenant) as unit:  # what the tables say of each is what was said
        assert [requests.outcome_of(unit, one) for one in (_event("a", "1.00", "2.00"), october, _event("c"))] == [
            (event.digest, outcome)
            for event, outcome in zip((_event("a", "1.00", "2.00"), october, _event("c")), outcomes, strict=True)
        ]


def test_an_event_handed_in_again_has_the_end_it_had(company: Store, tenant: str, queue: PostingQueue) -> None:
    (once,) = queue.post([_event("a")])
    again, new = queue.post([_event("a"), _event("b")])
    assert again == once
    assert new.number == 2
    (other,) = queue.post([_event("a", "9.99")])
    assert _codes(other) == ["proposals.key_taken"]
    assert len(_numbers(company, tenant)) == 2


def test_what_is_refused_does_not_hold_up_the_others(company: Store, tenant: str, queue: PostingQueue) -> None:
    good, uncovered, shut, last = queue.post(
        [_event("a"), _event("b", account="1002"), _event("c", month="2026-12"), _event("d")]
    )
    assert [good.number, last.number] == [1, 2]
    assert _codes(uncovered) == ["proposals.not_covered"]
    assert _codes(shut) == ["books.no_period"]
    assert set(_numbers(company, tenant)) == {"a.0", "d.0"}


def test_an_account_that_was_shut_is_named_with_its_place(company: Store, tenant: str, queue: PostingQueue) -> None:
    queue.post([_event("a")])  # its cells exist from now on
    with company.write(tenant) as unit:
        set_active(unit, small.BOOK, "1001", active=False)
    shut, good = queue.post([_event("b"), _event("c", account="660202")])
    assert [(one.code, one.where) for one in shut.problems] == [("books.account_not_postable", "entries.0.lines.1")]
    assert good.number == 2
    assert set(_numbers(company, tenant)) == {"a.0", "c.0"}


def test_one_key_twice_in_one_ask_is_one_event(company: Store, tenant: str, queue: PostingQueue) -> None:
    first, same, other = queue.post([_event("a"), _event("a"), _event("a", "9.99")])
    assert first.number == 1 and same == first
    assert _codes(other) == ["proposals.key_taken"]
    assert set(_numbers(company, tenant)) == {"a.0"}


def test_a_refused_event_may_be_tried_again(company: Store, tenant: str, queue: PostingQueue) -> None:
    (refused,) = queue.post([_event("c", month="2026-12")])
    assert _codes(refused) == ["books.no_period"]
    with company.write(tenant) as unit:
        small.open_period(unit, small.BOOK, "2026-12", "admin", small.NOW)
    (posted,) = queue.post([_event("c", month="2026-12")])
    assert posted.number == 1


def test_what_somebody_left_behind_is_posted(company: Store, tenant: str, queue: PostingQueue) -> None:
    session = company.session(tenant)
    session.insert(requests.ASK, requests.rows(Ask(new_id(), [_event("a")]), small.NOW), "nobody")
    with company.write(tenant) as unit:
        assert not left_behind(unit, small.NOW)
        assert left_behind(unit, small.NOW + timedelta(seconds=1))
        assert post_one_by_one(unit, small.NOW) == 1
        assert not left_behind(unit, small.NOW + timedelta(seconds=1))
    (found,) = queue.post([_event("a")])
    assert found.number == 1
    session.insert(requests.ASK, requests.rows(Ask(new_id(), [_event("b")]), small.NOW), "nobody")
    queue.post([_event("c")])
    session.close()
    assert set(_numbers(company, tenant)) == {"a.0", "b.0", "c.0"}


def test_many_hands_at_once(company: Store, tenant: str) -> None:
    """Nothing lost, nothing twice, no gap, no deadlock; each is told the number the books hold."""
    hands, rounds, together = 6, 8, 3

    def work(hand: int) -> dict[str, int | None]:
        mine = PostingQueue(company, tenant, lambda: small.NOW)
        told = {}
        for turn in range(rounds):
            events = [_event(f"{hand}-{turn}-{place}") for place in range(together)]
            for event, outcome in zip(events, mine.post(events), strict=True):
                told[f"{event.key}.0"] = outcome.number
        mine.close()
        return told

    with ThreadPoolExecutor(hands) as pool:
        told = {source: number for one in pool.map(work, range(hands)) for source, number in one.items()}
    assert {source: number for source, (_period, number) in _numbers(company, tenant).items()} == told
    assert sorted(number or 0 for number in told.values()) == list(range(1, hands * rounds * together + 1))
    with company.read(tenant) as unit:
        assert verify(unit).clean


def test_one_who_dies_at_the_desk_is_not_waited_for(postgres_tenants: Tenants) -> None:
    """The desk is held, and let go without a word."""
    store, tenant = postgres_tenants.store, postgres_tenants.new()
    _found(store, tenant)
    taken, waits = threading.Event(), threading.Event()

    def die() -> None:
        with store.write(tenant) as unit:
            hold(unit, "posting queue")
            taken.set()
            waits.wait(10)

    dying = threading.Thread(target=die)
    dying.start()
    assert taken.wait(10)
    queue = PostingQueue(store, tenant, lambda: small.NOW)
    threading.Timer(0.1, waits.set).start()
    (posted,) = queue.post([_event("a")])
    assert posted.number == 1
    queue.close()
    dying.join()


@given(
    asks=st.lists(
        st.lists(
            st.tuples(st.sampled_from(["2026-10", "2026-11", "2026-12"]), st.integers(1, 3), st.booleans()), max_size=6
        ),
        max_size=4,
    )
)
def test_every_event_is_told_what_the_books_hold(
    sqlite_tenants: Tenants, postgres_tenants: Tenants, asks: list[list[tuple[str, int, bool]]]
) -> None:
    """Whatever is handed in by several at once: an event is posted whole with the number it is told, or not at all."""
    for tenants in (sqlite_tenants, postgres_tenants):
        store, tenant = tenants.store, tenants.new()
        _found(store, tenant)
        told: dict[str, int] = {}
        handed = [
            [_event(f"{ask}-{place}", *["1.00"] * count, month=month, account="1001" if covered else "1002")
             for place, (month, count, covered) in enumerate(events)]
            for ask, events in enumerate(asks)
        ]  # fmt: skip
        with closing(store.session(tenant)) as session:
            for events in filter(None, handed[:-1]):
                session.insert(requests.ASK, requests.rows(Ask(new_id(), events), small.NOW), "nobody")
        with closing(PostingQueue(store, tenant, lambda: small.NOW)) as queue:
            for ask, events in reversed(list(enumerate(handed))):
                for event, outcome, (month, count, covered) in zip(events, queue.post(events), asks[ask], strict=True):
                    assert bool(outcome.problems) == (month == "2026-12" or not covered)
                    if outcome.number is not None:
                        told |= {f"{event.key}.{entry}": outcome.number + entry for entry in range(count)}
        assert {source: number for source, (_period, number) in _numbers(store, tenant).items()} == told
