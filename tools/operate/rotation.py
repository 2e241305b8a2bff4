"""What follows a change of keys: every company's rows are sealed anew, and keys that no row names any more are dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ledger.store import Store
from ledger.store.keyring import drop_unused
from ledger.store.resealing import Resealed, keys_in_use, reseal, sealed_rows

Told = Callable[[str, int, int], None]
"""Company, rows sealed anew so far, rows there are."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Rows sealed anew, rows that do not open and were left, ids of the keys dropped."""

    rows: int
    closed: int
    dropped: tuple[str, ...]


def finish(store: Store, told: Told = lambda *_: None) -> Finished:
    """Seal what is left anew, company by company. Killed at any point, the next call goes on where this one was."""
    done, used = Resealed(), set[tuple[str, str]]()
    tenants = store.tenants()
    for tenant in tenants:
        with store.read(tenant) as unit:
            there = sealed_rows(unit)

        def tell(batch: Resealed, tenant: str = tenant, there: int = there) -> None:
            told(tenant, batch.rows, there)

        done += reseal(store, tenant, tell)
    for tenant in tenants:
        with store.read(tenant) as unit:
            used |= keys_in_use(unit)
    return Finished(done.rows, done.closed, tuple(drop_unused(store.home, used)))
