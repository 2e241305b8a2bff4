"""Cards follow what happens elsewhere; a question comes back in the thread; what a process left is taken up."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from tests.bots.slack.emulator import button, buttons, room_of, shown
from tests.bots.slack.workspace import MIN, QIANG, WEI, XIAO, Workspace


def _waiting(slack: Workspace, *checkers: str) -> tuple[dict[str, Any], str]:
    slack.link(XIAO, *checkers)
    slack.says(XIAO, files=(slack.sample("hotel"),))
    card = slack.emulator.card(XIAO, "听枫")
    slack.press(XIAO, card, "paid_sender")
    proposal = json.loads(button(card, "submit")["value"])["p"]
    slack.press(XIAO, card, "submit")
    return card, proposal


def test_a_card_settled_elsewhere_loses_its_buttons_everywhere(slack: Workspace) -> None:
    card, proposal = _waiting(slack, QIANG, MIN, WEI)
    cards = [slack.emulator.card(user, "听枫") for user in (QIANG, MIN, WEI)]
    assert all("open" in buttons(one) for one in cards)
    digest = slack.world.must("limin", "open_proposal", proposal=proposal).digest
    slack.world.must("limin", "confirm_proposal", proposal=proposal, digest=digest)
    slack.settle()
    assert [list(buttons(one)) for one in cards] == [[], ["undo"], []]
    assert "李敏" in shown(cards[0])
    slack.press(MIN, cards[1], "undo")
    assert all("open" in buttons(one) for one in cards)
    slack.world.must("limin", "reject_proposal", proposal=proposal, reason="部门错")
    slack.settle()
    assert all(buttons(one) == {} for one in (card, *cards))
    assert "部门错" in shown(card) and "已驳回" in shown(card)


def test_whoever_is_asked_for_a_paper_gets_one_note_and_one_for_each_reminder(slack: Workspace) -> None:
    slack.link(XIAO)
    who = slack.world
    who.must("zhaolei", "request_paper", words="水单 <!channel>", to="chenxiao", wanted_by="2026-11-30")
    slack.settle()
    slack.settle()
    (note,) = [one for one in slack.emulator.room(XIAO) if "水单" in shown(one)]
    assert "赵磊" in shown(note) and "2026-11-30" in shown(note) and "<!channel>" not in shown(note)
    who.later(86_400)
    who.must("zhaolei", "remind_request", request=1)
    slack.settle()
    first, second = [one for one in slack.emulator.room(XIAO) if "水单" in shown(one)]
    assert "催办" in shown(second) and "催办" not in shown(first)
    who.must("chenxiao", "answer_request", request=1, words="丢了")
    slack.settle()
    assert not [one for one in slack.emulator.room(XIAO) if "水单" in shown(one)]


def test_a_look_without_news_calls_nobody(slack: Workspace) -> None:
    _waiting(slack, QIANG)
    before = len(slack.emulator.calls)
    for _ in range(3):
        slack.channel.follower.look()
    assert slack.emulator.calls[before:] == []


def test_only_those_who_may_confirm_are_told(slack: Workspace) -> None:
    slack.world.history("V0001", "660213", [1_200_000])
    slack.link(XIAO, QIANG, MIN)
    done = slack.world.hand_in_sample("intake", "special")
    digest = slack.world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    slack.world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=digest)
    slack.settle()
    assert "12,360.00" in shown(slack.emulator.card(MIN))
    for user in (XIAO, QIANG):
        assert not [one for one in slack.emulator.room(user) if "12,360.00" in shown(one)]


def test_a_question_comes_back_in_the_thread_and_is_answered(slack: Workspace) -> None:
    card, proposal = _waiting(slack, MIN)
    checking = slack.emulator.card(MIN, "听枫")
    slack.press(MIN, checking, "return")
    slack.submit(MIN, "缺水单 <!channel>")
    assert buttons(checking).keys() <= {"reject"}
    assert "缺水单" in shown(card) and "reply" in buttons(card)
    noise = [one for one in slack.emulator.room(XIAO) if one["thread_ts"] == card["ts"]]
    assert len(noise) == 1 and "李敏" in shown(noise[0])
    slack.press(XIAO, card, "reply")
    slack.submit(XIAO, "水单丢了")
    assert slack.world.must("limin", "open_proposal", proposal=proposal).state == "proposed"
    assert "open" in buttons(checking) and "水单丢了" in shown(checking)
    assert len([one for one in slack.emulator.room(XIAO) if one["thread_ts"]]) == 1


def test_rejected_with_a_reason_that_the_sender_reads(slack: Workspace) -> None:
    card, _ = _waiting(slack, QIANG)
    checking = slack.emulator.card(QIANG, "听枫")
    assert button(checking, "reject")["text"]["text"].startswith("驳回 苏州听枫")
    slack.press(QIANG, checking, "reject")
    slack.submit(QIANG, "金额不符")
    assert "金额不符" in shown(card) and buttons(card) == {} and buttons(checking) == {}


def test_withdrawn_by_the_sender(slack: Workspace) -> None:
    card, proposal = _waiting(slack, QIANG)
    slack.press(XIAO, card, "withdraw")
    assert buttons(card) == {} and buttons(slack.emulator.card(QIANG, "听枫")) == {}
    assert slack.world.must("limin", "open_proposal", proposal=proposal).state == "withdrawn"


def test_an_edit_that_slack_refused_is_made_at_the_next_look(slack: Workspace) -> None:
    card, proposal = _waiting(slack)
    slack.world.must("limin", "reject_proposal", proposal=proposal, reason="金额不符")
    slack.emulator.fail["chat.update"] = "internal_error"
    slack.channel.follower.look()
    assert "金额不符" not in shown(card)
    slack.channel.follower.look()
    assert "金额不符" in shown(card)


def test_a_card_that_slack_refused_is_posted_at_the_next_look(slack: Workspace) -> None:
    slack.link(QIANG)
    done = slack.world.hand_in_sample("chenxiao", "hotel", "sender")
    digest = slack.world.must("chenxiao", "open_proposal", proposal=done.proposal).digest
    slack.world.must("chenxiao", "submit_proposal", proposal=done.proposal, digest=digest)
    slack.emulator.fail["chat.postMessage"] = "internal_error"
    slack.channel.follower.look()
    assert not [one for one in slack.emulator.room(QIANG) if "听枫" in shown(one)]
    slack.channel.follower.look()
    assert len([one for one in slack.emulator.room(QIANG) if "听枫" in shown(one)]) == 1


def test_an_event_that_a_process_left_is_taken_up_once(slack: Workspace) -> None:
    slack.link(XIAO)
    desk = slack.channel.office.desk
    kept = {
        "team": slack.emulator.team, "user": XIAO, "channel": room_of(XIAO), "text": "", "mention": False,
        "files": [slack.emulator.file_object(slack.sample("hotel"))],
    }  # fmt: skip
    assert desk.first_time("EvLeft", kept)
    slack.channel.take_up()
    assert slack.emulator.fetched == [], "another process may be at it still"
    slack.world.clock.instant += timedelta(minutes=3)
    slack.channel.take_up()
    slack.channel.take_up()
    slack.settle()
    assert len(slack.emulator.fetched) == 1
    assert "paid_sender" in buttons(slack.emulator.card(XIAO, "听枫"))


def test_the_same_paper_again_says_so_and_asks_nothing(slack: Workspace) -> None:
    slack.link(XIAO)
    file = slack.sample("hotel")
    slack.says(XIAO, files=(file,))
    slack.says(XIAO, files=(file,))
    assert "以前交过" in shown(slack.emulator.room(XIAO)[-1])
    assert list(buttons(slack.emulator.room(XIAO)[-1])) == ["withdraw"]


def test_both_people_of_a_delegation_are_told_once_of_each_phase(slack: Workspace) -> None:
    slack.link(QIANG, MIN)
    given = slack.world.must(
        "limin", "delegate", person="李强", first="2026-11-25", last="2026-11-26", limit="4,000.00"
    )

    def told(user: str, other: str) -> list[str]:
        return [shown(one) for one in slack.emulator.room(user) if other in shown(one) and "复核" in shown(one)]

    for _ in range(2):
        slack.settle()
    assert (len(told(QIANG, "李敏")), len(told(MIN, "李强"))) == (1, 1)
    slack.world.must("liqiang", "end_delegation", delegation=given.delegation)
    for _ in range(2):
        slack.settle()
    assert (len(told(QIANG, "李敏")), len(told(MIN, "李强"))) == (2, 2)
    assert "结束" in told(QIANG, "李敏")[-1]
