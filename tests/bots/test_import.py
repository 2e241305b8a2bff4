"""``books import`` as other programs call it: a company, its trial balance, refusals as JSON with file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bots.cli.frame import EXIT_DENIED, EXIT_INVALID
from bots.cli.main import app, hoisted
from ledger.core.settings import settings

Run = Callable[..., Result]
BEANS = """option "operating_currency" "USD"
2024-01-01 open Assets:Bank
2024-01-01 open Assets:Shares HOOL
2024-01-01 open Equity:Start
2024-01-02 * "start"
  Assets:Bank  1,000.00 USD
  Equity:Start
2024-02-03 * "buy"
  Assets:Shares  3 HOOL {100.10 USD}
  Assets:Bank
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ZHANGFANG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZHANGFANG_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()

    def call(*words: str) -> Result:
        return CliRunner().invoke(app, hoisted(list(words)))

    return call


def write(text: str, name: str = "books.beancount") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_a_ledger_and_its_trial_balance(run: Run) -> None:
    made = run("books", "import", write(BEANS), "--into", "other-books", "--as", "anna,bert", "--json")
    assert made.exit_code == 0, made.output
    told = json.loads(made.stdout)
    assert (told["company"], told["base"], told["transactions"], told["notes"]) == ("other-books", "USD", 2, [])
    assert (told["maker"], told["checker"], told["commodities"]) == ("anna", "bert", ["HOOL", "USD"])
    shown = run("report", "trial-balance", "--company", "other-books", "--json")
    rows = {
        (row["account"], row["currency"]): (row["closing"], row["base_closing"])
        for row in json.loads(shown.stdout)["rows"]
    }
    assert rows == {
        ("Assets:Bank", "USD"): ("699.70", "699.70"),
        ("Assets:Shares", "HOOL"): ("3", "300.30"),
        ("Equity:Start", "USD"): ("-1000.00", "-1000.00"),
    }
    for user in ("anna", "bert"):  # nobody proves who they are in a company of this kind
        assert run("report", "trial-balance", "--company", "other-books", "--as", user, "--json").exit_code == 0
    assert "Assets:Shares" in run("report", "trial-balance", "--company", "other-books").output


def test_the_same_name_again_is_refused(run: Run) -> None:
    assert run("books", "import", write(BEANS), "--into", "other-books").exit_code == 0
    again = run("books", "import", write(BEANS), "--into", "other-books", "--json")
    assert again.exit_code == EXIT_INVALID
    assert json.loads(again.stdout)["problems"][0]["code"] == "import.company_exists"


def test_every_fault_is_told_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    text = BEANS.replace("{100.10 USD}", "{100.10 USD").replace("1,000.00 USD", "much")
    refused = run("books", "import", write(text), "--into", "other-books", "--json")
    assert refused.exit_code == EXIT_INVALID
    assert [one["where"] for one in json.loads(refused.stdout)["problems"]] == [
        "books.beancount:6",
        "books.beancount:9",
    ]
    assert not (tmp_path / "home" / "tenants" / "other-books").exists()


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    tried = run("books", "import", write(BEANS), "--into", "other-books", "--dry-run", "--json")
    assert tried.exit_code == 0 and "batches" not in json.loads(tried.stdout)
    assert not (tmp_path / "home" / "tenants" / "other-books").exists()


def test_what_is_no_ledger_is_refused_by_name(run: Run) -> None:
    for name, text, code in (("x.pdf", "x", "import.unknown_format"), ("x.beancount", "", "import.nothing"),
                             ("gone", "", "import.unknown_format"), ("x.csv", "a,b\n", "import.no_header")):  # fmt: skip
        refused = run("books", "import", write(text, name), "--into", "other-books", "--json")
        assert json.loads(refused.stdout)["problems"][0]["code"] == code
    assert run("books", "import", "nowhere.journal", "--into", "other-books").exit_code == EXIT_INVALID


def test_what_no_journal_can_say_is_not_exported(run: Run) -> None:
    assert run("books", "import", write(BEANS), "--into", "other-books").exit_code == 0
    refused = run("books", "export", "--company", "other-books", "--format", "hledger", "--json")
    assert refused.exit_code in (EXIT_INVALID, EXIT_DENIED)
    assert json.loads(refused.stdout)["problems"][0]["code"] == "books.export_foreign"
