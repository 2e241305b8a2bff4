"""The questions with their truth, read from ``ZHANGFANG_DATA/policies``."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policies.library import Version, read_folder
from policies.library.parse import plain

TODAY = date(2026, 11, 22)
HOW_TO = "Set ZHANGFANG_DATA to the folder of measuring data (it holds policies/docs and policies/questions.jsonl)."


@dataclass(frozen=True, slots=True)
class Question:
    """A question; ``gold`` holds (path, evidence) pairs, none when no text answers."""

    id: str
    language: str
    type: str
    text: str
    as_of: date
    gold: tuple[tuple[str, str], ...]

    def found_in(self, path: str, text: str) -> bool:
        """Whether a text of a document holds the exact evidence."""
        return any(
            path == where and (squeeze(evidence) in squeeze(text) or "".join(evidence.split()) in "".join(text.split()))
            for where, evidence in self.gold
        )


def squeeze(text: str) -> str:
    """Text without markup, spaces and table rules, for comparing."""
    return re.sub(r"[\s*|·_]+", "", plain(text))


def load() -> tuple[list[Version], list[Question]]:
    """Versions and questions; exits 3 with the remedy when the data are not there."""
    folder = Path(os.environ.get("ZHANGFANG_DATA", "")) / "policies"
    if not os.environ.get("ZHANGFANG_DATA") or not (folder / "questions.jsonl").exists():
        print(HOW_TO)
        raise SystemExit(3)
    rows = [json.loads(line) for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines() if line]
    return read_folder(folder / "docs"), [_question(row) for row in rows]


def _question(row: dict[str, object]) -> Question:
    gold = tuple((item["file"].removeprefix("docs/"), item["evidence"]) for item in row["gold"])  # type: ignore[attr-defined]
    day = date.fromisoformat(str(row["as_of"])) if row.get("as_of") else TODAY
    return Question(str(row["id"]), str(row["lang"]), str(row["type"]), str(row["question"]), day, gold)
