"""The index seen from outside: made anew through the door, told by doctor, left out of backups and rebuilt from SQL."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bots.cli.main import app, hoisted
from ledger.core import settings
from ledger.store import Store
from policies.library import PolicyIndex, close_index, index_of, kept
from tests.policies.library.synthetic import Letters
from tests.world import World
from tools.operate.threads import warm_up
from tools.outcome import Denied

TEXT = (
    "# Travel\n\n## Hotels\n\nHotels are paid up to $90 a night.\n\n"
    "## Trains\n\nSecond class is paid.\n\n## Meals\n\nLunch is paid up to $20.\n"
)
QUESTION = "What is paid for a hotel?"
Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small demo company, in which Chroma is used from the second passage on."""
    made = tmp_path / "home"
    with Store.open(made) as store:
        store.create_tenant("acme")
        World(store, "acme").close()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "Travel v1.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(kept, "encoder", Letters)
    monkeypatch.setenv("ZHANGFANG_HOME", str(made))
    monkeypatch.setenv("ZHANGFANG_LANGUAGE", "en")
    monkeypatch.setenv("ZHANGFANG_CHROMA_FROM_PASSAGES", "2")
    settings.cache_clear()
    yield made
    settings.cache_clear()


@pytest.fixture
def run(home: Path) -> Run:
    """The program over it, with the text published."""

    def call(*words: str) -> Result:
        return CliRunner().invoke(app, hoisted(list(words)))

    assert call("policies", "import", str(home.parent / "texts"), "--publish").exit_code == 0
    return call


def doctor(run: Run) -> dict[str, Any]:
    (line,) = [one for one in json.loads(run("doctor", "--json").stdout) if one["name"] == "policy index"]
    return dict(line)


def test_reindexing_fills_chroma_and_says_who_searches(run: Run, home: Path) -> None:
    assert doctor(run)["found"] == "Chroma, filled by the next `zhangfang serve`, passages: 3"
    told = run("policies", "reindex")
    assert "0 search vectors made" in told.output and "Chroma in the data folder searches 3 passages" in told.output
    as_json = json.loads(run("policies", "reindex", "--json").stdout)
    assert as_json == {"vectors": 0, "passages": 3, "use": "local", "fault": ""}
    assert doctor(run)["found"] == "Chroma in the data folder, passages: 3"


def test_so_few_passages_are_searched_exactly(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGFANG_CHROMA_FROM_PASSAGES", "4")
    settings.cache_clear()
    assert json.loads(run("policies", "reindex", "--json").stdout)["use"] == "exact"
    assert doctor(run) == {"name": "policy index", "found": "exact search, passages: 3", "good": True,
                           "remedy": "zhangfang policies reindex"}  # fmt: skip
    assert not (home / "index").exists() and not (home / "index.lock").exists()


def test_without_vectors_bm25_searches(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "encoder", lambda: None)
    call = lambda *words: CliRunner().invoke(app, hoisted(list(words)))  # noqa: E731
    assert call("policies", "import", str(home.parent / "texts"), "--publish").exit_code == 0
    assert json.loads(call("policies", "reindex", "--json").stdout)["use"] == "bm25"
    assert "BM25 only" in doctor(call)["found"]
    assert "$90" in call("policies", "ask", QUESTION).output


def test_a_damaged_index_is_told_with_its_remedy_which_works(run: Run, home: Path) -> None:
    run("policies", "reindex")
    (path,) = (home / "index").rglob("chroma.sqlite3")
    path.write_bytes(b"rubbish" * 999)
    line = doctor(run)
    assert not line["good"] and line["remedy"] == "zhangfang policies reindex"
    assert "$90" in run("policies", "ask", QUESTION).output
    assert json.loads(run("policies", "reindex", "--json").stdout)["use"] == "local"
    assert doctor(run)["good"]


def test_a_server_that_is_not_there_is_told_with_its_remedy(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHANGFANG_CHROMA_URL", "http://127.0.0.1:9")
    settings.cache_clear()
    line = doctor(run)
    assert not line["good"] and "http://127.0.0.1:9" in line["found"]
    assert line["remedy"] == "start the Chroma server, then zhangfang policies reindex"
    assert json.loads(run("policies", "reindex", "--json").stdout)["use"] == "fault"
    assert "$90" in run("policies", "ask", QUESTION).output


def test_while_a_server_holds_the_index_others_say_so(run: Run, home: Path) -> None:
    with Store.open(home) as store, store.read("acme") as unit:
        held = kept.stored(unit)
    serving = PolicyIndex(home.resolve(), "", 2)
    serving.serve()
    serving.prepare(held)
    assert "kept by process" in doctor(run)["found"]
    assert json.loads(run("policies", "reindex", "--json").stdout)["use"] == "elsewhere"
    assert serving.searches_by_chroma(held)
    serving.close()


def test_only_a_process_that_serves_opens_chroma(run: Run, home: Path) -> None:
    assert "$90" in run("policies", "ask", QUESTION).output
    assert not (home / "index").exists() and not (home / "index.lock").exists()
    with Store.open(home) as store:
        warm_up(store.home)
        with store.read("acme") as unit:
            assert kept.library(unit, store.home).search(QUESTION, None, 1)[0].clause.locator == "Travel > Hotels"
            held = kept.stored(unit)
        assert index_of(store.home).prepare(held).use.value == "local"
        close_index(store.home)


def test_a_backup_leaves_the_index_out_and_a_restored_company_fills_its_own(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("policies", "reindex")
    answer = run("policies", "ask", QUESTION, "--json").stdout
    assert run("backup", str(tmp_path / "copy.tar.gz")).exit_code == 0
    with tarfile.open(tmp_path / "copy.tar.gz") as tar:
        assert not [name for name in tar.getnames() if "chroma" in name or "index" in name or name.endswith(".bin")]
    shutil.rmtree(home / "tenants")
    other = tmp_path / "other"
    monkeypatch.setenv("ZHANGFANG_HOME", str(other))
    settings.cache_clear()
    assert run("restore", str(tmp_path / "copy.tar.gz")).exit_code == 0
    assert run("policies", "ask", QUESTION, "--json").stdout == answer
    assert doctor(run)["found"].startswith("Chroma, filled by the next")
    assert json.loads(run("policies", "reindex", "--json").stdout)["use"] == "local"
    assert run("policies", "ask", QUESTION, "--json").stdout == answer


def test_whoever_may_not_publish_may_not_reindex_but_may_see(world: World) -> None:
    assert isinstance(world.call("limin", "reindex_policies"), Denied)
    assert world.must("chenxiao", "policy_index").use == "bm25"
    world.must("zhoujie", "publish_policies", texts={"Travel v1.md": TEXT})
    told = world.must("zhoujie", "reindex_policies")
    assert (told.vectors, told.passages, world.must("chenxiao", "policy_index").passages) == (0, *[told.passages] * 2)
