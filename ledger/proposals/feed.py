"""Posting by rule, batch after batch: while a server posts one, the next is prepared.

Each batch is a transaction of its own. Where the store works in this very process there is nothing to wait for,
and a batch is prepared when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from ledger.books.entries import Content, SealedBatch
from ledger.books.seal import Prepared, prepare_ahead
from ledger.proposals.rules import post_by_rule
from ledger.store import Store, Unit

PATIENCE_MS = 100
"""How long a preparation made ahead waits for somebody else's."""


class _Ahead:
    """The contents in order, each prepared ahead where a server leaves time for it.

    Preparing writes down what is new (cells, dimension sets). It is done in a transaction of its own that waits for
    nobody: while the batch before holds the chain's head, somebody who has written the same may be waiting for it.
    What could not be prepared ahead is prepared, or refused, when its turn comes.
    """

    def __init__(self, store: Store, tenant: str, contents: Iterable[Content]) -> None:
        self._store, self._tenant, self._rest = store, tenant, iter(contents)
        self.content: Content | None = None
        self.prepared: Prepared | None = None
        self._next: tuple[Content | None, Prepared | None] | None = None
        self.advance()

    def look(self) -> None:
        """Prepare what follows, on a connection of its own."""
        following = next(self._rest, None)
        self._next = following, None
        if following is None:
            return
        with suppress(Exception):
            with self._store.write(self._tenant) as unit:
                unit.later(f"SET LOCAL lock_timeout = {PATIENCE_MS}", {})
                prepared = prepare_ahead(unit, following)
            self._next = following, prepared  # only now what it refers to is there for good

    def advance(self) -> None:
        """The next becomes the one to post."""
        self.content, self.prepared = self._next if self._next is not None else (next(self._rest, None), None)
        self._next = None


def feed(
    store: Store, tenant: str, rule: tuple[str, int], contents: Iterable[Content], now: Callable[[], datetime],
    beside: Callable[[Unit, SealedBatch], None] = lambda _unit, _sealed: None,
) -> Iterator[SealedBatch]:  # fmt: skip
    """Post contents under a rule version (its id and number); yields each batch when it is durable.

    ``beside`` writes what belongs to the batch into its transaction (audit, messages). Refused as
    :func:`post_by_rule`; the batches before stay posted.
    """
    ahead = _Ahead(store, tenant, contents)
    while ahead.content is not None:
        with store.write(tenant) as unit:
            free = ahead.look if unit.waits else None
            sealed = post_by_rule(unit, *rule, ahead.content, now(), prepared=ahead.prepared, meanwhile=free)
            beside(unit, sealed)
        yield sealed
        ahead.advance()
