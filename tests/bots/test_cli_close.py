"""``books close`` and ``books reopen``: one command takes every run between two people; what is left has an exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bots.cli.frame import EXIT_DENIED, EXIT_INVALID
from bots.cli.main import app, hoisted
from ledger.books.accounts import set_grace
from ledger.core.settings import settings
from ledger.store import Store
from tests.world import World
from tools.demo.cast import TENANT

Run = Callable[..., Result]
PAIR = ("--as", "zhangwei,limin")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    with Store.open(tmp_path) as store:
        store.create_tenant(TENANT)
        made = World(store, TENANT)
        made.run("2026-11", [{"date": "2026-11-03", "memo": "销售", "lines": [
            {"account": "100201", "side": "debit", "amount_minor": 11_300},
            {"account": "6001", "side": "credit", "amount_minor": 10_000},
            {"account": "22210107", "side": "credit", "amount_minor": 1_300}]}])  # fmt: skip
        with store.write(TENANT) as unit:
            set_grace(unit, made.house.door.facts(TENANT).book, 0)
        made.close()
    monkeypatch.setenv("ZHANGFANG_HOME", str(tmp_path))
    monkeypatch.setenv("ZHANGFANG_LANGUAGE", "en")
    settings.cache_clear()
    return lambda *words: CliRunner().invoke(app, hoisted(list(words)))


def test_a_month_is_checked_closed_and_reopened(run: Run) -> None:
    checked = run("books", "close", "2026-11", "--check", "--json")
    assert (checked.exit_code, json.loads(checked.output)["left"]) == (1, 3)
    assert run("books", "close", "2026-11", "--as", "limin").exit_code == EXIT_INVALID
    closed = run("books", "close", "2026-11", *PAIR)
    assert closed.exit_code == 0, closed.output
    assert "Transfer of VAT: 1 vouchers posted" in closed.output and "is closed" in closed.output
    assert run("books", "close", "2026-11", "--check").exit_code == 0
    assert run("books", "reopen", "2026-11", "--reason", "late", "--as", "zhangwei").exit_code == EXIT_DENIED
    assert run("books", "reopen", "2026-11", "--reason", "late").exit_code == 0
    again = run("books", "close", "2026-11", *PAIR, "--json")
    assert again.exit_code == 0, again.output
    told = json.loads(again.output)
    assert (told["state"], [one["reason"] for one in told["closings"]]) == ("closed", ["late", ""])


def test_one_person_cannot_be_both_and_a_soft_close_wants_no_steps(run: Run) -> None:
    assert run("books", "close", "2026-11", "--as", "limin,limin").exit_code == EXIT_INVALID
    assert run("books", "close", "2026-11", "--as", "limin,").exit_code == 2
    soft = run("books", "close", "2026-11", "--soft", "--json")
    assert json.loads(soft.output)["state"] == "soft"


@pytest.mark.parametrize("list_of", ["accruals", "missing", "templates", "allocation"])
def test_what_the_month_end_keeps_is_listed(run: Run, list_of: str) -> None:
    listed = run("books", list_of, "--json", "--as", "limin")
    assert listed.exit_code == 0, listed.output
    told = json.loads(listed.output)
    assert (told["left"], told["monthly"]) == (0, []) if list_of == "missing" else told["rows"] == []
    assert run("books", list_of, "--as", "chenxiao").exit_code == EXIT_DENIED
