"""A company of one's own in a store: founded by Sun Li, with helpers to call tools as its people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache
from typing import Any
from unittest.mock import patch

from ledger.core import Channel, FixedClock, Principal
from ledger.store import Store, identity
from ledger.store.people import find_person
from tests.world import NOW
from tools.catalogue import load_tools
from tools.door.doorkeeper import Doorkeeper
from tools.door.foundry import found
from tools.gateway import Gateway
from tools.house import House
from tools.outcome import Done, Invalid, Outcome
from tools.work import worker

PASSWORD = "eine lange Zeile, die niemand errät"
_REAL = identity._HASHER


class _HashedBefore:
    """The house's own hasher, to whom a password that is known in this process is no work again."""

    hash = staticmethod(lru_cache(maxsize=8)(_REAL.hash))
    verify = staticmethod(_REAL.verify)


@contextmanager
def _hashing_once() -> Iterator[None]:
    """While a company is set up: what a test does with passwords itself is all real."""
    with patch.object(identity, "_HASHER", _HashedBefore):
        yield


class OwnCompany:
    """Founded in ``first``; people come in by :meth:`take_in`."""

    def __init__(self, store: Store, first: str = "2026-11", **changes: str) -> None:
        clock = FixedClock(NOW)
        self.clock = clock
        self.house = House(store, clock, Gateway(store, clock, load_tools()), Doorkeeper(store, clock))
        given = {"name": "新芽科技有限公司", "name_en": "Xinya Technology", "first_period": first, "admin_user": "sunli",
                 "admin_name": "孙丽", **changes}  # fmt: skip
        made = found(self.house, given, Channel.WEB, "zh")
        assert isinstance(made, Done), made
        self.tenant: str = made.result.company  # type: ignore[attr-defined]
        with _hashing_once():
            assert self.house.door.choose_password(self.tenant, "sunli", "", PASSWORD) is None

    def close(self) -> None:
        self.house.gateway.close()
        self.house.store.forget(self.tenant)

    def who(self, user: str) -> Principal:
        if user == "system":
            return worker(self.tenant)
        with self.house.store.read(self.tenant) as unit:
            person = find_person(unit, user)
        assert person is not None, user
        return person.principal(self.tenant, Channel.WEB, "session")

    def call(self, user: str, tool: str, /, **arguments: Any) -> Outcome:
        return self.house.gateway.call(self.who(user), tool, arguments)

    def must(self, user: str, tool: str, /, **arguments: Any) -> Any:
        outcome = self.call(user, tool, **arguments)
        assert isinstance(outcome, Done), outcome
        return outcome.result

    def refused(self, user: str, tool: str, /, **arguments: Any) -> list[str]:
        outcome = self.call(user, tool, **arguments)
        assert isinstance(outcome, Invalid), outcome
        assert all(one.text(language) for one in outcome.problems for language in ("zh", "en"))
        return [one.code for one in outcome.problems]

    def take_in(self, user: str, name: str, role: str, limit: str = "100000000") -> str:
        """Invite and let in; the link that was spent."""
        (made,) = self.must("sunli", "invite_people", lines=f"{name} {user}", role=role, limit=limit).people
        secret = made.link.rpartition("k=")[2]
        assert secret, made
        with _hashing_once():
            assert isinstance(self.house.door.join(self.tenant, secret, PASSWORD, "zh"), str)
        return str(secret)

    def stage(self, rows: list[list[object]]) -> str:
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        staged = self.house.stage(self.tenant, out.getvalue().encode("utf-8-sig"))
        assert isinstance(staged, str)
        return staged

    def post_what_was_confirmed(self) -> Any:
        self.clock.instant += timedelta(seconds=11)
        return self.must("system", "post_confirmed").posted

    def confirm(self, user: str, proposal: str) -> None:
        digest = self.must(user, "open_proposal", proposal=proposal).digest
        self.must(user, "confirm_proposal", proposal=proposal, digest=digest)
