"""Makes the demo company in a fresh place, or finds it there; a half-made one is made anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from ledger.core import Channel, Clock, FixedClock, Settings, company_date
from ledger.store import Store
from ledger.store.keyring import ring_in
from tools.catalogue import load_tools
from tools.demo import cast
from tools.demo.arrivals import arrive
from tools.demo.bank import send_statement
from tools.demo.books import History, must
from tools.demo.founding import found
from tools.demo.month_end import set_up_month_end
from tools.demo.rates import give_rates
from tools.demo.shop import ORDERS_A_DAY
from tools.door.doorkeeper import Doorkeeper
from tools.gateway import Gateway
from tools.house import House

Progress = Callable[[str, int, int], None]
MORNING = time(8, 14)


def is_ready(store: Store) -> bool:
    """Whether the demo company is there and whole."""
    return cast.TENANT in store.tenants() and (store.folder(cast.TENANT) / "demo.ready").exists()


def remove(store: Store) -> None:
    """Take the demo company away: for a reset, or one that was left half-made. SQLite only."""
    store.forget(cast.TENANT)
    shutil.rmtree(store.folder(cast.TENANT), ignore_errors=True)


def _this_morning(now: datetime, zone: str) -> datetime:
    local = now.astimezone(ZoneInfo(zone))
    morning = datetime.combine(local.date(), MORNING, ZoneInfo(zone))
    return min(morning if morning <= local else local - timedelta(minutes=5), local).astimezone(UTC)


def build(settings: Settings, clock: Clock, progress: Progress, orders_a_day: int = ORDERS_A_DAY) -> bool:
    """Make the demo company unless it is there; True when it was made now. Fewer orders of its shop make it smaller."""
    store = Store.open(settings.home, settings.database_url, settings.database_owner_url)
    try:
        if is_ready(store):
            return False
        if cast.TENANT in store.tenants():
            remove(store)
        _make(store, clock, progress, orders_a_day)
    finally:
        store.dispose()
    if store.engine_name == "sqlite":
        _keep_copy(store)
    (store.folder(cast.TENANT) / "demo.ready").write_text("1")
    return True


def _copy(store: Store) -> Path:
    return store.home / "demo-copy"


def _keep_copy(store: Store) -> None:
    """As it is on its first morning, so that a reset need not post two years again."""
    shutil.rmtree(_copy(store), ignore_errors=True)
    shutil.copytree(store.folder(cast.TENANT), _copy(store))


def _take_copy(store: Store, clock: Clock) -> bool:
    """Put the company of this very day back; False where none is kept: its papers arrive *today*, under today's keys."""
    kept, zone = _copy(store) / "books.db", ZoneInfo(cast.company().time_zone)
    today = clock.now().astimezone(zone).date()
    if not kept.exists() or datetime.fromtimestamp(kept.stat().st_mtime, zone).date() != today:
        return False
    ring = ring_in(store.home).path
    if ring.exists() and ring.stat().st_mtime > kept.stat().st_mtime:
        return False  # what is sealed in it may not open any more
    shutil.copytree(_copy(store), store.folder(cast.TENANT))
    return True


def publish_texts(gateway: Gateway) -> None:
    """The house's own policies, published by compliance."""
    folder = Path(__file__).parent / "policies"
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.md"))}
    compliance = next(person for person in cast.staff() if person.user == "zhoujie")
    principal = compliance.principal(cast.TENANT, Channel.JOB, "demo")
    must(gateway.call(principal, "publish_policies", {"texts": texts}))


def _make(store: Store, clock: Clock, progress: Progress, orders_a_day: int = ORDERS_A_DAY) -> None:
    now = clock.now()
    today = company_date(now, cast.company().time_zone)
    walking = FixedClock(now - timedelta(days=800))
    progress("people", 0, 1)
    found(store, walking.now())
    progress("people", 1, 1)
    gateway = Gateway(store, walking, load_tools())
    try:
        History(gateway, walking, today, orders_a_day).post(lambda done, total: progress("books", done, total))
        set_up_month_end(gateway, today)
        progress("policies", 0, 1)
        publish_texts(gateway)
        progress("policies", 1, 1)
        walking.instant = _this_morning(now, cast.company().time_zone)
        progress("papers", 0, 1)
        house = House(store, walking, gateway, Doorkeeper(store, walking))
        give_rates(house, today)
        arrive(house, today)
        send_statement(house, today)
        progress("papers", 1, 1)
    finally:
        gateway.close()


def can_reset(house: House) -> bool:
    """On PostgreSQL nobody deletes from sealed tables: there the demo is made anew in a fresh database."""
    return house.store.engine_name == "sqlite"


def reset(house: House, progress: Progress = lambda *_: None) -> bool:
    """Make the demo company anew under a running house; False where that cannot be done."""
    if not can_reset(house):
        return False
    with house.paused():
        remove(house.store)
        if not _take_copy(house.store, house.clock):
            _make(house.store, house.clock, progress)
        (house.store.folder(cast.TENANT) / "demo.ready").write_text("1")
    return True
