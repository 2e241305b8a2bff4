"""Column types that STRICT SQLite tables and PostgreSQL both take: integers, text and bytes underneath.

``Text`` str · ``Int`` 64-bit int · ``Bool`` 0/1 · ``Blob`` bytes · ``Stamp`` aware UTC instant kept as
microseconds since 1970 · ``Json`` plain values kept as canonical text.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Integer, LargeBinary, types
from sqlalchemy import Text as SqlText
from sqlalchemy.engine import Dialect

from ledger.core import canonical

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_BIG = BigInteger().with_variant(Integer(), "sqlite")


def to_micro(instant: datetime) -> int:
    """Microseconds since 1970 of an aware instant; ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (instant - _EPOCH) // _MICROSECOND


def from_micro(micro: int) -> datetime:
    """Inverse of :func:`to_micro`, in UTC."""
    return _EPOCH + timedelta(microseconds=micro)


class Text(types.TypeDecorator[str]):
    """TEXT."""

    impl = SqlText
    cache_ok = True


class Int(types.TypeDecorator[int]):
    """INTEGER on SQLite, BIGINT on PostgreSQL."""

    impl = _BIG
    cache_ok = True


class Blob(types.TypeDecorator[bytes]):
    """BLOB on SQLite, BYTEA on PostgreSQL."""

    impl = LargeBinary
    cache_ok = True


class Bool(types.TypeDecorator[bool]):
    """0 or 1."""

    impl = _BIG
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Stamp(types.TypeDecorator[datetime]):
    """An instant as UTC microseconds."""

    impl = _BIG
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_micro(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else from_micro(value)


class Json(types.TypeDecorator[Any]):
    """Plain values (no floats) as canonical JSON text."""

    impl = SqlText
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
