"""Sessions end by time, by hand and with the password; tokens are narrowed to their scope; a disabled account has nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ledger.core import Channel, Principal, Problem
from ledger.store import slack, tokens
from ledger.store.people import people
from policies.access import Resource, decide, row_filter, rulebook
from tests.tenants import Tenants
from tests.tools.own_company import PASSWORD, OwnCompany
from tools.door.slack_desk import SlackDesk
from tools.outcome import Denied, Done, Invalid


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store)
    made.take_in("limin", "李敏", "controller")
    yield made
    made.close()


def _in(own: OwnCompany, user: str = "limin", **more: str) -> str:
    secret = own.house.door.sign_in(own.tenant, user, PASSWORD, **more)
    assert isinstance(secret, str), secret
    return secret


def _signed(own: OwnCompany, secret: str) -> bool:
    return own.house.door.session(own.tenant, secret) is not None


def test_signing_in_anew_ends_the_session_that_the_browser_had(own: OwnCompany) -> None:
    first = _in(own)
    second = _in(own, before=first)
    assert second != first
    assert (_signed(own, first), _signed(own, second)) == (False, True)


def test_a_session_that_was_planted_is_nobodys_after_the_password_changed(own: OwnCompany) -> None:
    """Fixation: whoever knows an earlier secret has nothing once the proof is a new one."""
    planted, elsewhere = _in(own), _in(own)
    door = own.house.door
    assert door.choose_password(own.tenant, "limin", PASSWORD, PASSWORD + "2", keep=planted) is None
    before = door.session(own.tenant, planted)
    fresh = door.renew(own.tenant, planted)
    assert before is not None
    assert fresh is not None
    now = door.session(own.tenant, fresh)
    assert now is not None
    assert (_signed(own, planted), _signed(own, elsewhere)) == (False, False)
    assert now.csrf != before.csrf
    assert door.renew(own.tenant, planted) is None


def test_a_session_ends_unused_and_ends_at_last(own: OwnCompany) -> None:
    idle, used = _in(own), _in(own)
    for _ in range(6):
        own.clock.instant += timedelta(minutes=110)
        assert _signed(own, used)
    assert not _signed(own, idle)
    own.clock.instant += timedelta(minutes=59)
    assert _signed(own, used)
    own.clock.instant += timedelta(minutes=2)
    assert not _signed(own, used), "twelve hours in all, however busy"


def test_ones_own_sessions_are_listed_and_ended_everywhere(own: OwnCompany) -> None:
    first, second, other = _in(own, device="Chrome · macOS"), _in(own), _in(own, "sunli")
    shown = own.must("limin", "my_ways_in")
    assert "Chrome · macOS" in [one.device for one in shown.sessions]
    assert first not in shown.model_dump_json()
    ended = own.must("limin", "sign_out_everywhere").ended
    assert ended == len(shown.sessions)
    assert [_signed(own, one) for one in (first, second, other)] == [False, False, True]


def _token(own: OwnCompany, user: str = "limin", **given: object) -> tuple[str, Principal]:
    secret = own.must(user, "make_token", label="t", **given).secret
    found = own.house.door.token(own.tenant, secret, Channel.REST)
    assert found is not None
    return secret, found


@pytest.mark.parametrize("given", [{"may": "read"}, {"may": "propose"}, {"may": "everything"},
                                   {"actions": ["report.read", "proposal.confirm"]}, {"actions": ["people.change"]}])  # fmt: skip
def test_a_scope_narrows_and_never_widens(own: OwnCompany, given: dict[str, object]) -> None:
    _, holder = _token(own, **given)
    company, whole = Resource("Company", own.tenant), own.who("limin")
    assert holder.scope is not None
    for action, effect in rulebook().actions.items():
        by_token, by_person = (decide(who, action, company, rulebook()).allowed for who in (holder, whole))
        assert by_token == (by_person and bool({action, effect} & holder.scope)), action
    if "report.read" not in holder.scope and "read" not in holder.scope:
        assert str(row_filter(holder, "report.read", "Line", {}, rulebook())) == "false"


def test_the_gateway_refuses_what_a_token_was_not_made_for(own: OwnCompany) -> None:
    _, reader = _token(own)
    assert isinstance(own.house.gateway.call(reader, "trial_balance", {}), Done)
    refused = own.house.gateway.call(reader, "open_month", {"period": "2026-12"})
    assert isinstance(refused, Denied)
    assert refused.rule == "token_scope"
    _, wide = _token(own, may="everything")
    more = own.house.gateway.call(wide, "make_token", {"label": "another"})
    assert isinstance(more, Invalid), "no token makes another"


def test_a_token_ends_by_its_day_and_by_its_person_alone(own: OwnCompany) -> None:
    secret, _ = _token(own, days=2)
    lasting, _ = _token(own)
    (row, _) = sorted(own.must("limin", "my_ways_in").tokens, key=lambda one: one.expires_at)
    assert own.refused("sunli", "withdraw_token", token=row.token) == ["ways.no_token"]
    own.clock.instant += timedelta(days=2, seconds=1)
    assert own.house.door.token(own.tenant, secret, Channel.REST) is None
    assert own.house.door.token(own.tenant, lasting, Channel.REST) is not None
    last = max(one.used_at for one in own.must("limin", "my_ways_in").tokens)
    assert last == own.clock.instant.isoformat()
    for one in own.must("limin", "my_ways_in").tokens:
        own.must("limin", "withdraw_token", token=one.token)
    assert own.house.door.token(own.tenant, lasting, Channel.REST) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [({"label": "x", "actions": ["nothing.known"]}, "ways.unknown_action"), ({"label": "x", "days": 366}, "gateway.argument"),
     ({"label": ""}, "gateway.argument")],
)  # fmt: skip
def test_a_token_with_a_fault_is_not_made(own: OwnCompany, given: dict[str, object], code: str) -> None:
    assert own.refused("limin", "make_token", **given) == [code]
    assert own.must("limin", "my_ways_in").tokens == ()


def test_the_owner_of_a_disabled_account_loses_everything_at_once(own: OwnCompany) -> None:
    own.take_in("chen", "陈晓", "employee")
    door, now = own.house.door, own.clock.instant
    session, (token, holder) = _in(own, "chen"), _token(own, "chen", may="everything")
    (reset,) = own.must("sunli", "reset_person", person="chen").people
    link = reset.link.rpartition("k=")[2]
    assert isinstance(door.join(own.tenant, link, PASSWORD, "zh"), str)
    session, (token, holder) = _in(own, "chen"), _token(own, "chen", may="everything")
    (again,) = own.must("sunli", "reset_person", person="chen").people
    link = again.link.rpartition("k=")[2]
    with own.house.store.write(own.tenant) as unit:
        slack.bind_team(unit, "T1", "sunli", now)
        slack.add_link(unit, slack.Link("T1", "U1", "chen", "Chen"), now)
        token = tokens.make_token(unit, "chen", "left", now, timedelta(days=9), frozenset({"read"}))
    desk = SlackDesk(own.house.store, own.clock, own.tenant)
    running, by_slack = own.who("chen").as_agent(), desk.person("T1", "U1")
    assert by_slack is not None
    talk = own.must("chen", "keep_question", question="?").conversation

    own.must("sunli", "disable_person", person="chen")

    assert door.session(own.tenant, session) is None
    assert door.token(own.tenant, token, Channel.REST) is None
    assert isinstance(door.sign_in(own.tenant, "chen", PASSWORD), Problem)
    assert isinstance(door.join(own.tenant, link, PASSWORD, "zh"), Problem)
    assert isinstance(door.as_user(own.tenant, "chen"), Problem)
    assert desk.person("T1", "U1") is None
    assert desk.linked() == []
    for who in (running, by_slack, holder):  # principals made before: a turn that is running, a card, a request
        for tool, given in (("known_names", {}), ("policy_library", {}), ("list_inbox", {})):
            outcome = own.house.gateway.call(who, tool, given)
            assert not isinstance(outcome, Done), (who, tool)
    refused = own.house.gateway.call(by_slack, "keep_answer", {"conversation": talk, "number": 1, "blocks": []})
    assert isinstance(refused, Denied)
    assert refused.rule == "account_disabled"
    with own.house.store.read(own.tenant) as unit:
        assert [one.disabled for one in people(unit, ["chen"])] == [True]
