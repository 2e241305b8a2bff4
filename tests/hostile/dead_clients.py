"""What is left of a client that was killed."""

from __future__ import annotations

import time

from ledger.store import Store


def let_the_server_finish(store: Store, tenant: str) -> None:
    """A server carries out the last statement of a client that died meanwhile; what it does then is part of the past."""
    if store.engine_name != "postgresql":
        return
    busy = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND state <> 'idle'"
    )
    for _ in range(1000):
        with store.read(tenant) as unit:
            if unit.run(busy, {}).fetchone() == (0,):
                return
        time.sleep(0.01)
    raise AssertionError("a dead client's statement never ended")
