"""How old the keys of this installation are, and when they want changing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ledger.proof.checkpoint import fingerprint
from ledger.proof.signing import KEY_FILE, machine_key, public_bytes, signs_since
from ledger.store.keyring import Ring, ring_in
from tools.operate.machine import Check

ROTATE_AFTER = timedelta(days=365)
_ROTATE = "zhangfang rotate-keys"


def check_keys(home: Path, now: datetime) -> list[Check]:
    """The sealing key and the signing key; those that were not made yet are no fault."""
    ring, former = ring_in(home), home / "sealing.key"
    if former.exists():
        checks = [Check("former key", f"{former} opens nothing since step 0043", False, f"rm {former}")]
    else:
        checks = []
    return [*checks, _private(_sealing(ring, now), ring.path), _private(_signing(home, now), home / KEY_FILE)]


def _sealing(ring: Ring, now: datetime) -> Check:
    name = "sealing key"
    if ring.fault:
        put_back = "put the whole file back, or: zhangfang restore --keys-only BACKUP"
        return Check(name, f"{ring.path} cannot be read", False, put_back)
    if ring.active is None:
        return Check(name, "none yet: made when something is sealed", True)
    retired = [key.key_id for key in ring.keys if key.retired is not None and not key.tenant]
    brought = len({key.key_id for key in ring.keys if key.tenant})
    found = _aged(ring.active.key_id, ring.active.made, now)
    found += f"; retired and still in the ring: {', '.join(retired)}" if retired else ""
    found += f"; out of backups: {brought}" if brought else ""
    return Check(name, found, not retired and now - ring.active.made < ROTATE_AFTER, _ROTATE)


def _signing(home: Path, now: datetime) -> Check:
    path = home / KEY_FILE
    if not path.exists():
        return Check("signing key", "none yet: made with the first checkpoint", True)
    since = signs_since(home) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    found = _aged(fingerprint(public_bytes(machine_key(home))), since, now)
    return Check("signing key", found, now - since < ROTATE_AFTER, _ROTATE)


def _aged(name: str, since: datetime, now: datetime) -> str:
    due = since + ROTATE_AFTER
    return f"{name} since {since:%Y-%m-%d} ({max((now - since).days, 0)} days), change it by {due:%Y-%m-%d}"


def _private(check: Check, path: Path) -> Check:
    """The same check, failed where others of this machine can read the file."""
    if path.exists() and path.stat().st_mode & 0o077:
        return Check(check.name, f"{path} can be read by others", False, f"chmod 600 {path}")
    return check
