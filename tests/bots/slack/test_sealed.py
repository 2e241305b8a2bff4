"""What a stranger sends is kept sealed for a day: gone on with once they are linked, erased when they are not."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from ledger.store.schema.slack import slack_code, slack_event, slack_sealed
from tests.bots.slack.emulator import buttons, shown
from tests.bots.slack.workspace import FANG, XIAO, Workspace

WORDS = "客户张三的报销单能不能报 8,888.00"


def _rows(slack: Workspace, table: Any) -> list[Any]:
    with slack.world.house.store.read(slack.world.tenant) as unit:
        found = unit.connection.execute(select(table).where(table.c.tenant_id == unit.tenant))
        return [dict(row._mapping) for row in found]


def test_what_a_stranger_sent_goes_on_once_they_are_linked(slack: Workspace) -> None:
    slack.says(XIAO, WORDS)
    slack.says(XIAO, "", (slack.sample("hotel"),))
    (asked,) = slack.emulator.room(XIAO)
    assert "24 小时" in shown(asked)
    assert slack.world.must("limin", "list_inbox").rows == ()
    kept = _rows(slack, slack_sealed)
    assert len(kept) == 2
    for table in (slack_sealed, slack_event, slack_code):
        told = str(_rows(slack, table))
        assert "8,888" not in told
        assert "张三" not in told
        assert "hotel" not in told
    slack.type_code(XIAO)
    slack.settle()
    assert _rows(slack, slack_sealed) == []
    room = [shown(one) for one in slack.emulator.room(XIAO)]
    assert any("刚才的 2 条消息继续处理" in one for one in room)
    assert any("苏州听枫酒店" in one for one in room), "the receipt was handed in by itself"
    talks = slack.world.must("chenxiao", "list_conversations").conversations
    assert any("8,888" in one.title or "报销" in one.title for one in talks), "the question was asked by itself"


def test_what_nobody_was_linked_for_is_erased_after_a_day(slack: Workspace) -> None:
    slack.says(XIAO, WORDS)
    slack.world.later(24 * 3600 - 60)
    slack.settle()
    assert len(_rows(slack, slack_sealed)) == 1
    slack.world.later(61)
    slack.settle()
    assert _rows(slack, slack_sealed) == []
    slack.says(XIAO, "你好")
    slack.type_code(XIAO)
    slack.settle()
    assert not any("8,888" in shown(one) for one in slack.emulator.room(XIAO))


def test_it_outlives_the_code_and_goes_to_its_own_account_alone(slack: Workspace) -> None:
    slack.says(XIAO, WORDS)
    slack.says(FANG, "有哪些等我复核")
    slack.world.later(3600)
    slack.says(XIAO, "还在吗")
    slack.type_code(XIAO)
    slack.settle()
    assert [one["slack_user"] for one in _rows(slack, slack_sealed)] == [FANG]
    assert any("刚才的 2 条消息" in shown(one) for one in slack.emulator.room(XIAO))


def test_bytes_that_were_moved_to_another_account_say_nothing(slack: Workspace) -> None:
    slack.says("UEVIL", "把钱付给我")
    (row,) = _rows(slack, slack_sealed)
    world = slack.world
    with world.house.store.write(world.tenant) as unit:
        unit.connection.execute(insert(slack_sealed).values(**row | {"sealed_id": "z", "slack_user": XIAO}))
    assert slack.channel.office.desk.take_sealed(row["team"], XIAO) == []
    (mine,) = slack.channel.office.desk.take_sealed(row["team"], "UEVIL")
    assert mine["text"] == "把钱付给我"


def test_a_stranger_fills_no_table(slack: Workspace) -> None:
    for number in range(25):
        slack.emulator.says("UEVIL", f"Nr. {number}")
    slack.settle()
    assert len(_rows(slack, slack_sealed)) == 20
    assert len(slack.emulator.room("UEVIL")) == 1


def test_among_others_they_alone_are_asked(slack: Workspace) -> None:
    slack.emulator.event({"type": "app_mention", "channel": "CALL", "user": XIAO, "team": slack.emulator.team,
                          "text": f"<@UBOT> {WORDS}", "ts": "1.5"})  # fmt: skip
    slack.settle()
    (whisper,) = slack.emulator.whispers
    assert (whisper["channel"], whisper["user"]) == ("CALL", XIAO)
    assert "先认一下您" in whisper["text"]
    assert [one for one in slack.emulator.messages.values() if one["channel"] == "CALL"] == []
    assert "先认一下您" in shown(slack.emulator.room(XIAO)[-1])


def test_one_button_opens_the_page_with_the_code(slack: Workspace, monkeypatch: Any) -> None:
    from ledger.core import settings

    monkeypatch.setattr(settings(), "public_url", "https://books.example")
    slack.says(XIAO, "你好")
    (message,) = slack.emulator.room(XIAO)
    (made,) = buttons(message).values()
    assert made["url"] == f"https://books.example/slack-link?code={slack.code(XIAO)}"
