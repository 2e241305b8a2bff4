"""One declaration makes a tool; the door, the model, REST, the command line and the docs all read it.

    @tool(action="report.read", effect="read", examples={"zh": ("八月的试算平衡表",), "en": (...)})
    def trial_balance(context: Context, request: TrialBalanceRequest) -> Done:
        "Trial balance of a period: opening, debit, credit and closing of every account."

The first docstring line is what a model reads. Registration fails for an action the access schema does
not know, for an effect that is not the action's, and for a name already taken.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict

from ledger.core import Principal
from ledger.store import Store
from ledger.store.company import Company
from policies.access import rulebook
from tools.context import Context
from tools.outcome import Done

Effect = Literal["read", "propose", "commit"]
Handler = Callable[[Context, Any], Done]
Prepare = Callable[[Store, Principal, Any], Any]
Facts = Callable[[Principal, Any], Company]


class BadTool(RuntimeError):
    """A declaration that does not hold; the program does not start."""


class Request(BaseModel):
    """Base of every tool's request: closed, frozen; identity is in none of them."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_max_length=4000)


class Nothing(Request):
    """A request without arguments."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A registered tool. ``examples`` are sentences people may say, by language; ``people_only`` is for no model."""

    name: str
    action: str
    effect: Effect
    summary: str
    request: type[Request]
    handler: Handler
    examples: Mapping[str, tuple[str, ...]]
    prepare: Prepare | None = None
    people_only: bool = False
    facts: Facts | None = None


class Registry:
    """All tools by name."""

    def __init__(self) -> None:
        self._tools: dict[str, Tool] = {}

    def add(self, tool: Tool) -> None:
        """Take a tool in; BadTool where its declaration does not hold."""
        effect = rulebook().actions.get(tool.action)
        if effect is None:
            raise BadTool(f"{tool.name}: action {tool.action} is not in the access schema")
        if tool.effect != effect:
            raise BadTool(f"{tool.name}: effect {tool.effect}, but action {tool.action} is of group {effect}")
        if tool.name in self._tools:
            raise BadTool(f"{tool.name}: the name is taken")
        if not tool.summary:
            raise BadTool(f"{tool.name}: no docstring, so no model could know what it does")
        self._tools[tool.name] = tool

    def get(self, name: str) -> Tool | None:
        """The tool of that name."""
        return self._tools.get(name)

    def __iter__(self) -> Iterator[Tool]:
        return iter(sorted(self._tools.values(), key=lambda tool: tool.name))

    def for_models(self) -> list[Tool]:
        """What a model may ever see: never an effect ``commit``, nor what is for people only."""
        return [tool for tool in self if tool.effect != "commit" and not tool.people_only]


registry = Registry()


def tool(
    *,
    action: str,
    effect: Effect,
    examples: Mapping[str, tuple[str, ...]] | None = None,
    prepare: Prepare | None = None,
    people_only: bool = False,
    facts: Facts | None = None,
) -> Callable[[Handler], Handler]:
    """Register the function under its own name.

    ``prepare`` does long work (reading a file) before the transaction opens; what it returns is
    ``context.prepared``. ``people_only`` keeps a tool from every model, whatever its effect. ``facts`` is for the
    one tool that founds a company: it makes the facts which every other call reads from the tenant.
    """

    def register(handler: Handler) -> Handler:
        hints = get_type_hints(handler)
        request = hints.get("request")
        if not (inspect.isclass(request) and issubclass(request, Request)):
            raise BadTool(f"{handler.__name__}: the second parameter is `request`, a Request")
        summary = (inspect.getdoc(handler) or "").split("\n")[0]
        said = dict(examples or {})
        registry.add(
            Tool(handler.__name__, action, effect, summary, request, handler, said, prepare, people_only, facts)
        )
        return handler

    return register
