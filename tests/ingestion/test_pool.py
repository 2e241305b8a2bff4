"""Workers: what one file does to its worker is that file's problem alone."""

from __future__ import annotations

import os
import resource
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from ingestion import Limits, Readers, page_image, read, read_many, standing, words
from ingestion.wire import dump, load
from ledger.core import Problem
from tests.ingestion import vendors_china, vendors_west
from tools.demo.documents import make_documents, render, sample_specs

SPECS = sample_specs(date(2026, 11, 22))


def _process_id(readers: Readers) -> int:
    process = readers._workers[0]._process
    assert process is not None
    return process.pid


@pytest.mark.parametrize("case", [*vendors_west.CASES, *vendors_china.CASES], ids=lambda case: case.__name__)
def test_a_reading_survives_the_wire_exactly(case: object) -> None:
    name, pdf, _ = case()  # type: ignore[operator]
    reading = read(pdf, file=name)
    assert load(dump(reading)) == reading


def test_a_worker_reads_what_this_process_reads(tmp_path: Path) -> None:
    paths = make_documents(tmp_path, list(SPECS.values()))
    apart = list(read_many(paths, jobs=2))
    assert [one.file for one in apart] == [path.name for path in paths]
    assert apart == [read(path) for path in paths]


def test_the_batch_goes_on_past_files_that_cannot_be_read(tmp_path: Path) -> None:
    good = make_documents(tmp_path, [SPECS["special"], SPECS["red"]])
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    paths = [good[0], tmp_path / "broken.pdf", tmp_path / "missing.pdf", good[1]]
    readings = list(read_many(paths))
    assert [[one.code for one in reading.problems] for reading in readings] == [
        [],
        ["reading.unreadable"],
        ["reading.cannot_open"],
        [],
    ]
    assert readings[3].value("number") == SPECS["red"].number


def test_a_killed_worker_costs_its_file_only() -> None:
    pdf = render(SPECS["special"])
    with Readers(1, Limits(wall_seconds=20)) as readers:
        assert readers.read(pdf, "first").value("number") == SPECS["special"].number
        os.kill(_process_id(readers), signal.SIGSTOP)
        killer = threading.Timer(0.3, lambda: os.kill(_process_id(readers), signal.SIGKILL))
        killer.start()
        assert [one.code for one in readers.read(pdf, "killed").problems] == ["reading.crashed"]
        killer.join()
        assert readers.read(pdf, "next").value("number") == SPECS["special"].number


def test_a_worker_that_hangs_is_ended_in_time_and_replaced() -> None:
    pdf = render(SPECS["special"])
    with Readers(1, Limits(wall_seconds=0.8)) as readers:
        assert readers.read(pdf, "first").fields
        stopped = _process_id(readers)
        os.kill(stopped, signal.SIGSTOP)
        start = time.monotonic()
        late = readers.read(pdf, "hanging")
        assert [one.code for one in late.problems] == ["reading.timed_out"] and "0.8" in late.problems[0].text("zh")
        assert time.monotonic() - start < 5
        assert readers.read(pdf, "next").fields
        assert _process_id(readers) != stopped
    assert readers._workers[0]._process is None


def test_a_worker_that_talks_nonsense_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingestion.pool.load", lambda data: load(b'{"file": 1}'))
    with Readers(1) as readers:
        assert [one.code for one in readers.read(render(SPECS["special"]), "x").problems] == ["reading.crashed"]


def test_too_little_memory_is_a_problem_of_the_file() -> None:
    sheet_bytes = render(SPECS["paper"])
    with Readers(1, Limits(memory_bytes=60_000_000)) as readers:
        assert {one.code for one in readers.read(sheet_bytes, "small").problems} <= {
            "reading.out_of_memory",
            "reading.crashed",
            "reading.unreadable",
        }
        assert readers.read(sheet_bytes, "small").problems


def test_a_process_with_thousands_of_open_files_still_reads() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 1600 if hard == resource.RLIM_INFINITY else min(hard, 1600)
    assert wanted > 1200, "this machine allows too few open files to tell"
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        with Readers() as readers:
            reading = readers.read(render(SPECS["special"]), "special.pdf")
    finally:
        for one in opened:
            os.close(one)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert [one.code for one in reading.problems] == []
    assert reading.value("gross") is not None


def test_pictures_and_words_come_from_a_worker_as_they_would_from_here() -> None:
    pdf = render(SPECS["paper"])
    with Readers(1) as readers:
        assert readers.picture(pdf, 1, 300) == page_image(pdf, 1, 300)
        assert readers.words(pdf, 1) == words(pdf, 1)
        for asked in (readers.picture(pdf, 9, 300), readers.words(pdf, 9)):
            assert isinstance(asked, Problem) and asked.code == "reading.no_such_page"
        for asked in (readers.picture(b"%PDF-1.7 nothing", 1, 300), readers.words(b"", 1)):
            assert isinstance(asked, Problem)


def test_a_picture_that_brings_its_process_down_is_a_problem_and_the_next_is_drawn() -> None:
    pdf = render(SPECS["special"])
    with Readers(1, Limits(wall_seconds=20)) as readers:
        assert isinstance(readers.picture(pdf, 1, 300), bytes)
        os.kill(_process_id(readers), signal.SIGSTOP)
        killer = threading.Timer(0.3, lambda: os.kill(_process_id(readers), signal.SIGKILL))
        killer.start()
        crashed = readers.picture(pdf, 1, 300)
        killer.join()
        assert isinstance(crashed, Problem) and crashed.code == "reading.crashed"
        assert isinstance(readers.picture(pdf, 1, 300), bytes)


def test_many_may_look_at_pages_at_once() -> None:
    files = [render(SPECS[key]) for key in ("special", "paper", "factur_x")]
    alone = [page_image(file, 1, 400) for file in files]
    with Readers(2) as readers, ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(readers.picture, files[number % 3], 1, 400) for number in range(60)]
        assert [one.result() for one in asked] == [alone[number % 3] for number in range(60)]


def test_a_worker_that_has_read_much_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingestion.process._MOST_FILES", 2)
    pdf = render(SPECS["special"])
    with Readers(1) as readers:
        seen = set()
        for _ in range(5):
            assert readers.read(pdf).fields
            seen.add(_process_id(readers))
        assert len(seen) == 3


def test_a_forked_process_has_readers_of_its_own() -> None:
    mine = standing("files")
    told, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(tell, b"same" if standing("files") is mine else b"own")
        os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(told, 10) == b"own"
    os.close(told)
    os.close(tell)
