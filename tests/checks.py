"""``make check``: style, types, import contracts, security lint. Each by its own tool; the rest are tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent


def support() -> list[str]:
    """What tests stand on: their modules that are no tests."""
    every = Path(__file__).parent.rglob("*.py")
    return sorted(str(one) for one in every if not one.name.startswith(("test_", "__init__")))


CHECKS = (
    ("ruff check", [str(BIN / "ruff"), "check", "."]),
    ("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("mypy --strict", [str(BIN / "mypy")]),
    ("mypy --strict tests", [str(BIN / "mypy"), *support()]),
    ("import-linter", [str(BIN / "lint-imports")]),
    ("bandit", [str(BIN / "bandit"), "-q", "-ll", "-r", "ledger", "ingestion", "policies", "tools", "assistant", "bots",
                "-c", "pyproject.toml"]),
)  # fmt: skip


def main() -> int:
    """Run all, show the output of what fails."""
    failed = []
    for name, command in CHECKS:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"  {'✔' if done.returncode == 0 else '✘'} {name}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout[-6000:] + done.stderr[-2000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
