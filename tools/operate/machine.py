"""What this machine offers: one table of checks, each with its remedy. Standard library only.

Used before anything is installed (``make run``) and later by ``zhangfang doctor``.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

NEEDED_PYTHON = (3, 11)
NEEDED_FREE_GB = 5
KNOWN_MACHINES = ("x86_64", "amd64", "aarch64", "arm64")


@dataclass(frozen=True)
class Check:
    """One line of the table: ``remedy`` is empty when ``good``."""

    name: str
    found: str
    good: bool
    remedy: str = ""


def _packager() -> str:
    for tool, command in (("apt-get", "sudo apt-get install -y"), ("dnf", "sudo dnf install -y")):
        if shutil.which(tool):
            return command
    return "install"


def check_python() -> Check:
    """Python 3.11 or newer."""
    found = platform.python_version()
    good = sys.version_info >= NEEDED_PYTHON
    remedy = "" if good else f"{_packager()} python3.11 python3.11-venv   then: make run PYTHON=python3.11"
    return Check("Python ≥ 3.11", found, good, remedy)


def check_venv() -> Check:
    """The venv module with pip inside, which Debian ships apart."""
    try:
        import ensurepip  # noqa: F401, PLC0415
        import venv  # noqa: F401, PLC0415
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return Check("venv", "missing", False, f"{_packager()} python{version}-venv")
    return Check("venv", "present", True)


def check_architecture() -> Check:
    """64-bit Intel or ARM: what the binary wheels are built for."""
    found = f"{platform.system()} {platform.machine()}"
    good = platform.machine().lower() in KNOWN_MACHINES and platform.system() in ("Linux", "Darwin")
    return Check("architecture", found, good, "" if good else "needs 64-bit Linux or macOS on x86_64 or ARM")


def check_disk(folder: Path) -> Check:
    """Free space where the project lies."""
    free_gb = shutil.disk_usage(folder).free / 1e9
    good = free_gb >= NEEDED_FREE_GB
    remedy = "" if good else f"free at least {NEEDED_FREE_GB} GB on the disk of {folder}"
    return Check("free disk", f"{free_gb:.0f} GB", good, remedy)


def check_writable(folder: Path) -> Check:
    """The data folder (or the nearest folder above it that exists) can be written to."""
    here = folder
    while not here.exists():
        here = here.parent
    good = os.access(here, os.W_OK)
    return Check("writable folder", str(here), good, "" if good else f"sudo chown -R $USER {here}")


def check_machine(project: Path, home: Path) -> list[Check]:
    """All checks, in the order of the table."""
    return [check_python(), check_venv(), check_architecture(), check_disk(project), check_writable(home)]


def table(checks: list[Check]) -> str:
    """The checks as text: a mark, a name, what was found, and the remedy under what fails."""
    rows = []
    for check in checks:
        rows.append(f"  {'✔' if check.good else '✘'} {check.name:<16} {check.found}")
        if not check.good:
            rows.append(f"      → {check.remedy}")
    return "\n".join(rows)
