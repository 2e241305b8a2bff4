"""What a process loaded is set apart from what its garbage collector looks through."""

from __future__ import annotations

import subprocess
import sys

SETTLED = """
import gc
from ledger.core.memory import settle
settle()
held, rounds = gc.get_freeze_count(), gc.get_threshold()[0]
settle()
print(held > 1000, rounds > 700, gc.get_freeze_count() == held)
"""


def test_what_was_loaded_is_set_apart_once() -> None:
    told = subprocess.run([sys.executable, "-c", SETTLED], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True"] * 3
