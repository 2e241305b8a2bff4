"""What can be asked, and the honest answer to what cannot."""

from __future__ import annotations

from pydantic import BaseModel

from policies.access import Resource
from tools.blocks import Choice, Choices, Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, registry, tool


class HelpRequest(Request):
    """``topic`` narrows the help."""

    topic: str | None = None


class Help(BaseModel):
    """Sentences that work, by tool."""

    examples: dict[str, tuple[str, ...]]


@tool(action="help.read", effect="read", examples={"zh": ("你能做什么", "帮助"), "en": ("What can you do?", "Help")})
def help(context: Context, request: HelpRequest) -> Done:
    """What can be asked here, with examples that work."""
    company = Resource("Company", context.company.tenant)
    may = {
        one.name: one.examples.get(context.language, ())
        for one in registry.for_models()
        if one.examples.get(context.language) and context.may(one.action, company).allowed and one.name != "help"
    }
    options = tuple(Choice(label=said[0], utterance=said[0]) for said in may.values())
    return Done(Help(examples=may), (Choices(question=context.say("help.try"), options=options),))


class OutOfScope(Request):
    """What was asked."""

    topic: str | None = None


class Declined(BaseModel):
    """Nothing was done."""

    declined: bool = True


@tool(action="help.read", effect="read")
def out_of_scope(context: Context, request: OutOfScope) -> Done:
    """Say honestly that this is not something the house can do."""
    return Done(Declined(), (Text(text=context.say("help.not_here")),))
