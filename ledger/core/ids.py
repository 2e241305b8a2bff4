"""Identifiers: time-ordered, unguessable where it matters, short where people read them."""

from __future__ import annotations

import re
import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base 32, lower case
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
_TENANT = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]")


def new_id() -> str:
    """A 26-character ULID in lower case: 48 bits of milliseconds, 80 bits of chance.

    Ids made later sort later, so index pages fill from one end.
    """
    return _written(time.time_ns() // 1_000_000 << 80 | secrets.randbits(80))


def id_of_ago(seconds: float) -> str:
    """What every id made within the last ``seconds`` sorts after."""
    return _written((time.time_ns() // 1_000_000 - round(seconds * 1000)) << 80)


def _written(value: int) -> str:
    return "".join([_PAIRS[value >> shift & 1023] for shift in range(120, -1, -10)])


def new_secret() -> str:
    """A one-time secret with 256 bits of chance, safe in a URL."""
    return secrets.token_urlsafe(32)


def is_tenant_id(text: str) -> bool:
    """True for what may name a tenant: it becomes a file name, so the alphabet is small."""
    return _TENANT.fullmatch(text) is not None
