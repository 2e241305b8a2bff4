"""The pages of the ledger over two years of the demo company (some 43,600 vouchers): page_reports_cash_flow, page_inbox …

Ours: a page asked through the real app in this process as the finance manager, redirects followed; the median of five
rounds in milliseconds of processor time, the database's included since SQLite is in the process. Floor: the cheapest
of the pages, which is what frame, rights and audit record cost. ``LIMIT_MS`` is what no page may exceed.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from starlette.testclient import TestClient

from benchmarks.ledger.row import Row
from bots.web.app import create_app
from bots.web.guard import COOKIE, LANGUAGE_COOKIE, cookie_value
from ledger.core import Problem, Settings, SystemClock
from tools.demo.build import build
from tools.demo.cast import TENANT
from tools.demo.shop import ORDERS_A_DAY
from tools.house import House, open_house

LIMIT_MS = 300
ROUNDS = 5
READER = "limin"
PAGES = (
    "/", "/inbox", "/inbox?list=1", "/close", "/vouchers", "/open-items", "/reports", "/reports?level=1",
    "/reports/account/100201", "/reports/multi-column/6602", "/reports/multi-column/6602?by=department",
    "/reports/income-statement", "/reports/balance-sheet", "/reports/cash-flow", "/reports/cash-flow-indirect",
    "/reports/aging", "/reports/journal", "/reports/by-dimension", "/reports/movements", "/reports/cash-journal",
    "/reports/vat", "/reports/views", "/forms",
)  # fmt: skip
QUICK_ORDERS = 2


def _nothing(stage: str, done: int, total: int) -> None:
    """Making the demo company says nothing here."""


@contextmanager
def _house(home: Path | None, *, quick: bool) -> Iterator[House]:
    """The demo company in a folder that stays, made there when it has none; else in one that goes."""
    with tempfile.TemporaryDirectory(prefix="zfbench-") if home is None else nullcontext(home) as folder:
        chosen = Settings(home=Path(folder))
        build(chosen, SystemClock(), _nothing, QUICK_ORDERS if quick else ORDERS_A_DAY)
        house = open_house(chosen)
        try:
            yield house
        finally:
            house.close()


def _browser(house: House) -> TestClient:
    """The finance manager, signed in."""
    secret = house.door.become(TENANT, READER)
    assert not isinstance(secret, Problem), secret
    client = TestClient(create_app(house, TENANT), base_url="http://127.0.0.1:8765", client=("127.0.0.1", 50000))
    client.cookies.set(LANGUAGE_COOKIE, "zh")
    client.cookies.set(COOKIE, cookie_value(TENANT, secret))
    return client


def _asked(client: TestClient, path: str) -> float:
    start = time.process_time()
    answer = client.get(path)
    taken = time.process_time() - start
    assert answer.status_code == 200, (path, answer.status_code)
    return taken


def name_of(path: str) -> str:
    """``page_reports_cash_flow`` for ``/reports/cash-flow``."""
    plain = "".join(one if one.isalnum() else "_" for one in path.strip("/") or "home")
    return f"page_{plain}"


def measure(client: TestClient, paths: Sequence[str]) -> list[Row]:
    """Seconds of each page, dearest first, against the cheapest of them; each was asked once before it counts."""
    for path in paths:
        _asked(client, path)
    rounds = [{path: _asked(client, path) for path in paths} for _ in range(ROUNDS)]
    taken = {path: statistics.median(one[path] for one in rounds) for path in paths}
    floor = min(taken.values())
    return [Row.of(name_of(path), taken[path], floor) for path in sorted(paths, key=lambda path: -taken[path])]


def run(names: tuple[str, ...] = (), *, quick: bool = False, home: Path | None = None) -> list[Row]:
    """Measure the pages; ``quick`` over a small shop, ``home`` keeps the company for the next time."""
    chosen = [path for path in PAGES if not names or name_of(path).startswith(names)]
    with _house(home, quick=quick) as house:
        return measure(_browser(house), chosen)
