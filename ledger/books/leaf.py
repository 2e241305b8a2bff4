"""Hashing of what is sealed: one leaf a voucher, a Merkle tree a batch, a chain of headers a book.

A leaf is SHA-256 over 0x00 and the JSON array of the voucher (RFC 6962 prefixes; the layout is fixed by
``VERSION`` and by golden vectors in the tests). Nothing that is only known at posting is in it, so the
root can be confirmed before the batch exists. The header is text that SQL can build as well.
"""

from __future__ import annotations

import hashlib
import json.encoder
from collections.abc import Sequence
from typing import Any

VERSION = 1
GENESIS = bytes(32)

_sha256 = hashlib.sha256
# One encoder for all leaves: json.dumps would build it anew for each (a third of the hashing time).
_encode = json.encoder.c_make_encoder(  # type: ignore[attr-defined]
    None, None, json.encoder.encode_basestring, None, ":", ",", False, False, False
)


def leaf_text(entry: tuple[Any, ...], lines: Sequence[tuple[Any, ...]]) -> str:
    """The JSON array of a voucher: its own fields, then its lines."""
    return "".join(_encode((VERSION, entry, lines), 0))


def leaf_hash(text: str) -> bytes:
    """SHA-256 of a leaf (RFC 6962: prefix 0x00)."""
    return _sha256(b"\x00" + text.encode()).digest()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The RFC 6962 tree head of leaf hashes; at least one leaf."""
    assert leaves, "a batch has at least one voucher"
    level = list(leaves)
    while len(level) > 1:
        pairs = [_sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        if len(level) % 2:
            pairs.append(level[-1])
        level = pairs
    return level[0]


def header_text(
    *, tenant: str, batch_id: int, book_id: int, position: int, period: int, layer: int, first_number: int,
    entry_count: int, line_count: int, base_total: int, posted_at: int, series: str, authority_id: str, poster: str,
    checker: str, cashier: str, chief: str, digest: bytes, previous_hash: bytes, root: bytes,
) -> str:  # fmt: skip
    """The header a batch is chained by; the seal's triggers build the same text in SQL."""
    numbers = (batch_id, book_id, position, period, layer, first_number, entry_count, line_count, base_total, posted_at)
    words = "".join(f"{len(word)}:{word}" for word in (series, authority_id, poster, checker, cashier, chief))
    plain = "|".join(map(str, (*numbers, VERSION)))
    return f"zf1|{tenant}|{plain}|{words}|{digest.hex()}|{previous_hash.hex()}|{root.hex()}"


def header_hash(text: str) -> bytes:
    """SHA-256 of a header."""
    return _sha256(text.encode()).digest()
