"""``index.lock``: one process of a data folder fills Chroma, and reads it where it lies in that folder.

Two processes that write one Chroma folder lose rows silently, and a second reader is stale. The lock belongs to the
open file, so that the kernel frees it when its process dies, however it dies.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from threading import Lock


class IndexLock:
    """The lock of one data folder in this process; its threads share it."""

    def __init__(self, home: Path) -> None:
        self.file = home / "index.lock"
        self._handle: int | None = None
        self._guard = Lock()
        os.register_at_fork(after_in_child=self._leave_to_parent)

    @property
    def held(self) -> bool:
        """Whether this process holds it."""
        return self._handle is not None

    def take(self) -> bool:
        """Take it unless another process has it; never waits. True where this process holds it now."""
        with self._guard:
            if self._handle is not None:
                return True
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(handle)
                return False
            os.truncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
            self._handle = handle
            return True

    def release(self) -> None:
        """Give it back before the process ends."""
        with self._guard:
            if self._handle is not None:
                fcntl.flock(self._handle, fcntl.LOCK_UN)
                os.close(self._handle)
                self._handle = None

    def holder(self) -> str:
        """Number of the process that took it last; empty where none ever did."""
        try:
            return self.file.read_text("ascii")
        except OSError:
            return ""

    def _leave_to_parent(self) -> None:
        """A forked child shares the open file and would keep the lock beyond its parent's death."""
        self._guard = Lock()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
