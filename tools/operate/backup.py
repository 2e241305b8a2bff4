"""Back a company up into one file and bring it back, each with a check of what was copied.

A backup is a tar of the tenant's folder: consistent copies of its SQLite files (taken by SQLite's own backup,
so that a running server is no harm), its blobs, and a manifest of SHA-256 digests. PostgreSQL companies are
backed up by the database's own means; their blobs lie in the same folder. The keys of sealed fields and the signing
key lie outside that folder: a backup holds them under a passphrase, or not at all.
"""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ledger.core import Refused, is_tenant_id, problem
from ledger.proof import verify
from ledger.proof.sealed import NO_KEY
from ledger.store import Store
from ledger.store.resealing import closed_rows
from tools.operate.wrapped_keys import Unwrapped, bring_back, unwrap, wrap

MANIFEST, KEYS = "manifest.json", "keys.wrapped"


@dataclass(frozen=True, slots=True)
class Told:
    """What was copied. ``keys`` says whether keys were among it; ``closed`` counts values that no key here opens."""

    tenant: str
    files: int
    size: int
    keys: bool = False
    closed: int = 0


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copies(folder: Path, scratch: Path) -> Iterator[tuple[str, Path]]:
    """(name in the backup, file to read): databases through SQLite's backup, the rest as it lies."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or path.name.endswith(("-wal", "-shm")) or ".tmp" in path.name:
            continue
        if path.suffix == ".db":
            copy = scratch / name.replace("/", "_")
            with (
                closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as old,
                closing(sqlite3.connect(copy)) as new,
            ):
                old.backup(new)
            yield name, copy
        else:
            yield name, path


def back_up(store: Store, tenant: str, target: Path, passphrase: str = "", *, keys_only: bool = False) -> Told:
    """Write ``target`` (a .tar.gz) anew, with the keys where there is a passphrase.

    Refused on PostgreSQL, whose data lies elsewhere; ``keys_only`` works there too.
    """
    if store.engine_name != "sqlite" and not keys_only:
        raise Refused(problem("operate.use_pg_dump"))
    if keys_only and not passphrase:
        raise Refused(problem("keys.passphrase_missing"))
    wrapped = wrap(store.home, tenant, passphrase) if passphrase else b""
    part = target.with_name(target.name + ".part")
    manifest: dict[str, str] = {}
    size = 0
    with tempfile.TemporaryDirectory() as scratch, tarfile.open(part, "w:gz", compresslevel=3) as tar:
        if wrapped:
            manifest[KEYS] = hashlib.sha256(wrapped).hexdigest()
            _add(tar, KEYS, wrapped)
        for name, path in () if keys_only else _copies(store.folder(tenant), Path(scratch)):
            manifest[name] = _digest(path)
            size += path.stat().st_size
            tar.add(path, name, recursive=False)
        _add(tar, MANIFEST, json.dumps({"tenant": tenant, "files": manifest}).encode())
    _check(part)
    part.replace(target)
    return Told(tenant, len(manifest), size, bool(wrapped))


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def _check(path: Path) -> tuple[str, dict[str, str]]:
    """Read a backup again and compare every file with the manifest; refused where anything differs."""
    found: dict[str, str] = {}
    head: dict[str, object] = {}
    try:
        with tarfile.open(path, "r:gz") as tar:
            for member in tar:
                file = tar.extractfile(member)
                if file is None:
                    continue
                data = file.read()
                if member.name == MANIFEST:
                    head = json.loads(data)
                else:
                    found[member.name] = hashlib.sha256(data).hexdigest()
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise Refused(problem("operate.bad_backup", file=path.name)) from error
    tenant = str(head.get("tenant") or "")
    if not is_tenant_id(tenant) or head.get("files") != found:
        raise Refused(problem("operate.bad_backup", file=path.name))
    return tenant, found


def restore(store: Store, source: Path, now: datetime, passphrase: str = "", *, keys_only: bool = False) -> Told:
    """Bring a company back where none of its name is, and verify its books; nothing is kept where that fails.

    With the passphrase its keys come back too, beside those that are here; ``keys_only`` brings nothing else.
    """
    tenant, manifest = _check(source)
    found = _keys(source, tenant, passphrase, wanted=keys_only) if KEYS in manifest or keys_only else None
    if keys_only:
        assert found is not None
        return Told(tenant, bring_back(store.home, tenant, found, now), 0, True)
    folder = store.folder(tenant)
    if folder.exists():
        raise Refused(problem("operate.company_exists", company=tenant))
    fresh = folder.with_name(f"{tenant}.restoring")
    fresh.mkdir(parents=True, mode=0o700)
    with tarfile.open(source, "r:gz") as tar:
        wanted = manifest.keys() - {KEYS}
        tar.extractall(fresh, members=[m for m in tar if m.isreg() and m.name in wanted], filter="data")
    fresh.rename(folder)
    if found is not None:
        bring_back(store.home, tenant, found, now)
    return replace(_verified(store, tenant, fresh), files=len(manifest), keys=found is not None)


def _keys(source: Path, tenant: str, passphrase: str, *, wanted: bool) -> Unwrapped | None:
    """The keys of a backup; None without a passphrase, unless they are all that is wanted."""
    if not passphrase:
        if wanted:
            raise Refused(problem("keys.passphrase_missing"))
        return None
    with tarfile.open(source, "r:gz") as tar:
        member = next((one for one in tar if one.name == KEYS), None)
        file = tar.extractfile(member) if member is not None else None
        if file is None:
            raise Refused(problem("keys.none_in_backup", file=source.name))
        return unwrap(file.read(), tenant, passphrase)


def _verified(store: Store, tenant: str, put_aside: Path) -> Told:
    """The restored company; a value whose key is not here is counted and no fault of the backup."""
    folder = store.folder(tenant)
    with store.read(tenant) as unit:
        report = verify(unit)
        closed = closed_rows(unit)
    faults = [one for one in report.findings if NO_KEY not in (one.code, one.where)]
    if faults:
        store.forget(tenant)
        folder.rename(put_aside)
        raise Refused(*faults[:5])
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Told(tenant, 0, size, closed=closed)
