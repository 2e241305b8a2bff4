"""A mail or a zip handed in is its files: each a document of its own, from the same sender, once, whatever is killed."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.evidence import documents
from tests.ingestion.test_containers import mail, zipped
from tests.world import NOW, World
from tools.demo.arrivals import samples
from tools.demo.documents import render
from tools.outcome import Denied, Invalid
from tools.work import due_work


def _sample(key: str) -> bytes:
    return render(samples(NOW.date())[key])


def _inside(world: World, document: str) -> list[documents.Document]:
    with world.house.store.read(world.tenant) as unit:
        return documents.parts(unit, document)


def _work(world: World) -> None:
    due_work(world.house.store, world.gateway, world.clock, world.tenant)


def test_each_file_is_read_by_itself(world: World) -> None:
    data = mail(
        {"hotel.pdf": _sample("hotel"), "more.zip": zipped({"s.pdf": _sample("special"), "x.txt": b"hello there"})}
    )
    done = world.hand_in("chenxiao", data, "票.eml", "sender")
    assert done.state == "unpacked"
    _work(world)
    held = _inside(world, done.document)
    assert [one.name for one in held] == ["票.eml/hotel.pdf", "票.eml/more.zip/s.pdf", "票.eml/more.zip/x.txt"]
    assert {one.sender for one in held} == {"chenxiao"} and {one.paid_by for one in held} == {"sender"}
    assert [one.state.value for one in held][2] == "failed", held
    assert all(one.gross_minor for one in held[:2])
    rows: Any = world.must("chenxiao", "list_inbox").rows
    assert done.document not in {one.document for one in rows}, "the mail itself waits for nobody"


def test_processed_again_nothing_comes_twice(world: World) -> None:
    done = world.hand_in("chenxiao", zipped({"a.pdf": _sample("hotel")}), "a.zip")
    assert world.must("system", "process_document", document=done.document).state == "unpacked"
    assert len(_inside(world, done.document)) == 1


def test_a_zip_nobody_can_open_says_why(world: World) -> None:
    done = world.hand_in("chenxiao", zipped({}), "empty.zip")
    assert (done.state, done.problems) == ("failed", ("reading.nothing_inside",))


def test_taken_back_with_all_that_became_nothing(world: World) -> None:
    done = world.hand_in("chenxiao", zipped({"a.pdf": _sample("hotel"), "b.pdf": b"%PDF-1.4 x"}), "a.zip")
    _work(world)
    assert isinstance(world.call("liqiang", "withdraw_document", document=done.document), Denied)
    assert world.must("chenxiao", "withdraw_document", document=done.document).state == "withdrawn"
    _work(world)
    blobs = world.house.store.blobs(world.tenant)
    with world.house.store.read(world.tenant) as unit:
        whole = documents.find(unit, done.document)
        assert whole is not None
        for one in (whole, *documents.parts(unit, done.document)):
            assert one.state.value == "withdrawn" and not blobs.exists(one.sha256)


@pytest.mark.parametrize("key", ["hotel"])
def test_what_became_a_draft_is_withdrawn_first(world: World, key: str) -> None:
    done = world.hand_in("chenxiao", zipped({"a.pdf": _sample(key)}), "a.zip", "sender")
    _work(world)
    (held,) = _inside(world, done.document)
    if held.proposal_id is None:
        world.must("chenxiao", "answer_document", document=held.document_id, paid_by="sender", account="660205")
        (held,) = _inside(world, done.document)
    assert held.proposal_id
    refused = world.call("chenxiao", "withdraw_document", document=done.document)
    assert isinstance(refused, Invalid) and refused.problems[0].code == "document.parts_in_use"
