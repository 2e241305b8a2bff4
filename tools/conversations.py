"""Conversations, each its person's alone: kept turn by turn, opened, listed, forgotten. No model reaches any of it.

A question is written down before it is answered, so that it is still there when the answer breaks off. An answer is
kept as the blocks that were shown; on opening, each block is checked again, and one of a shape we no longer know is
shown as plain words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from ledger.core import Refused, new_id, problem
from ledger.store import conversations as rows
from ledger.store.conversations import ANSWER, QUESTION, Conversation, Message
from ledger.store.schema.conversations import conversation as table
from policies.access import Resource
from tools.blocks import AnyBlock, Column, DateCell, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool

QUESTION_LIMIT = 2000
TITLE_LIMIT = 40
TURNS_LIMIT = 500
KEPT_CHARACTERS = 300_000
PLAIN_LIMIT = 2000
_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)


class KeepQuestion(Request):
    """Into a ``conversation``, or the one that lives at a ``place`` of the channel; without either a new one begins."""

    question: str = Field(min_length=1, max_length=QUESTION_LIMIT)
    conversation: str | None = None
    place: str = Field(default="", max_length=200)


class QuestionKept(BaseModel):
    """Where the question stands: its conversation and the number of its turn, from 1."""

    conversation: str
    number: int
    title: str


@tool(action="self.change", effect="commit", people_only=True)
def keep_question(context: Context, request: KeepQuestion) -> Done:
    """Write a question down in one's own conversation, before it is answered."""
    asked = request.question.replace("\x00", "")
    found = _asked_in(context, request, asked)
    unit, person = context.unit, context.principal.user
    number = rows.next_number(unit, person, found.conversation_id, context.now)
    if number > TURNS_LIMIT:
        raise Refused(problem("conversation.full", turns=TURNS_LIMIT))
    rows.add_message(unit, person, found.conversation_id, Message(number, QUESTION, asked, context.now))
    return Done(QuestionKept(conversation=found.conversation_id, number=number, title=found.title))


def _asked_in(context: Context, request: KeepQuestion, asked: str) -> Conversation:
    unit, who = context.unit, context.principal
    if request.conversation:
        found = _own(context, request.conversation)
        if found.channel != who.channel.value or (request.place and found.place != request.place):
            raise Refused(problem("conversation.elsewhere"))
        return found
    known = rows.at_place(unit, who.user, who.channel.value, request.place) if request.place else None
    if known is not None:
        return known
    title = " ".join(asked.split())
    title = title if len(title) <= TITLE_LIMIT else title[: TITLE_LIMIT - 1] + "…"
    fresh = Conversation(
        new_id(), who.user, who.channel.value, request.place, title, who.language, context.now, context.now
    )
    if rows.add(unit, fresh):
        return fresh
    found_now = rows.at_place(unit, who.user, who.channel.value, request.place)
    assert found_now is not None, "the place was taken a moment ago"
    return found_now


def _own(context: Context, conversation: str) -> Conversation:
    """A conversation of the caller's; another person's is refused in the words of one that never was."""
    found = rows.find(context.unit, context.principal.user, conversation)
    if found is None:
        raise Refused(problem("conversation.unknown"))
    context.require(Resource("Conversation", found.conversation_id, {"owner": found.person}))
    return found


class KeepAnswer(Request):
    """What was shown for a question, how it was read (the assistant's own notation), and by whom it was worded."""

    conversation: str
    number: int = Field(ge=1, le=TURNS_LIMIT)
    blocks: tuple[AnyBlock, ...]
    reading: str | None = None
    local: bool = True
    model: str = Field(default="", max_length=200)
    tainted: bool = False
    failed: bool = False


class AnswerKept(BaseModel):
    """Whether it was kept: a question has one answer."""

    kept: bool


@tool(action="self.change", effect="commit", people_only=True)
def keep_answer(context: Context, request: KeepAnswer) -> Done:
    """Write down what a question of one's own was answered with."""
    found = _own(context, request.conversation)
    if found.channel != context.principal.channel.value:
        raise Refused(problem("conversation.elsewhere"))
    unit, person = context.unit, context.principal.user
    said = rows.roles_at(unit, person, found.conversation_id, request.number)
    if QUESTION not in said:
        raise Refused(problem("conversation.unknown"))
    fresh = ANSWER not in said
    if fresh:
        kept = tuple(_bounded(context, request.blocks))
        answer = Message(
            request.number, ANSWER, "", context.now, kept, request.reading, request.local, request.model,
            request.tainted, request.failed,
        )  # fmt: skip
        rows.add_message(unit, person, found.conversation_id, answer)
    context.tally.tainted = request.tainted
    return Done(AnswerKept(kept=fresh))


def _bounded(context: Context, blocks: Sequence[AnyBlock]) -> Iterator[dict[str, Any]]:
    """Blocks as plain values; what would make the row too large is kept as a sentence that says so."""
    left = KEPT_CHARACTERS
    for block in blocks:
        plain = block.model_dump(mode="json")
        size = len(json.dumps(plain, ensure_ascii=False))
        if size > left:
            plain = Text(text=context.say("conversation.too_long")).model_dump(mode="json")
            size = len(json.dumps(plain, ensure_ascii=False))
        left -= size
        yield plain


