"""A question asked inside a conversation: written down, answered with what came before, and the answer kept.

Everything goes through the door as the person who asks, never as their agent: a model can name no conversation. Where
the person may keep nothing (the folder's owner without a proof), the question is answered and nothing stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import structlog
from langchain_core.language_models import BaseChatModel

from assistant.history import NO_HISTORY, TURNS_REPLAYED, History, history_of
from assistant.turn import Reply, answer, language_of, stream
from ledger.core import Principal, new_id, say
from tools.blocks import Choice, Choices, Progress, Text
from tools.conversations import QUESTION_LIMIT
from tools.house import House
from tools.outcome import Done, Invalid

log = structlog.get_logger("zhangfang.assistant")
READING_LIMIT = 4000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was written down; ``conversation`` is empty where nothing may be kept."""

    house: House
    principal: Principal
    question: str
    history: History = NO_HISTORY
    conversation: str = ""
    number: int = 0
    title: str = ""

    def answered(self, model: BaseChatModel | None = None) -> Reply:
        """The answer, kept; one that breaks off says so and offers to try again."""
        try:
            reply = answer(self.house, self.principal, self.question, self.history, model)
        except Exception:
            reply = self._broke_off()
        self._keep(reply)
        return reply

    def streamed(self, model: BaseChatModel | None = None) -> Iterator[Progress | Reply]:
        """As :meth:`answered`, saying what is looked at; the last piece is the answer, kept before it leaves."""
        reply: Reply | None = None
        try:
            for piece in stream(self.house, self.principal, self.question, self.history, model):
                if isinstance(piece, Reply):
                    reply = piece
                else:
                    yield piece
        except Exception:
            reply = self._broke_off()
        assert reply is not None, "a stream ends with its answer"
        self._keep(reply)
        yield reply

    def _broke_off(self) -> Reply:
        failure = new_id()[-8:]
        log.exception("an answer broke off", id=failure, tenant=self.principal.tenant)
        language = language_of(self.question, self.principal.language)
        again = Choice(label=say("assistant.again", language), utterance=self.question)
        blocks = (
            Text(text=say("assistant.broke_off", language, id=failure)),
            Choices(question=say("assistant.again_question", language), options=(again,)),
        )
        return Reply(blocks, failed=True)

    def _keep(self, reply: Reply) -> None:
        if not self.conversation:
            return
        reading = reply.read_as.to_json() if reply.read_as is not None else ""
        given: dict[str, Any] = {
            "conversation": self.conversation, "number": self.number, "local": reply.local, "model": reply.model[:200],
            "blocks": [one.model_dump(mode="json") for one in reply.blocks], "tainted": reply.tainted,
            "failed": reply.failed, "reading": reading if 0 < len(reading) <= READING_LIMIT else None,
        }  # fmt: skip
        outcome = self.house.gateway.call(self.principal, "keep_answer", given)
        if not isinstance(outcome, Done):
            log.warning("an answer was not kept", outcome=type(outcome).__name__, tenant=self.principal.tenant)


def ask(house: House, principal: Principal, question: str, conversation: str = "", place: str = "") -> Asked | Invalid:
    """Write a question down in a conversation of the person's, in the one at a ``place`` of the channel, or a new one.

    Invalid where there is no such conversation for this person, where it lives elsewhere, or where it is full.
    """
    short = question.strip()[:QUESTION_LIMIT]
    caller = replace(principal, language=language_of(short, principal.language))
    given = {"question": short, "place": place} | ({"conversation": conversation} if conversation else {})
    outcome = house.gateway.call(caller, "keep_question", given) if short else None
    if isinstance(outcome, Invalid):
        return outcome
    if not isinstance(outcome, Done):
        return Asked(house, principal, short)
    kept: Any = outcome.result
    history = _before(house, principal, kept.conversation, kept.number) if kept.number > 1 else NO_HISTORY
    return Asked(house, principal, short, history, kept.conversation, kept.number, kept.title)


def _before(house: House, principal: Principal, conversation: str, number: int) -> History:
    """The turns before this one."""
    wanted = {"conversation": conversation, "last": 2 * TURNS_REPLAYED}
    outcome = house.gateway.call(principal, "open_conversation", wanted)
    if not isinstance(outcome, Done):
        return NO_HISTORY
    shown: Any = outcome.result
    return history_of([turn for turn in shown.turns if turn.number < number])
