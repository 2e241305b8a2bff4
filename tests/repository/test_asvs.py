"""The table of OWASP ASVS 5.0 in docs/security.md: every requirement of levels 1 and 2 once, every named test there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (V(\d+)\.\d+\.\d+) \| ([12]) \| (\w+|n/a) \| (.+) \|$", re.M)
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
BY_CHAPTER = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13,
              16: 16, 17: 7}  # fmt: skip
"""How many requirements of the two levels each chapter of version 5.0.0 has: 253 in all."""


def _rows() -> list[tuple[str, ...]]:
    return ROW.findall((ROOT / "docs" / "security.md").read_text("utf-8"))


def test_every_requirement_of_both_levels_is_there_once() -> None:
    rows = _rows()
    assert len({row[0] for row in rows}) == len(rows) == 253
    assert {chapter: sum(1 for row in rows if row[1] == str(chapter)) for chapter in BY_CHAPTER} == BY_CHAPTER


def test_each_is_held_left_to_a_setting_said_not_to_concern_us_or_a_gap() -> None:
    for number, _, _, how, what in _rows():
        assert how in ("test", "setting", "doc", "n/a", "gap"), number
        assert what.strip() and (how != "test" or TEST.search(what)), number


def test_every_named_test_exists() -> None:
    named = {(path, name) for row in _rows() for path, name in TEST.findall(row[4])}
    assert len(named) > 80
    gone = [
        f"{path}::{name}" for path, name in sorted(named)
        if not (ROOT / "tests" / path).exists()
        or not re.search(rf"^(?:async )?def {name}\(", (ROOT / "tests" / path).read_text("utf-8"), re.M)
    ]  # fmt: skip
    assert gone == []
