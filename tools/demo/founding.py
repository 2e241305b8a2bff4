"""The ground of the demo company: what every company stands on, with the people and parties of the cast."""

from __future__ import annotations

from datetime import datetime

from ledger.business import founding
from ledger.core import say
from ledger.store import Store
from ledger.store.company import Company
from tools.demo import cast


def found(store: Store, now: datetime) -> None:
    """Make the demo tenant and lay its ground; the books are still empty."""
    store.create_tenant(cast.TENANT)
    lay_ground(store, cast.company(), now)


def lay_ground(store: Store, facts: Company, now: datetime) -> None:
    """Facts, chart, dimensions, people and parties of the cast in an empty tenant."""
    parties = (*(one.party for one in cast.suppliers()), *cast.customers())
    departments = {code: zh for code, (zh, _) in cast.DEPARTMENTS.items()}
    with store.write(facts.tenant) as unit:
        founding.lay_ground(
            unit, facts, now, departments=departments, people=cast.staff(),
            parties=parties, checked=("wangfang", "limin", say("demo.accounts_checked", facts.language)),
        )  # fmt: skip
