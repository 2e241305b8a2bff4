"""Recall, verdicts and quotes over the questions, ours beside plain BM25; prints one JSON object.

With ``--chroma`` a Chroma of its own searches instead of the exact search: the figures must be the same. ``--index``
measures that index alone, on vectors of our own.

``answered_without_its_text`` asks every answerable question with its document taken out of the library: an
answer then is mostly one too many (a few documents say the same, so it cannot be 0).
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import defaultdict
from typing import Any

from benchmarks.policies.baseline import Plain
from benchmarks.policies.index import SIZES, over_chroma, run
from benchmarks.policies.questions import Question, load
from policies.library import Answer, Library, Verdict, Version, ask_library, encoder
from tools.operate.logs import set_up_logs

DEPTH = 5


def recall(library: Library, plain: Plain, questions: list[Question]) -> dict[str, Any]:
    """Share of answerable questions whose evidence stands in one of the first five clauses, by type and language."""
    table: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for item in [question for question in questions if question.gold]:
        ours = [(hit.version.path, hit.clause.text) for hit in library.search(item.text, item.as_of, DEPTH)]
        theirs = [(version.path, clause.text) for version, clause in plain.search(item.text, item.as_of, DEPTH)]
        found = (_hit(item, ours), _hit(item, ours[:1]), _hit(item, theirs))
        for key in ("all", item.language, f"{item.language}/{item.type}"):
            table[key].append(found)
    return {
        key: {"n": len(rows), "ours@5": _share(rows, 0), "ours@1": _share(rows, 1), "plain_bm25@5": _share(rows, 2)}
        for key, rows in sorted(table.items())
    }


def answers(library: Library, questions: list[Question]) -> dict[str, Any]:
    """Verdicts, and how often the exact evidence stands in a quote and in the answer itself."""
    given: list[tuple[Question, Answer]] = []
    spent: list[float] = []
    for item in questions:
        begun = time.perf_counter()
        given.append((item, ask_library(library, item.text, item.as_of)))
        spent.append(time.perf_counter() - begun)
    open_ones = [(item, answer) for item, answer in given if item.gold]
    closed = [answer for item, answer in given if not item.gold]
    refused = [item for item, answer in given if answer.verdict is Verdict.NOT_FOUND]
    quoted = [any(item.found_in(cite.path, cite.quote) for cite in answer.citations) for item, answer in open_ones]
    first = [any(item.found_in(c.path, c.quote) for c in answer.citations[:1]) for item, answer in open_ones]
    return {
        "answerable": len(open_ones),
        "answered": sum(answer.verdict is not Verdict.NOT_FOUND for _, answer in open_ones),
        "depends": sum(answer.verdict is Verdict.DEPENDS for _, answer in open_ones),
        "evidence_in_a_quote": round(sum(quoted) / len(quoted), 3),
        "evidence_in_first_quote": round(sum(first) / len(first), 3),
        "unanswerable": len(closed),
        "unanswerable_refused": sum(answer.verdict is Verdict.NOT_FOUND for answer in closed),
        "refusals_that_were_right": round(sum(not item.gold for item in refused) / max(1, len(refused)), 3),
        "milliseconds_median": round(1000 * statistics.median(spent), 1),
    }


def without_its_text(versions: list[Version], library: Library, questions: list[Question]) -> float:
    """Share of answerable questions still answered when their document is not in the library."""
    still = 0
    open_ones = [item for item in questions if item.gold]
    for item in open_ones:
        gone = {version.document for version in versions for path, _ in item.gold if version.path == path}
        found = [one for one in library.find(item.text, item.as_of, 60) if one.hit.version.document not in gone]
        still += bool(found) and library.enough(item.text, found[0])
    return round(still / len(open_ones), 3)


def main() -> None:
    """Measure and print."""
    set_up_logs()
    if "--index" in sys.argv[1:]:
        for size in [int(word) for word in sys.argv[1:] if word.isdigit()] or SIZES:
            print(json.dumps(run([size])[0]), flush=True)
        return
    versions, questions = load()
    begun = time.perf_counter()
    library = Library(versions, encoder())
    if "--chroma" in sys.argv[1:]:
        library = over_chroma(library)
    result = {
        "versions": len(versions),
        "clauses": sum(len(version.clauses) for version in versions),
        "dense": library.encoder is not None,
        "seconds_to_index": round(time.perf_counter() - begun, 1),
        "recall": recall(library, Plain(versions), questions),
        "answers": answers(library, questions),
        "answered_without_its_text": without_its_text(versions, library, questions),
    }
    json.dump(result, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _hit(item: Question, rows: list[tuple[str, str]]) -> int:
    return int(any(item.found_in(path, text) for path, text in rows))


def _share(rows: list[tuple[int, int, int]], column: int) -> float:
    return round(sum(row[column] for row in rows) / len(rows), 3)


if __name__ == "__main__":
    main()
