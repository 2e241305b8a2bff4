"""The mid rates that the demo company keeps, as one that buys abroad does. Drawn, not published: their source says so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from ledger.core import Channel, Problem, say
from tools.demo import cast
from tools.demo.books import DemoFailed, must
from tools.house import House

AROUND = {"EUR": Decimal("7.85"), "USD": Decimal("7.12")}
"""The currencies it deals in; a paper in another one (the English sample) is asked for its rate."""
BACK_DAYS = 100
_SWING = 120
"""Ten-thousandths of a unit a rate lies off its middle at most."""


def drawn_rates(today: date) -> Iterator[tuple[str, date, Decimal]]:
    """Currency, day and rate of each weekday before ``today`` (that day's comes out later in its morning)."""
    for back in range(BACK_DAYS, 0, -1):
        day = today - timedelta(days=back)
        if day.weekday() < 5:
            for currency, middle in AROUND.items():
                drawn = hashlib.sha256(f"{currency}/{day}".encode()).digest()
                off = int.from_bytes(drawn[:4]) % (2 * _SWING + 1) - _SWING
                yield currency, day, middle + Decimal(off) / 10_000


def give_rates(house: House, today: date) -> int:
    """As the accountant gives them: one table, taken in at the door; how many."""
    source = say("demo.rates_source", cast.company().language)
    rows = [f'{currency},{day},{rate},mid,"{source}"' for currency, day, rate in drawn_rates(today)]
    staged = house.stage(cast.TENANT, "\n".join(("currency,date,rate,kind,source", *rows)).encode())
    if isinstance(staged, Problem):
        raise DemoFailed(staged.code)
    accountant = next(person for person in cast.staff() if person.user == "zhangwei")
    principal = accountant.principal(cast.TENANT, Channel.JOB, "demo")
    return int(must(house.gateway.call(principal, "import_rates", {"sha256": staged, "name": "rates.csv"})).count)
