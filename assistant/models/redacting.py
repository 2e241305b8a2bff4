"""A model elsewhere, told of no personal data: what goes out is redacted, what comes back is put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, SystemMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable

from assistant.redaction import Redaction

EXPLAINED = " Words like [[phone-1]] stand for personal data that was left out: use them as they are, and guess none."


class RedactingModel(BaseChatModel):
    """Wraps a chat model. ``going_out`` is told of each request before it leaves, with what was left out by class;
    where it raises, nothing leaves.
    """

    inner: Any
    redaction: Any
    going_out: Callable[[dict[str, int]], None]

    @property
    def _llm_type(self) -> str:
        return str(getattr(self.inner, "_llm_type", "elsewhere"))

    @property
    def model_name(self) -> str:
        """The name of the model wrapped."""
        bound = getattr(self.inner, "bound", self.inner)
        return str(getattr(bound, "model_name", "") or getattr(bound, "model", ""))

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[Any, AIMessage]:
        """The same, offering tools."""
        more = {"tool_choice": tool_choice} if tool_choice else {}
        return self.model_copy(update={"inner": self.inner.bind_tools(tools, **more, **kwargs)})

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> ChatResult:  # fmt: skip
        redaction: Redaction = self.redaction
        hidden = [_hidden(one, redaction) for one in messages]
        self.going_out(redaction.counts)
        answer: AIMessage = self.inner.invoke(hidden, stop=stop, **kwargs)
        calls = [{**call, "args": redaction.show_in(call["args"])} for call in answer.tool_calls]
        said = AIMessage(redaction.show_in(answer.content), tool_calls=calls, id=answer.id,
                         usage_metadata=answer.usage_metadata)  # fmt: skip
        return ChatResult(generations=[ChatGeneration(message=said)])


def _hidden(message: BaseMessage, redaction: Redaction) -> BaseMessage:
    """A message as it may leave; only its words, its calls and its role do."""
    words = redaction.hide_in(message.content)
    if isinstance(message, SystemMessage):
        return SystemMessage(f"{words}{EXPLAINED}")
    update: dict[str, Any] = {"content": words, "additional_kwargs": {}, "response_metadata": {}}
    if isinstance(message, AIMessage):
        update["tool_calls"] = [{**call, "args": redaction.hide_in(call["args"])} for call in message.tool_calls]
        update["invalid_tool_calls"] = []
    return message.model_copy(update=update)
