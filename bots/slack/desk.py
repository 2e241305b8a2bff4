"""One call through the door as a person, and what a refusal says."""

from __future__ import annotations

from typing import Any

from ledger.core import Principal, say
from tools.house import House
from tools.outcome import Denied, Done, Invalid, Outcome


def call(house: House, who: Principal, tool: str, **arguments: Any) -> Outcome:
    """Through the door."""
    return house.gateway.call(who, tool, arguments)


def result(house: House, who: Principal, tool: str, **arguments: Any) -> Any:
    """The result, or None where it was refused."""
    outcome = call(house, who, tool, **arguments)
    return outcome.result if isinstance(outcome, Done) else None


def refusal(outcome: Outcome, language: str) -> str:
    """A refusal in a sentence; empty for what was done."""
    if isinstance(outcome, Done):
        return ""
    if isinstance(outcome, Denied):
        return outcome.reason.text(language)
    if isinstance(outcome, Invalid):
        return "\n".join(one.text(language) for one in outcome.problems)
    return say("slack.failed", language, id=outcome.id)
