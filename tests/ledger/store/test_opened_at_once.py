"""Several connections that open a new file at the same moment all get it, with every setting."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from ledger.store.sqlite import prepare

OPENERS, ROUNDS = 6, 150


def test_a_new_file_opened_by_many_at_once(tmp_path: Path) -> None:
    refused: list[Exception] = []

    def opened(path: Path, together: threading.Barrier) -> None:
        connection = sqlite3.connect(path, timeout=30)
        together.wait()
        try:
            prepare(connection, writable=True, guarded=False)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE IF NOT EXISTS kept (at INTEGER)")
            connection.execute("COMMIT")
        except Exception as error:
            refused.append(error)
        finally:
            connection.close()

    for number in range(ROUNDS):
        path, together = tmp_path / f"{number}.db", threading.Barrier(OPENERS)
        threads = [threading.Thread(target=opened, args=(path, together)) for _ in range(OPENERS)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert refused == []
