"""The whole OpenAPI schema as each role: nothing thrown at any address is a fault of ours or an answer it does not name."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import status_code_conformance

from bots.web.guard import COOKIE, HEADERS
from tests.bots.web.site import Site
from tests.tenants import Tenants
from tests.world import World

FULL = os.environ.get("ZHANGFANG_PROFILE") == "full"
CALLERS = ("", "chenxiao", "wangfang", "liqiang", "limin", "zhoujie", "zhaolei", "admin")
"""Nobody, an employee, an accountant, an approver; the controller, compliance, the auditor, the administrator. What is
thrown is the same for each, and drawing it takes as long as throwing it: it is drawn once for all."""
LEAVES = {"/signout", "/me/signout", "/me/signout-everywhere", "/reset", "/become"}
"""Ends or changes who asks, and is tried by pages' own tests."""


def _operations(app: Any) -> list[Any]:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    found = [one.ok() for one in schema.get_all_operations()]
    return [one for one in found if one.path not in LEAVES]


class Caller:
    """One person, or nobody, before a company of their own: what another one throws changes nothing here."""

    def __init__(self, user: str, site: Site) -> None:
        site.purchase()
        self.user, self.app, self.asked = user, site.app, 0
        self._person = site.person(user)
        self._session = {COOKIE: self._person.cookies.get(COOKIE) or ""} if user else {}
        self.faults: set[str] = set()

    def throw(self, case: Any) -> None:
        """Send it, and note what is wrong with the answer."""
        self.asked += 1
        headers = {"host": "127.0.0.1:8765", "x-csrf": self._person.csrf}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answer = case.call(headers=headers, cookies=self._session, app=self.app)
        try:
            case.validate_response(answer, checks=[not_a_server_error, status_code_conformance])
        except FailureGroup as group:
            self.faults.update(
                f"{self.user} {case.method} {case.path} {answer.status_code}: {one.title}" for one in group.exceptions
            )
        missing = set(HEADERS) - {name.lower() for name in answer.headers}
        self.faults.update(f"{self.user} {case.path} lacks {name}" for name in missing)

    def is_still_here(self) -> bool:
        """Nothing thrown ended the session: then the rest would have been a stranger's."""
        return self._person.get("/me").status_code == (200 if self.user else 303)


@pytest.fixture
def companies(sqlite_tenants: Tenants) -> Iterator[Callable[[], Site]]:
    """Makes the app over a small company, again and again."""
    made: list[World] = []

    def site() -> Site:
        made.append(World(sqlite_tenants.store, sqlite_tenants.new()))
        return Site(made[-1])

    with sqlite_tenants.of_a_test():
        yield site
        for world in made:
            world.close()


def test_no_answer_is_a_fault_or_undocumented(companies: Callable[[], Site]) -> None:
    callers = [Caller(user, companies()) for user in CALLERS]
    for operation in _operations(callers[0].app):

        @seed(20261126)
        @settings(max_examples=3 if FULL else 1, database=None, deadline=None, derandomize=False, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy())
        def thrown(case: Any) -> None:
            for caller in callers:
                caller.throw(case)

        thrown()
    assert [one.user for one in callers if not one.is_still_here()] == []
    assert set().union(*(one.faults for one in callers)) == set()
    assert min(one.asked for one in callers) > 200
