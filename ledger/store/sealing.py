"""Sealed fields: AES-256-GCM under the tenant's share of a key of the ring, bound to tenant, table, column and row.

A sealed value is the key's id (4 bytes), a random nonce (12) and the ciphertext with its tag (16 more than the plain
bytes). Moved to another row, column, table or tenant it does not open. What has to be found by equality has a blind
index beside it: HMAC-SHA-256 of the plain bytes under another key of the tenant, so that equal values are seen to be
equal by nobody without the ring.
"""

from __future__ import annotations

import hmac
import secrets
import struct
from dataclasses import dataclass
from typing import Literal, NamedTuple

from cryptography.exceptions import InvalidTag

from ledger.core import Problem, problem
from ledger.store.keyring import ID_BYTES, Ring, ring_in, ring_to_seal_with
from ledger.store.locks import hold, hold_shared
from ledger.store.unit import Unit

_NONCE = 12
LOCK = "keys"
"""Whoever seals holds it shared to the end of the transaction, whoever seals rows anew holds it alone: no row slips past."""


class Place(NamedTuple):
    """Where a sealed value stands: ``key`` tells its row. One is made for each value that is opened."""

    tenant: str
    table: str
    column: str
    key: tuple[str, ...]

    def told(self, *names: str) -> bytes:
        """The place as bytes that no other place has: the lengths of its parts, then the parts."""
        parts = [part.encode() for part in (self.tenant, self.table, self.column, *names)]
        return struct.pack(f">{len(parts)}I", *map(len, parts)) + b"".join(parts)


@dataclass(frozen=True, slots=True)
class Closed:
    """A value that does not open: its key is not in the ring, or it is not what was sealed in this place."""

    key_id: str
    why: Literal["no_key", "moved"]
    ring: Ring

    def problem(self, where: str = "") -> Problem:
        """Which key, where the ring lies, what to do."""
        code = "keys.moved" if self.why == "moved" else "keys.no_key"
        return problem(code, where, key=self.key_id or "–", file=self.ring.path)


def sealing_ring(unit: Unit, *, alone: bool = False) -> Ring:
    """The ring for a transaction that seals; ``alone`` waits for all others of the tenant that do."""
    assert unit.home is not None and unit.writable
    (hold if alone else hold_shared)(unit, LOCK)
    return ring_to_seal_with(unit.home)


def opening_ring(unit: Unit) -> Ring:
    """The ring for a transaction that opens."""
    assert unit.home is not None
    return ring_in(unit.home)


def key_id_of(sealed: bytes) -> str:
    """Which key a value was sealed under."""
    return sealed[:ID_BYTES].hex()


def seal(ring: Ring, place: Place, plain: bytes) -> bytes:
    """Key id, nonce, ciphertext with its tag."""
    key, nonce = ring.active, secrets.token_bytes(_NONCE)
    assert key is not None
    key_id = bytes.fromhex(key.key_id)
    return key_id + nonce + ring.share(place.tenant)[key_id].cipher.encrypt(nonce, plain, place.told(*place.key))


def unseal(ring: Ring, place: Place, sealed: bytes) -> bytes | Closed:
    """The plain bytes."""
    keys = ring.share(place.tenant).get(sealed[:ID_BYTES])
    if keys is None:
        return Closed(key_id_of(sealed), "no_key", ring)
    nonce, body = sealed[ID_BYTES : ID_BYTES + _NONCE], sealed[ID_BYTES + _NONCE :]
    try:
        return keys.cipher.decrypt(nonce, body, place.told(*place.key))
    except (InvalidTag, ValueError):  # a nonce cut short is a ValueError
        return Closed(key_id_of(sealed), "moved", ring)


def blind(ring: Ring, place: Place, plain: bytes) -> list[bytes]:
    """The index of a value under each key it may stand under, the active one's first: 32 bytes each."""
    told = place.told() + plain
    return [hmac.digest(keys.index, told, "sha256") for keys in ring.share(place.tenant).values()]
