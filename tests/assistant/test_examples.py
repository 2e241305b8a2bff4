"""Every sentence shown anywhere as an example works with the planner: it reaches the tool it is shown for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.turn import answer
from ledger.core.words import LANGUAGES, has, say
from ledger.store import Store
from tests.tenants import Tenants
from tests.world import World
from tools.catalogue import load_tools

EXAMPLES = [
    (tool.name, language, said)
    for tool in load_tools()
    for language in LANGUAGES
    for said in tool.examples.get(language, ())
]
LIKELY = [
    (tool.name, language, say(f"assistant.try_{tool.name}", language))
    for tool in load_tools()
    for language in LANGUAGES
    if has(f"assistant.try_{tool.name}")
]


@pytest.fixture(scope="module")
def office(sqlite_tenants: Tenants) -> Iterator[World]:
    store: Store = sqlite_tenants.store
    made = World(store, sqlite_tenants.new())
    yield made
    made.close()


@pytest.mark.parametrize(("tool", "language", "said"), [*EXAMPLES, *LIKELY])
def test_an_example_reaches_the_tool_it_is_shown_for(office: World, tool: str, language: str, said: str) -> None:
    reply = answer(office.house, office.who("limin", language), said)
    assert reply.read_as is not None
    assert reply.read_as.intent == tool, (said, reply.read_as)
    assert reply.blocks


def test_every_issue_tool_with_words_shows_an_example() -> None:
    shown = {tool for tool, _, _ in EXAMPLES}
    silent = {"out_of_scope"}
    assert {tool.name for tool in load_tools() if tool.examples} | silent >= shown
    assert len(shown) >= 16
