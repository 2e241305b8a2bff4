"""Orders and delivery notes are told from bills by title, labels and what is absent; no bill that names them flips."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingestion import DocType, read
from tests.ingestion import vendors_china, vendors_trade, vendors_west
from tests.ingestion.test_layouts import said


@pytest.mark.parametrize("case", (*vendors_trade.TRADE, *vendors_trade.BILLS), ids=lambda case: case.__name__)
def test_what_it_is_and_what_it_says(case: Callable[[], vendors_trade.Case]) -> None:
    name, sheet, truth = case()
    reading = read(sheet.pdf(), file=f"{name}.pdf")
    assert {key: said(reading, key) for key in truth} == truth


@pytest.mark.parametrize("case", (*vendors_west.CASES, *vendors_china.CASES), ids=lambda case: case.__name__)
def test_no_bill_flips(case: Callable[[], tuple[str, bytes, object]]) -> None:
    name, pdf, _ = case()
    assert read(pdf, file=name).doc_type not in (DocType.PURCHASE_ORDER, DocType.DELIVERY_NOTE)
