"""SQL as text, read once in a process: ``sqlalchemy.text`` looks for parameters anew each time it is called.

That took half of what a statement costs beside the database's own work.
"""

from __future__ import annotations

from functools import lru_cache

import sqlalchemy
from sqlalchemy import TextClause

from ledger.store.one_dialect import STATEMENTS


@lru_cache(maxsize=STATEMENTS)
def text(statement: str) -> TextClause:
    """The statement for SQLAlchemy. It is shared: whatever adds to it (``bindparams``) makes another of it."""
    return sqlalchemy.text(statement)
