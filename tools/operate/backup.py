"""Back a company up into one file and bring it back, each with a check of what was copied.

A backup is a tar of the tenant's folder: consistent copies of its SQLite files (taken by SQLite's own backup,
so that a running server is no harm), its blobs, and a manifest of SHA-256 digests. PostgreSQL companies are
backed up by the database's own means; their blobs lie in the same folder.
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
from dataclasses import dataclass
from pathlib import Path

from ledger.core import Refused, is_tenant_id, problem
from ledger.proof import verify
from ledger.store import Store

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Told:
    """What was copied."""

    tenant: str
    files: int
    size: int


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


def back_up(store: Store, tenant: str, target: Path) -> Told:
    """Write ``target`` (a .tar.gz) anew; refused on PostgreSQL, whose data lies elsewhere."""
    if store.engine_name != "sqlite":
        raise Refused(problem("operate.use_pg_dump"))
    part = target.with_name(target.name + ".part")
    manifest: dict[str, str] = {}
    size = 0
    with tempfile.TemporaryDirectory() as scratch, tarfile.open(part, "w:gz", compresslevel=3) as tar:
        for name, path in _copies(store.folder(tenant), Path(scratch)):
            manifest[name] = _digest(path)
            size += path.stat().st_size
            tar.add(path, name, recursive=False)
        head = json.dumps({"tenant": tenant, "files": manifest}).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(head)
        tar.addfile(info, io.BytesIO(head))
    _check(part)
    part.replace(target)
    return Told(tenant, len(manifest), size)


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


def restore(store: Store, source: Path) -> Told:
    """Bring a company back where none of its name is, and verify its books; nothing is kept where that fails."""
    tenant, manifest = _check(source)
    folder = store.folder(tenant)
    if folder.exists():
        raise Refused(problem("operate.company_exists", company=tenant))
    fresh = folder.with_name(f"{tenant}.restoring")
    fresh.mkdir(parents=True, mode=0o700)
    with tarfile.open(source, "r:gz") as tar:
        tar.extractall(fresh, members=[m for m in tar if m.isreg() and m.name in manifest], filter="data")
    fresh.rename(folder)
    with store.read(tenant) as unit:
        report = verify(unit)
    if not report.clean:
        store.forget(tenant)
        folder.rename(fresh)
        raise Refused(*report.findings[:5])
    return Told(tenant, len(manifest), sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))
