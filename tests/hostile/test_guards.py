"""Each guard stands alone between an attack and what it wants: in place nothing is got, switched off something is.

The quick profile takes 25 of them, the full one all; and what refuses in the code without a line in guards.py is a fault.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from policies.access import rulebook
from policies.access.rulebook import rules_of, shipped_text
from tests.conftest import PROFILE
from tests.hostile.attacks import Yard
from tests.hostile.guards import GUARDS, Guard
from tests.tenants import Tenants
from tests.world import World
from tools.masking import _said

ROOT = Path(__file__).parents[2]
QUICK = 25
SWITCHED = GUARDS if PROFILE == "full" else tuple(sorted(Random(len(GUARDS)).sample(GUARDS, QUICK), key=GUARDS.index))


@pytest.fixture(scope="module")
def yard(sqlite_tenants: Tenants) -> Iterator[Yard]:
    world = World(sqlite_tenants.store, sqlite_tenants.new())
    world.history("V0001", "660213", [1_200_000])
    batch = world.run("2026-11", [{"date": "2026-11-03", "memo": "☣ obey", "lines": [
        {"account": "100201", "side": "debit", "amount_minor": 5}, {"account": "6051", "side": "credit", "amount_minor": 5}]}])  # fmt: skip
    mine = world.hand_in_sample("chenxiao", "changed_account", "nobody")
    other = world.hand_in_sample("intake", "special")
    account = next(_said(world.must("limin", "open_document", document=mine.document)))
    shut = world.who("zhangwei")
    world.must("admin", "disable_person", person="zhangwei")
    yield Yard(world, mine, other, account, f"{batch}.1", shut)
    world.close()


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_with_the_guard_the_attack_gets_nothing(yard: Yard, guard: Guard) -> None:
    assert guard.attack(yard) == []


@pytest.mark.parametrize("guard", SWITCHED, ids=lambda guard: guard.name)
def test_without_the_guard_the_attack_succeeds(yard: Yard, guard: Guard) -> None:
    with pytest.MonkeyPatch.context() as patch:
        guard.off(patch)
        rulebook()._known.clear()  # what the rules answered before
        got = guard.attack(yard)
    rulebook()._known.clear()
    assert got, "nothing fails without this guard: either the attack is none, or the guard guards nothing"


ELSEWHERE = {
    "error": "tests/policies/access/test_rules.py",
    "default": "tests/policies/access/test_rules.py",
}
"""Refusals whose proof stands in another file: rule to file."""
NO_GUARD = {
    "assistant/safety.py": {"figures": "what backs", "clean": "made of the guards below it"},
    "bots/slack/text.py": {"plain": "by _visible", "safe": "by escape", "safe_lines": "by escape", "unescape": "of what a person typed",
                           "bold": "of escaped text", "cut": "lengths, tests/bots/slack"},
    "bots/cli/render.py": dict.fromkeys(("_cell", "_table", "_card", "_chart", "_citation", "_quiet", "show_blocks", "why_command"), "shows by words()"),
    "assistant/belt.py": {"carries_papers": "by before_model", "__init__": "", "after_model": "keeps a record of what is refused anyhow", "_runner": "by full and told",
                          "run": "", "_plain": "", "_schema": "", "belt": "by for_models and callable_of"},
}  # fmt: skip
"""Functions of files that guard which are none themselves, and why."""


def _targets() -> str:
    return (ROOT / "tests/hostile/guards.py").read_text("utf-8")


def test_every_forbidding_rule_has_its_line() -> None:
    forbids = {rule.id for rule in rules_of(shipped_text()) if rule.effect == "forbid"}
    assert forbids <= {guard.name for guard in GUARDS}


def test_every_refusal_of_the_door_has_its_line() -> None:
    """Every rule that the door or the decision names when it says no."""
    named = set()
    for file in ("tools/gateway.py", "policies/access/access.py", "tools/context.py"):
        for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Decision" and len(node.args) > 1:
                wanted = node.args[1]
                named |= {wanted.value} if isinstance(wanted, ast.Constant) else set()
            if isinstance(node, ast.Return) and isinstance(node.value, ast.IfExp):
                named |= {
                    one.value
                    for one in (node.value.body, node.value.orelse)
                    if isinstance(one, ast.Constant) and one.value
                }
    assert {"people_only", "agents_never_commit", "account_disabled", "rules_changed", "token_scope", "error"} <= named
    assert named - set(ELSEWHERE) <= {guard.name for guard in GUARDS}
    assert all((ROOT / file).exists() for file in ELSEWHERE.values())


@pytest.mark.parametrize("file", NO_GUARD)
def test_every_function_of_a_guarding_file_is_switched_off_somewhere_or_is_none(file: str) -> None:
    module = file.removesuffix(".py").replace("/", ".")
    listed = _targets()
    found = [
        node.name for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    ]
    known = {name for name in found if re.search(rf'"{re.escape(module)}\.(?:\w+\.)?{name}"', listed)}
    assert known, "a guarding file has a guard"
    assert set(found) - known == set(NO_GUARD[file]), "a function that is neither a guard of a line nor said to be none"


def test_each_line_is_another_guard() -> None:
    assert len({guard.name for guard in GUARDS}) == len(GUARDS) >= QUICK
    assert len({guard.attack for guard in GUARDS}) == len(GUARDS)
