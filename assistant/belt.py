"""The tools a caller may use, as LangChain tools. Identity is closed over, never an argument of a schema.

Every call goes through the gateway as an agent of the caller: a commit cannot be reached, whatever a model
writes. What the tools showed is kept beside the model's own text, and is the answer.

Before a model is asked again, :class:`Watch` looks at what it is about to be told. From the first words on that others
wrote, every call of the turn is made as ``caller.after_papers()``: the access rules then let it read only what the caller
handed in or made, and of a proposal it is told no more than that it was made. Calls that a model asked for at once, before
it was told anything, are not narrowed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

from langchain.agents.middleware import AgentMiddleware
from langchain_core.tools import BaseTool, StructuredTool
from pydantic import BaseModel

from ledger.core import Principal, say, settings
from tools.gateway import Gateway, withheld
from tools.outcome import Denied, Done, Invalid, Outcome
from tools.registry import Tool
from tools.things import things

RESULT_LIMIT = 12_000


@dataclass(slots=True)
class Tray:
    """What the tools of one turn gave back, in order; ``stopped`` names the bound that ended it, ``tainted`` is set once a
    model was told words that others wrote.
    """

    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    stopped: str = ""
    tainted: bool = False
    _calls: Iterator[int] = field(default_factory=count)

    def full(self) -> str:
        """Which bound of one question this call goes over: calls, rows or seconds; empty where none. Each call asks once
        (``next`` is one step, so no two threads get one number).
        """
        given, rows = settings(), sum(one.rows for _, one in self.outcomes if isinstance(one, Done))
        over = {
            "calls": next(self._calls) >= given.budget_turn_calls,
            "rows": rows >= given.budget_turn_rows,
            "seconds": time.monotonic() - self.began >= given.budget_turn_seconds,
        }
        return next((name for name, reached in over.items() if reached), "")

    @property
    def carries_papers(self) -> bool:
        """Whether anything given back may hold words that others wrote."""
        return any(isinstance(outcome, Done | Invalid) and outcome.tainted for _, outcome in self.outcomes)


class Watch(AgentMiddleware[Any, Any]):
    """Marks the turn before a model is told words that others wrote, and has written down what it reached for in vain."""

    def __init__(self, tray: Tray, gateway: Gateway, caller: Principal) -> None:
        super().__init__()
        self._tray = tray
        self._gateway = gateway
        self._caller = caller.as_agent()

    def after_model(self, state: Any, runtime: Any) -> None:
        """Calls of tools there are none, or that no model may have, go to the door: it refuses and keeps a record."""
        for call in getattr(state["messages"][-1], "tool_calls", ()):
            tool = self._gateway.registry.get(call["name"])
            if (tool is None or withheld(self._caller, tool)) and not self._tray.full():
                self._gateway.call(self._caller, call["name"], call["args"])

    def before_model(self, state: Any, runtime: Any) -> None:
        """Everything given back so far is about to be told."""
        self._tray.tainted = self._tray.tainted or self._tray.carries_papers


def told(outcome: Outcome, language: str, *, made: bool = False) -> str:
    """What a model reads of an outcome: data marked as data, never instructions; ``made``: only that it was done."""
    if isinstance(outcome, Done) and made:
        body: dict[str, Any] = {"done": things({}, outcome.result)}
    elif isinstance(outcome, Done):
        body = {"data": outcome.result.model_dump(mode="json")}
    elif isinstance(outcome, Denied):
        body = {"denied": outcome.reason.text(language)}
    elif isinstance(outcome, Invalid):
        body = {"problems": [one.text(language) for one in outcome.problems]}
    else:
        body = {"failed": outcome.id}
    return json.dumps(body, ensure_ascii=False, default=str)[:RESULT_LIMIT]


def _runner(gateway: Gateway, caller: Principal, tool: Tool, tray: Tray) -> Callable[..., str]:
    def run(**arguments: Any) -> str:
        if full := tray.full():
            tray.stopped = full
            return json.dumps({"denied": say(f"budget.turn_{full}", caller.language)}, ensure_ascii=False)
        given = {name: value for name, value in arguments.items() if value is not None}
        who = caller.after_papers() if tray.tainted else caller
        outcome = gateway.call(who, tool.name, json.loads(json.dumps(given, default=_plain)))
        tray.outcomes.append((tool.name, outcome))
        return told(outcome, caller.language, made=who.tainted and tool.effect != "read")

    return run


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else str(value)


@cache
def _schema(request: type[BaseModel]) -> dict[str, Any]:
    """What a tool takes, as JSON Schema; the same for every caller, and dear to make."""
    return request.model_json_schema()


def belt(gateway: Gateway, principal: Principal, tray: Tray, *, only_read: bool = False) -> list[BaseTool]:
    """Each tool for models that this caller may use at all; ``only_read`` leaves those out that propose."""
    caller = principal.as_agent()
    may = gateway.callable_of(caller, (tool.name for tool in gateway.registry.for_models()))
    return [
        StructuredTool.from_function(
            func=_runner(gateway, caller, tool, tray),
            name=tool.name,
            description=tool.summary,
            args_schema=_schema(tool.request),  # the door validates, so that every attempt is written down
            infer_schema=False,
        )
        for tool in gateway.registry.for_models()
        if tool.name in may and not (only_read and tool.effect != "read")
    ]
