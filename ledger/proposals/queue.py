"""Many hands, one chain: events are handed in, and whoever finds the desk free posts all that wait in one go.

A batch takes the head of its chain to itself until its commit is on the disk, so writers that each brought their own
would stand in line for as many commits. Here each writes down what it asks (:mod:`.requests`), and tries to hold the
desk. Who holds it posts everything that waits, its own with it: one batch, one durable commit, for all vouchers of a
rule, book, period and series. At its commit the others are told their numbers (:func:`ledger.store.session.ring`).
After some rounds it names one of those who wait, who takes its place.

The desk never stays empty while somebody waits: who finds it taken has been listening since before, and whoever rises
from it says so after the lock is gone. One who dies there says nothing, so nobody waits for a word very long.

What was asked is written without waiting for the disk, since nobody has been told anything yet; the commit that
settles it waits. An event is known by its key: handed in again, after a crash or a lost answer, it gives the end it
had. A request the books refuse does not hold up the others: they are then posted one by one. Requests whose asker died
are posted by the next who comes, or by a worker (:func:`post_one_by_one`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby

from ledger.books.entries import Content, SealedBatch
from ledger.books.seal import Prepared, prepare
from ledger.core import id_of_ago, new_id, problem
from ledger.core.problem import Refused
from ledger.proposals import requests
from ledger.proposals.requests import Ask, Event, Outcome, Waiting
from ledger.proposals.rules import post_by_rule
from ledger.store import Store, Unit, outbox
from ledger.store.locks import hold
from ledger.store.session import ring

ROUND = 1_000
"""Requests posted in one transaction at most."""
_ROUNDS = 16
"""Transactions one hand posts for others before it goes back to its own work."""
_BREATH_SECONDS = 0.0005
"""Between two rounds: who was served comes back, and one commit more is saved than this costs."""
_RECENT_SECONDS = 30
"""Asks looked for beside one's own; what waits longer its asker posts, or a worker."""
_PATIENCE_SECONDS = 0.25
"""How long a word that does not come is waited for: who had to say it may have died."""
_DESK = "posting queue"
_GOES_ON, _IS_FREE, _LOOK = "+", "-", "?"
"""How a word begins: the desk stays taken; it is free (for whom, if it says so); it is free and the tables know more."""

Settled = list[tuple[Waiting, Outcome]]
Beside = Callable[[Unit, SealedBatch], None]
log = logging.getLogger("zhangfang.queue")


class PostingQueue:
    """The queue of one tenant, for one thread; ``beside`` writes what belongs to each batch into its transaction."""

    def __init__(
        self, store: Store, tenant: str, now: Callable[[], datetime],
        beside: Beside = lambda _unit, _sealed: None,
    ) -> None:  # fmt: skip
        self._store, self._tenant, self._now, self._beside = store, tenant, now, beside
        self._session = store.session(tenant)

    def close(self) -> None:
        """Stop listening."""
        self._session.close()

    def post(self, events: Sequence[Event]) -> list[Outcome]:
        """Hand in and wait until each has its end, durably; outcomes in the order of the events."""
        if not events:
            return []
        ask = Ask(new_id(), events)
        self._session.wait(0)  # what was said before is not about these
        free = self._session.insert(requests.ASK, requests.rows(ask, self._now()), _DESK)
        look = free and self._sit_down(ask)
        while not ask.settled and not (look and self._look(ask)):
            said = self._session.wait(_PATIENCE_SECONDS) or [_LOOK]
            look = _hear(ask, said)
            if not ask.settled and _may_sit(ask, said[-1]):
                look = self._sit_down(ask) or look
        return [outcome for outcome in ask.outcomes if outcome is not None]

    def _sit_down(self, ask: Ask) -> bool:
        """Post all that waits if the desk is free; True when it was, so that the tables now hold the ask's end."""
        settled: Settled | None = None
        try:
            for left in reversed(range(_ROUNDS)):
                if left < _ROUNDS - 1:
                    time.sleep(_BREATH_SECONDS)
                settled = self._round(ask, last=not left)
                if not _fill(ask, settled or []):
                    break
        except Exception:  # one request among them cannot be posted, or none can: each alone tells which
            self._one_by_one()
            return True
        return settled is not None

    def _round(self, ask: Ask, *, last: bool) -> Settled | None:
        """One transaction at the desk, if it is free: what waits is posted together. None where another sits there."""
        with self._store.write(self._tenant) as unit:
            known = requests.waiting_alone(unit, _DESK, ROUND, min(ask.ask_id, id_of_ago(_RECENT_SECONDS)))
            if known is None:
                unit.lightly()
                return None
            found, retired = known
            settled = self._together(unit, found, retired)
            others = any(one.ask_id != ask.ask_id for one in found)
            goes_on = others and not last
            heir = requests.next_ask(unit, found) if others and last else ""
            ring(unit, _word(settled, _GOES_ON if goes_on else _IS_FREE + heir))
            if not found:
                unit.lightly()
        return settled

    def _together(self, unit: Unit, found: list[Waiting], retired: list[tuple[str, ...]]) -> Settled:
        """One batch for all that goes into one: a rule version, a book, a period, a layer, a series."""
        settled: Settled = []
        for _key, group in groupby(sorted(found, key=_goes_with), key=_goes_with):
            requested = list(group)
            entries = tuple(entry for one in requested for entry in one.content.entries)
            first = requested[0].content
            content = Content(first.book, first.period, entries, first.series, first.layer)
            prepared = prepare(unit, content, retired=retired)  # where it refuses, each alone is told why
            sealed = _post(unit, requested[0].rule, content, self._now(), self._beside, prepared)
            number = sealed.first_number
            for one in requested:
                settled.append((one, Outcome(sealed.batch_id, number)))
                number += len(one.content.entries)
        requests.settle(unit, settled, self._now())
        return settled

    def _one_by_one(self) -> int:
        with self._store.write(self._tenant) as unit:
            return post_one_by_one(unit, self._now(), self._beside)

    def _look(self, ask: Ask) -> bool:
        """Read from the tables how the events ended; True when all have their end."""
        with self._store.read(self._tenant) as unit:
            for place, event in enumerate(ask.events):
                if ask.outcomes[place] is None and (found := requests.outcome_of(unit, event)) is not None:
                    kept, outcome = found
                    taken = Outcome(problems=(problem("proposals.key_taken", key=event.key),))
                    ask.outcomes[place] = outcome if kept == event.digest else taken
        return ask.settled


