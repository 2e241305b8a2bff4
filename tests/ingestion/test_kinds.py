"""Chinese kinds beyond the VAT invoice: papers of the measuring generator, one a kind, read as printed."""

from __future__ import annotations

import pytest

from benchmarks.papers import KINDS, paper
from benchmarks.papers.draw import Half
from benchmarks.papers.figures import is_swapped, missed
from ingestion import read
from ingestion.china.mended import mended
from ingestion.page.paper import Paper
from ingestion.pdf.words import PageWords, Word
from ledger.evidence.field import Sureness
from tests.ingestion.printing import Sheet


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_every_kind_is_read_as_printed(kind: str) -> None:
    one = paper(kind, 7, Half.TUNE)  # the other half is measured only, so that nobody tunes to it
    reading = read(one.pdf, file=f"{one.name}.pdf")
    assert missed(one, reading) == []
    assert not is_swapped(one, reading)
    for box in (field.box for field in reading.fields.values() if field.box is not None):
        assert 0 <= box.x0 < box.x1 <= box.page_width + 1


@pytest.mark.parametrize("kind", ["air", "vehicle", "roll", "bank_slip"])
def test_the_same_seed_makes_the_same_paper(kind: str) -> None:
    assert paper(kind, 3, Half.TUNE) == paper(kind, 3, Half.TUNE) != paper(kind, 3, Half.HELD)


def test_what_bears_no_tax_is_beside_the_net_of_a_flight() -> None:
    one = paper("air", 7, Half.TUNE)
    reading = read(one.pdf)
    net, tax, other, gross = (reading.amount(name) for name in ("net", "tax", "other_charges", "gross"))
    assert net and tax and other and net + tax + other == gross
    assert not reading.problems and reading["gross"].sureness is Sureness.CHECKED


def test_an_empty_box_never_takes_its_neighbours_id() -> None:
    sheet = Sheet(610, 400).put(220, 20, "电子发票（普通发票）", 14).put(430, 30, "发票号码：26332000007719045531")
    for x, letters in ((20, "购买方信息"), (308, "销售方信息")):
        for at, letter in enumerate(letters):
            sheet.put(x, 70 + 11 * at, letter)
    sheet.put(40, 80, "名称：顾念慈").put(40, 106, "统一社会信用代码/纳税人识别号：", 8)
    sheet.put(326, 80, "名称：常州云栖印务有限公司").put(
        326, 106, "统一社会信用代码/纳税人识别号：91320211MA1QHJM33X", 8
    )
    reading = read(sheet.pdf())
    assert reading.value("buyer_tax_id") is None
    assert reading.value("seller_tax_id") == "91320211MA1QHJM33X"


def _words(*texts: tuple[str, float, float]) -> list[str]:
    """The mended texts of one line; each with its left edge and its size, half a size a sign."""
    words = tuple(Word(text, x, 10, x + 0.5 * size * len(text), 10 + size, size) for text, x, size in texts)
    return [word.text for word in mended(Paper((PageWords(1, 600, 400, words),))).pages[0].words]


def test_a_number_set_apart_is_one_and_two_numbers_stay_two() -> None:
    assert _words(("２６３３", 0, 10), ("2000", 23, 10)) == ["26332000"]
    assert _words(("¥47", 0, 10), ("57.15", 18, 10)) == ["¥4757.15"]
    assert _words(("12.50", 0, 10), ("3.10", 28, 10)) == ["12.50", "3.10"], "an amount with its cents is whole"
    assert _words(("2026-10-08", 0, 10), ("08:15", 53, 10)) == ["2026-10-08", "08:15"]
    assert _words(("36", 0, 10), ("264.00", 30, 10)) == ["36", "264.00"], "columns stand apart"


def test_a_seal_over_a_name_is_no_part_of_it() -> None:
    assert _words(("常州云栖印务有限公司", 0, 9), ("发票专用章", 12, 7)) == ["常州云栖印务有限公司"]
