"""Without data the benchmark says how to get it; its scorer tells right from wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks.extraction import run
from benchmarks.extraction.measure import Document, Outcome, judge
from ingestion import read
from tools.demo.documents import render, sample_specs

ROOT = Path(__file__).parents[2]


def test_without_data_it_exits_3_and_says_how() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "ZHANGFANG_DATA"}
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.extraction"],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        check=False,
    )
    assert told.returncode == 3 and "ZHANGFANG_DATA" in told.stderr


def test_it_tells_right_missing_and_wrong() -> None:
    spec = sample_specs(date(2026, 11, 22))["special"]
    truth = {
        "number": spec.number,
        "gross": "-12360",
        "net": "1.00",
        "due_date": "2026-12-01",
        "seller_name": spec.seller.name,
    }
    document = Document(Path("special.pdf"), truth, truth, "zh")
    outcomes = {one.name: one.outcome for one in judge(document, truth, read(render(spec)))}
    assert outcomes == {
        "number": Outcome.OK,
        "gross": Outcome.OK,
        "net": Outcome.WRONG,
        "due_date": Outcome.MISSING,
        "seller_name": Outcome.OK,
    }


def test_a_run_over_a_small_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = tmp_path / "invoices" / "files"
    files.mkdir(parents=True)
    spec = sample_specs(date(2026, 11, 22))["factur_x"]
    (files / "a.pdf").write_bytes(render(spec))
    truth = {
        "number": spec.number,
        "gross": str(spec.gross),
        "issue_date": spec.issued.isoformat(),
        "seller_tax_id": spec.seller.tax_id,
    }
    entry = {"file": "a.pdf", "format": "pdf", "doc_type": "invoice", "language": "de", "expected": truth}
    (tmp_path / "invoices" / "manifest.json").write_text(json.dumps({"documents": [entry]}), encoding="utf-8")
    monkeypatch.setenv("ZHANGFANG_DATA", str(tmp_path))
    rows = {row.name: row for row in run()}
    assert rows["header fields, with XML"].measured == 100.0 and rows["gross, printed"].met