def post_one_by_one(unit: Unit, now: datetime, beside: Beside = lambda _unit, _sealed: None) -> int:
    """Each waiting request in a batch of its own; what cannot be posted is told why. How many were settled."""
    hold(unit, _DESK)
    found = requests.waiting(unit, ROUND)
    requests.settle(unit, [(one, _alone(unit, one, now, beside)) for one in found], now)
    ring(unit, _LOOK)
    return len(found)


def _alone(unit: Unit, one: Waiting, now: datetime, beside: Beside) -> Outcome:
    try:
        with unit.savepoint():
            sealed = _post(unit, one.rule, one.content, now, beside)
    except Refused as refused:
        return Outcome(problems=refused.problems)
    except Exception:
        log.exception("request %s of %s could not be posted", one.place, one.ask_id)
        return Outcome(problems=(problem("proposals.event_failed", id=one.ask_id),))
    return Outcome(sealed.batch_id, sealed.first_number)


def _post(
    unit: Unit, rule: tuple[str, int], content: Content, now: datetime, beside: Beside, prepared: Prepared | None = None
) -> SealedBatch:
    sealed = post_by_rule(unit, *rule, content, now, prepared=prepared)
    beside(unit, sealed)
    outbox.publish(unit, "voucher.posted", {"batch": sealed.batch_id, "book": sealed.book}, now)
    return sealed


def _goes_with(one: Waiting) -> tuple[str, int, str, str, int, str]:
    content = one.content
    return (*one.rule, content.book, content.period, int(content.layer), content.series)


def _fill(ask: Ask, settled: Settled) -> bool:
    """Take what is the ask's own; True when there was other people's too."""
    mine = [(one.place, outcome) for one, outcome in settled if one.ask_id == ask.ask_id]
    for place, outcome in mine:
        ask.outcomes[place] = outcome
    return len(mine) < len(settled)


def _may_sit(ask: Ask, word: str) -> bool:
    """Whether the last word leaves the desk to this ask, or to anybody."""
    head = word.split(" ", 1)[0]
    return not head.startswith(_GOES_ON) and head[1:] in ("", ask.ask_id)


def _word(settled: Settled, head: str) -> str:
    """``+ ask:batch:place=number,place=number …``: whose requests got which numbers."""
    told: dict[tuple[str, int | None], list[str]] = {}
    for one, outcome in settled:
        told.setdefault((one.ask_id, outcome.batch_id), []).append(f"{one.place}={outcome.number}")
    lines = [f"{ask}:{batch}:{','.join(numbers)}" for (ask, batch), numbers in told.items()]
    return " ".join([head, *lines])


def _hear(ask: Ask, said: Iterable[str]) -> bool:
    """Take what was said of this ask; True where the tables know more."""
    look = False
    for word in said:
        look = look or not word or word.startswith(_LOOK)
        for line in word.split(" ")[1:]:
            ask_id, batch, numbers = line.split(":")
            if ask_id == ask.ask_id:
                look = True
                for place, number in (pair.split("=") for pair in numbers.split(",")):
                    ask.outcomes[int(place)] = Outcome(int(batch), int(number))
    return look
