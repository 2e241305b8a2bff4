"""A paper with what it says, in the words of the ``extract`` shape."""

from __future__ import annotations

from dataclasses import dataclass

Truth = dict[str, str | None]


@dataclass(frozen=True)
class Paper:
    """``truth`` holds the printed header fields; None says that the paper does not print it, so that any value is wrong."""

    name: str
    pdf: bytes
    truth: Truth
