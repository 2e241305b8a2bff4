"""The passages of one tenant as they lie in SQL, and the exact search over them, which every other search must equal.

A passage is known by the SHA-256 of its text. Its ``id`` adds a digest of the vector, so that a vector made anew by
another encoder is another row to whoever keeps copies.
"""

from __future__ import annotations

import hashlib
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from policies.library.encoder import DIMENSIONS, Vectors

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]


def key_of(passage: str) -> str:
    """What a passage is known by: the SHA-256 of its text, 64 hexadecimal digits."""
    return hashlib.sha256(passage.encode()).hexdigest()


class Passages:
    """Row ``i`` of ``vectors``, of shape (passages, DIMENSIONS) and length 1 each, belongs to ``keys[i]``."""

    def __init__(self, tenant: str, keys: tuple[str, ...], vectors: Vectors) -> None:
        assert vectors.shape == (len(keys), DIMENSIONS), f"{len(keys)} keys, vectors of {vectors.shape}"
        self.tenant = tenant
        self.keys = keys
        self.vectors = vectors

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def row(self) -> dict[str, int]:
        """Row by key."""
        return {key: at for at, key in enumerate(self.keys)}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """One for each row: its key and the first 64 bits of the SHA-256 of its vector."""
        return tuple(
            f"{key}.{hashlib.sha256(vector.tobytes()).hexdigest()[:16]}"
            for key, vector in zip(self.keys, self.vectors, strict=True)
        )

    @cached_property
    def row_of_id(self) -> dict[str, int]:
        """Row by id."""
        return {name: at for at, name in enumerate(self.ids)}

    @cached_property
    def state(self) -> str:
        """One digest over all ids: two libraries of one state hold the same passages with the same vectors."""
        return hashlib.sha256("\n".join(sorted(self.ids)).encode()).hexdigest()

    def similarity(self, rows: Rows, question: Vectors) -> Floats:
        """Inner products of the question's vector with some rows.

        The same bits for a row whichever others stand beside it, which a matrix product does not promise.
        """
        return np.einsum("ij,j->i", self.vectors[rows], question)  # type: ignore[no-any-return]

    def nearest(self, question: Vectors, count: int) -> Rows:
        """Exact search: the rows of the ``count`` nearest passages, nearest first; fewer where there are fewer."""
        near = self.vectors @ question
        if count < len(near):
            rows = np.argpartition(-near, count)[:count]
            return rows[np.argsort(-near[rows], kind="stable")]
        return np.argsort(-near, kind="stable")
