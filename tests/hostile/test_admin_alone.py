"""An administrator, by any sequence of tools and with every account they can get into, never confirms a voucher alone.

The real gateway, doorkeeper and store. The company has an administrator, a controller and an accountant who are all
honest and do nothing here. Whatever link a tool answers the administrator with, they use; whatever account that opens,
they use too, for people's tools as for confirming. What waits to be confirmed came in by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from ledger.core import Channel, Principal
from ledger.proposals import State, listing
from ledger.store import Store
from ledger.store.schema.people import person, person_role
from tests.conftest import PROFILE
from tests.tenants import Tenants
from tests.tools.own_company import PASSWORD, OwnCompany
from tools.outcome import Done

EVERY_ROLE = ["employee", "cashier", "accountant", "approver", "controller", "compliance", "auditor", "admin"]
HONEST = ["limin", "wangfang"]
NAMES = [*HONEST, "sunli", "puppet", "second"]
OWN = "the administrator's own password"
ROUNDS = 8 if PROFILE == "quick" else 60

mine = st.runner().flatmap(lambda machine: st.sampled_from(sorted(machine.mine)))
roles = st.lists(st.sampled_from(EVERY_ROLE), min_size=1, max_size=2, unique=True)
limits = st.sampled_from(["", "0", "100000000"])


def _company(store: Store) -> OwnCompany:
    """An administrator who is no controller any more, two who confirm, and a voucher that waits for them."""
    own = OwnCompany(store)
    own.take_in("limin", "李敏", "controller")
    own.must("sunli", "invite_people", lines="王芳 wangfang", role="accountant", limit="100000000")
    (waiting,) = own.must("limin", "people_waiting").requests
    (made,) = own.must("limin", "agree_person", request=waiting.request).people
    assert isinstance(own.house.door.join(own.tenant, made.link.rpartition("k=")[2], PASSWORD, "zh"), str)
    own.must("sunli", "change_person", person="sunli", duties=["admin"])
    voucher = {"date": "2026-11-20", "memo": "房租", "lines": [
        {"account": "660204", "side": "debit", "amount": "100", "department": "general"}, {"account": "100201", "side": "credit", "amount": "100"}]}  # fmt: skip
    made = own.must("wangfang", "propose_voucher", **voucher)
    own.must("wangfang", "submit_proposal", proposal=made.proposal, digest=made.digest)
    return own


class AdminAlone(RuleBasedStateMachine):
    """What one person can do from the seat of an administrator."""

    make: Callable[[], OwnCompany]

    def __init__(self) -> None:
        super().__init__()
        self.own = type(self).make()
        self.mine = {"sunli": ""}
        with self.own.house.store.read(self.own.tenant) as unit:
            self.waiting = listing(unit, [State.PROPOSED])[0]

    def teardown(self) -> None:
        self.own.close()

    def _call(self, user: str, tool: str, **given: Any) -> Any:
        who = self._seat(user)
        outcome = self.own.house.gateway.call(who, tool, given) if who else None
        if not isinstance(outcome, Done):
            return None
        for one in getattr(outcome.result, "people", ()):
            self._use(str(getattr(one, "link", "")), one.user)
        return outcome.result

    def _seat(self, user: str) -> Principal | None:
        """The administrator's own account, or one that a link opened, as long as its session lives."""
        if user == "sunli":
            return self.own.who("sunli") if self._enabled("sunli") else None
        signed = self.own.house.door.session(self.own.tenant, self.mine.get(user, ""))
        return signed.principal if signed else None

    def _wanted(self) -> dict[str, Any]:
        return {"proposal": self.waiting.proposal_id, "digest": self.waiting.digest}

    def _enabled(self, user: str) -> bool:
        with self.own.house.store.read(self.own.tenant) as unit:
            mine = (person.c.tenant_id == self.own.tenant, person.c.user == user)
            return not unit.connection.execute(select(person.c.disabled).where(*mine)).scalar_one()

    def _use(self, link: str, user: str) -> None:
        secret = link.rpartition("k=")[2]
        opened = self.own.house.door.join(self.own.tenant, secret, OWN, "zh") if secret else ""
        if isinstance(opened, str) and opened:
            self.mine[user] = opened

    @rule(by=mine, name=st.sampled_from(["puppet", "second"]),
          role=st.sampled_from(EVERY_ROLE), limit=limits)  # fmt: skip
    def invite(self, by: str, name: str, role: str, limit: str) -> None:
        self._call(by, "invite_people", lines=name, role=role, limit=limit)

    @rule(by=mine, whom=st.sampled_from(NAMES), given=roles, limit=limits,
          department=st.sampled_from(["", "general"]))  # fmt: skip
    def change(self, by: str, whom: str, given: list[str], limit: str, department: str) -> None:
        self._call(by, "change_person", person=whom, duties=given, limit=limit, department=department)

    @rule(by=mine, whom=st.sampled_from(NAMES))
    def reset(self, by: str, whom: str) -> None:
        self._call(by, "reset_person", person=whom)

    @rule(by=mine, whom=st.sampled_from(NAMES), to=st.sampled_from(["", *NAMES]))
    def disable(self, by: str, whom: str, to: str) -> None:
        self._call(by, "disable_person", person=whom, hand_to=to, leave_open=not to)

    @rule(by=mine)
    def agree_to_whatever_waits(self, by: str) -> None:
        found = self._call("sunli", "people_waiting")
        for one in found.requests if found else ():
            self._call(by, "agree_person", request=one.request)

    @rule(by=mine, may=st.sampled_from(["read", "everything"]))
    def act_by_a_token(self, by: str, may: str) -> None:
        made = self._call(by, "make_token", label="t", may=may)
        holder = self.own.house.door.token(self.own.tenant, made.secret, Channel.REST) if made else None
        if holder is not None:
            self.own.house.gateway.call(holder, "confirm_proposal", self._wanted())

    @invariant()
    def nobody_of_theirs_confirms(self) -> None:
        for user in list(self.mine):
            self._call(user, "confirm_proposal", **self._wanted())
        with self.own.house.store.read(self.own.tenant) as unit:
            states = {row.state for row in listing(unit, list(State)) if row.proposal_id == self.waiting.proposal_id}
        assert states == {State.PROPOSED}, self.mine

    @invariant()
    def no_account_of_theirs_has_a_role_that_confirms(self) -> None:
        with self.own.house.store.read(self.own.tenant) as unit:
            rows = unit.connection.execute(
                select(person_role.c.user, person_role.c.role).where(person_role.c.tenant_id == self.own.tenant)
            ).all()
        confirming = {user for user, role in rows if role in ("accountant", "approver", "controller")}
        assert not confirming & {user for user in self.mine if self._seat(user)}, self.mine


