"""post_queue_*: eight processes that post to one hot account through the tenant's queue, on PostgreSQL.

Ours hand in, each so many events at a time, and wait for their numbers (:mod:`ledger.proposals.queue`): authority,
entries, lines, seal, balances, chain, audit record and message, durable. The floor is what a counter in one row would
take: eight processes, each ``UPDATE hot SET value = value + 1`` in a
durable commit of its own, one after the other. Both run by turns in the same processes.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.ledger import company
from benchmarks.ledger.bulk import audited
from benchmarks.ledger.row import Row
from ledger.books.entries import Content, EntryDraft, LineDraft, Side
from ledger.proposals.queue import PostingQueue
from ledger.proposals.requests import Event
from ledger.store import Store

WRITERS = 8
TURNS = 4
TURN_SECONDS = 3.0
HOT = company.BANKS[0]


def measure(name: str, store: Store, floor_url: str, *, in_flight: int) -> Row:
    """Seconds a voucher and seconds an update, all writers together; the first turn warms up and is not counted."""
    spawn = multiprocessing.get_context("spawn")
    pipes, workers = [], []
    for number in range(WRITERS):
        here, there = spawn.Pipe()
        worker = spawn.Process(
            target=_writer, args=(there, number, str(store.home), store.database_url, floor_url, in_flight)
        )
        worker.start()
        pipes.append(here)
        workers.append(worker)
    try:
        turns = [(_turn(pipes, "ours"), _turn(pipes, "floor")) for _ in range(TURNS + 1)][1:]
    finally:
        for pipe, worker in zip(pipes, workers, strict=True):
            pipe.send("stop")
            worker.join()
    ours, theirs = (sum(column) for column in zip(*turns, strict=True))
    whole = TURN_SECONDS * TURNS
    return Row.of(name, whole / ours, whole / theirs)


def _turn(pipes: list[Connection], what: str) -> int:
    for pipe in pipes:
        pipe.send(what)
    return sum(pipe.recv() for pipe in pipes)


def _writer(pipe: Connection, number: int, home: str, url: str, floor_url: str, in_flight: int) -> None:
    """One process: does what it is told for a turn, and says how often it was done."""
    store = Store.open(Path(home), url)
    queue = PostingQueue(store, company.TENANT, lambda: company.NOW, audited)
    hot = psycopg.connect(floor_url, autocommit=True)
    made = 0

    def post() -> int:
        nonlocal made
        events = [_event(f"{number}-{made + place}", made + place) for place in range(in_flight)]
        made += in_flight
        outcomes = queue.post(events)
        assert len(outcomes) == in_flight and all(one.number for one in outcomes)
        return in_flight

    def update() -> int:
        hot.execute("UPDATE hot SET value = value + 1 WHERE id = 1", prepare=True)
        return 1

    acts: dict[Any, Callable[[], int]] = {"ours": post, "floor": update}
    while (act := acts.get(pipe.recv())) is not None:
        pipe.send(_for_a_turn(act))
    queue.close()
    store.dispose()


def _for_a_turn(act: Callable[[], int]) -> int:
    done, end = 0, time.perf_counter() + TURN_SECONDS
    while time.perf_counter() < end:
        done += act()
    return done


def _event(key: str, place: int) -> Event:
    """A two-line voucher against the one bank account everybody pays from."""
    month, amount = company.MONTHS[0], 100 + place % 9_900
    cost = LineDraft(company.EXPENSES[place % 40], Side.DEBIT, amount, "CNY", memo="费用报销",
                     dims=(("department", f"D{place % 20:02}"),))  # fmt: skip
    paid = LineDraft(HOT, Side.CREDIT, amount, "CNY", memo="费用报销")
    voucher = EntryDraft(f"{month}-{1 + place % 28:02}", (cost, paid), "feed", source=key)
    return Event(company.RULE, 1, key, Content(company.BOOK, month, (voucher,)))
