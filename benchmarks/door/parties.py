"""party_list: vendors and customers of a company of 1,000, each with a bank account, listed through the door for who sees
accounts whole (ours); the same rows as they lie, by the bare driver (floor). party_cut: an answer that names one of the
accounts, cut to its last four.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.door.gateway import timed
from benchmarks.engines import ENGINES, Engine
from benchmarks.ledger.row import Row
from ledger.business.parties import Party
from ledger.business.party_accounts import PartyAccount
from ledger.business.party_changes import take_in
from tests.world import World
from tools.blocks import Text
from tools.masking import masked
from tools.outcome import Done

TENANT, PARTIES = "bench", 1_000
READER = "limin"
_ROWS = ("SELECT * FROM party WHERE tenant_id = :tenant", "SELECT * FROM party_account WHERE tenant_id = :tenant")


def measure(names: tuple[str, ...], calls: int) -> list[Row]:
    """Two rows for each database."""
    found: list[Row] = []
    for name, engine in ENGINES.items():
        wanted = {one for one in (f"party_list_{name}", f"party_cut_{name}") if not names or one.startswith(names)}
        if wanted:
            with engine() as opened:
                found += [row for row in _rows(name, opened, calls) if row.name in wanted]
    return found


def _rows(name: str, engine: Engine, calls: int) -> tuple[Row, Row]:
    engine.store.create_tenant(TENANT)
    world = World(engine.store, TENANT)
    with engine.store.write(TENANT) as unit:
        take_in(unit, [_party(number) for number in range(PARTIES)], "wang", "li", "checked", world.clock.now())
    ways: dict[str, Callable[[], object]] = {
        "list": partial(_listed, world), "cut": partial(_cut, engine), "bare": partial(_bare, engine)
    }  # fmt: skip
    _, taken = timed(ways, calls)
    world.close()
    return (Row.of(f"party_list_{name}", taken["list"], taken["bare"]),
            Row.of(f"party_cut_{name}", taken["cut"], taken["bare"]))  # fmt: skip


def _party(number: int) -> Party:
    account = PartyAccount(f"62220211{number:011}", "招商银行", True)
    return Party(
        f"B{number:05}", "vendor", f"供应商{number}", f"Vendor {number}", f"TAX{number:09}", accounts=(account,)
    )


def _listed(world: World) -> None:
    done = world.call(READER, "list_master_data")
    assert isinstance(done, Done), done


def _cut(engine: Engine) -> None:
    number = _party(PARTIES // 2).accounts[0].number
    with engine.store.read(TENANT) as unit:
        done = masked(unit, Done(Text(text=number)))
    assert done.result == Text(text=f"…{number[-4:]}"), done


def _bare(engine: Engine) -> None:
    with engine.store.read(TENANT) as unit:
        for statement in _ROWS:
            unit.run(statement, {"tenant": TENANT}).fetchall()
