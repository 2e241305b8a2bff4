"""A log as an RFC 6962 tree: its head, and the path that proves one leaf to be under it.

Leaves are ``SHA-256(0x00 ‖ data)``, nodes ``SHA-256(0x01 ‖ left ‖ right)``; an empty log's head is SHA-256 of nothing.
Everything here is arithmetic on bytes: whoever checks a proof needs this file and no database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ledger.books.leaf import merkle_root


def leaf_of(data: bytes) -> bytes:
    """The leaf of a log's entry."""
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def head_of(leaves: Sequence[bytes]) -> bytes:
    """The tree head of some leaves."""
    return merkle_root(leaves) if leaves else hashlib.sha256(b"").digest()


def path_of(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of the leaf at ``index``, from the bottom up (RFC 6962, 2.1.1)."""
    assert 0 <= index < len(leaves)
    path, level, place = [], list(leaves), index
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            path.append(level[beside])
        pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = [*pairs, level[-1]] if len(level) % 2 else pairs
        place //= 2
    return path


def head_from(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The head that a leaf at ``index`` of ``size`` leads to; None where the path has another length than it must."""
    if not 0 <= index < size:
        return None
    found, place, last, left = leaf, index, size - 1, list(path)
    while last:
        if place % 2 or place < last:
            if not left:
                return None
            beside = left.pop(0)
            found = _node(beside, found) if place % 2 else _node(found, beside)
        place //= 2
        last //= 2
    return None if left else found
