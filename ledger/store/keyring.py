"""The keys under which fields of the database are sealed: one file in the data folder, one active key, the retired ones.

``keyring.json`` is its owner's alone and is replaced whole, so that a reader sees the old ring or the new one. Whoever
changes it holds ``keys.lock``. A retired key opens and seals nothing; it goes once no row names it. A key of one
company alone (``tenant``) came out of a backup: it opens that company's rows and no other's.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ledger.core import Refused, problem
from ledger.store.key_file import changing_keys, replace_secret, secret_in

KEY_FILE = "keyring.json"
ID_BYTES = 4


@dataclass(frozen=True, slots=True)
class Key:
    """A key of 256 bits; ``key_id`` is eight hexadecimal digits, ``retired`` None for the one that seals."""

    key_id: str
    secret: bytes
    made: datetime
    retired: datetime | None = None
    tenant: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys, newest first. ``fault`` says that the file is there and cannot be read: then there are none."""

    path: Path
    keys: tuple[Key, ...] = ()
    fault: bool = False
    _shares: dict[str, dict[bytes, TenantKeys]] = field(default_factory=dict, compare=False, repr=False)

    def share(self, tenant: str) -> dict[bytes, TenantKeys]:
        """What a tenant's rows are sealed with and looked up by, by key id; the active key's first."""
        known = self._shares.get(tenant)
        if known is None:  # a key of the installation before one out of a backup with the same id
            fits = sorted(self.of(tenant), key=lambda key: (key.retired is not None, key.tenant), reverse=True)
            made = {bytes.fromhex(key.key_id): tenant_keys(key, tenant) for key in fits}
            known = self._shares[tenant] = dict(reversed(made.items()))
        return known

    @property
    def active(self) -> Key | None:
        """The key that seals."""
        return next((key for key in self.keys if key.retired is None), None)

    def find(self, key_id: str, tenant: str) -> Key | None:
        """A key that opens rows of a tenant; the installation's own before one out of a backup."""
        fits = [key for key in self.keys if key.key_id == key_id and key.tenant in ("", tenant)]
        return min(fits, key=lambda key: key.tenant, default=None)

    def of(self, tenant: str) -> list[Key]:
        """The keys a tenant's rows may be under."""
        return [key for key in self.keys if key.tenant in ("", tenant)]


@dataclass(frozen=True, slots=True)
class TenantKeys:
    """What one tenant's rows are sealed with and looked up by, derived of one key by HKDF-SHA-256."""

    cipher: AESGCM
    index: bytes


def _derive(secret: bytes, what: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"zhangfang {what}".encode()).derive(secret)


def secret_of(key: Key, tenant: str) -> bytes:
    """What a key is for one tenant alone: nothing leads from it to another tenant's."""
    assert key.tenant in ("", tenant)
    return key.secret if key.tenant else _derive(key.secret, f"tenant {tenant}")


def tenant_keys(key: Key, tenant: str) -> TenantKeys:
    """The two keys of a tenant."""
    secret = secret_of(key, tenant)
    return TenantKeys(AESGCM(_derive(secret, "seal")), _derive(secret, "index"))


# the file ------------------------------------------------------------------------------------------
_read: dict[Path, tuple[tuple[int, int, int], Ring]] = {}


def ring_in(home: Path) -> Ring:
    """The ring as it lies in a data folder now; empty where there is none. Read again only when the file is another one."""
    path = home / KEY_FILE
    try:
        told = path.stat()
    except FileNotFoundError:
        return Ring(path)
    mark = (told.st_mtime_ns, told.st_ino, told.st_size)
    known = _read.get(path)
    if known is None or known[0] != mark:
        known = _read[path] = (mark, _parsed(path))
    return known[1]


