"""A reading in words: what was understood, what was left over, or what was not understood. All from the catalogue."""

from __future__ import annotations

from typing import Any

from assistant.planner.acts import negated
from assistant.planner.model import OUT_OF_SCOPE, Plan
from ledger.core import say
from ledger.core.words import has

_SILENT = frozenset({"topic", "reason"})
_CODED = frozenset({"dimension", "nature", "state", "against", "subject"})


def reading(plan: Plan) -> str:
    """How a request was read, with its slots, and the words that took no part."""
    language = plan.language
    intent = say(f"planner.intent_{plan.intent}", language)
    told = {name: value for name, value in plan.slots.items() if name not in _SILENT}
    if not told:
        text = say("planner.read_as", language, intent=intent)
    else:
        rows = [
            say(
                "planner.slot",
                language,
                name=say(f"planner.slot_{name}", language),
                value=_called(name, value, language),
            )
            for name, value in told.items()
        ]
        text = say(
            "planner.read_as_with", language, intent=intent, slots=say("planner.list_semicolon", language).join(rows)
        )
    return f"{text} {left_over(plan)}".strip()


def left_over(plan: Plan) -> str:
    """The words that took no part, empty when all did."""
    if not plan.unused:
        return ""
    words = ", ".join(plan.unused) if plan.language == "en" else "、".join(plan.unused)
    return say("planner.unused", plan.language, words=words)


def decline(plan: Plan) -> str:
    """What to say when nothing was understood well enough: the words, and at most three likely readings."""
    assert plan.intent == OUT_OF_SCOPE
    if negated(plan.heard.lower()) and not plan.likely:
        return say("planner.negated", plan.language)
    if not plan.likely:
        return say("planner.none_of_ours", plan.language)
    names = [say(f"planner.intent_{name}", plan.language) for name in plan.likely[:3]]
    readings = say("planner.list_comma", plan.language).join(names)
    return " ".join(
        [
            say("planner.not_understood", plan.language, text=plan.heard),
            say("planner.likely", plan.language, readings=readings),
        ]
    )


def _called(name: str, value: Any, language: str) -> str:
    """A code by its name; everything else as it is."""
    key = f"planner.value_{value}"
    return say(key, language) if name in _CODED and has(key) else _value(value, language)


def _value(value: Any, language: str) -> str:
    if isinstance(value, dict) and "start" in value:
        return say("planner.between", language, start=value["start"], end=value["end"])
    if isinstance(value, dict) and "op" in value:
        return f"{value['op']} {value['value']:,}"
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    if isinstance(value, list):
        return say("planner.list_semicolon", language).join(_value(part, language) for part in value)
    return str(value)
