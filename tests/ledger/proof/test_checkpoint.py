"""Trees against RFC 6962's own recursion, notes that hold or do not, and books replaced as a whole found by a checkpoint."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.proof.checkpoint import BadNote, read, signed
from ledger.proof.signing import machine_key, public_bytes
from ledger.proof.tree import head_from, head_of, leaf_of, path_of

AT = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)


def _mth(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, as it is written there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + _mth(leaves[:k]) + _mth(leaves[k:])).digest()


def _path(m: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*_path(m, leaves[:k]), _mth(leaves[k:])]
    return [*_path(m - k, leaves[k:]), _mth(leaves[:k])]


@pytest.mark.parametrize("size", range(34))
def test_heads_and_paths_are_those_of_the_rfc(size: int) -> None:
    leaves = [leaf_of(bytes([n])) for n in range(size)]
    assert head_of(leaves) == _mth(leaves)
    for index in range(size):
        path = path_of(leaves, index)
        assert path == _path(index, leaves)
        assert head_from(leaves[index], index, size, path) == head_of(leaves)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 70), st.data())
def test_a_path_proves_one_leaf_at_one_place_and_no_other(size: int, data: st.DataObject) -> None:
    leaves = [leaf_of(n.to_bytes(2, "big")) for n in range(size)]
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    path, head = path_of(leaves, index), head_of(leaves)
    if other != index:
        assert head_from(leaves[other], index, size, path) != head
        assert head_from(leaves[index], other, size, path) != head
    assert head_from(leaves[index], index, size, [*path, head]) is None
    assert head_from(leaves[index], index, size, path[:-1]) is None
    assert head_from(leaves[index], size, size, path) is None


def test_a_note_reads_back_and_any_changed_letter_is_found(tmp_path: Path) -> None:
    key = machine_key(tmp_path)
    assert public_bytes(machine_key(tmp_path)) == public_bytes(key)
    assert (tmp_path / "checkpoint.key").stat().st_mode & 0o777 == 0o600
    text = signed(
        key, [("zhangfang/lanhai/book/MAIN", 812, b"\x07" * 32), ("zhangfang/lanhai/audit", 0, head_of([]))], AT
    )
    first, second = read(text)
    assert (first.origin, first.size, first.root, first.key) == (
        "zhangfang/lanhai/book/MAIN",
        812,
        b"\x07" * 32,
        public_bytes(key),
    )
    assert second.origin.endswith("/audit")
    assert read(text.replace("\n", "\r\n")) == read(f"\n  {text}\n\n") == (first, second)
    for place in range(len(text)):
        letter = "A" if text[place] != "A" else "B"
        if text[place] in "\n ":
            continue
        with pytest.raises(BadNote):
            read(text[:place] + letter + text[place + 1 :])


@pytest.mark.parametrize("text", ["", "hello", "a\n1\nAA==\n\n— x y\n", "— zhangfang/x AAAA"])
def test_what_is_no_note_is_said(text: str) -> None:
    with pytest.raises(BadNote):
        read(text)


def test_a_note_of_another_key_cannot_be_passed_off(tmp_path: Path) -> None:
    mine = machine_key(tmp_path)
    (tmp_path / "b").mkdir()
    theirs = machine_key(tmp_path / "b")
    log = [("zhangfang/lanhai/audit", 3, b"\x01" * 32)]
    forged = signed(theirs, log, AT)
    (note,) = read(forged)
    assert note.key == public_bytes(theirs) != public_bytes(mine)
