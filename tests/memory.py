"""Test folders in memory: SQLite and our own files wait for the disk at every commit, 5 to 10 ms each and most of a test.

Nothing of the product is switched off for it (``synchronous=FULL`` is still set and read back, files are still
synced); a folder in memory simply has nothing to wait for. Tests kill processes, never the machine, and what a killed
process had written is as safe there as in any page cache. PostgreSQL keeps its folder on the disk: it is large, and
started without waiting for the disk where no machine is to be lost.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4 << 30
DISK = "ZHANGFANG_TESTS_DISK"


def use() -> None:
    """Let temporary folders of this process and its children lie in memory, unless somebody chose where they lie."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return
    os.environ[DISK] = tempfile.gettempdir()
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def on_disk() -> str:
    """The folder for temporary files that are too large for memory."""
    return os.environ.get(DISK) or tempfile.gettempdir()
