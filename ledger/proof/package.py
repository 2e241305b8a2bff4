"""A package of proofs: records and vouchers with what ties them to a signed checkpoint, checked without any database.

A ZIP, stored and dated alike every time, so that its bytes follow from its contents:

- ``header.json`` names the company, who made it when, and the SHA-256 of every other file; ``header.sig`` is its Ed25519
  signature; ``checkpoint.txt`` holds the logs' signed sizes and heads;
- ``acts.jsonl`` and ``reads.jsonl``: a run of audit records, each act chained to the one before, each group of reads
  likewise; the path of the last one leads to the head in the checkpoint;
- ``vouchers.jsonl``: of each voucher the leaf as it was hashed, its path to the root in its batch's header, and that
  header's path to the book's head;
- whatever else belongs to it (printed vouchers, originals, an index), under its own name.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from ledger.books.entries import VoucherKey
from ledger.books.leaf import header_hash, leaf_hash
from ledger.core import canonical
from ledger.proof.chain import header_of, leaf_texts
from ledger.proof.checkpoint import signed
from ledger.proof.logs import logs_of
from ledger.proof.signing import public_bytes
from ledger.proof.tree import head_of, leaf_of, path_of
from ledger.store import Unit
from ledger.store.audit import GENESIS
from ledger.store.schema.audit import audit_act, audit_group, audit_read
from ledger.store.statement import text

FORMAT = "zhangfang-proof/1"
_DATED = (2000, 1, 1, 0, 0, 0)
_NOT_HASHED = frozenset({"tenant_id", "number", "hash", "group_number", "position"})
_HEADERS = "SELECT * FROM batch WHERE tenant_id = :t AND batch_id = :b"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The same bytes for the same files, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DATED), data)
    return buffer.getvalue()


def package(
    unit: Unit, stream: Unit | None, key: Ed25519PrivateKey, now: datetime, made_by: str, *,
    acts: tuple[int, int] | None = None, groups: tuple[int, int] | None = None, vouchers: tuple[VoucherKey, ...] = (),
    more: Mapping[str, bytes] | None = None,
) -> bytes:  # fmt: skip
    """The ZIP. ``acts`` and ``groups``: first and last number of a run, both included; ``more``: files as they are."""
    logs = logs_of(unit, stream)
    files = dict(more or {})
    files["checkpoint.txt"] = signed(
        key, [(name, len(leaves), head_of(leaves)) for name, leaves in logs.items()], now
    ).encode()
    told: dict[str, Any] = {"format": FORMAT, "company": unit.tenant, "made_at": now.isoformat(timespec="seconds"),
                            "made_by": made_by, "key": base64.b64encode(public_bytes(key)).decode()}  # fmt: skip
    start = f"zhangfang/{unit.tenant}"
    if acts is not None:
        files["acts.jsonl"] = _lines(_acts(unit, acts))
        told["acts"] = _run(logs[f"{start}/audit"], f"{start}/audit", acts, _hash_of_act(unit, acts[0] - 1))
    if groups is not None and stream is not None:
        files["reads.jsonl"] = _lines(_reads(stream, groups))
        told["reads"] = _run(logs[f"{start}/reads"], f"{start}/reads", groups, _hash_of_group(stream, groups[0] - 1))
    if vouchers:
        files["vouchers.jsonl"] = _lines(_vouchers(unit, vouchers, logs))
    told["files"] = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    header = json.dumps(told, ensure_ascii=False, indent=1).encode()
    signature = base64.b64encode(key.sign(header))
    return zipped({"header.json": header, "header.sig": signature, **files})


def _lines(rows: Iterator[dict[str, Any]]) -> bytes:
    return b"".join(canonical(row) + b"\n" for row in rows)


def _run(leaves: list[bytes], origin: str, run: tuple[int, int], previous: bytes) -> dict[str, Any]:
    first, last = run
    return {"origin": origin, "first": first, "last": last, "previous": previous.hex(),
            "path": [one.hex() for one in path_of(leaves, last - 1)]}  # fmt: skip


def _plain(row: Any) -> dict[str, Any]:
    """A record as it is hashed."""
    told = {name: value for name, value in row.items() if name not in _NOT_HASHED}
    told["at"] = told["at"].isoformat(timespec="microseconds")
    if told["about"] is None:
        del told["about"]
    return told


def _acts(unit: Unit, run: tuple[int, int]) -> Iterator[dict[str, Any]]:
    of = audit_act.c
    query = select(audit_act).where(of.tenant_id == unit.tenant, of.number.between(*run)).order_by(of.number)
    for row in unit.connection.execute(query).mappings():
        yield {"number": row["number"], "record": _plain(row), "hash": bytes(row["hash"]).hex()}


def _reads(stream: Unit, run: tuple[int, int]) -> Iterator[dict[str, Any]]:
    of, group = audit_read.c, audit_group.c
    hashes = select(group.group_number, group.hash).where(
        group.tenant_id == stream.tenant, group.group_number.between(*run)
    )
    sealed = {row[0]: bytes(row[1]).hex() for row in stream.connection.execute(hashes)}
    query = select(audit_read).where(of.tenant_id == stream.tenant, of.group_number.between(*run))
    for row in stream.connection.execute(query.order_by(of.group_number, of.position)).mappings():
        number = row["group_number"]
        yield {"group": number, "position": row["position"], "record": _plain(row), "hash": sealed[number]}


def _hash_of_act(unit: Unit, number: int) -> bytes:
    query = select(audit_act.c.hash).where(audit_act.c.tenant_id == unit.tenant, audit_act.c.number == number)
    return bytes(unit.connection.scalar(query) or GENESIS)


def _hash_of_group(stream: Unit, number: int) -> bytes:
    of = audit_group.c
    query = select(of.hash).where(of.tenant_id == stream.tenant, of.group_number == number)
    return bytes(stream.connection.scalar(query) or GENESIS)


def _vouchers(unit: Unit, keys: tuple[VoucherKey, ...], logs: Mapping[str, list[bytes]]) -> Iterator[dict[str, Any]]:
    rows = unit.connection.execute(text("SELECT book_id, code FROM book WHERE tenant_id = :t"), {"t": unit.tenant})
    books = {row[0]: row[1] for row in rows}
    paths: dict[str, list[bytes]] = {}
    texts: dict[int, list[str]] = {}
    for key in keys:
        row = unit.connection.execute(text(_HEADERS), {"t": unit.tenant, "b": key.batch_id}).mappings().one()
        leaves = texts.setdefault(key.batch_id, []) or texts[key.batch_id]
        if not leaves:
            leaves += leaf_texts(unit, key.batch_id)
        hashes = [leaf_hash(one) for one in leaves]
        origin = f"zhangfang/{unit.tenant}/book/{books[row['book_id']]}"
        header = header_of(row)
        assert leaf_of(header_hash(header)) == logs[origin][row["position"] - 1]
        where = f"{origin}:{row['position']}"
        if where not in paths:
            paths[where] = path_of(logs[origin], row["position"] - 1)
        number = f"{row['series']}-{row['first_number'] + key.entry_no - 1:04}"
        yield {
            "voucher": f"{key.batch_id}.{key.entry_no}", "number": number, "leaf": leaves[key.entry_no - 1],
            "index": key.entry_no - 1, "count": len(leaves), "path": [one.hex() for one in path_of(hashes, key.entry_no - 1)],
            "header": header, "origin": origin, "position": row["position"], "log_path": [one.hex() for one in paths[where]],
        }  # fmt: skip
