"""A secret of the installation in a file of its own, made the first time it is asked for, readable by its owner alone."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def secret_in(path: Path, make: Callable[[], bytes]) -> bytes:
    """What the file holds; where there is none, what ``make`` gives, kept for good. Of many at once all get the same."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        making = _beside(path, make())
    try:
        os.link(making, path)  # whoever came first has made it: both use that one
    except FileExistsError:
        pass
    finally:
        making.unlink()
    return path.read_bytes()


@contextmanager
def changing_keys(home: Path) -> Iterator[None]:
    """Hold ``keys.lock`` of a data folder: of many processes and threads that change keys, one after another."""
    descriptor = os.open(home / "keys.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def replace_secret(path: Path, content: bytes) -> None:
    """Put another content in its place, whole or not at all."""
    _beside(path, content).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # a row may be sealed with it a moment later
    finally:
        os.close(folder)


def _beside(path: Path, content: bytes) -> Path:
    making = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return making
