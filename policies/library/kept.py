"""The published texts of a tenant in its own store, and the library over them, built once per process and state.

A path is published once; another text under the same path is refused, since a new wording is a new version
with its own dates. Vectors lie beside the texts under the SHA-256 of their passage.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from threading import Lock

import numpy as np
from sqlalchemy import bindparam, delete, func, insert, select

from ledger.core import Refused, problem, sha256_hex
from ledger.store import Unit
from ledger.store.schema.policies import policy_text, policy_vector
from policies.library.encoder import DIMENSIONS, Vectors, encoder
from policies.library.folder import read_text, supersede
from policies.library.index import index_of
from policies.library.library import Library
from policies.library.model import Version
from policies.library.passages import Passages

_built: dict[tuple[Path, str], tuple[str, Library]] = {}
_locks: dict[tuple[Path, str], Lock] = {}
_SIZE = DIMENSIONS * np.dtype(np.float32).itemsize


def publish(unit: Unit, texts: Mapping[str, str], by: str, now: datetime) -> list[str]:
    """Publish texts by path; the paths that were new. Refused where a published path has another text."""
    table = policy_text
    known = {row.path: row.sha256 for row in unit.connection.execute(
        select(table.c.path, table.c.sha256).where(table.c.tenant_id == unit.tenant))}  # fmt: skip
    fresh = []
    for path, text in sorted(texts.items()):
        digest = sha256_hex(text.encode())
        if path in known:
            if known[path] != digest:
                raise Refused(problem("policy.other_text", where=path, path=path))
            continue
        unit.connection.execute(
            insert(table).values(
                tenant_id=unit.tenant, path=path, sha256=digest, text=text, published_by=by, published_at=now
            )
        )
        fresh.append(path)
    return fresh


def keep_vectors(unit: Unit) -> int:
    """Encode what has no vector yet and keep it, drop the vectors of passages that no text has; how many are new.

    Nothing is made or dropped where the encoder is missing.
    """
    model = encoder()
    if model is None:
        return 0
    made = dict(Library(versions(unit), model, stored(unit)).passage_vectors())
    table = policy_vector
    mine = table.c.tenant_id == unit.tenant
    known = {row.passage: row.size for row in unit.connection.execute(
        select(table.c.passage, func.length(table.c.vector).label("size")).where(mine))}  # fmt: skip
    gone = [key for key, size in known.items() if key not in made or size != _SIZE]
    fresh = {key: vector for key, vector in made.items() if known.get(key) != _SIZE}
    if gone:
        statement = delete(table).where(mine, table.c.passage == bindparam("gone"))
        unit.connection.execute(statement, [{"gone": key} for key in gone])
    if fresh:
        rows = [{"tenant_id": unit.tenant, "passage": key, "vector": _bytes(one)} for key, one in fresh.items()]
        unit.connection.execute(insert(table), rows)
    return len(fresh)


def _bytes(vector: Vectors) -> bytes:
    return np.asarray(vector, dtype=np.float32).tobytes()


def stored(unit: Unit) -> Passages:
    """The vectors kept in SQL, by key; a vector of another length than the encoder's is left out."""
    rows = unit.connection.execute(
        select(policy_vector.c.passage, policy_vector.c.vector)
        .where(policy_vector.c.tenant_id == unit.tenant)
        .order_by(policy_vector.c.passage)
    )
    found = [(row.passage, row.vector) for row in rows if len(row.vector) == _SIZE]
    vectors = np.frombuffer(b"".join(vector for _, vector in found), dtype=np.float32)
    return Passages(unit.tenant, tuple(key for key, _ in found), vectors.reshape(len(found), DIMENSIONS))


def versions(unit: Unit) -> list[Version]:
    """All published versions, each closed by its successor."""
    rows = unit.connection.execute(
        select(policy_text.c.path, policy_text.c.text)
        .where(policy_text.c.tenant_id == unit.tenant)
        .order_by(policy_text.c.path)
    )
    return supersede([read_text(row.path, row.text) for row in rows])


def library(unit: Unit, home: Path) -> Library:
    """The searchable library of this tenant, over the index of its data folder; built once per process and state.

    The state is the texts' digests and the number of vectors: what is asked on every call stays small, and the
    vectors themselves are read only to build.
    """
    place = (home, unit.tenant)
    with _locks.setdefault(place, Lock()):
        state = _state(unit)
        found = _built.get(place)
        if found is not None and found[0] == state:
            return found[1]
        kept = stored(unit)
        made = Library(versions(unit), encoder() if kept else None, kept, index_of(home))
        _built[place] = (state, made)
        return made


def _state(unit: Unit) -> str:
    digests = unit.connection.scalars(
        select(policy_text.c.sha256).where(policy_text.c.tenant_id == unit.tenant).order_by(policy_text.c.path)
    ).all()
    count = select(func.count()).select_from(policy_vector).where(policy_vector.c.tenant_id == unit.tenant)
    return sha256_hex("\n".join([*digests, str(unit.connection.scalar(count))]).encode())
