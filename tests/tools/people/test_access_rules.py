"""Rules changed at run time: drafted by one, published by another, bound to what was shown, and a way back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from ledger.core import Channel
from ledger.store.access_versions import Rules, publish
from ledger.store.schema.audit import audit_act
from policies.access import shipped_text
from policies.access.expectations import COLUMNS
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tools.door.rules_keeper import restore_rules
from tools.outcome import Denied, Done, Invalid

MORE = """
@id("clerks_see_figures") @zh("员工可以看报表。") @en("Employees may see reports.")
permit (principal in Role::"employee", action == Action::"report.read", resource is Company);
"""
KEY = "employee|sales|report.read|Company||person"
NO_REPORTS = """
@id("no_reports") @zh("本公司暂停报表。") @en("Reports are closed for now.")
forbid (principal, action == Action::"report.read", resource);
"""


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store)
    made.take_in("limin", "李敏", "controller")
    made.take_in("chen", "陈晓", "employee")
    yield made
    made.close()


def draft(own: OwnCompany, text: str, by: str = "sunli", **more: object) -> tuple[str, str]:
    made = own.must(by, "propose_access_rules", text=text, reason="让员工看报表", **more)
    return made.draft, made.digest


def test_a_draft_is_published_by_another_and_counts_at_the_next_call(own: OwnCompany) -> None:
    assert isinstance(own.call("chen", "trial_balance"), Denied)
    name, digest = draft(own, shipped_text() + MORE, accepted=[KEY])
    assert own.refused("sunli", "publish_access_rules", draft=name, digest=digest) == ["access.second_person"]
    assert isinstance(own.call("chen", "publish_access_rules", draft=name, digest=digest), Denied)
    (waits,) = own.must("limin", "access_rules").waiting
    assert (waits.author, waits.mine, [one.key for one in waits.differences]) == ("孙丽", False, [KEY])
    assert any("clerks_see_figures" in line for line in waits.changes)
    assert own.must("limin", "publish_access_rules", draft=name, digest=digest).number == 1
    assert not isinstance(own.call("chen", "trial_balance"), Denied)
    shown = own.must("sunli", "access_rules")
    assert (shown.number, shown.versions[0].author, shown.versions[0].published_by) == (1, "孙丽", "李敏")
    assert [one.sentence for one in shown.rules if one.own] == ["员工可以看报表。"]
    assert shown.waiting == ()


def test_a_changed_expectation_is_named_by_its_author_and_no_other(own: OwnCompany) -> None:
    given = {"text": shipped_text() + MORE, "reason": "because"}
    assert own.refused("sunli", "propose_access_rules", **given) == ["access.not_named"]
    more = [KEY, KEY.replace("report.read", "voucher.read")]
    assert own.refused("sunli", "propose_access_rules", **given, accepted=more) == ["access.named_in_vain"]
    assert own.must("sunli", "access_rules").waiting == ()


def test_what_was_accepted_before_stays_named(own: OwnCompany) -> None:
    text = shipped_text() + MORE
    name, digest = draft(own, text, accepted=[KEY])
    own.must("limin", "publish_access_rules", draft=name, digest=digest)
    assert own.must("sunli", "access_rules").accepted == (KEY,)
    other = '@id("others") permit (principal in Role::"employee", action == Action::"party.read", resource is Company);'
    second = KEY.replace("report.read", "party.read")
    assert own.refused("sunli", "propose_access_rules", text=text + other, reason="x") == ["access.not_named"]
    draft(own, text + other, accepted=[second])
    (waits,) = own.must("limin", "access_rules").waiting
    assert {one.key for one in waits.differences} == {KEY, second}


def test_own_expectations_must_hold(own: OwnCompany) -> None:
    rows = ",".join(COLUMNS) + "\nemployee,it,report.read,Company,,person,deny,clerks see none\n"
    given = {"text": shipped_text() + MORE, "reason": "because", "accepted": [KEY], "expectations": rows}
    assert own.refused("sunli", "propose_access_rules", **given) == ["access.own_fails"]
    tried = own.must("sunli", "try_access_rules", text=given["text"], expectations=rows)
    assert ([one.why for one in tried.fails], [one.key for one in tried.changes]) == (["clerks see none"], [KEY])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (shipped_text(), "access.nothing_changed"),
        ("permit (", "access.unreadable_text"),
        (shipped_text().replace('@id("within_limit")', '@id("without_limit")'), "access.law_broken"),
    ],
)
def test_what_cannot_stand_is_not_even_drafted(own: OwnCompany, text: str, code: str) -> None:
    assert code in own.refused("sunli", "propose_access_rules", text=text, reason="because")


def test_a_draft_is_bound_to_its_digest_and_to_the_version_it_was_written_on(own: OwnCompany) -> None:
    first = draft(own, shipped_text() + MORE, accepted=[KEY])
    second = draft(own, shipped_text() + MORE.replace("clerks", "all_clerks"), accepted=[KEY])
    assert own.refused("limin", "publish_access_rules", draft=first[0], digest=second[1]) == ["access.no_draft"]
    own.must("limin", "publish_access_rules", draft=first[0], digest=first[1])
    assert own.refused("limin", "publish_access_rules", draft=first[0], digest=first[1]) == ["access.no_draft"]
    assert own.refused("limin", "publish_access_rules", draft=second[0], digest=second[1]) == ["access.stale"]
    own.must("sunli", "publish_access_rules", draft=second[0], digest=second[1], publish=False)
    assert own.must("limin", "access_rules").waiting == ()


def test_a_company_s_own_rule_says_its_own_sentence(own: OwnCompany) -> None:
    from policies.access import try_out

    text = shipped_text() + NO_REPORTS
    name, digest = draft(own, text, accepted=list(try_out(Rules(text)).changed))
    own.must("limin", "publish_access_rules", draft=name, digest=digest)
    refused = own.call("limin", "trial_balance")
    assert isinstance(refused, Denied)
    assert refused.rule == "no_reports"
    assert (refused.reason.text("zh"), refused.reason.text("en")) == ("本公司暂停报表。", "Reports are closed for now.")


def test_rules_that_cannot_be_read_deny_and_the_machines_owner_goes_back(own: OwnCompany) -> None:
    with own.house.store.write(own.tenant) as unit:
        publish(unit, Rules("permit ("), "sunli", "broken by hand", "limin", own.clock.now())
    for user in ("sunli", "limin", "chen"):
        refused = own.call(user, "access_rules")
        assert isinstance(refused, Denied)
        assert "zhangfang people rules back" in refused.reason.text("en")
        assert isinstance(own.call(user, "help"), Done)
    assert isinstance(own.call("limin", "restore_access_rules"), Denied)
    done = restore_rules(own.house, own.tenant, Channel.CLI, "zh")
    assert isinstance(done, Done)
    assert done.result.number == 2  # type: ignore[attr-defined]
    shown = own.must("limin", "access_rules")
    assert (shown.number, [(one.number, one.restores) for one in shown.versions]) == (2, [(2, 0), (1, None)])
    assert isinstance(own.call("chen", "trial_balance"), Denied)
    with own.house.store.read(own.tenant) as unit:
        acts = unit.connection.execute(
            select(audit_act.c.user, audit_act.c.rule).where(
                audit_act.c.tenant_id == own.tenant, audit_act.c.tool == "restore_access_rules"
            )
        ).all()
    assert [(user.partition(":")[0], rule) for user, rule in acts] == [("machine", "owner_restores")]
    assert isinstance(restore_rules(own.house, own.tenant, Channel.CLI, "zh"), Invalid)


def test_going_back_twice_goes_back_further(own: OwnCompany) -> None:
    for number in (1, 2):
        text = shipped_text() + MORE.replace("clerks", f"clerks_{number}")
        name, digest = draft(own, text, accepted=[KEY])
        own.must("limin", "publish_access_rules", draft=name, digest=digest)
    for expected in ("clerks_1_see_figures", None):
        assert isinstance(restore_rules(own.house, own.tenant, Channel.CLI, "zh"), Done)
        found = [one.id for one in own.must("sunli", "access_rules").rules if one.own]
        assert found == ([expected] if expected else [])


def test_an_auditor_reads_the_rules_and_an_employee_does_not(own: OwnCompany) -> None:
    own.take_in("zhao", "赵磊", "auditor")
    assert own.must("zhao", "access_rules").number == 0
    assert isinstance(own.call("zhao", "propose_access_rules", text="x", reason="y"), Denied)
    assert isinstance(own.call("chen", "access_rules"), Denied)
    agent = own.who("limin").as_agent()
    for tool in ("access_rules", "propose_access_rules", "publish_access_rules"):
        assert isinstance(own.house.gateway.call(agent, tool, {}), Denied)
