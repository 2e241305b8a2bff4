"""A clerk's day in little: six documents dropped at once, each worked to its hand-over by keyboard, counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.clerk.pile import KNOWN, PHOTO, UNSEEN, pile
from benchmarks.clerk.place import day
from tests.journeys.house import Served
from tests.journeys.screen import Screen

pytestmark = pytest.mark.browser
MOST = {KNOWN: 2, UNSEEN: 8}


def test_six_papers_are_dropped_and_handed_on(screen: Callable[..., Screen], served: Served, tmp_path: Path) -> None:
    with screen("zh") as at:
        at.become("wangfang")
        given = pile(6, 1, served.clock.now().date())
        found = day(at.page, given, tmp_path, 60)
    assert {one.given.name: one.end for one in found.done} == {one.name: "submitted" for one in given}
    assert [one.given.name for one in found.done if len(one.acts) > MOST.get(one.given.group, 8)] == []
    assert [one.given.name for one in found.done if not one.untouched and one.given.group == KNOWN] == []
    photos = [found.waits[one.name] for one in given if one.group == PHOTO]
    assert min(photos) >= max(found.waits[one.name] for one in given if one.group != PHOTO), "texts are read first"
