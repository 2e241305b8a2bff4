"""Vectors and encoders of the tests' own: without structure, in clusters, and by the letters of a text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policies.library.encoder import DIMENSIONS, Vectors
from policies.library.passages import Passages, key_of


class Letters:
    """An encoder for tests: counts of letters, so that alike spellings lie near."""

    def __init__(self) -> None:
        self.seen = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += len(texts)
        found = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            for letter in text.lower():
                found[row, ord(letter) % DIMENSIONS] += 1
        return unit(found)


def unit(vectors: Vectors) -> Vectors:
    """Each row brought to length 1."""
    length: Vectors = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return np.asarray(vectors / length, dtype=np.float32)


def scattered(count: int, seed: int) -> Vectors:
    """Half in clusters of twenty, half without any structure: the hardest there is for a graph."""
    rng = np.random.default_rng(seed)
    half = count // 2
    centres = rng.normal(size=(half // 20 + 1, DIMENSIONS))
    near = np.repeat(centres, 20, axis=0)[:half] + 0.7 * rng.normal(size=(half, DIMENSIONS))
    return unit(np.concatenate([near, rng.normal(size=(count - half, DIMENSIONS))]))


def questions(vectors: Vectors, count: int, seed: int) -> Vectors:
    """Half beside some of the vectors, half anywhere."""
    rng = np.random.default_rng(seed)
    half = count // 2
    beside = vectors[rng.integers(0, len(vectors), half)] + rng.normal(size=(half, DIMENSIONS)) / 40
    return unit(np.concatenate([beside, rng.normal(size=(count - half, DIMENSIONS))]))


def passages(count: int, seed: int = 1, tenant: str = "acme") -> Passages:
    """So many passages of a tenant."""
    keys = tuple(key_of(f"{seed}:{number}") for number in range(count))
    return Passages(tenant, keys, scattered(count, seed))


class Words:
    """An encoder for tests: each word has a direction of its own, a text is the sum of its words."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        return unit(np.array([np.sum([_direction(word) for word in text.lower().split()], axis=0) for text in texts]))


def _direction(word: str) -> Vectors:
    return np.random.default_rng(int(key_of(word)[:8], 16)).normal(size=DIMENSIONS).astype(np.float32)


def handbook(sections: int, seed: int) -> str:
    """A text of so many headed sections of made-up words, some frequent and some rare."""
    rng = np.random.default_rng(seed)
    return "# Handbook\n\n" + "\n".join(
        f"## Section {number}\n\n{sentence(rng).capitalize()}. {sentence(rng).capitalize()}.\n"
        for number in range(sections)
    )


def sentence(rng: np.random.Generator, words: int = 12) -> str:
    """Made-up words, the first ones of the list most often."""
    return " ".join(f"{'bcdfglmnprst'[at % 12]}o{'aeiou'[at % 5]}r{at}" for at in rng.zipf(1.3, words) % 3000)
