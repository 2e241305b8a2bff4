"""Fresh tenants of one store, each with a name nobody else has."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

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

    @contextmanager
    def of_a_test(self) -> Iterator[None]:
        """The folders of the tenants made herein end with it: a megabyte each, of memory where that is large."""
        before = self._folders()
        yield
        for name in self._folders() - before:
            self.store.forget(name)
            shutil.rmtree(self.store.folder(name), ignore_errors=True)

    def _folders(self) -> set[str]:
        here = self.store.home / "tenants"
        return {one.name for one in here.iterdir()} if here.exists() else set()
