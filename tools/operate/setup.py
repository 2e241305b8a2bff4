"""Set everything up: own ``.venv``, locked packages, torch, web assets and fonts. Standard library only.

``python3 -m tools.operate.setup [--dev]``. Each step leaves a stamp that names what it was made from,
so a second run does nothing and a run cut short goes on where it stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tools.operate.installer import Installer, logged, pinned
from tools.operate.machine import check_machine, table

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
STAMPS = PROJECT / ".setup"
TORCH = "2.13.0"
TORCH_INDEX = os.environ.get("TORCH_INDEX", "https://download.pytorch.org/whl/cpu")
SIZES = "download about 0.7 GB, on disk about 2.2 GB; cached packages are not fetched again"


def python() -> str:
    """The interpreter of our own environment."""
    return str(VENV / "bin" / "python")


def _stamp(name: str, sources: list[Path], extra: str = "") -> tuple[Path, str]:
    content = b"".join(path.read_bytes() for path in sources) + extra.encode() + str(VENV).encode()
    return STAMPS / f"{name}.stamp", hashlib.sha256(content).hexdigest()


def _step(number: str, title: str, stamp: tuple[Path, str], act: Callable[[Path], bool], needed: bool = True) -> bool:
    path, wanted = stamp
    if path.exists() and path.read_text() == wanted:
        print(f"  ✔ {number} {title} (already there)", flush=True)
        return True
    print(f"  … {number} {title}", end="", flush=True)
    started = time.monotonic()
    log = STAMPS / f"{path.stem}.log"
    log.unlink(missing_ok=True)
    if act(log):
        path.write_text(wanted)
        print(f"\r  ✔ {number} {title} ({time.monotonic() - started:.0f} s)", flush=True)
        return True
    mark = "✘" if needed else "–"
    print(f"\r  {mark} {number} {title}: see {log.relative_to(PROJECT)}", flush=True)
    if needed:
        print("\n".join(log.read_text(errors="replace").splitlines()[-6:]))
    return False


def make_venv(log: Path) -> bool:
    """A fresh virtual environment; one left half-made is replaced."""
    return logged([sys.executable, "-m", "venv", "--clear", str(VENV)], log)


def install(lock: str) -> Callable[[Path], bool]:
    """The locked packages, exactly those; then our own tree, linked in place."""

    def act(log: Path) -> bool:
        installer, locks = Installer(python(), STAMPS / "uv", log), PROJECT / "requirements"
        return installer.lock(locks / f"{lock}.txt", pinned(locks / "dev.txt", "uv")) and installer.run(
            [*installer.pip, "--no-build-isolation", "-e", str(PROJECT)]
        )

    return act


def install_torch(log: Path) -> bool:
    """The CPU build, first source that works; without it policy search runs on BM25 alone."""
    pip = Installer(python(), STAMPS / "uv", log).pip
    named = [*pip, f"torch=={TORCH}+cpu"]
    works = [python(), "-c", "import torch; torch.zeros(1)"]
    if sys.platform == "darwin":
        named = [*pip, f"torch=={TORCH}"]
    return any(logged(command, log) and logged(works, log) for command in (named, [*named, "--index-url", TORCH_INDEX]))


def build_assets(log: Path) -> bool:
    """Fonts and scripts by ``npm ci`` into the folder that the wheel carries."""
    return logged([python(), "-m", "tools.operate.assets"], log, folder=PROJECT)


def main() -> int:
    """Check the machine, then go through the steps; 0 only if every needed one held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="what tests and checks need, too")
    dev = parser.parse_args().dev
    home = Path(os.environ.get("ZHANGFANG_HOME", PROJECT / "data"))
    checks = check_machine(PROJECT, home)
    print("账房 Zhangfang: this machine\n" + table(checks), flush=True)
    if not all(check.good for check in checks):
        return 1
    print(f"  set-up: {SIZES}", flush=True)
    STAMPS.mkdir(exist_ok=True)
    locks = PROJECT / "requirements"
    if dev:
        (STAMPS / "dev").touch()
    lock = "dev" if (STAMPS / "dev").exists() else "run"
    web = PROJECT / "bots" / "web" / "assets"
    steps = (
        _step("1/4", "own environment", _stamp("venv", [], sys.version), make_venv)
        and _step(
            "2/4",
            "locked packages",
            _stamp("packages", [locks / f"{lock}.txt", PROJECT / "pyproject.toml"], lock),
            install(lock),
        )
        and _step(
            "3/4",
            "web assets and fonts",
            _stamp("assets", [web / "package-lock.json", PROJECT / "tools/operate/assets.py"]),
            build_assets,
        )
    )
    if not steps:
        return 1
    if not _step("4/4", f"torch {TORCH} (CPU)", _stamp("torch", [], TORCH), install_torch, needed=False):
        print("    going on without it: policy search uses BM25 until `zhangfang doctor` shows it as present")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\n  stopped; run the same command again to go on from here")
        sys.exit(130)
