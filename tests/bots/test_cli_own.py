"""One's own company in the terminal: founded, signed in, people, chart, opening, parties, backup and restore."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bots.cli.frame import EXIT_DENIED, EXIT_INVALID
from bots.cli.main import app, hoisted
from ledger.core.settings import settings
from tests.tools.company.test_opening_balances import HEAD, ITEM_HEAD, ITEMS, ROWS, SIDES

Run = Callable[..., Result]
PASSWORD = "a sentence about pears"
CREATE = ("company", "create", "--name", "新芽科技", "--name-en", "Xinya", "--first-period", "2026-11", "--admin-user", "sunli",
          "--admin-name", "孙丽", "--password-stdin")  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ZHANGFANG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZHANGFANG_LANGUAGE", "en")
    settings.cache_clear()

    def call(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, hoisted(list(words)), input=typed)

    return call


def _file(path: Path, rows: list[list[object]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def test_founding_signs_in_and_refusals_leave_nothing(run: Run) -> None:
    bad = run(*CREATE, "--currency", "XXY", typed=PASSWORD + "\n")
    assert bad.exit_code == EXIT_INVALID
    assert "--currency" in bad.output
    assert run(*CREATE, typed="short\n").exit_code == EXIT_INVALID
    assert json.loads(run("company", "list", "--json").output) == []
    made = run(*CREATE, "--json", typed=PASSWORD + "\n")
    assert made.exit_code == 0, made.output
    assert json.loads(made.output)["company"] == "xinya"
    shown = json.loads(run("people", "list", "--json").output)
    assert [one["user"] for one in shown["people"]] == ["sunli"]
    assert run("logout").exit_code == 0
    refused = run("--as", "sunli", "people", "invite", "limin")
    assert refused.exit_code == EXIT_DENIED, "owning the folder reads, and no more"
    assert run("login", "sunli", typed=PASSWORD + "\n").exit_code == 0


def test_the_road_in_the_terminal(run: Run, tmp_path: Path) -> None:
    run(*CREATE, typed=PASSWORD + "\n")
    invited = run("people", "invite", "李敏 limin", "--role", "controller", "--json")
    assert json.loads(invited.output)["people"][0]["link"].startswith("/join?company=xinya&k=")
    balances = _file(tmp_path / "tb.csv", [["t"], HEAD, SIDES, *ROWS])
    items = _file(tmp_path / "items.csv", [ITEM_HEAD, *ITEMS])
    looked = run("books", "opening", "check", balances, items)
    assert looked.exit_code == 1
    assert "苏州恒钢" in looked.output
    done = run("books", "opening", balances, items, "--create-parties", "--json")
    assert done.exit_code == 0, done.output
    assert len(json.loads(done.output)["proposals"]) == 3
    assert json.loads(run("books", "opening", "state", "--json").output)["next"] == "confirm"
    assert run("books", "opening", "withdraw").exit_code == 0
    assert run("books", "opening", str(tmp_path / "none.csv")).exit_code == 2
    chart = _file(tmp_path / "chart.csv", [["code", "name"], ["1001", "Cash"], ["1002", "Bank"]])
    assert run("chart", "check", chart).exit_code == 0
    assert run("chart", "add", "6602", "66028877", "茶水费").exit_code == 0
    parties = _file(tmp_path / "p.csv", [["name", "iban"], ["Muster GmbH", "DE44500105175407324931"]])
    assert json.loads(run("parties", "import", parties, "--kind", "customer", "--dry-run", "--json").output)["new"] == 1
    assert run("parties", "import", parties, "--kind", "customer").exit_code == 0


def test_ones_own_company_is_backed_up_and_brought_back(run: Run, tmp_path: Path) -> None:
    run(*CREATE, typed=PASSWORD + "\n")
    target = tmp_path / "xinya.tar.gz"
    assert run("backup", str(target)).exit_code == 0
    moved = tmp_path / "home" / "tenants" / "xinya"
    moved.rename(tmp_path / "gone")
    assert run("restore", str(target)).exit_code == 0
    assert run("login", "sunli", typed=PASSWORD + "\n").exit_code == 0
    verified = run("verify", "--json")
    assert json.loads(verified.output)["findings"] == []
