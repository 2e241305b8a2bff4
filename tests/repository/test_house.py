"""The house keeps its shape: file sizes, an ``__init__`` in every folder, nothing strange at the top."""

from __future__ import annotations

import statistics
import subprocess
import tomllib
from pathlib import Path

from tests.repository.words import PROJECT
from tools.catalogue import ALONE, FOLDERS, modules

PACKAGES = ("ledger", "ingestion", "policies", "tools", "assistant", "bots")
AT_THE_TOP = {*PACKAGES, "tests", "benchmarks", "docs", "requirements", "pyproject.toml", "Makefile", "README.md",
              "NOTICE", "LICENSE"}  # fmt: skip


def _tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True)
    return [PROJECT / line for line in listing.stdout.splitlines() if (PROJECT / line).exists()]


def test_no_source_file_is_over_400_lines_and_the_median_is_under_150() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in _tracked()
               if path.suffix == ".py" and path.relative_to(PROJECT).parts[0] in PACKAGES}  # fmt: skip
    assert {str(path): length for path, length in lengths.items() if length > 400} == {}
    assert statistics.median(lengths.values()) < 150


def test_every_folder_of_code_is_a_package_with_a_map() -> None:
    folders = {path.parent for path in _tracked() if path.suffix == ".py"
               and path.relative_to(PROJECT).parts[0] in (*PACKAGES, "tests", "benchmarks")}  # fmt: skip
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_nothing_strange_stands_at_the_top() -> None:
    top = {path.relative_to(PROJECT).parts[0] for path in _tracked()}
    assert {name for name in top if not name.startswith(".")} <= AT_THE_TOP


def test_every_tool_module_is_found_and_kept_from_knowing_the_others() -> None:
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (kept,) = [one["modules"] for one in contracts if one["name"] == "Tool modules do not know each other"]
    assert sorted(kept) == sorted((*(f"tools.{folder}.*" for folder in FOLDERS), *ALONE))
    declaring = {".".join(path.relative_to(PROJECT).with_suffix("").parts) for path in (PROJECT / "tools").rglob("*.py")
                 if "\n@tool(" in path.read_text("utf-8")}  # fmt: skip
    assert declaring == set(modules())
