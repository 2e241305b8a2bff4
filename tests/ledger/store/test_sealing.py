"""Sealed bytes open in their place and nowhere else; a new key seals, the old one still opens."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

from ledger.store.sealing import KEY_FILE, seal, unseal


def test_it_opens_in_its_place_alone(tmp_path: Path) -> None:
    sealed = seal(tmp_path, "acme", "a", b"words")
    assert b"words" not in sealed
    assert unseal(tmp_path, "acme", "a", sealed) == b"words"
    assert seal(tmp_path, "acme", "a", b"words") != sealed
    assert unseal(tmp_path, "acme", "b", sealed) is None
    assert unseal(tmp_path, "other", "a", sealed) is None
    for place in (0, 5, 20, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert unseal(tmp_path, "acme", "a", bytes(changed)) is None, place
    assert unseal(tmp_path, "acme", "a", b"") is None
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_a_new_key_on_top_seals_and_the_old_one_still_opens(tmp_path: Path) -> None:
    before = seal(tmp_path, "acme", "a", b"words")
    path = tmp_path / KEY_FILE
    old = path.read_bytes()
    path.write_bytes(base64.b64encode(secrets.token_bytes(32)) + b"\n" + old)
    after = seal(tmp_path, "acme", "a", b"words")
    assert unseal(tmp_path, "acme", "a", before) == unseal(tmp_path, "acme", "a", after) == b"words"
    path.write_bytes(old)
    assert unseal(tmp_path, "acme", "a", after) is None
