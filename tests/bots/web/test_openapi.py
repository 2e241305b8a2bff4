"""The whole OpenAPI schema as each role: nothing thrown at any address is a fault of ours or an answer it does not name."""

from __future__ import annotations

import os
import warnings
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

FULL = os.environ.get("ZHANGFANG_PROFILE") == "full"
CALLERS = ("", "chenxiao", "wangfang", "liqiang", "limin", "zhoujie", "zhaolei", "admin")
"""Nobody, an employee, an accountant, an approver, the controller, compliance, the auditor, the administrator."""
LEAVES = {"/signout", "/me/signout", "/reset", "/become"}
"""Ends or changes who asks, and is tried by pages' own tests."""


def _operations(site: Site) -> list[Any]:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", site.app)
    schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    found = [one.ok() for one in schema.get_all_operations()]
    return [one for one in found if one.path not in LEAVES]


@pytest.mark.parametrize("user", CALLERS)
def test_no_answer_is_a_fault_or_undocumented(site: Site, user: str) -> None:
    site.purchase()
    person = site.person(user)
    session = {COOKIE: person.cookies.get(COOKIE) or ""} if user else {}
    asked, faults = 0, set[str]()
    for operation in _operations(site):

        @seed(20261126)
        @settings(max_examples=3 if FULL else 1, database=None, deadline=None, derandomize=False, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy())
        def thrown(case: Any) -> None:
            nonlocal asked
            asked += 1
            headers = {"host": "127.0.0.1:8765", "x-csrf": person.csrf}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                answer = case.call(headers=headers, cookies=session)
            try:
                case.validate_response(answer, checks=[not_a_server_error, status_code_conformance])
            except FailureGroup as group:
                faults.update(
                    f"{case.method} {case.path} {answer.status_code}: {one.title}" for one in group.exceptions
                )
            missing = set(HEADERS) - {name.lower() for name in answer.headers}
            faults.update(f"{case.path} lacks {name}" for name in missing)

        thrown()
    assert faults == set()
    assert asked > 200
