"""A small company of the demo's cast in a fresh tenant: empty books, one open month, everybody in their role."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ledger.core import Channel, FixedClock, Principal
from ledger.store import Store
from ledger.store.people import find_person
from tools.catalogue import load_tools
from tools.demo import cast
from tools.demo.arrivals import intake
from tools.demo.documents import render
from tools.demo.founding import lay_ground
from tools.door.doorkeeper import Doorkeeper
from tools.gateway import Gateway
from tools.house import House
from tools.outcome import Done, Outcome
from tools.work import worker

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)  # a Wednesday morning, half past ten in Suzhou


class World:
    """A house over one tenant, with a clock that stands still until it is moved."""

    def __init__(self, store: Store, tenant: str) -> None:
        self.tenant = tenant
        self.clock = FixedClock(NOW)
        lay_ground(store, replace(cast.company(), tenant=tenant), NOW)
        self.gateway = Gateway(store, self.clock, load_tools())
        self.house = House(store, self.clock, self.gateway, Doorkeeper(store, self.clock))
        self.must("limin", "open_month", period="2026-11")

    def close(self) -> None:
        self.gateway.close()
        self.house.store.forget(self.tenant)

    def who(self, user: str, language: str = "zh") -> Principal:
        if user == "intake":
            return intake(self.tenant)
        if user == "system":
            return worker(self.tenant)
        with self.house.store.read(self.tenant) as unit:
            person = find_person(unit, user)
        assert person is not None, user
        return person.principal(self.tenant, Channel.WEB, "session", language)

    def call(self, user: str, tool: str, /, **arguments: Any) -> Outcome:
        return self.gateway.call(self.who(user), tool, arguments)

    def must(self, user: str, tool: str, /, **arguments: Any) -> Any:
        outcome = self.call(user, tool, **arguments)
        assert isinstance(outcome, Done), outcome
        return outcome.result

    def later(self, seconds: int) -> None:
        self.clock.instant += timedelta(seconds=seconds)

    def hand_in(self, user: str, data: bytes, name: str = "paper.pdf", paid_by: str = "") -> Any:
        """Stage, submit and read one file; what became of it."""
        staged = self.house.stage(self.tenant, data)
        assert isinstance(staged, str), staged
        arguments = {"sha256": staged, "name": name} | ({"paid_by": paid_by} if paid_by else {})
        document = self.must(user, "submit_document", **arguments).document
        return self.must("system", "process_document", document=document)

    def hand_in_sample(self, user: str, key: str, paid_by: str = "") -> Any:
        from tools.demo.arrivals import samples

        return self.hand_in(user, render(samples(NOW.date())[key]), f"{key}.pdf", paid_by)

    def run(self, period: str, vouchers: list[dict[str, Any]], layer: str = "operating") -> int:
        """A run proposed, confirmed and posted; its batch."""
        made = self.must("zhangwei", "propose_run", period=period, summary="run", layer=layer, vouchers=vouchers)
        self.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
        self.later(11)
        (posted,) = self.must("system", "post_confirmed").posted
        assert posted.batch is not None, posted
        return int(posted.batch)

    def history(self, vendor: str, account: str, amounts: list[int], department: str = "it") -> None:
        """Earlier purchases of a vendor in the open month."""
        dims = {"party": vendor, "department": department}
        memo = next((one.item for one in cast.suppliers() if one.party.party_id == vendor), "earlier")
        self.run(
            "2026-11",
            [
                {"date": f"2026-11-{day:02}", "memo": memo,
                 "lines": [{"account": account, "side": "debit", "amount_minor": amount, "dims": dims},
                           {"account": "220201", "side": "credit", "amount_minor": amount, "dims": {"party": vendor}}]}
                for day, amount in enumerate(amounts, 1)
            ],
        )  # fmt: skip
