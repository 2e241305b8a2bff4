"""Checkpoints in the C2SP form (tlog-checkpoint in a signed note), to be kept outside this machine.

    zhangfang/lanhai/book/MAIN
    812
    <base64 of the tree head>
    time 2026-11-25T02:30:00+00:00
    key <base64 of the Ed25519 public key>

    — zhangfang/lanhai <base64 of key id and signature>

One note for each book (its leaves are the batches' hashes) one for the acts of the audit trail, one for its reads. The signature says
that this installation wrote the note; that the books are still those of that day is shown by the tree head alone, and
only because the note lay where nobody of this machine could change it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ledger.proof.signing import public_bytes

_NOTE = re.compile(r"(?P<body>(?:[^\n]+\n)+)\n(?P<signed>(?:\u2014 [^\n]+(?:\n|$))+)")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's size and head at a time; ``origin`` names the log: ``zhangfang/<company>/book/<code>``, ``…/audit``, ``…/reads``."""

    origin: str
    size: int
    root: bytes
    at: str
    key: bytes

    def body(self) -> str:
        """What is signed."""
        told = (self.origin, str(self.size), _text(self.root), f"time {self.at}", f"key {_text(self.key)}")
        return "".join(f"{line}\n" for line in told)

    @property
    def fingerprint(self) -> str:
        """Of the key, for people to compare: sixteen hexadecimal digits."""
        return fingerprint(self.key)


class BadNote(ValueError):
    """Not a checkpoint of ours, or its signature does not hold; says which line."""


def fingerprint(key: bytes) -> str:
    """SHA-256 of a public key, its first eight bytes in hexadecimal."""
    return hashlib.sha256(key).hexdigest()[:16]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _signer(origin: str) -> str:
    return "/".join(origin.split("/")[:2])


def _key_id(name: str, key: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n\x01" + key).digest()[:4]


def signed(key: Ed25519PrivateKey, logs: Sequence[tuple[str, int, bytes]], at: datetime) -> str:
    """Signed notes of some logs (origin, size, head), an empty line between them."""
    notes = []
    for origin, size, root in logs:
        made = Checkpoint(origin, size, root, at.isoformat(timespec="seconds"), public_bytes(key))
        name = _signer(origin)
        signature = _text(_key_id(name, made.key) + key.sign(made.body().encode()))
        notes.append(f"{made.body()}\n\u2014 {name} {signature}\n")
    return "\n".join(notes)


def read(text: str) -> tuple[Checkpoint, ...]:
    """The checkpoints of a text, each with a signature that holds. Raises BadNote."""
    plain = "".join(f"{line.strip()}\n" for line in text.replace("\r", "").strip("\ufeff \n").split("\n"))
    found = tuple(_read(match["body"], match["signed"]) for match in _NOTE.finditer(plain))
    if not found or len(found) != plain.count("\ntime "):
        raise BadNote("form")
    return found


def _read(body: str, signed_lines: str) -> Checkpoint:
    try:
        origin, size, root, at, key = body.rstrip("\n").split("\n")
        made = Checkpoint(
            origin, int(size), base64.b64decode(root, validate=True), at.removeprefix("time "),
            base64.b64decode(key.removeprefix("key "), validate=True),
        )  # fmt: skip
        datetime.fromisoformat(made.at)
        verifier = Ed25519PublicKey.from_public_bytes(made.key)
    except ValueError as error:
        raise BadNote("form") from error
    if made.body() != body or made.size < 0 or len(made.root) != 32:
        raise BadNote("form")
    name = _signer(origin)
    for line in signed_lines.strip().split("\n"):
        try:
            signature = base64.b64decode(line.rpartition(" ")[2], validate=True)
            if signature[:4] == _key_id(name, made.key) and line == f"\u2014 {name} {_text(signature)}":
                verifier.verify(signature[4:], body.encode())
                return made
        except (ValueError, InvalidSignature):
            continue
    raise BadNote("signature")
