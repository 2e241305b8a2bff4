"""A server answers many at once: one thread for each model call, or two cores fight over one matrix."""

from __future__ import annotations

import importlib.util
import threading
from pathlib import Path

from policies.library import encoder, index_of


def warm_up(home: Path) -> None:
    """Load the encoder beside the first requests, so that nobody waits seconds for the first policy question.

    A process that warms up stays, so the policy index of its data folder may open Chroma when it is asked.
    """
    index_of(home).serve()
    threading.Thread(target=encoder, name="warm-up", daemon=True).start()


def set_up_threads() -> None:
    """Tell torch, where it is installed, to keep to one thread."""
    if importlib.util.find_spec("torch") is None:
        return
    import torch  # noqa: PLC0415

    torch.set_num_threads(1)
