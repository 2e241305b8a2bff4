"""Plan the requests under ``ZHANGFANG_DATA/assistant`` and let the scorer beside them judge; beside a floor.

The floor reads every request as the intent whose name's words it shares most, and fills no slot.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from assistant.planner import Entities, plan, plan_lines
from assistant.planner.intents import INTENTS

TODAY = date(2026, 11, 22)
HOW_TO = "Set ZHANGFANG_DATA to the folder of measuring data (it holds assistant/utterances.jsonl and its scorer)."


def folder() -> Path:
    """The data; exits 3 with the remedy when they are not there."""
    found = Path(os.environ.get("ZHANGFANG_DATA", "")) / "assistant"
    if not os.environ.get("ZHANGFANG_DATA") or not (found / "utterances.jsonl").exists():
        print(HOW_TO)
        raise SystemExit(3)
    return found


def score(data: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The scorer's verdict on predictions."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
        file.flush()
        command = [sys.executable, str(data / "score_utterances.py"), str(data / "utterances.jsonl"), file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def floor(text: str) -> str:
    """The intent whose name shares most words with a request."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    return max(INTENTS, key=lambda name: len(words & set(name.split("_"))))


def main() -> None:
    """Measure and print."""
    data = folder()
    lines = (data / "utterances.jsonl").read_text(encoding="utf-8").splitlines()
    entities = Entities.of(json.loads((data / "entities.json").read_text(encoding="utf-8")))
    list(plan_lines(lines[:1], TODAY, entities))
    spent = []
    for line in lines:
        begun = time.perf_counter()
        plan(json.loads(line)["text"], TODAY, entities)
        spent.append(time.perf_counter() - begun)
    ours = score(data, list(plan_lines(lines, TODAY, entities)))
    unknown = score(data, list(plan_lines(lines, TODAY, Entities())))
    plain = score(
        data, [{"id": row["id"], "intent": floor(row["text"]), "slots": {}} for row in map(json.loads, lines)]
    )
    keys = ("all", "zh", "en", "out_of_scope", "frame_ci95")
    result = {
        "ours": {key: ours[key] for key in keys},
        "ours_without_names": {key: unknown[key] for key in ("all",)},
        "floor": {key: plain[key] for key in ("all",)},
        "milliseconds_median": round(1000 * statistics.median(spent), 2),
    }
    json.dump(result, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