class OpenConversation(Request):
    """The last ``last`` turns of one's own conversation."""

    conversation: str
    last: int = Field(default=50, ge=1, le=TURNS_LIMIT)


class TurnShown(BaseModel):
    """A question and what it was answered with; ``answered`` is false where no answer was kept."""

    number: int
    question: str
    asked_at: str
    answered: bool
    blocks: tuple[AnyBlock, ...] = ()
    reading: str | None = None
    local: bool = True
    model: str = ""
    tainted: bool = False
    failed: bool = False


class ConversationListed(BaseModel):
    """``here`` says whether it can be continued in the channel of whoever asks; instants in ISO 8601."""

    conversation: str
    title: str
    channel: str
    here: bool
    started_at: str
    last_at: str


class ConversationShown(ConversationListed):
    """A conversation with its last turns; ``earlier`` counts those before them."""

    turns: tuple[TurnShown, ...]
    earlier: int


@tool(action="conversation.read", effect="read", people_only=True)
def open_conversation(context: Context, request: OpenConversation) -> Done:
    """One of one's own conversations with its last turns."""
    found = _own(context, request.conversation)
    said = rows.messages(context.unit, found.person, found.conversation_id, request.last)
    answers = {one.number: one for one in said if one.role == ANSWER}
    turns = tuple(_turn(context, one, answers.get(one.number)) for one in said if one.role == QUESTION)
    context.tally.rows = len(turns)
    context.tally.tainted = any(one.tainted for one in turns)
    shown = ConversationShown(
        **_listed(context, found).model_dump(), turns=turns, earlier=turns[0].number - 1 if turns else 0
    )
    blocks: list[AnyBlock] = []
    for one in turns:
        blocks += [Text(text=one.question), *one.blocks]
    return Done(shown, tuple(blocks))


def _turn(context: Context, question: Message, answer: Message | None) -> TurnShown:
    asked_at = question.at.isoformat(timespec="seconds")
    if answer is None:
        return TurnShown(number=question.number, question=question.text, asked_at=asked_at, answered=False)
    return TurnShown(
        number=question.number, question=question.text, asked_at=asked_at, answered=True,
        blocks=tuple(checked(context, one) for one in answer.blocks), reading=answer.reading, local=answer.local,
        model=answer.model, tainted=answer.tainted, failed=answer.failed,
    )  # fmt: skip


def checked(context: Context, plain: Any) -> AnyBlock:
    """A stored block as it is known today; anything else as the words it holds."""
    try:
        return _BLOCK.validate_python(plain)
    except ValidationError:
        held = " ".join(_words(plain))[:PLAIN_LIMIT]
        return Text(text=held or context.say("conversation.unreadable"))


def _words(value: Any) -> Iterable[str]:
    """Every text in a value of unknown shape, names of fields and kinds left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if name not in ("kind", "author"):
                yield from _words(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _words(one)


class ListConversations(Request):
    """Latest first, after the first ``skip``; ``here`` leaves out those that live in another channel."""

    limit: int = Field(default=30, ge=1, le=100)
    skip: int = Field(default=0, ge=0, le=100_000)
    here: bool = False


class Conversations(BaseModel):
    """One's own conversations, latest first."""

    conversations: tuple[ConversationListed, ...]


def _listed(context: Context, one: Conversation) -> ConversationListed:
    return ConversationListed(
        conversation=one.conversation_id, title=one.title, channel=one.channel,
        here=one.channel == context.principal.channel.value and not one.place,
        started_at=one.created_at.isoformat(timespec="seconds"), last_at=one.last_at.isoformat(timespec="seconds"),
    )  # fmt: skip


@tool(action="conversation.read", effect="read", people_only=True)
def list_conversations(context: Context, request: ListConversations) -> Done:
    """One's own earlier conversations, latest first."""
    own = context.rows("Conversation", {"owner": table.c.person})
    channel = context.principal.channel.value if request.here else ""
    found = rows.listing(context.unit, context.principal.user, request.limit, channel, own, request.skip)
    context.tally.rows = len(found)
    listed = Conversations(conversations=tuple(_listed(context, one) for one in found))
    if not found:
        return Done(listed, (Text(text=context.say("conversation.none")),))
    heads = tuple(Column(title=context.say(f"conversation.{head}")) for head in ("title", "day", "id"))
    shown = tuple(
        Row(cells=(words(one.title), DateCell(day=one.last_at.date()), words(one.conversation_id))) for one in found
    )
    return Done(listed, (Table(columns=heads, rows=shown),))


class ForgetConversation(Request):
    """One's own, by id."""

    conversation: str


class Forgotten(BaseModel):
    """What is gone."""

    conversation: str
    title: str


@tool(action="self.change", effect="commit", people_only=True)
def forget_conversation(context: Context, request: ForgetConversation) -> Done:
    """Delete one's own conversation with every word of it; that it happened stays in the audit."""
    found = _own(context, request.conversation)
    gone = rows.forget(context.unit, found.person, found.conversation_id)
    assert gone
    said = Text(text=context.say("conversation.forgotten", title=found.title))
    return Done(Forgotten(conversation=found.conversation_id, title=found.title), (said,))
