"""Keys are changed by an administrator, through the door, for the whole installation; what was signed before is still ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.core import FixedClock, Via
from ledger.proof.signing import KEY_FILE, earlier_keys, machine_key, public_bytes
from ledger.store import Store
from ledger.store.keyring import ring_in
from tests.world import NOW, World
from tools.catalogue import load_tools
from tools.door.doorkeeper import Doorkeeper
from tools.gateway import Gateway
from tools.house import House
from tools.operate.backup import back_up, restore
from tools.operate.rotation import finish
from tools.outcome import Denied

SECRET = "eleven pears on a wall"


@pytest.fixture
def own(own_store: Store) -> Iterator[World]:
    """A company in a data folder of its own: keys are the installation's."""
    own_store.create_tenant("acme")
    made = World(own_store, "acme")
    yield made
    made.close()


def _account(world: World, vendor: str = "V0001") -> tuple[str, bool, bool]:
    (one,) = world.must("limin", "list_master_data", vendor_id=vendor).parties[0].accounts
    return one.account_number, one.approved, bool(one.trouble)


def test_an_administrator_alone_changes_keys_and_what_was_signed_before_is_ours(own: World) -> None:
    home = own.house.store.home
    number, kept = _account(own), own.must("zhaolei", "make_checkpoint")
    before = ring_in(home).active
    assert before is not None
    for user in ("limin", "zhoujie", "zhaolei", "wangfang", "chenxiao"):
        assert isinstance(own.call(user, "rotate_keys"), Denied)
    assert isinstance(own.gateway.call(replace(own.who("admin"), via=Via.AGENT), "rotate_keys", {}), Denied)
    assert ring_in(home).active == before, "a refusal changes nothing"

    made = own.must("admin", "rotate_keys")
    assert made.began and made.retired == (before.key_id,) and made.signing != kept.key
    again = own.must("admin", "rotate_keys")
    assert (again.began, again.key) == (False, made.key), "one that is not finished goes on"
    assert _account(own) == number
    done = finish(own.house.store)
    assert done.dropped == (before.key_id,) and done.closed == 0 and _account(own) == number
    assert own.must("admin", "rotate_keys").began

    result = own.must("zhaolei", "verify_books", checkpoint=kept.text)
    assert result.clean and result.compared and kept.key in result.note
    assert len(earlier_keys(home)) == 2, "the hand-overs lead from the first to the one of today"
    rows = own.must("admin", "search_trail", subject="settings").rows
    assert "rotate_keys" in {one.tool for one in rows if one.user == "admin"}


def test_a_signing_key_nobody_handed_over_to_is_not_ours(own: World) -> None:
    home = own.house.store.home
    kept = own.must("zhaolei", "make_checkpoint")
    own.must("admin", "rotate_keys")
    assert len(earlier_keys(home)) == 1
    path = home / KEY_FILE
    lines = path.read_text("ascii").splitlines()
    old, new, _at, signature = lines[1].split(" ")
    path.write_text("\n".join((lines[0], f"{old} {new} 2020-01-01T00:00:00+00:00 {signature}")), "ascii")
    assert earlier_keys(home) == {}, "the time is signed too"
    assert kept.key in own.must("zhaolei", "verify_books", checkpoint=kept.text).note


def test_keys_travel_under_a_passphrase_alone(own: World, tmp_path: Path) -> None:
    store, number, kept = own.house.store, _account(own), own.must("zhaolei", "make_checkpoint")
    keys_only = store.engine_name == "postgresql"
    target, bare = tmp_path / "with.tar.gz", tmp_path / "without.tar.gz"
    assert back_up(store, "acme", target, SECRET, keys_only=keys_only).keys
    ring, signing = ring_in(store.home), (store.home / KEY_FILE).read_bytes()
    assert ring.active is not None
    held = target.read_bytes()
    for secret in (ring.active.secret, signing.strip()):
        assert secret not in held
    if keys_only:
        (store.home / ring.path.name).unlink()
        assert _account(own)[2], "without its key it says so"
        restore(store, target, NOW, SECRET, keys_only=True)
        assert _account(own) == number
        return
    back_up(store, "acme", bare)
    with Store.open(tmp_path / "new") as new:
        told = restore(new, bare, NOW)
        assert not told.keys and told.closed > 10
        world = _opened(new)
        assert _account(world)[1:] == (False, True)
        for wrong in ("another passphrase", ""):
            with pytest.raises(Exception, match=r"passphrase|keys\.") as caught:
                restore(new, target, NOW, wrong, keys_only=True)
            assert caught.value.problems[0].text("zh")  # type: ignore[attr-defined]
        assert restore(new, target, NOW, SECRET, keys_only=True).files == 1
        assert restore(new, target, NOW, SECRET, keys_only=True).files == 0
        assert _account(world) == number
        assert public_bytes(machine_key(new.home)) == public_bytes(machine_key(store.home)), (
            "none was here: it is taken"
        )
        assert world.must("zhaolei", "verify_books", checkpoint=kept.text).clean
        world.close()
    with Store.open(tmp_path / "other") as other:  # a house with keys of its own
        other.create_tenant("mine")
        mine = World(other, "mine")
        own_key = public_bytes(machine_key(other.home))
        told = restore(other, target, NOW, SECRET)
        assert told.keys and told.closed == 0
        assert public_bytes(machine_key(other.home)) == own_key
        assert public_bytes(machine_key(store.home)) in earlier_keys(other.home)
        world = _opened(other)
        assert _account(world) == number
        assert _account(mine)[2] is False
        mine.must("admin", "rotate_keys")
        finish(other)
        assert _account(world) == number and len(ring_in(other.home).keys) == 1
        for one in (mine, world):
            one.close()


def _opened(store: Store) -> World:
    """The company that came back, as it is."""
    made = World.__new__(World)
    made.tenant, made.clock = "acme", FixedClock(NOW)
    made.gateway = Gateway(store, made.clock, load_tools())
    made.house = House(store, made.clock, made.gateway, Doorkeeper(store, made.clock))
    return made
