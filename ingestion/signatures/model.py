"""What is known of one electronic signature."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SignatureState(StrEnum):
    """``intact``: what was signed lies here unchanged. ``changed``: it was altered afterwards. ``unverified``: it is there
    and could not be checked (a method this house does not know, a damaged signature), which makes nothing invalid.
    """

    INTACT = "intact"
    CHANGED = "changed"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Signature:
    """``signer`` is what the certificate or seal calls itself, at most 120 characters; nobody vouches for that name."""

    state: SignatureState
    signer: str = ""
