"""Sealed fields open in their place and nowhere else; a new key seals, the old one still opens, many processes make one ring."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core import Refused
from ledger.store.keyring import (
    KEY_FILE,
    Ring,
    drop_unused,
    make_active,
    new_key,
    ring_in,
    ring_to_seal_with,
    secret_of,
    take_in,
)
from ledger.store.sealing import Closed, Place, blind, key_id_of, seal, unseal

NOW = datetime(2026, 11, 25, tzinfo=UTC)
PLACE = Place("acme", "party_account", "number", ("V0001", "a"))
RING = Ring(Path(KEY_FILE), (new_key(NOW),))
words = st.text(max_size=12)
places = st.builds(Place, words, words, words, st.lists(words, max_size=3).map(tuple))


@given(places, st.binary(max_size=64))
def test_what_was_sealed_opens_and_never_twice_the_same(place: Place, plain: bytes) -> None:
    one, two = seal(RING, place, plain), seal(RING, place, plain)
    assert one != two and len(one) == len(plain) + 32
    assert unseal(RING, place, one) == unseal(RING, place, two) == plain


@given(places, places, st.binary(min_size=1, max_size=40), st.data())
def test_no_other_place_and_no_changed_bit_opens(place: Place, other: Place, plain: bytes, data: st.DataObject) -> None:
    sealed = seal(RING, place, plain)
    if other != place:
        assert isinstance(unseal(RING, other, sealed), Closed)
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    changed = bytearray(sealed)
    changed[bit // 8] ^= 1 << bit % 8
    closed = unseal(RING, place, bytes(changed))
    assert isinstance(closed, Closed) and closed.why == ("no_key" if bit < 32 else "moved")
    cut = data.draw(st.integers(0, len(sealed) - 1))
    assert isinstance(unseal(RING, place, sealed[:cut]), Closed)


def test_the_index_is_equal_for_equal_values_of_one_column_of_one_tenant_alone() -> None:
    assert blind(RING, PLACE, b"6222") == blind(RING, PLACE, b"6222") != blind(RING, PLACE, b"6223")
    for other in (Place("other", "party_account", "number", ()), Place("acme", "party_account", "bank", ())):
        assert blind(RING, other, b"6222") != blind(RING, PLACE, b"6222")


def test_a_retired_key_opens_seals_nothing_and_goes_when_no_row_names_it(tmp_path: Path) -> None:
    before = seal(ring_to_seal_with(tmp_path), PLACE, b"words")
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    ring = make_active(tmp_path, new_key(NOW))
    after = seal(ring, PLACE, b"words")
    assert key_id_of(before) != key_id_of(after)
    assert unseal(ring, PLACE, before) == unseal(ring, PLACE, after) == b"words"
    assert len(blind(ring, PLACE, b"words")) == 2, "a row of the old key is found too"
    assert drop_unused(tmp_path, [(key_id_of(before), "acme")]) == []
    assert drop_unused(tmp_path, []) == [key_id_of(before)]
    closed = unseal(ring_in(tmp_path), PLACE, before)
    assert isinstance(closed, Closed) and closed.why == "no_key"
    assert key_id_of(before) in closed.problem().text("en") and str(tmp_path / KEY_FILE) in closed.problem().text("zh")


def test_keys_out_of_a_backup_open_their_own_tenants_rows_alone(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    ring = ring_to_seal_with(tmp_path)
    assert ring.active is not None
    sealed = {tenant: seal(ring, Place(tenant, "t", "c", ()), b"words") for tenant in ("acme", "other")}
    brought = [replace(ring.active, secret=secret_of(ring.active, "acme"))]
    assert [take_in(tmp_path / "there", "acme", brought, NOW) for _ in range(2)] == [1, 0]
    there = ring_in(tmp_path / "there")
    assert there.active is not None and there.active.key_id != ring.active.key_id
    assert unseal(there, Place("acme", "t", "c", ()), sealed["acme"]) == b"words"
    assert isinstance(unseal(there, Place("other", "t", "c", ()), sealed["other"]), Closed)
    assert take_in(tmp_path, "acme", brought, NOW) == 0, "the ring itself needs none of them"


def test_many_that_seal_first_have_one_ring(tmp_path: Path) -> None:
    found: list[Ring] = []
    threads = [threading.Thread(target=lambda: found.append(ring_to_seal_with(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({ring.keys for ring in found}) == 1 and len(found) == 8
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"keys": [{"key_id": "00"}]}', b"\xff"])
def test_a_broken_ring_is_said_and_never_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    assert ring_in(tmp_path).fault
    for act in (lambda: ring_to_seal_with(tmp_path), lambda: make_active(tmp_path, new_key(NOW))):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.problems[0].code == "keys.ring_unreadable"
    assert (tmp_path / KEY_FILE).read_bytes() == content
