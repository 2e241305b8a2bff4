"""Chroma gives the clauses, scores and answers of the exact search, over a library too large to be looked at whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from policies.library import Library, PolicyIndex, Use, ask_library, encoder, read_folder
from policies.library.dense import NEAREST
from policies.library.folder import read_text, supersede
from policies.library.passages import Passages
from tests.policies.library.synthetic import Words, handbook, sentence

DAY = date(2026, 11, 22)
FOLDER = Path(__file__).parents[3] / "tools" / "demo" / "policies"
QUESTIONS = (
    "How much can I spend on a hotel in Suzhou?", "can i give a government official a gift", "苏州住宿上限多少",
    "how long do I have to submit a claim after a trip", "Who approves a purchase of 30,000?", "is bitcoin allowed",
)  # fmt: skip


def filled(exact: Library, home: Path) -> tuple[Library, PolicyIndex, Passages]:
    """The same library over Chroma."""
    keys, vectors = zip(*sorted(dict(exact.passage_vectors()).items()), strict=True)
    held = Passages("acme", keys, np.stack(vectors))
    index = PolicyIndex(home, "", 0)
    index.serve()
    assert index.prepare(held).use is Use.LOCAL
    return Library(exact.versions, exact.encoder, held, index), index, held


def test_the_demo_policies_with_the_real_encoder_answer_the_same(tmp_path: Path) -> None:
    exact = Library(read_folder(FOLDER), encoder() or Words())  # where torch is missing nothing is skipped
    by_chroma, index, held = filled(exact, tmp_path)
    for question in QUESTIONS:
        assert by_chroma.search(question, None, 20) == exact.search(question, None, 20)
        assert ask_library(by_chroma, question, DAY) == ask_library(exact, question, DAY)
    assert index.searches_by_chroma(held)
    index.close()


def test_a_library_of_many_clauses_and_versions_answers_the_same(tmp_path: Path) -> None:
    texts = {f"{name} v{number}.md": f"---\neffective_from: 202{number}-01-01\n---\n{handbook(150, seed)}"
             for name, seed in (("a", 1), ("b", 2), ("c", 3)) for number, seed in ((4, seed * 7), (6, seed * 7 + 1))}  # fmt: skip
    versions = supersede([read_text(path, text) for path, text in texts.items()])
    exact = Library(versions, Words())
    by_chroma, index, held = filled(exact, tmp_path)
    assert len(held) > 5 * NEAREST
    rng = np.random.default_rng(5)
    for number in range(80):
        question = f"What about {sentence(rng, 2 + number % 9)}?"
        for day in (DAY, date(2025, 6, 1), None):
            assert by_chroma.search(question, day, 20) == exact.search(question, day, 20)
        assert ask_library(by_chroma, question, DAY) == ask_library(exact, question, DAY)
        assert index.searches_by_chroma(held), "it was Chroma that searched"
    index.close()
