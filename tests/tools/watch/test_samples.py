"""Samples through the door on both engines: the population's totals, whose papers they are, the pack and its proof."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from openpyxl import load_workbook

from ledger.proof.package_check import check_package
from tests.world import World
from tools.outcome import Denied, Invalid
from tools.printing.press import ink, pages
from tools.printing.sample_pack import Pack, sample_pack

YEAR = {"start": "2026-01-01", "end": "2026-11-30"}


@pytest.fixture
def books(world: World) -> World:
    world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
    world.history("V0002", "660101", [500_000], "sales")
    return world


def test_the_population_is_told_and_narrowed(books: World) -> None:
    whole = books.must("zhaolei", "sample_population", period=YEAR)
    vouchers = books.must("limin", "search_vouchers").vouchers
    assert (whole.count, whole.debit_minor) == (len(vouchers), sum(one.total_minor for one in vouchers))
    narrowed = books.must("zhaolei", "sample_population", period=YEAR, accounts="6601 1122")
    assert (narrowed.count, narrowed.debit_minor) == (1, 500_000)
    assert books.must("zhaolei", "sample_population", period=YEAR, series="no").count == 0


def test_the_same_seed_draws_the_same_and_the_paper_is_ones_own(books: World) -> None:
    first = books.must("zhaolei", "draw_sample", period=YEAR, method="random", count=2, seed="42")
    again = books.must("zhaolei", "draw_sample", period=YEAR, method="random", count=2, seed="42")
    assert [one.voucher for one in first.items] == [one.voucher for one in again.items]
    assert (first.population.count, first.drawn) == (4, 2)
    assert [one.sample for one in books.must("zhaolei", "list_samples").samples] == [2, 1]
    assert books.must("zhoujie", "list_samples").samples == ()
    assert isinstance(books.call("zhoujie", "open_sample", sample=1), Invalid)
    assert isinstance(books.call("zhoujie", "conclude_item", sample=1, place=1, conclusion="fine"), Invalid)


def test_a_conclusion_is_kept_and_may_be_changed(books: World) -> None:
    made = books.must("zhaolei", "draw_sample", period=YEAR, method="amount", count=2)
    assert [one.total_minor for one in made.items] == [1_236_000, 1_200_000]
    books.must("zhaolei", "conclude_item", sample=made.sample, place=2, conclusion="question", note="合同在哪里？")
    found = books.must("zhaolei", "conclude_item", sample=made.sample, place=2, conclusion="fine", note="已见合同")
    assert [(one.conclusion, one.note) for one in found.items] == [("", ""), ("fine", "已见合同")]
    assert isinstance(books.call("zhaolei", "conclude_item", sample=made.sample, place=9, conclusion="fine"), Invalid)


@pytest.mark.parametrize("user", ["chenxiao", "wangfang", "liqiang", "admin"])
@pytest.mark.parametrize("tool", ["draw_sample", "sample_population", "exception_tests", "list_samples"])
def test_who_may_not_read_the_audit_draws_nothing(books: World, user: str, tool: str) -> None:
    arguments = {} if tool == "list_samples" else {"period": YEAR}
    arguments |= {"method": "amount"} if tool == "draw_sample" else {}
    assert isinstance(books.call(user, tool, **arguments), Denied)


def test_a_model_draws_nothing(books: World) -> None:
    outcome = books.gateway.call(books.who("zhaolei").as_agent(), "draw_sample", {"period": YEAR, "method": "amount"})
    assert isinstance(outcome, Denied) and outcome.rule == "agents_never_commit"


def test_random_wants_a_seed_and_something_to_draw_from(books: World) -> None:
    assert isinstance(books.call("zhaolei", "draw_sample", period=YEAR, method="random"), Invalid)
    assert isinstance(books.call("zhaolei", "draw_sample", period=YEAR, method="amount", series="no"), Invalid)


def test_the_tests_hold_what_their_rules_say(books: World) -> None:
    lines = [{"account": "660213", "side": "debit", "amount_minor": 2_000_000, "dims": {"department": "it"}},
             {"account": "220201", "side": "credit", "amount_minor": 2_000_000, "dims": {"party": "V0001"}}]  # fmt: skip
    books.run("2026-11", [{"date": "2026-11-21", "memo": "Saturday", "lines": lines}])
    found = {one.test: one for one in books.must("zhaolei", "exception_tests", period=YEAR).tests}
    assert found["same_person"].count == 0 and found["after_close"].count == 0
    assert [(str(one.day), one.total_minor) for one in found["round"].vouchers if one.total_minor == 2_000_000] == [
        ("2026-11-21", 2_000_000)
    ]
    assert "2026-11-21" in {str(one.day) for one in found["weekend"].vouchers}
    risky = books.must("zhaolei", "draw_sample", period=YEAR, method="risk", count=1).items
    assert [(one.total_minor, one.why) for one in risky] == [(2_000_000, "score 2")]


def test_the_pack_holds_index_prints_trail_originals_and_proofs(world: World) -> None:
    world.history("V0001", "660213", [1_200_000, 1_236_000])
    done = world.hand_in_sample("intake", "special")
    shown = world.must("wangfang", "open_proposal", proposal=done.proposal)
    world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=shown.digest)
    world.must(
        "limin",
        "confirm_proposal",
        proposal=done.proposal,
        digest=world.must("limin", "open_proposal", proposal=done.proposal).digest,
    )
    world.later(11)
    world.must("system", "post_confirmed")
    made = world.must("zhaolei", "draw_sample", period=YEAR, method="random", count=3, seed="所")
    world.must("zhaolei", "conclude_item", sample=made.sample, place=1, conclusion="fine", note="=1+1")
    pack = sample_pack(world.house, world.who("zhaolei"), made.sample)
    assert isinstance(pack, Pack), pack
    checked = check_package(pack.data)
    assert checked.problems == () and checked.vouchers == 3
    with zipfile.ZipFile(io.BytesIO(pack.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for item in made.items:
        folder = f"{item.place:03}-{item.voucher}"
        assert item.number.partition("-")[2] in ink(" ".join(pages(files[f"{folder}/voucher.pdf"])))
        assert "李敏" in files[f"{folder}/trail.txt"].decode()
    (original,) = [name for name in files if "/original-" in name]
    staged = world.must("limin", "open_document", document=done.document)
    assert files[original].startswith(b"%PDF") and original.endswith(".pdf") and staged is not None
    trail = files[f"{original.partition('/')[0]}/trail.txt"].decode()
    assert trail.index("交票据") < trail.index("提交复核") < trail.index("复核入账")
    sheet = load_workbook(io.BytesIO(files["index.xlsx"])).active
    assert sheet is not None
    text = json.dumps([[str(cell.value) for cell in row] for row in sheet.iter_rows()], ensure_ascii=False)
    assert made.items[0].number in text and "=1+1" in text and "所" in text
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    line = json.loads(files["vouchers.jsonl"].splitlines()[0])
    changed = pack.data.replace(line["leaf"].encode()[:40].replace(b'"', b'\\"'), b"", 1)
    assert changed != pack.data and check_package(changed).problems


def test_nobody_packs_the_sample_of_another(books: World) -> None:
    made = books.must("zhaolei", "draw_sample", period=YEAR, method="amount", count=1)
    assert isinstance(sample_pack(books.house, books.who("zhoujie"), made.sample), Invalid)
    assert isinstance(sample_pack(books.house, books.who("chenxiao"), made.sample), Denied)
