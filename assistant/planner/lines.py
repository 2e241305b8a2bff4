"""``zhangfang plan``: requests as JSON lines in, readings as rows out; nothing is executed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from assistant.planner.model import Entities
from assistant.planner.planner import plan


def plan_lines(stream: Iterable[str], today: date, entities: Entities) -> Iterator[dict[str, Any]]:
    """One row ``{"id", "intent", "slots", "confidence", "also", "unused", "likely"}`` a line; empty lines are skipped.

    A line that is no JSON object with a text yields ``{"id", "problem"}`` and the rest go on.
    """
    for line in stream:
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = row["text"]
        except (json.JSONDecodeError, KeyError, TypeError):
            yield {"id": None, "problem": "planner.not_a_request"}
            continue
        yield {"id": row.get("id"), **plan(str(text), today, entities).as_dict()}
