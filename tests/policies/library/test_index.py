"""Who searches: exact until Chroma is whole, Chroma in one process of a data folder, exact again whenever in doubt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from policies.library import PolicyIndex, Use, close_index, index_of
from policies.library.chroma import Generation, IndexLock
from policies.library.passages import Passages
from tests.policies.library.synthetic import passages, questions
from tests.repository.words import PROJECT

FEW = 150
Make = Callable[..., PolicyIndex]


class Hours:
    """A clock of the test's own, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hours:
    return Hours()


@pytest.fixture
def make(tmp_path: Path, clock: Hours) -> Iterator[Make]:
    """Indexes of one data folder, each as if in a process of its own that serves."""
    made: list[PolicyIndex] = []

    def index(serving: bool = True, from_passages: int = FEW) -> PolicyIndex:
        made.append(PolicyIndex(tmp_path, "", from_passages, clock))
        if serving:
            made[-1].serve()
        return made[-1]

    yield index
    for one in made:
        one.close()


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)


def agrees(index: PolicyIndex, held: Passages, seed: int = 3) -> None:
    """The nearest are those of the exact search."""
    for one in questions(held.vectors, 12, seed):
        assert {*index.nearest(held, one, 20)} == {*held.nearest(one, 20)}


def test_exact_search_answers_until_chroma_is_filled_beside_the_questions(make: Make) -> None:
    index, held = make(), passages(400)
    agrees(index, held)
    until(lambda: index.look(held).use is Use.LOCAL)
    agrees(index, held)
    assert index.searches_by_chroma(held)


@pytest.mark.parametrize(("count", "use"), [(0, Use.BM25), (FEW - 1, Use.EXACT), (FEW, Use.LOCAL)])
def test_few_passages_never_open_chroma(make: Make, tmp_path: Path, count: int, use: Use) -> None:
    index, held = make(), passages(count)
    assert index.prepare(held).use is use
    assert index.look(held).use is use
    assert (tmp_path / "index").exists() == (use is Use.LOCAL)
    assert len(index.nearest(held, passages(1).vectors[0], 20)) == min(count, 20)


