"""Whoever looks for acts of other programs is told how the same is done here, and nothing is proposed by it."""

from __future__ import annotations

import pytest

from assistant.done_here import done_here
from assistant.turn import answer
from ledger.core import say
from ledger.proposals import State, listing
from tests.world import World

ASKED = [
    ("反记账", "zh", "correct"), ("怎么删除凭证", "zh", "correct"), ("把这张凭证作废", "zh", "correct"), ("反审核", "zh", "uncheck"),
    ("怎么反结账", "zh", "reopen"), ("how do I delete a voucher", "en", "correct"), ("unpost", "en", "correct"),
    ("unapprove a voucher", "en", "uncheck"), ("reopen the month", "en", "reopen"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "language", "act"), ASKED)
def test_each_act_has_its_sentence(question: str, language: str, act: str) -> None:
    assert done_here(question, language) == say(f"assistant.here_{act}", language)


@pytest.mark.parametrize(
    "question",
    ["应付账龄", "红字冲销 2026-10 的记-0012", "本月结账了吗", "查一下上月办公费的凭证", "post the vouchers"],
)
def test_other_questions_have_none(question: str) -> None:
    assert done_here(question, "zh") == ""


@pytest.mark.parametrize(("question", "language", "act"), ASKED[::3])
def test_the_answer_begins_with_it_and_nothing_is_proposed(
    world: World, question: str, language: str, act: str
) -> None:
    reply = answer(world.house, world.who("wangfang", language), question)
    assert getattr(reply.blocks[0], "text", "") == say(f"assistant.here_{act}", language)
    with world.house.store.read(world.tenant) as unit:
        assert listing(unit, list(State)) == []
