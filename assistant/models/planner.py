"""The offline planner as a chat model: it turns a request into tool calls and adds no words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import PrivateAttr

from assistant.models.arguments import Fields, shaped
from assistant.planner import OUT_OF_SCOPE, Entities, Plan, plan

TAKES_THE_SENTENCE = {"policy_question": "question", "compliance_check": "question"}

_THIS_ONE = re.compile(
    r"[这那该此](?:一)?(?:张|笔|个|条|份|单)|它|\b(?:this|that|it)\b(?: (?:one|voucher|proposal|invoice|payment|alert))?",
    re.I,
)
"""What is said of the thing that the conversation showed last."""


class PlannerModel(BaseChatModel):
    """Needs the day, the names the company knows, the reading before this one, and the thing that was shown last."""

    today: date
    entities: Any = None
    history: Any = None
    shown: str = ""
    _fields: dict[str, Fields] = PrivateAttr(default_factory=dict)
    _plan: Plan | None = PrivateAttr(default=None)
    _dropped: list[str] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "planner"

    @property
    def understood(self) -> Plan | None:
        """The reading of the last request."""
        return self._plan

    @property
    def dropped(self) -> tuple[str, ...]:
        """Slots that the tool could not take: named before a figure is given."""
        return tuple(self._dropped)

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[Any, AIMessage]:
        """Remember which tools there are and which arguments they take."""
        self._fields = {one.name: one.args for one in tools if isinstance(one, BaseTool)}
        return self

    def _calls(self, text: str) -> list[dict[str, Any]]:
        found = plan(text, self.today, self.entities or Entities(), self.history)
        self._plan = found
        self._dropped = []
        if found.intent == OUT_OF_SCOPE:
            return []
        readings = [(found.intent, found.slots), *((one.intent, one.slots) for one in found.also)]
        reachable = [(intent, slots) for intent, slots in readings if intent in self._fields]
        return [self._call(intent, slots, text, i) for i, (intent, slots) in enumerate(reachable)]

    @property
    def out_of_reach(self) -> tuple[str, ...]:
        """What was asked for but is not among this caller's tools."""
        if self._plan is None or self._plan.intent == OUT_OF_SCOPE:
            return ()
        asked = (self._plan.intent, *(one.intent for one in self._plan.also))
        return tuple(intent for intent in asked if intent not in self._fields)

    def _call(self, intent: str, slots: dict[str, Any], text: str, number: int) -> dict[str, Any]:
        takes = self._fields[intent]
        arguments, dropped = shaped(intent, slots, takes, self.today)
        if intent not in TAKES_THE_SENTENCE:
            self._dropped += dropped
        if (sentence := TAKES_THE_SENTENCE.get(intent)) and sentence in takes:
            arguments[sentence] = text
        if intent == "why_not" and self.shown and "thing" not in arguments and _THIS_ONE.search(text):
            arguments["thing"] = self.shown
        return {"name": intent, "args": arguments, "id": f"planned-{number}", "type": "tool_call"}

    def _answer(self, messages: list[BaseMessage]) -> AIMessage:
        if isinstance(messages[-1], ToolMessage):
            return AIMessage("")
        asked = next((str(one.content) for one in reversed(messages) if isinstance(one, HumanMessage)), "")
        return AIMessage("", tool_calls=self._calls(asked))

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> ChatResult:  # fmt: skip
        return ChatResult(generations=[ChatGeneration(message=self._answer(messages))])

    def _stream(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:  # fmt: skip
        import json  # noqa: PLC0415

        message = self._answer(messages)
        chunks = [
            tool_call_chunk(name=call["name"], args=json.dumps(call["args"], default=str), id=call["id"], index=i)
            for i, call in enumerate(message.tool_calls)
        ]
        yield ChatGenerationChunk(message=AIMessageChunk(content="", tool_call_chunks=chunks))
