"""A package of proofs checked by arithmetic alone: no database, no settings, nothing but the file itself.

What is wrong is named: the file in the package, the record or the voucher. That the signing key is the company's is
for the reader to see, by comparing its fingerprint with the one they were given.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger.books.leaf import header_hash, leaf_hash
from ledger.core import Problem, canonical
from ledger.proof.checkpoint import BadNote, Checkpoint, fingerprint, read
from ledger.proof.findings import Findings
from ledger.proof.package import FORMAT, zipped
from ledger.proof.tree import head_from, leaf_of

MOST_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Checked:
    """``problems`` is empty where everything holds. Counts are of what was checked; ``key`` is a fingerprint."""

    problems: tuple[Problem, ...]
    company: str = ""
    made_at: str = ""
    key: str = ""
    acts: int = 0
    reads: int = 0
    vouchers: int = 0
    files: int = 0
    checkpoints: tuple[Checkpoint, ...] = ()


def check_package(data: bytes) -> Checked:
    """Everything the package says of itself, recomputed."""
    findings = Findings()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                raise zipfile.BadZipFile
            files = {one.filename: _stored(data, one) for one in archive.infolist()}
        header = json.loads(files["header.json"])
        key = base64.b64decode(header["key"], validate=True)
        Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(files["header.sig"]), files["header.json"])
        if header["format"] != FORMAT:
            raise ValueError
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        struct.error,
    ):
        findings.add("proof.no_package", "header.json")
        return Checked(findings.closed())
    except InvalidSignature:
        findings.add("proof.package_signature", "header.json")
        return Checked(findings.closed())
    _files(header, files, findings)
    notes = _notes(files, key, findings)
    counts = {"acts": 0, "reads": 0, "vouchers": 0}
    try:
        counts["acts"] = _acts(header, files, notes, findings)
        counts["reads"] = _reads(header, files, notes, findings)
        counts["vouchers"] = _vouchers(files, notes, findings)
    except (KeyError, ValueError, TypeError, AttributeError):
        findings.add("proof.no_package", "header.json")
    if not findings.found and zipped(files) != data:
        findings.add("proof.package_bytes", "zip")
    return Checked(
        findings.closed(), header["company"], header["made_at"], fingerprint(key), **counts, files=len(files),
        checkpoints=tuple(notes.values()),
    )  # fmt: skip


def _stored(data: bytes, one: zipfile.ZipInfo) -> bytes:
    """A file's bytes as they lie in the archive, whatever its checksum says: what was changed is to be named."""
    if one.compress_type != zipfile.ZIP_STORED:
        raise zipfile.BadZipFile
    name, extra = struct.unpack("<HH", data[one.header_offset + 26 : one.header_offset + 30])
    start = one.header_offset + 30 + name + extra
    return data[start : start + one.file_size]


def _files(header: Mapping[str, Any], files: Mapping[str, bytes], findings: Findings) -> None:
    listed = header["files"]
    for name in listed.keys() - files.keys():
        findings.add("proof.package_missing", name, name=name)
    for name, data in files.items():
        if name in ("header.json", "header.sig"):
            continue
        if name not in listed:
            findings.add("proof.package_added", name, name=name)
        elif hashlib.sha256(data).hexdigest() != listed[name]:
            findings.add("proof.package_changed", name, name=name)


def _notes(files: Mapping[str, bytes], key: bytes, findings: Findings) -> dict[str, Checkpoint]:
    try:
        notes = read(files["checkpoint.txt"].decode())
    except (BadNote, KeyError, UnicodeDecodeError):
        findings.add("proof.package_changed", "checkpoint.txt", name="checkpoint.txt")
        return {}
    if any(one.key != key for one in notes):
        findings.add("proof.package_changed", "checkpoint.txt", name="checkpoint.txt")
    return {one.origin: one for one in notes}


def _rows(files: Mapping[str, bytes], name: str, findings: Findings) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows with the number of their line; one that is no JSON is named and left out."""
    for number, line in enumerate(files.get(name, b"").split(b"\n")[:-1], 1):
        try:
            yield number, json.loads(line)
        except ValueError:
            findings.add("proof.package_record", f"{name}:{number}", name=name, line=number)


def _acts(
    header: Mapping[str, Any], files: Mapping[str, bytes], notes: Mapping[str, Checkpoint], findings: Findings
) -> int:
    if "acts" not in header:
        return 0
    run, count = header["acts"], 0
    previous, expected = bytes.fromhex(run["previous"]), run["first"]
    for line, row in _rows(files, "acts.jsonl", findings):
        found = hashlib.sha256(previous + canonical([row["record"]])).digest()
        if row["number"] != expected or found.hex() != row["hash"]:
            findings.add("proof.package_record", f"acts.jsonl:{line}", name="acts.jsonl", line=line)
        previous, expected, count = bytes.fromhex(row["hash"]), row["number"] + 1, count + 1
    _tied(run, previous, expected - 1, notes, "acts.jsonl", findings)
    return count


def _reads(
    header: Mapping[str, Any], files: Mapping[str, bytes], notes: Mapping[str, Checkpoint], findings: Findings
) -> int:
    if "reads" not in header:
        return 0
    run, count = header["reads"], 0
    previous, expected = bytes.fromhex(run["previous"]), run["first"]
    for number, group in groupby(_rows(files, "reads.jsonl", findings), key=lambda one: one[1]["group"]):
        rows = list(group)
        found = hashlib.sha256(previous + canonical([row["record"] for _, row in rows])).digest().hex()
        if number != expected or any(row["hash"] != found for _, row in rows):
            findings.add("proof.package_record", f"reads.jsonl:{rows[0][0]}", name="reads.jsonl", line=rows[0][0])
        previous, expected, count = bytes.fromhex(rows[0][1]["hash"]), number + 1, count + len(rows)
    _tied(run, previous, expected - 1, notes, "reads.jsonl", findings)
    return count


def _tied(
    run: Mapping[str, Any], last: bytes, number: int, notes: Mapping[str, Checkpoint], name: str, findings: Findings
) -> None:
    """The last of a run leads to the head of its log."""
    note = notes.get(run["origin"])
    path = [bytes.fromhex(one) for one in run["path"]]
    head = head_from(leaf_of(last), run["last"] - 1, note.size, path) if note else None
    if note is None or number != run["last"] or head != note.root:
        findings.add("proof.package_untied", name, name=name)


def _vouchers(files: Mapping[str, bytes], notes: Mapping[str, Checkpoint], findings: Findings) -> int:
    count = 0
    for line, row in _rows(files, "vouchers.jsonl", findings):
        count += 1
        root = head_from(
            leaf_hash(row["leaf"]), row["index"], row["count"], [bytes.fromhex(one) for one in row["path"]]
        )
        note = notes.get(row["origin"])
        leaf = leaf_of(header_hash(row["header"]))
        path = [bytes.fromhex(one) for one in row["log_path"]]
        head = head_from(leaf, row["position"] - 1, note.size, path) if note else None
        if root is None or root.hex() != row["header"].rpartition("|")[2] or note is None or head != note.root:
            findings.add("proof.package_voucher", f"vouchers.jsonl:{line}", voucher=row["number"], line=line)
    return count
