"""Fresh tenants of one store, each with a name nobody else has."""

from __future__ import annotations

import itertools

from ledger.store import Store

_numbers = itertools.count(1)


class Tenants:
    """Makes tenants of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def new(self) -> str:
        """The name of a fresh empty tenant."""
        name = f"t{next(_numbers)}-test"
        self.store.create_tenant(name)
        return name
