"""A thread is one conversation: a follow-up in it knows what was asked; what is said at the top of a room begins anew."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bots.slack.emulator import SlackEmulator, buttons, room_of, shown
from tests.bots.slack.workspace import MIN, PEOPLE, QIANG, Workspace
from tests.world import World

FIRST, THEN = "2026-11 的利润表", "那上个月呢"


def kept(slack: Workspace, slack_user: str) -> list[tuple[str, ...]]:
    """The questions of each conversation that somebody has, latest first."""
    user = PEOPLE[slack_user]
    listed = slack.world.must(user, "list_conversations").conversations
    opened = [slack.world.must(user, "open_conversation", conversation=one.conversation) for one in listed]
    return [tuple(turn.question for turn in one.turns) for one in opened]


def last(slack: Workspace, slack_user: str) -> dict[str, Any]:
    return slack.emulator.room(slack_user)[-1]


def test_a_follow_up_in_the_thread_knows_and_one_at_the_top_does_not(slack: Workspace) -> None:
    slack.link(MIN)
    slack.says(MIN, FIRST, ts="1764038000.000001")
    assert last(slack, MIN)["thread_ts"] == "1764038000.000001", "answered in the thread that the question begins"
    slack.world.later(60)
    slack.says(MIN, THEN, thread_ts="1764038000.000001")
    assert "2026-10" in shown(last(slack, MIN)) and last(slack, MIN)["thread_ts"] == "1764038000.000001"
    slack.world.later(60)
    slack.says(MIN, THEN, ts="1764038000.000009")
    assert "2026-10" not in shown(last(slack, MIN))
    assert kept(slack, MIN) == [(THEN,), (FIRST, THEN)]


def test_a_thread_goes_on_after_a_restart(small_world: World, emulator: SlackEmulator) -> None:
    with Workspace(small_world, emulator) as first:
        first.link(MIN)
        first.says(MIN, FIRST, ts="1764038000.000001")
    with Workspace(small_world, emulator) as second:
        second.says(MIN, THEN, thread_ts="1764038000.000001")
        assert "2026-10" in shown(last(second, MIN))


def test_two_people_in_one_thread_of_a_room_have_each_their_own(slack: Workspace) -> None:
    slack.link(MIN, QIANG)
    here = {"type": "app_mention", "channel": "C0ROOM", "channel_type": "channel", "thread_ts": "1764038000.000001"}
    slack.says(MIN, f"<@U0BOT> {FIRST}", **here)
    slack.says(QIANG, f"<@U0BOT> {THEN}", **here)
    assert "2026-10" not in shown(last(slack, QIANG)), "another's question is not read"
    slack.says(MIN, f"<@U0BOT> {THEN}", **here)
    assert "2026-10" in shown(last(slack, MIN))
    assert (kept(slack, MIN), kept(slack, QIANG)) == ([(FIRST, THEN)], [(THEN,)])
    assert not [one for one in slack.emulator.messages.values() if one["channel"] == "C0ROOM"]


def test_a_pressed_reading_is_asked_in_the_thread_it_stands_in(slack: Workspace) -> None:
    slack.link(MIN)
    slack.says(MIN, "帮助", ts="1764038000.000001")
    offered = last(slack, MIN)
    assert "ask0" in buttons(offered)
    slack.press(MIN, offered, "ask0")
    assert last(slack, MIN)["thread_ts"] == "1764038000.000001"
    ((first, second),) = kept(slack, MIN)
    assert first == "帮助" and second != "帮助"


def test_what_slack_says_is_not_where_a_web_conversation_goes_on(slack: Workspace) -> None:
    asked = slack.world.must("limin", "keep_question", question=FIRST)
    slack.link(MIN)
    slack.says(MIN, THEN, thread_ts=asked.conversation)
    assert "2026-10" not in shown(last(slack, MIN))
    assert len(slack.world.must("limin", "open_conversation", conversation=asked.conversation).turns) == 1


def test_an_answer_that_breaks_off_offers_to_try_again(slack: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant import conversations

    slack.link(MIN)

    def gone(*_arguments: object, **_more: object) -> None:
        raise ConnectionError("the model is gone")

    with monkeypatch.context() as broken:
        broken.setattr(conversations, "answer", gone)
        slack.says(MIN, FIRST, ts="1764038000.000001")
    told = last(slack, MIN)
    assert "没有答完" in shown(told) and "本机回答" not in shown(told)
    slack.press(MIN, told, "ask0")
    assert "蓝海制造" in shown(last(slack, MIN))
    assert kept(slack, MIN) == [(FIRST, FIRST)]
    assert room_of(MIN) == last(slack, MIN)["channel"]
