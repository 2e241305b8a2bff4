"""The tools of conversations: own ones only, in their own channel, blocks checked on the way out, no model near."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select, update

from ledger.core import Channel, Principal, Via
from ledger.store.conversations import speak_for
from ledger.store.schema.audit import audit_act
from ledger.store.schema.conversations import message
from tests.world import World
from tools.conversations import KEPT_CHARACTERS, TITLE_LIMIT, TURNS_LIMIT
from tools.outcome import Denied, Done, Invalid

TOOLS = ("keep_question", "keep_answer", "open_conversation", "list_conversations", "forget_conversation")
EVERYBODY = ("chenxiao", "wangfang", "limin", "zhoujie", "zhaolei", "admin")


def arguments(conversation: str) -> dict[str, dict[str, Any]]:
    """A call of each tool on one conversation."""
    return {
        "keep_question": {"conversation": conversation, "question": "x"},
        "keep_answer": {"conversation": conversation, "number": 1, "blocks": []},
        "open_conversation": {"conversation": conversation},
        "forget_conversation": {"conversation": conversation},
    }


def text(words: str, author: str = "us") -> dict[str, Any]:
    return {"kind": "text", "text": words, "author": author}


def turn(world: World, user: str, question: str = "科目余额表", *blocks: dict[str, Any], **more: Any) -> Any:
    """A kept question with its answer."""
    asked = world.must(user, "keep_question", question=question, **more)
    given = list(blocks) or [text("一")]
    world.must(user, "keep_answer", conversation=asked.conversation, number=asked.number, blocks=given)
    return asked


@pytest.mark.parametrize("user", EVERYBODY)
def test_everybody_keeps_and_forgets_their_own(world: World, user: str) -> None:
    asked = turn(world, user, "  给客户送 800 块的茶叶，\n能走公司账吗？" + "长" * 60)
    assert (asked.number, len(asked.title)) == (1, TITLE_LIMIT)
    assert asked.title.startswith("给客户送 800 块的茶叶， 能走公司账吗") and asked.title.endswith("…")
    again = turn(world, user, "那上个月呢", conversation=asked.conversation)
    assert (again.conversation, again.number) == (asked.conversation, 2)
    shown = world.must(user, "open_conversation", conversation=asked.conversation)
    assert [(one.number, one.answered) for one in shown.turns] == [(1, True), (2, True)]
    last = world.must(user, "open_conversation", conversation=asked.conversation, last=1)
    assert ([one.number for one in last.turns], last.earlier) == ([2], 1)
    assert [one.conversation for one in world.must(user, "list_conversations").conversations] == [asked.conversation]
    world.must(user, "forget_conversation", conversation=asked.conversation)
    assert world.must(user, "list_conversations").conversations == ()
    assert isinstance(world.call(user, "open_conversation", conversation=asked.conversation), Invalid)


def test_that_it_was_forgotten_stays_in_the_audit(world: World) -> None:
    asked = turn(world, "limin")
    world.must("limin", "forget_conversation", conversation=asked.conversation)
    with world.house.store.read(world.tenant) as unit:
        query = select(audit_act.c.user, audit_act.c.outcome).where(
            audit_act.c.tenant_id == world.tenant, audit_act.c.tool == "forget_conversation"
        )
        assert [tuple(row) for row in unit.connection.execute(query)] == [("limin", "done")]


@pytest.mark.parametrize("user", [one for one in EVERYBODY if one != "chenxiao"])
def test_anothers_is_refused_in_the_words_of_one_that_never_was(world: World, user: str) -> None:
    asked = turn(world, "chenxiao", "我的秘密")
    for tool, given in arguments(asked.conversation).items():
        theirs = world.call(user, tool, **given)
        nobodys = world.call(user, tool, **(given | {"conversation": "00000000000000000000000000"}))
        assert isinstance(theirs, Invalid) and theirs == nobodys, (tool, theirs)
    assert world.must(user, "list_conversations").conversations == ()
    assert len(world.must("chenxiao", "open_conversation", conversation=asked.conversation).turns) == 1


def test_it_goes_on_only_where_it_lives_and_may_be_read_and_forgotten_anywhere(world: World) -> None:
    asked = turn(world, "limin")
    on_cli = replace(world.who("limin"), channel=Channel.CLI)
    for tool in ("keep_question", "keep_answer"):
        outcome = world.gateway.call(on_cli, tool, arguments(asked.conversation)[tool])
        assert isinstance(outcome, Invalid) and outcome.problems[0].code == "conversation.elsewhere", tool
    listed = world.gateway.call(on_cli, "list_conversations", {})
    assert isinstance(listed, Done)
    assert [(one.channel, one.here) for one in listed.result.conversations] == [("web", False)]  # type: ignore[attr-defined]
    here = world.gateway.call(on_cli, "list_conversations", {"here": True})
    assert isinstance(here, Done) and here.result.conversations == ()  # type: ignore[attr-defined]
    assert isinstance(world.gateway.call(on_cli, "open_conversation", {"conversation": asked.conversation}), Done)
    assert isinstance(world.gateway.call(on_cli, "forget_conversation", {"conversation": asked.conversation}), Done)


def test_a_place_is_one_conversation_of_a_person(world: World) -> None:
    first = world.must("limin", "keep_question", question="科目余额表", place="D1:17.1")
    second = world.must("limin", "keep_question", question="那上个月呢", place="D1:17.1")
    assert (second.conversation, second.number) == (first.conversation, 2)
    for place, user in (("D1:17.2", "limin"), ("D1:17.1", "wangfang")):
        other = world.must(user, "keep_question", question="科目余额表", place=place)
        assert (other.conversation != first.conversation, other.number) == (True, 1)


def test_older_ones_come_after_the_first(world: World) -> None:
    made = []
    for number in range(3):
        made.append(turn(world, "limin", f"第 {number} 问").conversation)
        world.later(60)
    listed = world.must("limin", "list_conversations", limit=2, skip=1).conversations
    assert [one.conversation for one in listed] == made[1::-1]


@pytest.mark.parametrize("place", ["", "D1:17.1"])
def test_questions_at_the_same_moment_get_turns_of_their_own(world: World, place: str) -> None:
    begun = {} if place else {"conversation": world.must("limin", "keep_question", question="一").conversation}

    def one(number: int) -> Any:
        return world.must("limin", "keep_question", question=f"第 {number} 问", place=place, **begun)

    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(one, range(12)))
    first = 1 if place else 2
    assert sorted(each.number for each in kept) == list(range(first, first + 12))
    assert len({each.conversation for each in kept}) == 1


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("user", ["limin", "admin"])
def test_no_model_reads_or_writes_any_of_it(world: World, tool: str, user: str) -> None:
    asked = turn(world, user)
    given = arguments(asked.conversation).get(tool, {})
    outcome = world.gateway.call(world.who(user).as_agent(), tool, given)
    reads = tool in ("open_conversation", "list_conversations")
    assert isinstance(outcome, Denied) and outcome.rule == ("people_only" if reads else "agents_never_commit")
    assert not world.gateway.may_call(world.who(user).as_agent(), tool)


def test_no_tool_of_a_model_names_a_conversation(world: World) -> None:
    offered = {one.name: set(one.request.model_fields) for one in world.gateway.registry.for_models()}
    assert not set(TOOLS) & set(offered)
    assert [name for name, fields in offered.items() if fields & {"conversation", "place"}] == []


def test_who_owns_the_folder_reads_nobodys_talk(world: World) -> None:
    asked = turn(world, "limin")
    owner: Principal = replace(world.who("limin"), verified="owner", via=Via.PERSON)
    for tool, given in {**arguments(asked.conversation), "list_conversations": {}}.items():
        assert isinstance(world.gateway.call(owner, tool, given), Denied), tool


def test_a_question_has_one_answer_and_an_answer_its_question(world: World) -> None:
    asked = turn(world, "limin", "科目余额表", text("先"))
    second = world.must("limin", "keep_answer", conversation=asked.conversation, number=1, blocks=[text("后")])
    assert not second.kept
    (shown,) = world.must("limin", "open_conversation", conversation=asked.conversation).turns
    assert [one.text for one in shown.blocks] == ["先"]
    assert isinstance(world.call("limin", "keep_answer", conversation=asked.conversation, number=2, blocks=[]), Invalid)


def test_a_question_that_was_never_answered_is_still_there(world: World) -> None:
    asked = world.must("limin", "keep_question", question="科目余额表")
    (shown,) = world.must("limin", "open_conversation", conversation=asked.conversation).turns
    assert (shown.question, shown.answered, shown.blocks) == ("科目余额表", False, ())


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ({"kind": "hologram", "text": "<script>x</script>", "more": [{"a": "y"}]}, ["<script>x</script>", "y"]),
        ({"kind": "text", "text": "有", "onclick": "evil()"}, ["有", "evil()"]),
        ({"kind": "table", "columns": 7, "rows": [["z"]]}, ["z"]),
        (3, []),
        (None, []),
    ],
)
def test_a_stored_block_of_an_unknown_shape_is_plain_words(world: World, stored: Any, words: list[str]) -> None:
    asked = turn(world, "limin")
    with world.house.store.write(world.tenant) as unit:
        speak_for(unit, "limin")
        answers = (message.c.conversation_id == asked.conversation, message.c.role == "answer")
        unit.connection.execute(update(message).where(*answers).values(blocks=[stored, text("后面")]))
    (shown,) = world.must("limin", "open_conversation", conversation=asked.conversation).turns
    first, second = shown.blocks
    assert first.kind == "text" and all(word in first.text for word in words) and first.text
    assert second.text == "后面"


def test_what_is_kept_is_bounded(world: World) -> None:
    huge = text("长" * (KEPT_CHARACTERS + 1))
    asked = turn(world, "limin", "科目余额表", text("短"), huge, {"kind": "scope", "parts": ["CNY"]})
    (shown,) = world.must("limin", "open_conversation", conversation=asked.conversation).turns
    assert [one.kind for one in shown.blocks] == ["text", "text", "scope"]
    assert "太长" in shown.blocks[1].text
    assert isinstance(world.call("limin", "keep_question", question="问" * 2001), Invalid)
    assert isinstance(world.call("limin", "keep_question", question=" "), Invalid)


def test_a_conversation_ends_somewhere(world: World) -> None:
    asked = world.must("limin", "keep_question", question="一")
    with world.house.store.write(world.tenant) as unit:
        speak_for(unit, "limin")
        mine = message.c.conversation_id == asked.conversation
        unit.connection.execute(update(message).where(mine).values(number=TURNS_LIMIT))
    outcome = world.call("limin", "keep_question", question="二", conversation=asked.conversation)
    assert isinstance(outcome, Invalid) and outcome.problems[0].code == "conversation.full"
    with world.house.store.read(world.tenant) as unit:
        speak_for(unit, "limin")
        assert unit.connection.scalar(select(func.count()).select_from(message).where(mine)) == 1


def test_what_documents_may_stand_in_is_marked(world: World) -> None:
    asked = world.must("limin", "keep_question", question="查凭证")
    given = {"conversation": asked.conversation, "number": 1, "blocks": [text("一")], "tainted": True}
    done = world.call("limin", "keep_answer", **given)
    assert isinstance(done, Done) and done.tainted
    opened = world.call("limin", "open_conversation", conversation=asked.conversation)
    assert isinstance(opened, Done) and opened.tainted
    for tool, tainted in (("search_vouchers", True), ("list_inbox", True), ("trial_balance", False), ("help", False)):
        outcome = world.call("limin", tool)
        assert isinstance(outcome, Done) and outcome.tainted is tainted, tool
