"""A terminal's sign-in, kept in the data folder, readable by its owner alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

FILE = "login.json"


def _read(home: Path) -> dict[str, str]:
    try:
        found = json.loads((home / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def remember(home: Path, tenant: str, secret: str) -> None:
    """Keep the session secret of a company."""
    kept = _read(home) | {tenant: secret}
    path = home / FILE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(kept, file)
    path.chmod(0o600)


def remembered(home: Path, tenant: str) -> str:
    """The secret of a company, empty when nobody signed in."""
    return _read(home).get(tenant, "")


def forget(home: Path, tenant: str) -> str:
    """Drop the secret; what it was."""
    kept = _read(home)
    secret = kept.pop(tenant, "")
    (home / FILE).write_text(json.dumps(kept), encoding="utf-8")
    return secret
