"""The dependency audit passes only where every package was looked up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.dependency_audit import CLEAN, NOT_AUDITED, VULNERABLE, verdict


def answer(*rows: dict[str, Any]) -> str:
    return json.dumps({"dependencies": list(rows), "fixes": []})


GOOD = {"name": "Alpha.One", "version": "1.0", "vulns": []}
BAD = {
    "name": "beta",
    "version": "2",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"], "aliases": [], "description": ""}],
}
SKIPPED = {"name": "beta", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (answer(GOOD, BAD | {"vulns": []}), CLEAN),
        (answer(GOOD, BAD), VULNERABLE),
        (answer(BAD), VULNERABLE),
        (answer(GOOD, SKIPPED), NOT_AUDITED),
        (answer(GOOD), NOT_AUDITED),
        (answer(), NOT_AUDITED),
        ("", NOT_AUDITED),
        ("[]", NOT_AUDITED),
        ("no JSON", NOT_AUDITED),
    ],
)
def test_less_than_every_package_looked_up_is_no_pass(said: str, code: int) -> None:
    found = verdict({"alpha-one", "beta"}, said, "first\nERROR: unreachable\n")
    assert found.code == code and found.lines
    assert (code != NOT_AUDITED) or "NOT AUDITED" in found.lines[0]
    assert (code != VULNERABLE) or "PYSEC-1" in found.lines[0]
