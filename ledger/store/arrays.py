"""Columns as PostgreSQL binary arrays, packed at once.

psycopg's list dumper looks at every element in Python; here a column of integers is one ``struct.pack`` and
a column that holds nothing is an empty array (``unnest`` fills shorter arrays with NULL).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from psycopg.abc import AdaptContext
from psycopg.adapt import Dumper
from psycopg.pq import Format

_INT8, _TEXT, _INT8_ARRAY, _TEXT_ARRAY = 20, 25, 1016, 1009
_NULL = b"\xff\xff\xff\xff"


class IntColumn(bytes):
    """A packed int8[]."""


class TextColumn(bytes):
    """A packed text[]."""


class _Packed(Dumper):
    format = Format.BINARY

    def dump(self, obj: bytes) -> bytes:
        return bytes(obj)


class _IntDumper(_Packed):
    oid = _INT8_ARRAY


class _TextDumper(_Packed):
    oid = _TEXT_ARRAY


def register(context: AdaptContext) -> None:
    """Teach a connection or cursor both column types."""
    context.adapters.register_dumper(IntColumn, _IntDumper)
    context.adapters.register_dumper(TextColumn, _TextDumper)


@lru_cache(maxsize=64)
def _packer(count: int) -> struct.Struct:
    return struct.Struct(">" + "iq" * count)


def _head(count: int, has_null: bool, oid: int) -> bytes:
    return struct.pack(">iiiii", 1, has_null, oid, count, 1)


def ints(values: Sequence[int | None]) -> IntColumn:
    """An int8[]; empty when every value is None."""
    nulls = values.count(None)
    if nulls == len(values):
        return IntColumn(struct.pack(">iii", 0, 0, _INT8))
    if nulls:
        cells = [_NULL if value is None else struct.pack(">iq", 8, value) for value in values]
        return IntColumn(_head(len(values), True, _INT8) + b"".join(cells))
    flat: list[Any] = [8] * (2 * len(values))
    flat[1::2] = values
    return IntColumn(_head(len(values), False, _INT8) + _packer(len(values)).pack(*flat))


def texts(values: Sequence[str | None]) -> TextColumn:
    """A text[]; empty when every value is None."""
    nulls = values.count(None)
    if nulls == len(values):
        return TextColumn(struct.pack(">iii", 0, 0, _TEXT))
    parts: list[bytes] = [_head(len(values), nulls > 0, _TEXT)]
    for value in values:
        if value is None:
            parts.append(_NULL)
        else:
            data = value.encode()
            parts += (len(data).to_bytes(4, "big"), data)
    return TextColumn(b"".join(parts))


def packed(rows: Sequence[tuple[Any, ...]], kinds: Sequence[str]) -> list[bytes]:
    """Rows turned into one packed array a column; kinds are ``int8`` and ``text``."""
    columns = zip(*rows, strict=True) if rows else [()] * len(kinds)
    return [ints(column) if kind == "int8" else texts(column) for kind, column in zip(kinds, columns, strict=True)]
