"""What an answer may know of the turns before it: the last reading for the planner, a bounded replay for a model.

What earlier tools showed goes to a model as data, marked as such, and so do its own words of a turn that carried text
out of documents. Only figures of that data count as given: a model's words back none of its figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from assistant.planner import Plan
from assistant.planner.intents import INTENTS
from assistant.safety import figures
from ledger.core import grouped
from tools import blocks as b
from tools.conversations import TurnShown

TURNS_REPLAYED = 6
REPLAY_CHARACTERS = 6_000
ANSWER_CHARACTERS = 1_500


@dataclass(frozen=True, slots=True)
class History:
    """The reading of the turn before, messages for a model, and the figures that earlier tools gave in them."""

    read_as: Plan | None = None
    messages: tuple[BaseMessage, ...] = ()
    backed: frozenset[str] = frozenset()


NO_HISTORY = History()


def history_of(turns: Sequence[TurnShown]) -> History:
    """From turns in their order; those that broke off or were never answered are left out."""
    answered = [one for one in turns if one.answered and not one.failed][-TURNS_REPLAYED:]
    if not answered:
        return NO_HISTORY
    messages: list[BaseMessage] = []
    given: set[str] = set()
    left = REPLAY_CHARACTERS
    for turn in reversed(answered):
        data = _cut("\n".join(line for block in turn.blocks for line in _lines(block)), ANSWER_CHARACTERS)
        spoken = _cut("\n".join(_said(turn.blocks)), ANSWER_CHARACTERS)
        reply = _replayed(data, spoken, turn.tainted)
        left -= len(turn.question) + len(reply)
        if left < 0:
            break
        messages[:0] = [HumanMessage(turn.question), AIMessage(reply)]
        given |= figures([data])
    return History(_reading(answered[-1].reading), tuple(messages), frozenset(given))


def _reading(kept: str | None) -> Plan | None:
    """A reading of an intent we still know."""
    found = Plan.from_json(kept)
    return found if found is not None and found.intent in INTENTS else None


def _replayed(data: str, spoken: str, tainted: bool) -> str:
    """One earlier answer: a model's own words stand outside the data only where no document had a say in them."""
    if not tainted:
        told = json.dumps({"data": data}, ensure_ascii=False)
        return f"{spoken}\n{told}" if spoken else told
    return json.dumps({"data": data} | ({"earlier_words": spoken} if spoken else {}), ensure_ascii=False)


def _cut(text: str, limit: int) -> str:
    """Whole lines that fit: half a figure would be another figure."""
    if len(text) <= limit:
        return text
    end = text.rfind("\n", 0, limit + 1)
    return text[:end] if end > 0 else ""


def _said(blocks: Sequence[b.AnyBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, b.Text) and block.author == "model":
            yield block.text


def _cell(cell: b.Cell) -> str:
    if isinstance(cell, b.MoneyCell):
        return f"{grouped(cell.amount_minor, cell.currency)} {cell.currency}"
    return cell.day.isoformat() if isinstance(cell, b.DateCell) else cell.text


def _lines(block: b.AnyBlock) -> Iterator[str]:
    """A block as short lines of text; a model's own words are none of it."""
    match block:
        case b.Text() if block.author != "model":
            yield block.text
        case b.Table():
            yield " | ".join(column.title for column in block.columns)
            yield from (" | ".join(_cell(cell) for cell in row.cells) for row in block.rows)
        case b.Card():
            yield block.title
            yield from (f"{fact.name}: {_cell(fact.cell)}" for fact in block.facts)
            yield from block.notes
        case b.Citation():
            yield f"{block.title} {block.clause} ({block.version}): {block.quote}"
        case b.Chart():
            for series in block.series:
                named = zip(block.labels, series.values_minor, strict=False)
                yield from (f"{label}: {grouped(value, block.currency)} {block.currency}" for label, value in named)
        case b.Choices():
            yield block.question
        case b.Scope():
            yield " / ".join(block.parts)
        case b.File():
            yield block.name
