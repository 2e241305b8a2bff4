"""What the index leaves out cannot be among the first: clauses scored by bounds equal clauses scored one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policies.library.dense import CANDIDATES, Dense
from policies.library.encoder import Vectors
from policies.library.passages import Passages, Rows, key_of
from tests.policies.library.synthetic import questions, scattered


class Table:
    """Vectors by text, made beforehand."""

    def __init__(self, texts: Sequence[str], vectors: Vectors) -> None:
        self._row = dict(zip(texts, vectors, strict=True))

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._row[text] for text in texts])


class All:
    """An index that leaves nothing out: the oracle."""

    def nearest(self, passages: Passages, question: Vectors, count: int) -> Rows:
        return np.arange(len(passages), dtype=np.int64)


@given(
    seed=st.integers(0, 10_000),
    clauses=st.integers(1, 700),
    in_force=st.sampled_from([0.01, 0.3, 1.0]),
    spoken_of=st.sampled_from([0.0, 0.05, 0.9]),
)
def test_the_first_clauses_and_their_scores_are_those_of_the_whole(
    seed: int, clauses: int, in_force: float, spoken_of: float
) -> None:
    rng = np.random.default_rng(seed)
    texts = [f"passage {number}" for number in range(clauses + 50)]
    vectors = scattered(len(texts), seed)
    question = questions(vectors, 2, seed)
    encoder = Table([*texts, "near", "far"], np.concatenate([vectors, question]))
    owned = [[texts[at] for at in rng.integers(0, len(texts), rng.integers(0, 4))] for _ in range(clauses)]
    order = rng.permutation(len(texts))
    stored = Passages("acme", tuple(key_of(texts[at]) for at in order), vectors[order])
    lexical = (rng.random(clauses) * (rng.random(clauses) < spoken_of)).astype(np.float32)
    allowed = rng.random(clauses) < in_force
    for line in ("near", "far"):
        some, whole = Dense(owned, encoder, stored, None), Dense(owned, encoder, stored, All())
        ours, truth = some.scores(line, lexical, allowed), whole.scores(line, lexical, allowed)
        assert first(ours) == first(truth)
        assert not (ours[~allowed] > 0).any()


def first(scores: Vectors) -> list[tuple[int, float]]:
    order = np.argsort(-scores, kind="stable")[:CANDIDATES]
    return [(int(at), float(scores[at])) for at in order if scores[at] > 0]


def test_a_row_has_the_same_similarity_in_any_company() -> None:
    vectors = scattered(3000, 5)
    stored = Passages("acme", tuple(map(str, range(3000))), vectors)
    question = questions(vectors, 1, 5)[0]
    whole = stored.similarity(np.arange(3000), question)
    rng = np.random.default_rng(5)
    for size in (1, 2, 7, 100, 999):
        rows = rng.choice(3000, size, replace=False)
        assert (stored.similarity(rows, question) == whole[rows]).all()


def test_passages_without_a_stored_vector_are_encoded_and_searched_exactly() -> None:
    texts = [f"passage {number}" for number in range(30)]
    vectors = scattered(30, 3)
    stored = Passages("acme", tuple(map(key_of, texts[:20])), vectors[:20])
    made = Dense(
        [[text] for text in texts], Table([*texts, "q"], np.concatenate([vectors, vectors[25:26]])), stored, All()
    )
    assert not isinstance(made.index, All)
    assert int(np.argmax(made.scores("q", np.zeros(30, np.float32), np.ones(30, np.bool_)))) == 25
    assert len(dict(made.vectors())) == 30
