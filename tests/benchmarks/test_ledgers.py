"""Without data the benchmark says how to get it; it tells a balance that agrees from one that does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.ledgers import run

ROOT = Path(__file__).parents[2]


def test_without_data_it_exits_3_and_says_how() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "ZHANGFANG_DATA"}
    told = subprocess.run([sys.executable, "-m", "benchmarks.ledgers"], capture_output=True, text=True, env=environment,
                          cwd=ROOT, check=False)  # fmt: skip
    assert told.returncode == 3 and "ZHANGFANG_DATA" in told.stderr


def test_it_tells_right_from_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = tmp_path / "ledgers" / "files"
    files.mkdir(parents=True)
    (files / "one.journal").write_text("2025-01-02\n  a  5 h\n  b\n")
    expected = {"one.journal": {"tool": "hledger", "units": {"a": {"h": "5"}, "b": {"h": "-6"}}}}
    (tmp_path / "ledgers" / "expected_trial_balance.json").write_text(json.dumps(expected))
    monkeypatch.setenv("ZHANGFANG_DATA", str(tmp_path))
    (one,) = run()
    assert (one.agree, one.of, len(one.wrong), one.extra) == (1, 2, 1, ())
