"""One SQLAlchemy dialect for all tenant files: a statement is compiled once in a process, not once for every company.

SQLAlchemy keys what it compiled by the dialect object, and every engine has its own; ours differ in nothing but the file.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

STATEMENTS = 2_000
"""Statements kept compiled: the house has some 1,500, and the library's own 500 would be turned over again and again."""

COMPILED: LRUCache[Any, Any] = LRUCache(STATEMENTS)
"""For the option ``compiled_cache`` of every engine over a tenant file."""


class TenantFile(SQLiteDialect_pysqlite):
    """The SQLite dialect, equal to any other of its kind."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TenantFile)

    def __hash__(self) -> int:
        return hash(TenantFile)


registry.register("sqlite.tenantfile", __name__, TenantFile.__name__)
