"""The installation's signing key, and the ones before it: each signed the public half of the one that came after.

``checkpoint.key`` holds the private key on its first line, in base64. Every further line is a hand-over, newest first:
old public key, new public key, time, signature of the old key over those three. A note or a package of an earlier key is
ours where hand-overs lead from that key to the one of today; the private halves of earlier keys are gone.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from ledger.store.key_file import changing_keys, replace_secret, secret_in

KEY_FILE = "checkpoint.key"


@dataclass(frozen=True, slots=True)
class HandOver:
    """From one key to the next; ``line()`` is what auditors may be given."""

    old: bytes
    new: bytes
    at: str
    signature: bytes

    def body(self) -> bytes:
        """What the old key signed."""
        return f"zhangfang signing key\n{_text(self.old)}\n{_text(self.new)}\n{self.at}\n".encode()

    def line(self) -> str:
        """As it stands in the file."""
        return f"{_text(self.old)} {_text(self.new)} {self.at} {_text(self.signature)}"

    def holds(self) -> bool:
        """Whether the signature is the old key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.old).verify(self.signature, self.body())
        except (InvalidSignature, ValueError):
            return False
        return True


def machine_key(home: Path) -> Ed25519PrivateKey:
    """The installation's signing key, made the first time it is asked for; a file only its owner may read."""
    return _private(secret_in(home / KEY_FILE, lambda: _private_text(Ed25519PrivateKey.generate())))


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The 32 bytes of its public half."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def earlier_keys(home: Path) -> dict[bytes, str]:
    """Public halves of keys this installation signed with before, each with the time it was handed over."""
    ours, found = {public_bytes(machine_key(home))}, dict[bytes, str]()
    waiting = _hand_overs((home / KEY_FILE).read_bytes())
    while fits := [one for one in waiting if one.new in ours and one.old not in ours]:
        for one in fits:
            ours.add(one.old)
            found[one.old] = one.at
    return found


def signs_since(home: Path) -> datetime | None:
    """When the key of today was handed over to; None for an installation's first."""
    today = public_bytes(machine_key(home))
    times = [one.at for one in _hand_overs((home / KEY_FILE).read_bytes()) if one.new == today]
    return min(map(datetime.fromisoformat, times), default=None)


def hand_over(old: Ed25519PrivateKey, new: Ed25519PrivateKey, at: datetime) -> HandOver:
    """The old key's word for the new one."""
    made = HandOver(public_bytes(old), public_bytes(new), at.isoformat(timespec="seconds"), b"")
    return HandOver(made.old, made.new, made.at, old.sign(made.body()))


def turn_to(home: Path, fresh: Ed25519PrivateKey, at: datetime) -> None:
    """Sign with ``fresh`` from now on; the key before hands over and is forgotten."""
    with changing_keys(home):
        old = machine_key(home)
        if public_bytes(old) != public_bytes(fresh):
            kept = [one.line().encode() for one in _hand_overs((home / KEY_FILE).read_bytes())]
            _replace(home, fresh, [hand_over(old, fresh, at).line().encode(), *kept])


def brought_back(home: Path, content: bytes, at: datetime) -> bool:
    """Take a signing key out of a backup: as ours where there is none, else as an earlier one. False where it is known."""
    with changing_keys(home):
        if not (home / KEY_FILE).exists():
            replace_secret(home / KEY_FILE, content)
            return True
        mine, theirs = machine_key(home), _private(content)
        if public_bytes(theirs) in {public_bytes(mine), *earlier_keys(home)}:
            return False
        lines = [one.line().encode() for one in (*_hand_overs(content), *_hand_overs((home / KEY_FILE).read_bytes()))]
        _replace(home, mine, [hand_over(theirs, mine, at).line().encode(), *lines])
        return True


def _replace(home: Path, key: Ed25519PrivateKey, lines: list[bytes]) -> None:
    replace_secret(home / KEY_FILE, b"\n".join((_private_text(key).strip(), *dict.fromkeys(lines))) + b"\n")


def _private(content: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(content.split(b"\n")[0]))


def _private_text(key: Ed25519PrivateKey) -> bytes:
    return base64.b64encode(key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())) + b"\n"


def _hand_overs(content: bytes) -> list[HandOver]:
    """Those whose signature holds."""
    found = []
    for line in content.decode().splitlines()[1:]:
        old, new, at, signature = line.split(" ")
        found.append(HandOver(base64.b64decode(old), base64.b64decode(new), at, base64.b64decode(signature)))
    return [one for one in found if one.holds()]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
