"""Files by content: a blob's name is its SHA-256, so a second copy is the first one."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ledger.core import new_id, problem, sha256_hex
from ledger.core.problem import Refused

_NAME = re.compile(r"[0-9a-f]{64}")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True)
class Blobs:
    """The blobs of one tenant under ``root`` (``ab/abcd…``). Written by temp file, fsync and rename."""

    root: Path

    def path(self, name: str) -> Path:
        """Where a blob lies; refuses what is not a SHA-256 in hexadecimal."""
        if not _NAME.fullmatch(name):
            raise Refused(problem("store.bad_blob_name", name=name[:80]))
        return self.root / name[:2] / name

    def put(self, data: bytes) -> str:
        """Store bytes durably and return their SHA-256 in hexadecimal; a no-op for known content."""
        name = sha256_hex(data)
        target = self.path(name)
        if target.exists():
            return name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = target.parent / f".{name}.{new_id()}"
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        _sync_folder(target.parent)
        return name

    def get(self, name: str) -> bytes:
        """The bytes, checked against their name; refused when missing or changed on disk."""
        path = self.path(name)
        if not path.exists():
            raise Refused(problem("store.blob_missing", name=name))
        data = path.read_bytes()
        if sha256_hex(data) != name:
            raise Refused(problem("store.blob_changed", name=name))
        return data

    def remove(self, name: str) -> bool:
        """Take a blob away for good; False when it was not there."""
        path = self.path(name)
        if not path.exists():
            return False
        path.unlink()
        _sync_folder(path.parent)
        return True

    def exists(self, name: str) -> bool:
        """Whether the blob is here."""
        return self.path(name).exists()
