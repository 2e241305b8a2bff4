"""「那上个月呢」, "and September?": the earlier reading with what this request states put in its place."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from assistant.planner.facts import Facts
from assistant.planner.intents import STRICT
from assistant.planner.model import OUT_OF_SCOPE, Plan
from assistant.planner.score import ENOUGH, scores
from assistant.planner.slots import fill
from assistant.planner.unused import unused

_FOLLOW = re.compile(
    r"^(?:那|再看|换成|改成|换到)|呢[?？]?$|^(?:and|what about|how about|same for|then)\b|^[a-z]+ ?(?:20\d\d)?\?$"
)
_YEAR_BEFORE = re.compile(
    r"(?:去年|上年|上一年)(?:的)?(?:同期|同月|这个时候)|(?:the )?same (?:period|month|quarter|time) (?:of )?last year|(?:the|a) year (?:before|earlier|ago)"
)
_MONTH_BEFORE = re.compile(
    r"再(?:上|往前)(?:一)?个?月|再前一个?月|上上个?月|(?:the )?month before(?: that)?|the previous month"
)


def follow_up(facts: Facts, history: Plan) -> Plan | None:
    """The carried reading, None where this is a request of its own or nothing of it could be carried."""
    if history.intent == OUT_OF_SCOPE or history.intent in STRICT or not _FOLLOW.search(facts.low):
        return None
    if shifted := _shifted(facts, history):
        return Plan(history.intent, {**history.slots, **shifted}, 0.75, language=facts.language)
    if max(scores(facts).values(), default=0.0) >= ENOUGH:
        return None
    filled = fill(facts, history.intent)
    if not filled.slots:
        return None
    slots = {**history.slots, **filled.slots}
    left = tuple(word for word in unused(facts, history.intent, filled.used) if not _FOLLOW.fullmatch(word.lower()))
    return Plan(history.intent, slots, 0.75, unused=left, language=facts.language)


def _shifted(facts: Facts, history: Plan) -> dict[str, Any] | None:
    """The earlier period a year or a month before, where the request says no more than that."""
    period = history.slots.get("period")
    if not isinstance(period, Mapping):
        return None
    start, end = date.fromisoformat(str(period["start"])), date.fromisoformat(str(period["end"]))
    for pattern, back in ((_YEAR_BEFORE, 12), (_MONTH_BEFORE, 1)):
        found = pattern.search(facts.low)
        if found and len(facts.low) - (found.end() - found.start()) <= len("what about  then?"):
            moved = {"start": _back(start, back, last=False), "end": _back(end, back, last=_is_last(end))}
            return {"period": {name: day.isoformat() for name, day in moved.items()}}
    return None


def _is_last(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _back(day: date, months: int, *, last: bool) -> date:
    """The same day so many months before; the last of the month where ``last``, or where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, length if last else min(day.day, length))