def test_a_process_that_does_not_stay_searches_exactly_and_loads_no_chroma(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", SHORT, str(tmp_path)], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["20", "False", "False"]


SHORT = """
import sys
from pathlib import Path
import bots.cli.main
from policies.library import PolicyIndex
from tests.policies.library.synthetic import passages
held = passages(400)
print(len(PolicyIndex(Path(sys.argv[1]), "", 0).nearest(held, held.vectors[0], 20)))
print("chromadb" in sys.modules, (Path(sys.argv[1]) / "index.lock").exists())
"""

HOLDER = """
import sys, time
from pathlib import Path
from policies.library import PolicyIndex
from tests.policies.library.synthetic import passages
from tools.operate.logs import set_up_logs
set_up_logs()
index = PolicyIndex(Path(sys.argv[1]), "", 1)
index.serve()
print(index.prepare(passages(300)).use.value, flush=True)
time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that serves the same data folder and has filled Chroma."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == "local"
            yield process
        finally:
            process.kill()


def test_while_another_process_holds_the_lock_exact_search_answers_and_its_death_frees_it(
    holder: subprocess.Popen[str], make: Make, clock: Hours
) -> None:
    index, held = make(), passages(300)
    told = index.look(held)
    assert (told.use, told.holder) == (Use.ELSEWHERE, str(holder.pid))
    assert index.prepare(held).use is Use.ELSEWHERE
    agrees(index, held)
    assert not index.lock.held
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    agrees(index, held)
    assert not index.lock.held, "it is asked for again after a minute only"
    clock.now += 61
    agrees(index, held)
    until(lambda: index.searches_by_chroma(held))
    agrees(index, held)


FORKED = """
import os, sys, time
from pathlib import Path
from policies.library.chroma import IndexLock
lock = IndexLock(Path(sys.argv[1]))
assert lock.take() and lock.take()
ready, tell = os.pipe()
if (child := os.fork()) == 0:
    os.write(tell, b"x")
    time.sleep(600)
os.read(ready, 1)
os.write(1, f"{child}\\n".encode())
time.sleep(600)
"""


def test_a_forked_child_does_not_keep_the_lock_of_a_parent_that_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FORKED, str(tmp_path)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        try:
            lock = IndexLock(tmp_path)
            assert not lock.take()
            parent.kill()
            until(lock.take)
            lock.release()
        finally:
            parent.kill()
            os.kill(child, signal.SIGKILL)


def test_two_indexes_of_a_folder_never_both_hold_it(make: Make) -> None:
    first, second, held = make(), make(), passages(200)
    assert first.prepare(held).use is Use.LOCAL
    assert second.prepare(held).use is Use.ELSEWHERE
    agrees(second, held)
    first.close()
    assert second.prepare(held).use is Use.LOCAL


def test_a_new_state_is_noticed_and_filled(make: Make) -> None:
    index, old, new = make(), passages(300), passages(320, 2)
    index.prepare(old)
    agrees(index, new)
    until(lambda: index.searches_by_chroma(new))
    agrees(index, new)
    assert not index.searches_by_chroma(old)


def test_tenants_share_the_folder_and_never_see_each_other(make: Make) -> None:
    index = make()
    one, other = passages(200, 1, "one"), passages(200, 2, "other")
    index.prepare(one)
    index.prepare(other)
    assert index.searches_by_chroma(one) and index.searches_by_chroma(other)
    agrees(index, one)
    agrees(index, other)


def test_filling_anew_leaves_nothing_behind(make: Make, tmp_path: Path) -> None:
    index = make()
    one, other = passages(1200, 1, "one"), passages(200, 2, "other")
    index.prepare(other)
    for _ in range(3):
        index.fill_anew(one)
        assert index.searches_by_chroma(one) and index.lock.held
        assert len([*tmp_path.glob("index/*/*/header.bin")]) == 1
    agrees(index, one)
    agrees(index, other)
    until(lambda: index.searches_by_chroma(other))
    agrees(index, other)


def damage(home: Path, name: str, how: str) -> None:
    (path,) = (home / "index").rglob(name)
    data = path.read_bytes()
    path.write_bytes(
        {"half": data[: len(data) // 2], "rubbish": b"rubbish" * 999, "bit": data[:-1] + bytes([data[-1] ^ 1])}[how]
    )


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("data_level0.bin", "half"),
        ("data_level0.bin", "bit"),
        ("link_lists.bin", "rubbish"),
        ("header.bin", "rubbish"),
        ("index_metadata.pickle", "rubbish"),
        ("chroma.sqlite3", "rubbish"),
        ("chroma.sqlite3", "half"),
        ("digests.json", "half"),
    ],
)
def test_a_damaged_folder_is_not_opened_and_reindexing_mends_it(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, how: str
) -> None:
    held = passages(1200)
    first = make()
    first.prepare(held)
    first.close()
    damage(tmp_path, name, how)
    index = make()
    assert index.look(held).use is Use.FAULT
    told = index.prepare(held)
    assert told.use is Use.FAULT and told.fault
    agrees(index, held)
    assert "exact search answers" in "".join(capsys.readouterr())
    assert not index.lock.held, "another process may mend it"
    mender = make(serving=False)
    mender.fill_anew(held)
    assert mender.look(held).use is Use.LOCAL
    assert index.prepare(held).use is Use.LOCAL
    agrees(index, held)


def test_a_fill_that_was_killed_is_thrown_away(make: Make, tmp_path: Path) -> None:
    held = passages(300)
    first = make()
    first.prepare(held)
    first.close()
    half = Generation.current(tmp_path)
    assert half is not None
    half.begin()
    index = make()
    assert index.look(held).use is Use.UNFILLED
    assert index.prepare(held).use is Use.LOCAL
    assert not half.folder.exists()
    agrees(index, held)


def test_what_is_gone_from_under_a_running_index_is_not_an_answer(make: Make, clock: Hours) -> None:
    index, held = make(), passages(300)
    index.prepare(held)
    index._client.close()
    agrees(index, held)
    until(lambda: not index.lock.held)
    clock.now += 61
    agrees(index, held)
    until(lambda: index.searches_by_chroma(held))


def test_a_data_folder_that_cannot_be_written_is_searched_exactly(make: Make, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("in the way")
    index, held = make(), passages(200)
    assert index.prepare(held).use is Use.FAULT
    agrees(index, held)


def test_many_threads_ask_while_it_is_filled(make: Make) -> None:
    index, held = make(), passages(2000)
    asked = [*questions(held.vectors, 200, 6)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda one: index.nearest(held, one, 100), asked))
    until(lambda: index.searches_by_chroma(held))
    with ThreadPoolExecutor(8) as threads:
        found += threads.map(lambda one: index.nearest(held, one, 100), asked)
    hits = [len({*rows} & {*held.nearest(one, 20)}) for rows, one in zip(found, [*asked, *asked], strict=True)]
    assert np.mean(hits) / 20 >= 0.99


def test_one_index_a_data_folder_until_it_is_closed(tmp_path: Path) -> None:
    first = index_of(tmp_path)
    assert index_of(tmp_path) is first
    close_index(tmp_path)
    assert index_of(tmp_path) is not first
    close_index(tmp_path)
