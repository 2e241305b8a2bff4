"""The tools a caller may use, as LangChain tools. Identity is closed over, never an argument of a schema.

Every call goes through the gateway as an agent of the caller: a commit cannot be reached, whatever a model
writes. What the tools showed is kept beside the model's own text, and is the answer.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool
from pydantic import BaseModel

from ledger.core import Principal, say, settings
from tools.gateway import Gateway
from tools.outcome import Denied, Done, Invalid, Outcome
from tools.registry import Tool

RESULT_LIMIT = 12_000


@dataclass(slots=True)
class Tray:
    """What the tools of one turn gave back, in order; ``stopped`` names the bound that ended it."""

    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    stopped: str = ""

    def full(self) -> str:
        """Which bound of one question is reached: calls, rows or seconds; empty where none is."""
        given, rows = settings(), sum(one.rows for _, one in self.outcomes if isinstance(one, Done))
        over = {
            "calls": len(self.outcomes) >= given.budget_turn_calls,
            "rows": rows >= given.budget_turn_rows,
            "seconds": time.monotonic() - self.began >= given.budget_turn_seconds,
        }
        return next((name for name, reached in over.items() if reached), "")


def told(outcome: Outcome, language: str) -> str:
    """What a model reads of an outcome: data marked as data, never instructions."""
    if isinstance(outcome, Done):
        body: dict[str, Any] = {"data": outcome.result.model_dump(mode="json")}
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
        outcome = gateway.call(caller, tool.name, json.loads(json.dumps(given, default=_plain)))
        tray.outcomes.append((tool.name, outcome))
        return told(outcome, caller.language)

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
