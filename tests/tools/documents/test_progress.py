"""How far files have come: waiting, read, taken apart, failed with the reason; what failed is read again."""

from __future__ import annotations

from ledger.store import jobs
from tests.ingestion.test_containers import zipped
from tests.world import World
from tools.demo.arrivals import samples
from tools.demo.documents import render
from tools.outcome import Denied, Invalid

BAD = b"%PDF-1.4 broken"


def _handed(world: World, user: str, data: bytes, name: str, **said: str) -> str:
    staged = world.house.stage(world.tenant, data)
    assert isinstance(staged, str)
    return str(world.must(user, "submit_document", sha256=staged, name=name, **said).document)


def test_each_file_says_where_it_stands_and_parts_stand_under_theirs(world: World) -> None:
    good = render(samples(world.clock.now().date())["special"])
    held = _handed(world, "wangfang", zipped({"a.pdf": good, "b.pdf": BAD}), "two.zip")
    later = _handed(world, "wangfang", BAD + b"2", "later.pdf")
    before = world.must("wangfang", "files_progress")
    assert (before.done, before.total) == (0, 2) and {one.step for one in before.files} == {"waiting"}
    world.must("system", "process_document", document=held)
    inside = world.must("wangfang", "files_progress", documents=[held])
    (first, *parts) = inside.files
    assert first.step == "unpacked" and [one.came_in for one in parts] == [held, held]
    assert (inside.done, inside.total) == (0, 2)
    with world.house.store.write(world.tenant) as unit:
        leased = jobs.lease(unit, "x", world.clock.now(), kinds=("read_document",))
    assert leased is not None
    assert "reading" in {one.step for one in world.must("wangfang", "files_progress", documents=[held, later]).files}
    for one in (*(part.document for part in parts), later):
        world.must("system", "process_document", document=one)
    after = world.must("wangfang", "files_progress", documents=[held, later])
    assert (after.done, after.total) == (3, 3)
    assert {one.name: one.step for one in after.files if one.step in ("needs", "failed")} == {
        "two.zip/a.pdf": "needs", "two.zip/b.pdf": "failed", "later.pdf": "failed",
    }  # fmt: skip
    assert all(one.why and one.may_retry for one in after.failed) and len(after.failed) == 2
    assert world.must("wangfang", "files_progress").total == 0, "nothing of hers waits any more"
    assert world.must("chenxiao", "files_progress", documents=[held, later]).files == (), "nor is it anybody's to see"


def test_what_failed_is_read_again_and_nothing_else_is(world: World) -> None:
    failed = _handed(world, "wangfang", BAD, "bad.pdf", purpose="苏州")
    with world.house.store.write(world.tenant) as unit:  # a poisoned file: every try died
        jobs.fail(unit, f"read-{failed}", "killed", world.clock.now(), retry_in=None)
    world.must("system", "give_up_document", document=failed, job=f"read-{failed}")
    assert isinstance(world.call("chenxiao", "read_again", document=failed), Denied)
    world.must("limin", "read_again", document=failed)
    (row,) = world.must("wangfang", "files_progress").files
    assert row.step == "waiting" and not row.may_retry
    assert isinstance(world.call("wangfang", "read_again", document=failed), Invalid), "it waits already"
    assert world.house.work_once(world.tenant) >= 1, "its job has all its tries once more"
    assert world.must("wangfang", "open_document", document=failed).state == "failed"


def test_what_it_was_for_goes_on_the_lines(world: World) -> None:
    good = render(samples(world.clock.now().date())["special"])
    document = _handed(world, "wangfang", good, "a.pdf", paid_by="nobody", purpose="十月的云主机")
    done = world.must("system", "process_document", document=document)
    if not done.proposal:
        done = world.must("wangfang", "answer_document", document=document, department="it", account="660213")
    (line, *_) = world.must("wangfang", "open_proposal", proposal=done.proposal).lines
    assert "十月的云主机" in line.memo
