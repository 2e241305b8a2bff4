"""A large sample's pack on both engines: slice by slice, killed and taken up again, for its asker alone, erased after days."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.proof.package_check import check_package
from ledger.store.sample_packs import newest_pack
from tests.world import World
from tools.outcome import Denied, Invalid
from tools.printing import pack_work
from tools.printing.sample_pack import Pack, sample_pack

YEAR = {"start": "2026-11-01", "end": "2026-11-30"}
DAYS = 14 * 86_400


@pytest.fixture
def drawn(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Five vouchers, made two at a time."""
    monkeypatch.setattr(pack_work, "SLICE", 2)
    world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000, 1_111_100, 1_222_200])
    world.must("zhaolei", "draw_sample", period=YEAR, method="amount", count=5)
    world.must("zhaolei", "ask_sample_pack", sample=1)
    return world


def state(world: World) -> tuple[str, int]:
    found: Any = world.must("zhaolei", "sample_pack_state", sample=1)
    return found.state, found.done


def test_it_is_made_slice_by_slice_and_is_the_pack_of_a_small_sample(drawn: World) -> None:
    again = drawn.must("zhaolei", "ask_sample_pack", sample=1)  # a second click
    seen = [state(drawn)]
    for _ in range(4):
        drawn.house.work_once(drawn.tenant)
        seen.append(state(drawn))
    assert seen == [("making", 0), ("making", 2), ("making", 4), ("making", 5), ("ready", 5)]
    assert drawn.must("zhaolei", "sample_pack_state", sample=1).pack == again.pack
    found = drawn.must("zhaolei", "sample_pack_file", sample=1)
    data = drawn.house.store.blobs(drawn.tenant).get(found.sha256)
    checked = check_package(data)
    assert checked.problems == () and checked.vouchers == 5
    small = sample_pack(drawn.house, drawn.who("zhaolei"), 1)
    assert isinstance(small, Pack) and small.name == found.name


def test_a_killed_slice_is_made_again_and_no_voucher_twice(drawn: World, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn.house.work_once(drawn.tenant)

    def dies(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pack_work, "_keep", dies)  # made, and gone before it said so
        with pytest.raises(KeyboardInterrupt):
            drawn.house.work_once(drawn.tenant)
    assert state(drawn) == ("making", 2)
    assert drawn.house.work_once(drawn.tenant) == 0, "its lease still holds"
    drawn.later(pack_work.LEASE_SECONDS + 1)
    for _ in range(3):
        drawn.house.work_once(drawn.tenant)
    assert state(drawn) == ("ready", 5)


def test_it_is_its_askers_alone_and_goes_after_its_days(drawn: World) -> None:
    for _ in range(4):
        drawn.house.work_once(drawn.tenant)
    digest = drawn.must("zhaolei", "sample_pack_file", sample=1).sha256
    assert isinstance(drawn.call("zhoujie", "sample_pack_file", sample=1), Invalid)
    assert isinstance(drawn.call("chenxiao", "sample_pack_file", sample=1), Denied)
    drawn.later(DAYS + 1)
    drawn.house.work_once(drawn.tenant)
    assert state(drawn)[0] == "erased" and not drawn.house.store.blobs(drawn.tenant).exists(digest)
    assert isinstance(drawn.call("zhaolei", "sample_pack_file", sample=1), Invalid)


def test_whoever_lost_the_right_meanwhile_gets_no_pack(drawn: World) -> None:
    drawn.house.work_once(drawn.tenant)
    drawn.must("admin", "disable_person", person="zhaolei")
    for _ in range(3):
        drawn.house.work_once(drawn.tenant)
    with drawn.house.store.read(drawn.tenant) as unit:
        found = newest_pack(unit, 1, "zhaolei")
    assert found is not None and (found.state, found.sha256) == ("failed", "")
