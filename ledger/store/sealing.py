"""Sealed bytes: AES-GCM under a key of the installation, bound to the tenant and the place they are kept in.

The key file (``sealing.key`` in the data folder) holds one key a line in base 64; the first seals, all of them open, so
that a new line on top changes the key. It is in no backup: what was sealed is meant to be short-lived.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ledger.store.key_file import secret_in

KEY_FILE = "sealing.key"
_ID, _NONCE = 4, 12


def _keys(home: Path) -> list[bytes]:
    made = secret_in(home / KEY_FILE, lambda: base64.b64encode(AESGCM.generate_key(256)) + b"\n")
    return [base64.b64decode(line) for line in made.split()]


def _id(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:_ID]


def seal(home: Path, tenant: str, place: str, plain: bytes) -> bytes:
    """Key id, nonce, ciphertext with its tag."""
    key, nonce = _keys(home)[0], secrets.token_bytes(_NONCE)
    return _id(key) + nonce + AESGCM(key).encrypt(nonce, plain, f"{tenant}|{place}".encode())


def unseal(home: Path, tenant: str, place: str, sealed: bytes) -> bytes | None:
    """The bytes; None where no key fits, or they were changed, moved to another place or taken from another tenant."""
    named, nonce, body = sealed[:_ID], sealed[_ID : _ID + _NONCE], sealed[_ID + _NONCE :]
    for key in _keys(home):
        if _id(key) == named:
            try:
                return AESGCM(key).decrypt(nonce, body, f"{tenant}|{place}".encode())
            except InvalidTag:
                return None
    return None
