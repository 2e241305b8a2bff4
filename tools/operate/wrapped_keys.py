"""A company's keys and the signing key under a passphrase: what of them may stand in a backup.

scrypt (N 2^17, r 8, p 1: 128 MB and some tenths of a second a try) makes the key, AES-256-GCM seals, bound to the company.
Of the ring only the company's own share is taken: nothing in it opens another company's rows.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ledger.core import Refused, problem
from ledger.proof.signing import KEY_FILE, brought_back
from ledger.store.keyring import Key, keys_of, ring_in, rows_of, secret_of, take_in

SHORTEST = 12
_COST = {"n": 2**17, "r": 8, "p": 1}
_DEAREST = 2**20


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """What a wrapping held."""

    keys: tuple[Key, ...]
    signing: bytes


def wrap(home: Path, tenant: str, passphrase: str) -> bytes:
    """JSON with the cost, salt, nonce and sealed keys. Refused for a short passphrase or a ring that cannot be read."""
    if len(passphrase) < SHORTEST:
        raise Refused(problem("keys.passphrase_short", least=SHORTEST))
    ring = ring_in(home)
    if ring.fault:
        raise Refused(problem("keys.ring_unreadable", file=ring.path))
    own = [replace(key, secret=secret_of(key, tenant), tenant=tenant) for key in ring.of(tenant)]
    signing = home / KEY_FILE
    told = {"keys": rows_of(own), "signing": signing.read_text("ascii") if signing.exists() else ""}
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    body = _cipher(passphrase, salt, _COST).encrypt(nonce, json.dumps(told).encode(), _bound(tenant))
    return json.dumps(_COST | {"salt": _text(salt), "nonce": _text(nonce), "sealed": _text(body)}).encode()


def unwrap(wrapped: bytes, tenant: str, passphrase: str) -> Unwrapped:
    """The keys. Refused where the passphrase is another one or the wrapping was changed."""
    try:
        head = json.loads(wrapped)
        cost = {name: int(head[name]) for name in _COST}
        if cost["n"] * cost["r"] * cost["p"] > _DEAREST * 8:
            raise ValueError("asks for more memory than we ever do")
        salt, nonce, body = (base64.b64decode(head[name]) for name in ("salt", "nonce", "sealed"))
        told = json.loads(_cipher(passphrase, salt, cost).decrypt(nonce, body, _bound(tenant)))
        return Unwrapped(tuple(keys_of(told["keys"])), told["signing"].encode("ascii"))
    except (InvalidTag, ValueError, KeyError, TypeError) as fault:
        raise Refused(problem("keys.wrong_passphrase", company=tenant)) from fault


def bring_back(home: Path, tenant: str, found: Unwrapped, now: datetime) -> int:
    """Put keys where they are missing; nothing that is there is replaced. How many sealing keys were added."""
    if found.signing:
        brought_back(home, found.signing, now)
    return take_in(home, tenant, found.keys, now)


def _cipher(passphrase: str, salt: bytes, cost: dict[str, int]) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, **cost).derive(passphrase.encode()))


def _bound(tenant: str) -> bytes:
    return f"zhangfang backup keys {tenant}".encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
