"""Who is who in Slack: one code, once, for ten minutes, typed by somebody signed in who has seen whose it is."""

from __future__ import annotations

from dataclasses import replace

from ledger.core import Channel
from tests.bots.slack.emulator import shown
from tests.bots.slack.workspace import MIN, XIAO, Workspace
from tools.outcome import Denied, Done, Invalid


def _codes(outcome: object) -> list[str]:
    assert isinstance(outcome, Invalid), outcome
    return [one.code for one in outcome.problems]


def test_a_stranger_gets_one_message_with_a_code(slack: Workspace) -> None:
    slack.emulator.names[XIAO] = "Chen Xiao"
    for words in ("上月管理费用", "有哪些等我复核", "帮助"):
        slack.says(XIAO, words)
    (message,) = slack.emulator.room(XIAO)
    code = slack.code(XIAO)
    assert "10 分钟" in shown(message) and "slack link" in shown(message)
    told = slack.world.must("chenxiao", "slack_account", code=code)
    assert (told.name, told.slack_user) == ("Chen Xiao", XIAO)
    assert slack.channel.office.desk.person(slack.emulator.team, XIAO) is None


def test_a_code_is_good_once_in_any_spelling(slack: Workspace) -> None:
    slack.says(XIAO, "你好")
    code = slack.code(XIAO)
    typed = {"code": code.lower().replace("-", " "), "slack_user": XIAO}
    assert isinstance(slack.world.call("chenxiao", "link_slack", **typed), Done)
    assert _codes(slack.world.call("limin", "link_slack", **typed)) == ["slack.code_unknown"]
    who = slack.channel.office.desk.person(slack.emulator.team, XIAO)
    assert who is not None
    assert (who.user, who.channel, who.verified) == ("chenxiao", Channel.SLACK, "slack")
    slack.settle()
    assert any("认过您了" in shown(one) for one in slack.emulator.room(XIAO))


def test_a_code_runs_out_and_the_next_message_gives_another(slack: Workspace) -> None:
    slack.says(XIAO, "你好")
    old = slack.code(XIAO)
    slack.world.later(601)
    assert _codes(slack.world.call("chenxiao", "link_slack", code=old, slack_user=XIAO)) == ["slack.code_unknown"]
    slack.says(XIAO, "你好")
    assert slack.code(XIAO) != old
    slack.type_code(XIAO)


def test_a_strangers_code_is_not_spent_for_another_account(slack: Workspace) -> None:
    slack.says("UEVIL", "你好")
    code = slack.code("UEVIL")
    assert _codes(slack.world.call("limin", "link_slack", code=code, slack_user=MIN)) == ["slack.code_unknown"]
    assert slack.channel.office.desk.person(slack.emulator.team, "UEVIL") is None


def test_whoever_is_linked_is_not_linked_again_until_they_end_it(slack: Workspace) -> None:
    slack.link(MIN)
    slack.says("UEVIL", "你好")
    typed = {"code": slack.code("UEVIL"), "slack_user": "UEVIL"}
    assert _codes(slack.world.call("limin", "link_slack", **typed)) == ["slack.linked_already"]
    assert slack.world.must("limin", "unlink_slack").ended
    assert not slack.world.must("limin", "unlink_slack").ended
    slack.says(MIN, "有哪些等我复核")
    assert "先认一下您" in shown(slack.emulator.room(MIN)[-1]), "the end of a link holds at once"


def test_a_code_is_not_typed_in_slack_nor_by_an_agent(slack: Workspace) -> None:
    slack.says(XIAO, "你好")
    typed = {"code": slack.code(XIAO), "slack_user": XIAO}
    who = slack.world.who("limin")
    gateway = slack.world.gateway
    assert _codes(gateway.call(replace(who, channel=Channel.SLACK), "link_slack", typed)) == ["slack.code_not_here"]
    assert isinstance(gateway.call(who.as_agent(), "link_slack", typed), Denied)


def test_a_workspace_is_bound_by_the_administrator_to_one_company(slack: Workspace) -> None:
    assert isinstance(slack.world.call("limin", "connect_slack", team="T0X"), Denied)
    slack.link(XIAO)
    slack.world.must("admin", "connect_slack", team="T0MOVED")
    assert slack.channel.office.desk.person(slack.emulator.team, XIAO) is None, "links of the old workspace end"


def test_a_disabled_person_is_nobody_in_slack(slack: Workspace) -> None:
    from sqlalchemy import text

    slack.link(XIAO)
    with slack.world.house.store.write(slack.world.tenant) as unit:
        unit.connection.execute(text("UPDATE person SET disabled = 1 WHERE \"user\" = 'chenxiao'"))
    assert slack.channel.office.desk.person(slack.emulator.team, XIAO) is None
