"""Questions in Slack, in the language of the question, within Slack's limits whatever the answer holds."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bots.slack.events import heard
from bots.slack.render import render
from bots.slack.text import cut, safe
from tests.bots.slack.emulator import buttons, shown
from tests.bots.slack.limits import faults, spoken
from tests.bots.slack.workspace import MIN, QIANG, XIAO, Workspace
from tools import blocks as b


def test_a_question_is_answered_with_its_scope(slack: Workspace) -> None:
    slack.link(MIN)
    slack.says(MIN, "本月的试算平衡表")
    told = shown(slack.emulator.room(MIN)[-1])
    assert "蓝海制造" in told and "本机回答" in told


def test_what_was_typed_is_what_is_read() -> None:
    event = {"type": "message", "channel_type": "im", "user": "U1", "text": "R&amp;D &lt;5000&gt; &amp;lt;"}
    kept = heard({"team_id": "T1", "event": event})
    assert kept is not None and kept["text"] == "R&D <5000> &lt;"


def test_whoever_may_not_see_is_told_so(slack: Workspace) -> None:
    slack.link(XIAO)
    slack.says(XIAO, "本月的试算平衡表")
    assert "没有这项权限" in shown(slack.emulator.room(XIAO)[-1])


def test_a_mention_in_a_room_is_answered_in_private(slack: Workspace) -> None:
    slack.link(MIN)
    slack.says(MIN, "<@U0BOT> 本月的试算平衡表", type="app_mention", channel="C0ROOM", channel_type="channel")
    assert not [one for one in slack.emulator.messages.values() if one["channel"] == "C0ROOM"]
    assert slack.emulator.whispers[-1]["channel"] == "C0ROOM"
    assert "蓝海制造" in shown(slack.emulator.room(MIN)[-1])


def test_what_was_not_understood_offers_likely_readings_to_press(slack: Workspace) -> None:
    slack.link(MIN)
    slack.says(MIN, "帮助")
    offered = buttons(slack.emulator.room(MIN)[-1])
    before = len(slack.emulator.room(MIN))
    assert "ask0" in offered
    slack.press(MIN, slack.emulator.room(MIN)[-1], "ask0")
    assert len(slack.emulator.room(MIN)) == before + 1


def test_the_card_that_an_answer_opens_is_the_same_door(slack: Workspace) -> None:
    slack.link(QIANG)
    done = slack.world.hand_in_sample("chenxiao", "hotel", "sender")
    digest = slack.world.must("chenxiao", "open_proposal", proposal=done.proposal).digest
    slack.world.must("chenxiao", "submit_proposal", proposal=done.proposal, digest=digest)
    slack.says(QIANG, "同意苏州听枫酒店有限公司的那张")
    opened = slack.emulator.card(QIANG, "听枫")
    slack.press(QIANG, opened, "open")
    assert slack.world.must("limin", "open_proposal", proposal=done.proposal).state == "proposed"
    slack.submit(QIANG)
    assert slack.world.must("limin", "open_proposal", proposal=done.proposal).state == "confirmed"


HOSTILE = st.text(st.sampled_from("<>&@!#*_~`|:/ \n\u202e\x00账a"), max_size=60)
WORDS = st.one_of(
    HOSTILE, st.text(max_size=40), st.just("长" * 4000), st.just("&" * 3500), st.just("\n".join("行" * 400))
)
CELLS = st.one_of(
    st.builds(b.words, WORDS),
    st.builds(lambda minor: b.money(minor, "CNY"), st.integers(-(10**15), 10**15)),
)
ROWS = st.lists(st.lists(CELLS, max_size=5), max_size=130)
ACTS = st.lists(
    st.builds(
        lambda act, label, why: b.Act(act=act, label=label, tool="x", arguments={"proposal": "p", "digest": "d" * 64}, why_not=why),
        st.sampled_from(["confirm", "return", "reject", "submit", "withdraw", "undo", "reverse"]), WORDS, WORDS,
    ), max_size=6, unique_by=lambda act: act.act,
)  # fmt: skip
BLOCKS = st.one_of(
    st.builds(lambda text: b.Text(text=text), WORDS),
    st.builds(
        lambda title, rows: b.Table(
            title=title, columns=(b.Column(title=title),), rows=tuple(b.Row(cells=tuple(cells)) for cells in rows)
        ),
        WORDS,
        ROWS,
    ),
    st.builds(
        lambda title, cells, acts: b.Card(
            title=title, facts=tuple(b.Fact(name=title, cell=cell) for cell in cells), notes=(title,) * 12, acts=tuple(acts)
        ),
        WORDS,
        st.lists(CELLS, max_size=25),
        ACTS,
    ),
    st.builds(
        lambda words: b.Choices(question=words, options=tuple(b.Choice(label=words, utterance=words) for _ in range(30))),
        WORDS,
    ),
    st.builds(lambda words: b.Citation(path=words, title=words, clause=words, quote=words, version=words), WORDS),
    st.builds(lambda words: b.Scope(parts=(words,) * 5), WORDS),
    st.builds(
        lambda words, values: b.Chart(
            form="bar", title=words, labels=tuple(words[:9] for _ in values), currency="CNY",
            series=(b.Series(name=words, values_minor=tuple(values)),),
        ), WORDS, st.lists(st.integers(-(10**12), 10**12), max_size=80),
    ),
)  # fmt: skip


@given(st.lists(BLOCKS, max_size=30), st.sampled_from(["zh", "en"]))
def test_whatever_an_answer_holds_slack_takes_it_and_nothing_mentions(blocks: list[Any], language: str) -> None:
    made = render(blocks, language)
    assert list(faults(made, "message")) == [] if made else True


@given(st.text(max_size=50) | HOSTILE, st.integers(40, 200))
def test_cutting_never_leaves_half_an_entity(text: str, limit: int) -> None:
    short = cut(safe(text * 30, 5000), "zh", limit)
    assert len(short) <= limit
    assert list(spoken(short, "cut")) == []
    assert not short.rstrip("。").endswith(("&", "&a", "&am", "&l", "&lt", "&g", "&gt"))


def test_what_is_too_long_is_cut_with_a_note() -> None:
    (block,) = render((b.Text(text="很长的一行。\n" * 900),), "zh")
    assert len(block["text"]["text"]) <= 3000
    assert block["text"]["text"].endswith("请在网页中看全文。")
    many = render(tuple(b.Text(text=f"{number}") for number in range(80)), "en")
    assert len(many) == 50 and "read it whole in the browser" in shown({"blocks": many})