def ring_to_seal_with(home: Path) -> Ring:
    """The ring, made the first time something is to be sealed. Refused where its file cannot be read."""
    ring = ring_in(home)
    if not ring.keys and not ring.fault:
        secret_in(home / KEY_FILE, lambda: _text((new_key(datetime.now(UTC)),)))
        ring = ring_in(home)
    if ring.active is None:
        raise Refused(problem("keys.ring_unreadable", file=ring.path))
    return ring


def new_key(made: datetime) -> Key:
    """A key nobody had."""
    secret = secrets.token_bytes(32)
    return Key(secrets.token_hex(ID_BYTES), secret, made)


def _parsed(path: Path) -> Ring:
    try:
        return Ring(path, tuple(_key(row) for row in json.loads(path.read_bytes())["keys"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Ring(path, fault=True)


def _key(row: dict[str, Any]) -> Key:
    secret = base64.b64decode(row["secret"], validate=True)
    if len(secret) != 32 or len(bytes.fromhex(row["key_id"])) != ID_BYTES:
        raise ValueError("not a key of ours")
    retired = datetime.fromisoformat(row["retired"]) if row["retired"] else None
    return Key(row["key_id"], secret, datetime.fromisoformat(row["made"]), retired, row.get("tenant", ""))


def rows_of(keys: Collection[Key]) -> list[dict[str, Any]]:
    """Keys as the file has them."""
    return [
        asdict(key)
        | {
            "secret": base64.b64encode(key.secret).decode(),
            "made": key.made.isoformat(),
            "retired": key.retired.isoformat() if key.retired else None,
        }
        for key in keys
    ]


def keys_of(rows: list[dict[str, Any]]) -> list[Key]:
    """Inverse of :func:`rows_of`. ValueError, KeyError or TypeError where they are no keys."""
    return [_key(row) for row in rows]


def _text(keys: Collection[Key]) -> bytes:
    return json.dumps({"keys": rows_of(keys)}, indent=1).encode()


def change(home: Path, of: Callable[[tuple[Key, ...]], tuple[Key, ...]]) -> Ring:
    """Replace the ring by what ``of`` makes of it, one process after another. Refused where it cannot be read."""
    with changing_keys(home):
        ring = ring_in(home)
        if ring.fault:
            raise Refused(problem("keys.ring_unreadable", file=ring.path))
        made = of(ring.keys)
        if made != ring.keys:
            replace_secret(home / KEY_FILE, _text(made))
        return ring_in(home)


def make_active(home: Path, fresh: Key) -> Ring:
    """``fresh`` seals from now on; the one before is retired."""

    def turned(keys: tuple[Key, ...]) -> tuple[Key, ...]:
        if any(key.key_id == fresh.key_id for key in keys):
            return keys
        return (fresh, *(replace(key, retired=key.retired or fresh.made) for key in keys))

    return change(home, turned)


def drop_unused(home: Path, used: Collection[tuple[str, str]]) -> list[str]:
    """Drop retired keys; ``used`` has (key id, tenant) of every row there is. Ids of what went."""
    gone: list[str] = []

    def kept(keys: tuple[Key, ...]) -> tuple[Key, ...]:
        stays = tuple(
            key for key in keys
            if key.retired is None or any(key.key_id == one and key.tenant in ("", tenant) for one, tenant in used)
        )  # fmt: skip
        gone.extend(key.key_id for key in keys if key not in stays)
        return stays

    change(home, kept)
    return gone


def take_in(home: Path, tenant: str, brought: Collection[Key], now: datetime) -> int:
    """Add a tenant's keys out of a backup, retired, unless the ring opens their rows already; how many were added."""
    added: list[Key] = []

    def with_them(keys: tuple[Key, ...]) -> tuple[Key, ...]:
        for key in brought:
            known = Ring(home, keys).find(key.key_id, tenant)
            if known is None or secret_of(known, tenant) != key.secret:
                added.append(replace(key, tenant=tenant, retired=key.retired or now))
        return (*keys, *added) if keys else (new_key(now), *added)

    change(home, with_them)
    return len(added)
