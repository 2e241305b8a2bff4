"""Invoices of vendors that do not exist, in layouts of their own: what is printed is read, what is not is absent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingestion import Reading, read
from ledger.evidence.field import Sureness
from tests.ingestion import vendors_china, vendors_west
from tests.ingestion.printing import Sheet

Truth = dict[str, object]
CASES = (*vendors_west.CASES, *vendors_china.CASES)
CORE = ("gross", "tax", "number", "seller_tax_id")


def said(reading: Reading, name: str) -> object:
    """What the stable shape says, or the field beyond it; for ``lines`` their number."""
    shape = reading.to_json("en")
    if name == "lines":
        return len(reading.lines)
    return shape[name] if name in shape else reading.value(name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_the_page_is_read(case: Callable[[], tuple[str, bytes, Truth]]) -> None:
    name, pdf, truth = case()
    reading = read(pdf, file=f"{name}.pdf")
    assert {key: said(reading, key) for key in truth} == truth


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_what_is_checked_is_right_and_has_a_named_witness(case: Callable[[], tuple[str, bytes, Truth]]) -> None:
    name, pdf, truth = case()
    reading = read(pdf, file=f"{name}.pdf")
    for key in CORE:
        field = reading[key]
        if field.sureness is Sureness.CHECKED:
            assert field.witnesses
            assert key not in truth or said(reading, key) == truth[key]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_every_box_lies_on_its_page_around_what_was_read(case: Callable[[], tuple[str, bytes, Truth]]) -> None:
    name, pdf, _ = case()
    reading = read(pdf, file=f"{name}.pdf")
    assert reading.fields
    for key, field in reading.fields.items():
        if field.box is not None:
            box = field.box
            assert 0 <= box.x0 < box.x1 <= box.page_width + 1, key
            assert 0 <= box.top < box.bottom <= box.page_height + 1, key
            assert field.page == 1


def test_a_sign_in_a_label_is_the_currency_where_there_is_no_other() -> None:
    sheet = (
        Sheet().put(40, 40, "Invoice INV-20417").put(40, 60, "Subtotal 100.00").put(40, 80, "Total £ incl. VAT 120.00")
    )
    assert read(sheet.pdf()).value("currency") == "GBP"
    assert read(sheet.put(40, 100, "about € in advance").pdf()).value("currency") is None


def test_figures_and_words_that_disagree_are_shown_and_never_checked() -> None:
    _, pdf, _ = vendors_china.words_differ()
    reading = read(pdf)
    assert [one.code for one in reading.problems] == ["reading.words_differ"]
    assert "106.00" in reading.problems[0].text("zh") and "160.00" in reading.problems[0].text("en")
    assert all(reading[name].sureness is not Sureness.CHECKED for name in ("gross", "net", "tax"))
