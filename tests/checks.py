"""``make check``: style, types, import contracts, security lint. Each by its own tool; the rest are tests."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(sys.executable).parent


def support() -> list[str]:
    """What tests stand on: their modules that are no tests."""
    every = Path(__file__).parent.rglob("*.py")
    return sorted(str(one) for one in every if not one.name.startswith(("test_", "__init__")))


Check = tuple[str, list[str]]
TYPES: tuple[Check, ...] = (
    ("mypy --strict", [str(BIN / "mypy")]),
    ("mypy --strict tests", [str(BIN / "mypy"), *support()]),
)
OTHERS: tuple[Check, ...] = (
    ("ruff check", [str(BIN / "ruff"), "check", "."]),
    ("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("import-linter", [str(BIN / "lint-imports")]),
    ("bandit", [str(BIN / "bandit"), "-q", "-ll", "-r", "ledger", "ingestion", "policies", "tools", "assistant", "bots",
                "-c", "pyproject.toml"]),
)  # fmt: skip
"""Two lanes side by side: types take as long as all others, and the second look at types stands on the first's."""


def _run(lane: tuple[Check, ...]) -> bool:
    """Whether all of a lane hold; the output of what fails is shown."""
    well = True
    for name, command in lane:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        shown = f"  {'✘' if done.returncode else '✔'} {name}\n"
        print(shown + (done.stdout[-6000:] + done.stderr[-2000:] if done.returncode else ""), end="", flush=True)
        well &= not done.returncode
    return well


def main() -> int:
    """Exit code 0 where every check holds."""
    with ThreadPoolExecutor(2) as pool:
        return 0 if all(list(pool.map(_run, (TYPES, OTHERS)))) else 1


if __name__ == "__main__":
    sys.exit(main())
