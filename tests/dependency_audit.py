"""``python -m tests.dependency_audit [PIP_AUDIT]``: every locked package against the advisories of the package index, by pip-audit.

It ends with 0 where every one was looked up and none is known to be vulnerable, 1 where one is, 3 where even one could
not be looked up: then nothing was audited, and it says so.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

LOCKS = [Path("requirements") / name for name in ("run.txt", "dev.txt")]
CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """``code`` and what to print, a line each."""

    code: int
    lines: tuple[str, ...]


def verdict(wanted: Collection[str], said: str, complaint: str) -> Verdict:
    """What an answer of pip-audit (its JSON, its complaints) proves of the packages wanted; whatever is less proves nothing."""
    try:
        rows = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        rows = []
    seen = {re.sub(r"[-_.]+", "-", row["name"]).lower(): row for row in rows if "vulns" in row}
    found = tuple(
        f"{row['name']} {row['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'no version yet'}"
        for row in seen.values() for one in row["vulns"]
    )  # fmt: skip
    if found:
        return Verdict(VULNERABLE, found)
    if missing := sorted(set(wanted) - set(seen)):
        last = next((line for line in reversed(complaint.splitlines()) if line.strip()), "no answer")
        return Verdict(
            NOT_AUDITED,
            (f"NOT AUDITED: {len(missing)} of {len(set(wanted))} packages could not be looked up ({last})",),
        )
    return Verdict(CLEAN, (f"{len(seen)} packages looked up, no advisory",))


def audit(program: str, lock: Path) -> Verdict:
    """Ask pip-audit of one lock; markers of other systems are left out, since the advisories know no systems."""
    command = [program, "-r", str(lock), "--no-deps", "--disable-pip", "--strict", "-f", "json",
               "--progress-spinner", "off"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    except FileNotFoundError:
        return Verdict(NOT_AUDITED, (f"NOT AUDITED: there is no {program}",))
    except subprocess.TimeoutExpired:
        return Verdict(NOT_AUDITED, (f"NOT AUDITED: {lock} took longer than ten minutes",))
    return verdict(_here(lock.read_text("utf-8")), done.stdout, done.stderr)


def _here(text: str) -> set[str]:
    """The packages that this system would install: pip-audit reads markers too."""
    from packaging.requirements import Requirement

    kept = set()
    for line in text.splitlines():
        if re.match(r"^[A-Za-z0-9][\w.-]*(\[.*\])?==", line):
            one = Requirement(line.split(" #")[0].rstrip(" \\"))
            if one.marker is None or one.marker.evaluate():
                kept.add(one.name)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in kept}


def main(program: str = "pip-audit") -> int:
    """Print what each lock came to; the worst code of all, a known hole before an unknown."""
    codes = []
    for lock in LOCKS:
        found = audit(program, lock)
        codes.append(found.code)
        for line in found.lines:
            print(f"{lock}: {line}")
    return VULNERABLE if VULNERABLE in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
