"""What is configured, reachable and healthy: the machine, our packages, the store, the models, the fonts."""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
from pathlib import Path

from ledger.core import Refused, Settings, SystemClock
from ledger.store import Store
from policies.library import PolicyIndex, Told, Use, stored
from tools.operate.keys_check import check_keys
from tools.operate.logs import set_up_logs
from tools.operate.machine import Check, check_machine

PACKAGES = ("assistant", "bots", "ingestion", "ledger", "policies", "tools")
TREE = Path(__file__).resolve().parents[2]
TORCH = "pip install --no-deps torch==2.13.0+cpu --index-url https://download.pytorch.org/whl/cpu"


def _names() -> Check:
    """Each generic name of ours resolves inside our tree, not to somebody else's package."""
    strangers = []
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or TREE not in origin.parents:
            strangers.append(f"{name} → {origin}")
    return Check("package names", "ours" if not strangers else "; ".join(strangers), not strangers,
                 "install 账房 into an environment of its own")  # fmt: skip


def _sqlite() -> Check:
    version = sqlite3.sqlite_version
    good = sqlite3.sqlite_version_info >= (3, 37)
    return Check("SQLite ≥ 3.37", version, good, "install a newer Python, which brings a newer SQLite")


def _torch() -> Check:
    present = importlib.util.find_spec("torch") is not None
    return Check("torch", "present" if present else "missing: policy search uses BM25", present, TORCH)


def _assets() -> Check:
    built = TREE / "bots" / "web" / "built" / "fonts" / "NotoSansSC-Regular.ttf"
    return Check("web assets, fonts", "present" if built.exists() else "missing", built.exists(), "make setup")


def _store(settings: Settings) -> Check:
    where = "PostgreSQL" if settings.database_url else str(settings.home)
    try:
        store = Store.open(settings.home, settings.database_url, settings.database_owner_url)
        try:
            count = len(store.tenants())
        finally:
            store.dispose()
    except (OSError, Refused) as error:
        return Check(
            "store", f"{where}: {type(error).__name__}", False, "check ZHANGFANG_HOME and ZHANGFANG_DATABASE_URL"
        )
    except Exception as error:
        return Check("store", f"{where}: {type(error).__name__}", False, "is the database running and the role right?")
    return Check("store", f"{where}, companies: {count}", True)


_INDEX = {
    Use.BM25: "BM25 only: no vectors",
    Use.EXACT: "exact search",
    Use.LOCAL: "Chroma in the data folder",
    Use.ELSEWHERE: "Chroma, kept by process {holder}; exact search in others",
    Use.SERVER: "Chroma server",
    Use.FILLING: "Chroma is being filled",
    Use.UNFILLED: "Chroma, filled by the next `zhangfang serve`",
    Use.FAULT: "exact search, since Chroma fails: {fault}",
}


def _index(settings: Settings) -> Check:
    """Which index searches the policies; the worst one of all companies."""
    index = PolicyIndex(settings.home.resolve(), settings.chroma_url, settings.chroma_from_passages)
    try:
        store = Store.open(settings.home, settings.database_url, settings.database_owner_url)
        try:
            told = [_told(store, tenant, index) for tenant in store.tenants()]
        finally:
            index.close()
            store.dispose()
    except Exception as error:
        return Check("policy index", f"not looked at: {type(error).__name__}", False, "see the line of the store")
    order = list(_INDEX)
    worst = max(told, key=lambda one: order.index(one.use), default=Told(Use.BM25, 0))
    found = _INDEX[worst.use].format(holder=worst.holder, fault=worst.fault)
    where = f"{settings.chroma_url}: " if settings.chroma_url and worst.use is Use.FAULT else ""
    remedy = f"{'start the Chroma server, then ' if settings.chroma_url else ''}zhangfang policies reindex"
    total = sum(one.passages for one in told)
    return Check("policy index", f"{where}{found}, passages: {total}", worst.use is not Use.FAULT, remedy)


def _told(store: Store, tenant: str, index: PolicyIndex) -> Told:
    with store.read(tenant) as unit:
        return index.look(stored(unit))


def examine(settings: Settings) -> list[Check]:
    """All checks, machine first."""
    set_up_logs()
    return [
        *check_machine(TREE, settings.home),
        _names(),
        _sqlite(),
        _store(settings),
        *check_keys(settings.home, SystemClock().now()),
        _assets(),
        _torch(),
        _index(settings),
    ]
