"""The published texts of a tenant in its own store, and the library over them, built once per process and state.

A path is published once; another text under the same path is refused, since a new wording is a new version
with its own dates. Vectors lie beside the texts under the SHA-256 of their passage.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from threading import Lock

import numpy as np
from sqlalchemy import insert, select

from ledger.core import Refused, problem, sha256_hex
from ledger.store import Unit
from ledger.store.schema.policies import policy_text, policy_vector
from policies.library.encoder import DIMENSIONS, Vectors, encoder
from policies.library.folder import read_text, supersede
from policies.library.library import Library
from policies.library.model import Version

_built: dict[str, tuple[str, Library]] = {}
_lock = Lock()


def _key(passage: str) -> str:
    return hashlib.sha256(passage.encode()).hexdigest()


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
    """Encode what has no vector yet and keep it; how many. None are made where the encoder is missing."""
    model = encoder()
    if model is None:
        return 0
    known = _vectors(unit)
    made = dict(Library(versions(unit), model, known).passage_vectors())  # versions share passages
    fresh = {passage: vector for passage, vector in made.items() if passage not in known}
    for passage, vector in fresh.items():
        unit.connection.execute(
            insert(policy_vector).values(
                tenant_id=unit.tenant, passage=passage, vector=np.asarray(vector, dtype=np.float32).tobytes()
            )
        )
    return len(fresh)


def _vectors(unit: Unit) -> dict[str, Vectors]:
    rows = unit.connection.execute(
        select(policy_vector.c.passage, policy_vector.c.vector).where(policy_vector.c.tenant_id == unit.tenant)
    )
    return {row.passage: np.frombuffer(row.vector, dtype=np.float32).reshape(DIMENSIONS) for row in rows}


def versions(unit: Unit) -> list[Version]:
    """All published versions, each closed by its successor."""
    rows = unit.connection.execute(
        select(policy_text.c.path, policy_text.c.text)
        .where(policy_text.c.tenant_id == unit.tenant)
        .order_by(policy_text.c.path)
    )
    return supersede([read_text(row.path, row.text) for row in rows])


def library(unit: Unit) -> Library:
    """The searchable library of this tenant; built anew only when its texts or vectors changed."""
    digests = unit.connection.scalars(
        select(policy_text.c.sha256).where(policy_text.c.tenant_id == unit.tenant).order_by(policy_text.c.path)
    )
    vectors = _vectors(unit)
    state = _key("\n".join([*digests, str(len(vectors))]))
    with _lock:
        found = _built.get(unit.tenant)
        if found is not None and found[0] == state:
            return found[1]
        model = encoder() if vectors else None
        made = Library(versions(unit), model, vectors)
        _built[unit.tenant] = (state, made)
        return made
