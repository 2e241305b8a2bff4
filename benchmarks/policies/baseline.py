"""The floor: bm25s as it comes, over the same clauses with the same filter by day.

Chinese is cut into characters and pairs, English into words without stop words.
"""

from __future__ import annotations

import re
from datetime import date

import bm25s

from policies.library import Clause, Version


class Plain:
    """Plain BM25 over all clauses of all versions."""

    def __init__(self, versions: list[Version]) -> None:
        self.rows: list[tuple[Version, Clause]] = [(item, clause) for item in versions for clause in item.clauses]
        self._index = bm25s.BM25()
        self._index.index([_tokens(f"{item.title} {clause.text}") for item, clause in self.rows], show_progress=False)

    def search(self, question: str, as_of: date, limit: int) -> list[tuple[Version, Clause]]:
        """The best clauses in force on a day."""
        scores = self._index.get_scores(_tokens(question))
        order = sorted(range(len(self.rows)), key=lambda at: -float(scores[at]))
        return [self.rows[at] for at in order if self.rows[at][0].in_force(as_of)][:limit]


def _tokens(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]{2,}", text.lower())
    for run in re.findall(r"[\u4e00-\u9fff]+", text):
        words.extend([*run, *(run[at : at + 2] for at in range(len(run) - 1))])
    return words or [" "]
