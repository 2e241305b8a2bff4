"""Which tests one worker runs together, because what they stand on takes long to set up, and starts with.

By name: pytest 9 no longer tells xdist 3.8 of the mark ``xdist_group``, so that ``--dist loadgroup`` would tear apart
what the mark holds together.
"""

from __future__ import annotations

import re

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

GROUPS = {
    "kills": re.compile(r"tests/hostile/test_(intake_)?kills\.py"),  # they fork: quicker while the worker is small
    "walks": re.compile(r"tests/journeys/test_(walk_\w+|conversations)\.py"),
    "access": re.compile(r"tests/journeys/test_(access|keys)\.py"),
    "own_books": re.compile(r"tests/journeys/test_own_books\.py"),
    "demo-company": re.compile(r"tests/tools/(watch/test_risk_figures\.py|reports/test_statements\.py::\w+\[sqlite)"),
    "statements-postgresql": re.compile(r"tests/tools/reports/test_statements\.py::\w+\[postgresql"),
}


def group_of(test: str) -> str:
    """The group of a test's id; a test of none is one of its own."""
    return next((name for name, belongs in GROUPS.items() if belongs.match(test)), test)


class Grouped(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out groups, those of most tests first."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
