"""The groups of tests that one worker runs together are those of files that are there; the rest goes one by one."""

from __future__ import annotations

from tests.groups import GROUPS, group_of
from tests.repository.words import PROJECT


def test_every_group_has_its_files() -> None:
    files = [path.relative_to(PROJECT).as_posix() for path in (PROJECT / "tests").rglob("test_*.py")]
    named = {group_of(f"{file}::test_it[{engine}-1]") for file in files for engine in ("sqlite", "postgresql")}
    assert set(GROUPS) <= named


def test_a_test_of_no_group_goes_alone() -> None:
    alone = "tests/ledger/charts/test_chart.py::test_it[journeys/test_walk_clerk.py]"
    assert group_of(alone) == alone