ATTACKS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "shut the others out": [("disable_person", {"person": "limin", "leave_open": True}), ("disable_person", {"person": "wangfang", "leave_open": True})],
    "take the others' way in": [("reset_person", {"person": "limin"}), ("reset_person", {"person": "wangfang"})],
    "take the others' roles": [("change_person", {"person": "limin", "duties": ["employee"]}),
                               ("change_person", {"person": "wangfang", "duties": ["employee"]})],
}  # fmt: skip
"""What gets rid of everybody who could have agreed."""
GAINS: dict[str, tuple[str, dict[str, Any]]] = {
    "an account made": ("invite_people", {"lines": "puppet", "role": "controller", "limit": "1000000"}),
    "an account taken": ("reset_person", {"person": "limin"}),
    "one's own": ("change_person", {"person": "sunli", "duties": ["admin", "controller"], "limit": "1000000"}),
    "another administrator": ("invite_people", {"lines": "second", "role": "admin"}),
}
"""What would then give a role that confirms, or somebody who agrees."""


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("gain", GAINS)
def test_getting_rid_of_everybody_else_gains_nothing(tenants: Tenants, attack: str, gain: str) -> None:
    seat = type("Seat", (AdminAlone,), {"make": staticmethod(lambda: _company(tenants.store))})()
    try:
        for tool, given in (*ATTACKS[attack], GAINS[gain]):
            seat._call("sunli", tool, **given)
        seat.nobody_of_theirs_confirms()
        seat.no_account_of_theirs_has_a_role_that_confirms()
        assert not {"limin", "second"} & set(seat.mine), "no account of another, and no second word, by one's own hand"
    finally:
        seat.teardown()


def _run(store: Store) -> None:
    machine = type("Machine", (AdminAlone,), {"make": staticmethod(lambda: _company(store))})
    run_state_machine_as_test(machine, settings=settings(max_examples=ROUNDS, stateful_step_count=8))


def test_an_administrator_alone_never_confirms(sqlite_tenants: Tenants) -> None:
    _run(sqlite_tenants.store)
