"""What an answer may know of the turns before it: the last reading for the planner, a bounded replay for a model.

What earlier tools showed goes to a model as data, marked as such, and so do its own words of a turn that carried text
out of documents. Only figures of that data count as given: a model's words back none of its figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from assistant.planner import Plan
from assistant.planner.intents import INTENTS
from assistant.safety import figures
from assistant.shown import lines
from tools import blocks as b
from tools.conversations import TurnShown

TURNS_REPLAYED = 6
REPLAY_CHARACTERS = 6_000
ANSWER_CHARACTERS = 1_500


@dataclass(frozen=True, slots=True)
class History:
    """The reading of the turn before, messages for a model, and the figures that earlier tools gave in them.

    ``shown`` is the one thing that the newest answer about any thing was about, as ``why_not`` takes it: 这张, "this one".
    ``tainted`` where words that others wrote stand in the messages; ``clean`` is the same without what holds them.
    """

    read_as: Plan | None = None
    shown: str = ""
    messages: tuple[BaseMessage, ...] = ()
    backed: frozenset[str] = frozenset()
    tainted: bool = False
    clean: History | None = None


NO_HISTORY = History()


def history_of(turns: Sequence[TurnShown]) -> History:
    """From turns in their order; those that broke off or were never answered are left out."""
    whole = _replay(turns)
    return replace(whole, clean=_replay(turns, papers=False)) if whole.tainted else whole


def _replay(turns: Sequence[TurnShown], *, papers: bool = True) -> History:
    """The last turns that fit; without ``papers`` the answers that hold words of others are left out."""
    answered = [one for one in turns if one.answered and not one.failed][-TURNS_REPLAYED:]
    if not answered:
        return NO_HISTORY
    messages: list[BaseMessage] = []
    given: set[str] = set()
    left, tainted = REPLAY_CHARACTERS, False
    for turn in reversed(answered):
        data = _cut("\n".join(line for block in turn.blocks for line in lines(block)), ANSWER_CHARACTERS)
        spoken = _cut("\n".join(_said(turn.blocks)), ANSWER_CHARACTERS)
        if turn.tainted and not papers:
            data, spoken = "", ""
        reply = _replayed(data, spoken, turn.tainted)
        left -= len(turn.question) + len(reply)
        if left < 0:
            break
        messages[:0] = [HumanMessage(turn.question), AIMessage(reply)]
        given |= figures([data])
        tainted = tainted or (turn.tainted and papers)
    return History(_reading(answered[-1].reading), _shown(answered), tuple(messages), frozenset(given), tainted)


def _shown(turns: Sequence[TurnShown]) -> str:
    """The thing of the newest answer that shows any; empty where it shows several."""
    for turn in reversed(turns):
        things = {_named(one) for block in turn.blocks for one in _refs(block)} - {""}
        if things:
            return things.pop() if len(things) == 1 else ""
    return ""


def _refs(block: b.AnyBlock) -> Iterator[b.Ref]:
    """What a card is of, and what the cells of a table open."""
    if isinstance(block, b.Card) and block.ref is not None:
        yield block.ref
    if isinstance(block, b.Table):
        cells = (cell for row in block.rows for cell in row.cells)
        yield from (ref for cell in cells if (ref := getattr(cell, "ref", None)) is not None)


def _named(ref: b.Ref) -> str:
    if ref.kind == "alert":
        return f"AL-{int(ref.id):04}" if ref.id.isdigit() else ref.id
    return ref.id if ref.kind in ("voucher", "proposal", "document") else ""


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
