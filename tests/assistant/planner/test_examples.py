"""Every sentence shown as an example anywhere is read as the tool it belongs to."""

import pytest

from ledger.core.words import messages
from tests.assistant.planner.judge import read
from tools.catalogue import load_tools

SHOWN = [(tool.name, said) for tool in load_tools() for sentences in tool.examples.values() for said in sentences]
OFFERED = [
    (key.removeprefix("assistant.try_"), text)
    for language in ("zh", "en")
    for key, text in messages(language, "assistant").items()
    if key.startswith("assistant.try_")
]


@pytest.mark.parametrize(("name", "said"), SHOWN + OFFERED)
def test_an_example_is_read_as_its_tool(name: str, said: str) -> None:
    assert read(said).intent == name


def test_there_are_examples() -> None:
    assert len(SHOWN) > 20 and len(OFFERED) > 10
