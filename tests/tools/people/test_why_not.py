"""Why may I not: the rule that decided or comes nearest, who could, and nothing of the thing itself."""

from __future__ import annotations

import pytest

from policies.access import rulebook
from policies.access.decision import Resource
from policies.access.explain import limits, nearest, permits
from tests.tools.people.test_access_rules import NO_REPORTS
from tests.tools.vouchers.test_keying import post, typed
from tests.world import World
from tools.outcome import Denied, Done, Invalid
from tools.shared.rule_words import said

SALARIES = [
    {"account": "660201", "debit": "50,000.00", "dims": {"department": "it"}, "memo": "工资"},
    {"account": "221101", "credit": "="},
]


def ask(world: World, user: str, language: str = "zh", /, **arguments: str) -> Done:
    outcome = world.gateway.call(world.who(user, language), "why_not", arguments)
    assert isinstance(outcome, Done), outcome
    return outcome


@pytest.fixture
def salaries(world: World) -> str:
    """A voucher of the payroll: its number."""
    (made,) = post(world, typed(world, SALARIES))
    return str(made.number)


def test_an_accountant_who_may_not_see_salaries_is_told_the_rule_and_who_may(world: World, salaries: str) -> None:
    for arguments in ({"topic": "为什么我看不到工资凭证"}, {"thing": salaries}):
        told = ask(world, "wangfang", **arguments).result
        assert (told.allowed, told.rule) == (False, "accountant_lines")  # type: ignore[attr-defined]
        assert "工资" in told.sentence  # type: ignore[attr-defined]
        assert "李敏" in told.could and "王芳" not in told.could  # type: ignore[attr-defined]
    assert ask(world, "limin", thing=salaries).result.allowed  # type: ignore[attr-defined]


def test_a_maker_is_told_rule_two_and_a_model_asking_for_them_too(world: World) -> None:
    given = {"about": "confirm_proposal", "thing": typed(world).proposal}
    agent = world.gateway.call(world.who("wangfang").as_agent(), "why_not", given)
    assert isinstance(agent, Done)
    for told in (ask(world, "wangfang", **given).result, agent.result):
        assert (told.allowed, told.rule) == (False, "maker_is_not_checker")  # type: ignore[attr-defined]
        assert "李敏" in told.could  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_thing_what_may_stand_against_it_is_named(world: World, language: str) -> None:
    topic = "我为什么不能复核这张" if language == "zh" else "why can't I confirm this one"
    told = ask(world, "limin", language, topic=topic).result
    assert told.allowed and told.action == "proposal.confirm"  # type: ignore[attr-defined]
    rules = {rule.id for rule in limits(world.who("limin"), "proposal.confirm", rulebook())}
    assert rules == {"maker_is_not_checker", "within_limit"}
    assert len(told.depends) == 2  # type: ignore[attr-defined]


def test_the_papers_of_others_are_explained_without_being_shown(world: World) -> None:
    world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
    done = world.hand_in_sample("intake", "special")
    for thing in (done.document, done.proposal):
        outcome = ask(world, "chenxiao", thing=thing)
        assert not outcome.result.allowed  # type: ignore[attr-defined]
        words = " ".join(block.text for block in outcome.blocks) + outcome.result.model_dump_json()  # type: ignore[union-attr]
        assert "云帆" not in words and "12,360" not in words and "1236000" not in words


def test_about_others_only_an_administrator_asks(world: World) -> None:
    told = ask(world, "admin", about="trial_balance", person="陈晓").result
    assert (told.allowed, told.who, told.rule) == (False, "陈晓", "default")  # type: ignore[attr-defined]
    assert "李敏" in told.could  # type: ignore[attr-defined]
    refused = world.call("chenxiao", "why_not", about="trial_balance", person="李敏")
    assert isinstance(refused, Denied)
    assert ask(world, "chenxiao", about="trial_balance", person="陈晓").result.rule == "default"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("given", "code"),
    [({}, "why.say_what"), ({"topic": "天气"}, "why.say_what"), ({"about": "fly"}, "why.no_such_act"),
     ({"thing": "记-9999"}, "why.no_such_thing"), ({"thing": "AL-9999"}, "why.no_such_thing"),
     ({"about": "trial_balance", "thing": "nothing"}, "why.no_such_thing")],
)  # fmt: skip
def test_what_is_not_there_is_said(world: World, given: dict[str, str], code: str) -> None:
    outcome = world.call("limin", "why_not", **given)
    assert isinstance(outcome, Invalid)
    assert [one.code for one in outcome.problems] == [code]


def test_every_refusal_of_every_role_can_be_explained(world: World) -> None:
    company = Resource("Company", world.tenant)
    book = rulebook()
    for user in ("chenxiao", "wangfang", "limin", "zhoujie", "zhaolei", "admin"):
        for action in book.actions:
            told = ask(world, user, about=action).result
            decision, rule = nearest(world.who(user), action, company, book)
            assert (told.allowed, told.action) == (decision.allowed, action)  # type: ignore[attr-defined]
            assert told.sentence and told.rule == (rule.id if rule else decision.rule)  # type: ignore[attr-defined]


def test_every_shipped_rule_has_its_sentence_and_every_action_somebody_or_nobody() -> None:
    for rule in rulebook().by_id.values():
        for language in ("zh", "en"):
            assert rule.id not in said(rule, language), rule.id
    assert [action for action in rulebook().actions if not list(permits(rulebook(), action, "Company"))] == []


def test_a_rule_of_the_company_is_named_by_its_own_sentence(world: World) -> None:
    from ledger.store.access_versions import Rules, publish
    from policies.access import shipped_text

    with world.house.store.write(world.tenant) as unit:
        publish(unit, Rules(shipped_text() + NO_REPORTS), "admin", "x", "limin", world.house.clock.now())
    told = ask(world, "limin", "en", about="trial_balance").result
    assert (told.rule, told.sentence) == ("no_reports", "Reports are closed for now.")  # type: ignore[attr-defined]
