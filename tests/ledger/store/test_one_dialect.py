"""What was compiled for one company serves the next."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine.interfaces import CacheStats

from ledger.store import Store
from ledger.store.commodities import has_commodities


def test_a_second_company_compiles_nothing_again(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.create_tenant("first")
        with store.read("first") as unit:
            has_commodities(unit)
        store.create_tenant("second")
        found: list[CacheStats] = []
        with store.read("second") as unit:
            event.listen(unit.connection.engine, "before_cursor_execute", lambda *told: found.append(told[4].cache_hit))
            has_commodities(unit)
    assert set(found) == {CacheStats.CACHE_HIT}
