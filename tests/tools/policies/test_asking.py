"""Policies on the command line: looked at, published by compliance, searched and asked, one by one and in lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bots.cli.main import app, hoisted
from ledger.core import settings
from ledger.store import Store
from tests.world import World
from tools.outcome import Denied, Done

TEXTS = {
    "出差(2025-01-01).md": "---\ntitle: 出差办法\nversion: 2025-01-01\neffective_from: 2025-01-01\n---\n# 出差办法\n\n"
    "## 4 住宿\n\n4.1 在成都住宿，每晚不超过 420 元。\n\n4.2 与客户合住的，按实际费用的一半报销。\n",
    "出差(2026-06-01).md": "---\ntitle: 出差办法\nversion: 2026-06-01\neffective_from: 2026-06-01\n---\n# 出差办法\n\n"
    "## 4 住宿\n\n4.1 在成都住宿，每晚不超过 460 元。\n\n4.2 与客户合住的，按实际费用的一半报销。\n",
}
QUESTION = "在成都住宿每晚不超过多少元"
Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two versions of one text."""
    made = tmp_path / "texts"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The program over a small demo company of its own."""
    home = tmp_path / "home"
    with Store.open(home) as store:
        store.create_tenant("acme")
        World(store, "acme").close()
    monkeypatch.setenv("ZHANGFANG_HOME", str(home))
    monkeypatch.setenv("ZHANGFANG_LANGUAGE", "zh")
    settings.cache_clear()

    def call(*words: str, lines: str | None = None) -> Result:
        return CliRunner().invoke(app, hoisted(list(words)), input=lines)

    yield call
    settings.cache_clear()


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_looking_publishes_nothing(run: Run, folder: Path) -> None:
    looked = run("policies", "import", str(folder), "--json")
    assert [one["path"] for one in json.loads(looked.stdout)["texts"]] == sorted(TEXTS)
    assert json.loads(run("call", "list_policies", "--json").stdout) == {"policies": []}


def test_only_compliance_publishes_and_paths_are_kept(run: Run, folder: Path) -> None:
    refused = run("--as", "limin", "policies", "import", str(folder), "--publish", "--json")
    assert refused.exit_code == 3
    assert json.loads(refused.stdout)["problems"]
    assert run("policies", "import", str(folder), "--publish").exit_code == 0
    listed = json.loads(run("call", "list_policies", "--json").stdout)["policies"]
    assert {one["path"] for one in listed} == set(TEXTS)


def test_questions_in_lines_are_answered_by_the_version_of_their_day(run: Run, folder: Path) -> None:
    run("policies", "import", str(folder), "--publish")
    asked = [{"id": "a", "question": QUESTION, "as_of": "2025-03-01"}, {"id": "b", "question": QUESTION}]
    answers = rows(run("policies", "ask", "--as-of", "2026-07-01", lines="\n".join(map(json.dumps, asked))))
    assert [(one["id"], one["verdict"]) for one in answers] == [("a", "answered"), ("b", "answered")]
    assert [set(one) for one in answers] == [{"id", "verdict", "answer", "citations"}] * 2
    assert ["420" in answers[0]["citations"][0]["quote"], "460" in answers[1]["citations"][0]["quote"]] == [True, True]
    assert set(answers[0]["citations"][0]) == {"path", "clause", "quote", "version"}
    assert answers[0]["citations"][0]["quote"] in TEXTS[answers[0]["citations"][0]["path"]]


def test_search_gives_the_clause_of_the_day(run: Run, folder: Path) -> None:
    run("policies", "import", str(folder), "--publish")
    (found,) = rows(run("policies", "search", QUESTION, "--as-of", "2025-03-01", "--limit", "2", "--json"))
    assert set(found) == {"id", "results"}
    first = found["results"][0]
    assert set(first) == {"path", "clause", "text", "version", "effective_from", "effective_to", "score"}
    assert (first["version"], first["effective_to"], first["clause"]) == ("2025-01-01", "2026-05-31", "4.1")


def test_a_folder_needs_no_company(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGFANG_HOME", str(tmp_path / "nothing"))
    settings.cache_clear()
    try:
        line = json.dumps({"id": 7, "question": QUESTION, "as_of": "2026-07-01"})
        for name, part in (("ask", "citations"), ("search", "results")):
            done = CliRunner().invoke(app, ["policies", name, "--folder", str(folder)], input=line)
            (row,) = rows(done)
            assert (row["id"], row[part][0]["version"]) == (7, "2026-06-01")
        assert not (tmp_path / "nothing").exists()
    finally:
        settings.cache_clear()


def test_a_bad_line_is_named_and_the_rest_goes_on(run: Run, folder: Path) -> None:
    run("policies", "import", str(folder), "--publish")
    lines = f'no json\n{{"id": 2, "question": "{QUESTION}", "as_of": "1. Juni"}}\n{{"id": 3, "question": "{QUESTION}"}}'
    done = run("policies", "ask", lines=lines)
    first, second, third = rows(done)
    assert done.exit_code == 4
    assert "1" in first["problems"][0] and second["id"] == 2 and "1. Juni" in second["problems"][0]
    assert third["verdict"] == "answered"


def test_the_same_path_with_another_text_is_refused(run: Run, folder: Path) -> None:
    run("policies", "import", str(folder), "--publish")
    (folder / "出差(2026-06-01).md").write_text("# 出差办法\n\n4.1 在成都住宿，每晚不超过 900 元。\n", encoding="utf-8")
    assert run("policies", "import", str(folder), "--publish").exit_code == 4
    (row,) = rows(run("policies", "search", QUESTION, "--as-of", "2026-07-01", "--json"))
    assert "460" in row["results"][0]["text"]


def test_an_empty_folder_says_so(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("policies", "import", str(empty), "--publish").exit_code == 2


def test_reindexing_is_for_compliance(world: World) -> None:
    assert isinstance(world.call("limin", "reindex_policies"), Denied)
    assert isinstance(world.call("zhoujie", "reindex_policies"), Done)
    assert world.must("chenxiao", "search_policies", question=QUESTION).results == ()
