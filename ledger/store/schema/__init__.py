"""Tables that are not sealed, one file per area; sealed tables are SQL files under migrations/sql.

A new area is one file here, such as::

    from sqlalchemy import Column
    from ledger.store.schema import area_table
    from ledger.store.types import Json, Stamp, Text

    document = area_table("document", Column("document_id", Text, primary_key=True), Column("read_at", Stamp))

and one migration ``migrations/versions/0004_evidence.py`` (see migrations/helpers.py).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.schema import SchemaItem

from ledger.store.types import Text

metadata = MetaData()


def area_table(name: str, *items: SchemaItem, **options: Any) -> Table:
    """A Core table whose primary key starts with ``tenant_id``; STRICT on SQLite.

    On PostgreSQL the migration helper puts row-level security on it. Columns are NOT NULL unless
    ``nullable=True`` is written.
    """
    for item in items:
        if isinstance(item, Column) and item._user_defined_nullable is not True:
            item.nullable = False
    tenant = Column("tenant_id", Text, primary_key=True)
    return Table(name, metadata, tenant, *items, sqlite_strict=True, **options)
