"""Canonical JSON and digests: what two machines must agree on to the byte.

Follows RFC 8785 for the values we allow: objects with string keys sorted by code point, arrays,
strings, integers, booleans and null. Floats are refused; amounts are integers of minor units,
dates are ISO strings. Strings are taken in Unicode NFC.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if kind is int or kind is bool or value is None:
        return value
    if kind is dict:
        return {_key(key): _plain(item) for key, item in value.items()}
    if kind is list or kind is tuple:
        return [_plain(item) for item in value]
    return _rare(value)


def _rare(value: Any) -> Any:
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError("keys of a canonical object are strings")
    return key if key.isascii() else unicodedata.normalize("NFC", key)


def canonical(value: Any) -> bytes:
    """The one byte string of a value; TypeError for what has none (floats first of all)."""
    return _ENCODER.encode(_plain(value)).encode()


def digest(value: Any) -> bytes:
    """SHA-256 over :func:`canonical`, 32 bytes."""
    return hashlib.sha256(canonical(value)).digest()


def sha256_hex(data: bytes) -> str:
    """SHA-256 of raw bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
