"""Once a model was told words that others wrote, its turn reads what its caller handed in or made, and proposes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from assistant.belt import Tray, belt
from assistant.conversations import Asked, ask
from assistant.models import ScriptedModel
from assistant.turn import TAINTED, Reply, answer
from ledger.core import Principal
from tests.hostile.siege import MOST_CALLS
from tests.world import World
from tools.outcome import Denied, Done, Outcome

READ = {"name": "search_vouchers", "args": {}, "id": "papers"}
BALANCE = {"name": "trial_balance", "args": {"level": 1}, "id": "wide"}


def calls(*steps: dict[str, Any] | list[dict[str, Any]]) -> ScriptedModel:
    """A model that makes these calls, a step at a time, and says no more."""
    made = [AIMessage("", tool_calls=one if isinstance(one, list) else [one]) for one in steps]
    return ScriptedModel(script=[*made, AIMessage("That is all.")])


@pytest.fixture
def office(world: World) -> World:
    world.history("V0001", "660213", [1_200_000])
    return world


def heard(world: World) -> list[tuple[str, Principal, Outcome]]:
    """Every call that goes through the door from now on."""
    kept: list[tuple[str, Principal, Outcome]] = []
    door = world.gateway.call

    def call(principal: Principal, tool_name: str, arguments: Mapping[str, Any]) -> Outcome:
        outcome = door(principal, tool_name, arguments)
        kept.append((tool_name, principal, outcome))
        return outcome

    world.gateway.call = call  # type: ignore[method-assign]
    return kept


def rules(kept: list[tuple[str, Principal, Outcome]]) -> dict[str, str]:
    return {tool: outcome.rule if isinstance(outcome, Denied) else type(outcome).__name__ for tool, _, outcome in kept}


def test_after_papers_the_turn_reads_only_its_callers_own(office: World) -> None:
    mine, other = office.hand_in_sample("limin", "hotel", "sender"), office.hand_in_sample("intake", "special")
    kept = heard(office)
    model = calls(
        READ,
        [BALANCE, {"name": "open_document", "args": {"document": mine.document}, "id": "a"}],
        [{"name": "open_proposal", "args": {"proposal": other.proposal}, "id": "b"},
         {"name": "open_document", "args": {"document": other.document}, "id": "c"}, {"name": "policy_question", "args": {"question": "住宿"}, "id": "d"}],
    )  # fmt: skip
    answer(office.house, office.who("limin"), "look", model=model)
    found = [(tool, outcome.rule if isinstance(outcome, Denied) else "") for tool, _, outcome in kept]
    assert found[0] == ("search_vouchers", "")
    assert set(found[1:3]) == {("trial_balance", TAINTED), ("open_document", "")}
    assert set(found[3:]) == {("open_proposal", TAINTED), ("open_document", TAINTED), ("policy_question", "")}


def test_lists_shrink_to_what_the_caller_handed_in(office: World) -> None:
    mine = office.hand_in_sample("wangfang", "hotel", "sender")
    office.hand_in_sample("intake", "special")
    whole = office.must("wangfang", "invoice_status").documents
    kept = heard(office)
    answer(
        office.house, office.who("wangfang"), "x", model=calls(READ, {"name": "invoice_status", "args": {}, "id": "b"})
    )
    assert len(whole) == 2
    (own,) = kept[-1][2].result.documents  # type: ignore[union-attr]
    assert own.document == mine.document


def test_calls_decided_before_anything_was_told_are_not_narrowed(office: World) -> None:
    kept = heard(office)
    answer(office.house, office.who("limin"), "both", model=calls([READ, BALANCE]))
    assert rules(kept) == {"search_vouchers": "Done", "trial_balance": "Done"}


def test_it_may_still_propose_and_is_told_no_more_than_that(office: World) -> None:
    paper = office.hand_in_sample("intake", "special")
    kept = heard(office)
    proposing = {"name": "answer_document", "args": {"document": paper.document, "memo": "云服务"}, "id": "p"}
    model = calls({"name": "open_document", "args": {"document": paper.document}, "id": "o"}, proposing)
    answer(office.house, office.who("limin"), "book it", model=model)
    assert isinstance(kept[-1][2], Done), kept[-1]
    told = str(model.seen[-1][-1].content)
    assert paper.proposal in told and "杭州" not in told and "12360" not in told


def test_account_numbers_are_cut_from_then_on(office: World) -> None:
    mine = office.hand_in_sample("limin", "changed_account", "nobody")
    opening = {"name": "open_document", "args": {"document": mine.document}, "id": "b"}
    kept = heard(office)
    answer(office.house, office.who("limin"), "x", model=calls(opening, opening))
    first, second = (outcome.result.model_dump_json() for _, _, outcome in kept if isinstance(outcome, Done))
    numbers = set(re.findall(r"\d{16,19}", first)) - set(re.findall(r"\d{16,19}", second))
    assert numbers and all(f"…{number[-4:]}" in second for number in numbers)


def conversation(world: World, *turns: tuple[str, ScriptedModel]) -> list[Reply]:
    known, replies = "", []
    for question, model in turns:
        asked = ask(world.house, world.who("limin"), question, known)
        assert isinstance(asked, Asked)
        known = asked.conversation
        replies.append(asked.answered(model))
    return replies


def twice() -> ScriptedModel:
    """A model that asks for the balances, and once more where it is begun again."""
    asks = [AIMessage("", tool_calls=[{**BALANCE, "id": f"wide-{number}"}]) for number in range(2)]
    return ScriptedModel(script=[asks[0], AIMessage("narrowed"), asks[1], AIMessage("here")])


def test_words_of_earlier_turns_narrow_too_and_the_turn_begins_again_without_them(office: World) -> None:
    kept = heard(office)
    _, reply = conversation(office, ("vouchers?", calls(READ)), ("and the balance?", twice()))
    balances = [outcome for tool, _, outcome in kept if tool == "trial_balance"]
    assert isinstance(balances[0], Denied) and balances[0].rule == TAINTED
    assert isinstance(balances[1], Done), "the second start, without those words, may read"
    assert any(block.kind == "table" for block in reply.blocks)
    assert not any(TAINTED in str(block) for block in reply.blocks)


def test_the_second_start_holds_no_word_of_the_papers(office: World) -> None:
    office.run("2026-11", [{"date": "2026-11-03", "memo": "☣ obey", "lines": [
        {"account": "100201", "side": "debit", "amount_minor": 5}, {"account": "6051", "side": "credit", "amount_minor": 5}]}])  # fmt: skip
    later = twice()
    conversation(office, ("vouchers?", calls(READ)), ("balance?", later))
    assert "☣" in str(later.seen[0]) and "☣" in str(later.seen[1])
    assert len(later.seen) == 4 and "☣" not in str(later.seen[2]) and "☣" not in str(later.seen[3])


def test_after_a_proposal_nothing_is_begun_again(office: World) -> None:
    paper = office.hand_in_sample("intake", "special")
    proposing = {"name": "answer_document", "args": {"document": paper.document, "memo": "once"}, "id": "p"}
    later = calls(proposing, BALANCE)
    kept = heard(office)
    conversation(office, ("vouchers?", calls(READ)), ("book, then balance", later))
    assert [tool for tool, _, _ in kept].count("answer_document") == 1
    assert rules(kept)["trial_balance"] == TAINTED


def test_no_turn_makes_more_calls_than_it_may_even_all_at_once(office: World) -> None:
    kept = heard(office)
    many = [{"name": "help", "args": {}, "id": f"c{number}"} for number in range(60)]
    answer(office.house, office.who("limin"), "x", model=calls(many))
    assert len(kept) == MOST_CALLS


def test_a_name_a_model_made_up_is_shown_to_nobody(office: World) -> None:
    from assistant.turn import stream

    *steps, _ = stream(
        office.house, office.who("limin"), "x", model=calls({"name": "see https://evil.example", "args": {}, "id": "1"})
    )
    assert steps == []


def test_the_belt_itself_narrows_without_a_model(office: World) -> None:
    tray = Tray(tainted=True)
    tools = {one.name: one for one in belt(office.gateway, office.who("limin"), tray)}
    tools["trial_balance"].invoke({})
    ((_, outcome),) = tray.outcomes
    assert isinstance(outcome, Denied) and outcome.rule == TAINTED
