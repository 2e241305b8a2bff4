"""The scorer held against readings made wrong by hand: it must catch what a scorer of sizes alone lets pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from benchmarks.extraction.scores import asked, reliability, scores
from benchmarks.extraction.scoring import Verdict, verdicts
from benchmarks.interval import wilson
from ingestion.reading import DocType, InvoiceKind, Reading
from ledger.evidence.field import Field, FieldValue

TRUTH = {
    "number": "2026-0117", "issue_date": "2026-03-04", "seller_name": "Bremtal Technik GmbH", "seller_tax_id": "DE812415868", "net": "-100.00",
    "tax": "-19.00", "gross": "-119.00", "is_credit_note": True, "invoice_kind": "other", "tax_rates": ["19"], "seller_iban": "DE97141777631706690743",
    "due_date": None,
}  # fmt: skip
VALUES: dict[str, FieldValue] = {
    "number": "2026-0117", "issue_date": date(2026, 3, 4), "seller_name": "BREMTAL Technik GmbH", "seller_tax_id": "DE812415868",
    "net": Decimal(-100), "tax": Decimal(-19), "gross": Decimal("-119.0"), "is_credit_note": True, "tax_rates": ("0.19",),
    "seller_iban": "DE97141777631706690743",
}  # fmt: skip


def _reading(**changed: FieldValue) -> Reading:
    values = VALUES | changed
    sure = {name: Field(value, 0.97, 1, witnesses=("arithmetic",)) for name, value in values.items()}
    return Reading("a.pdf", DocType.CREDIT_NOTE, InvoiceKind.OTHER).with_fields(sure)


def _wrong(reading: Reading) -> set[str]:
    return {one.name for one in verdicts("a.pdf", TRUTH, reading) if one.wrong}


def test_a_right_reading_has_nothing_wrong_however_it_spells() -> None:
    found = verdicts("a.pdf", TRUTH, _reading())
    assert not [one for one in found if one.wrong]
    assert {one.name for one in found if one.right} == {
        "number", "issue_date", "seller_name", "seller_tax_id", "net", "tax", "gross", "sign", "kind", "tax_rates", "payee account", "legal key",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "caught"),
    [
        ({"gross": Decimal(119)}, {"gross", "sign"}),
        ({"gross": Decimal("-119.01")}, {"gross"}),
        ({"is_credit_note": False}, {"kind"}),
        ({"tax_rates": ("0.19", "0.07")}, {"tax_rates"}),
        ({"tax_rates": ("zero",)}, {"tax_rates"}),
        ({"seller_iban": "DE89370400440532013000"}, {"payee account"}),
        ({"seller_tax_id": "DE136695976"}, {"seller_tax_id", "legal key"}),
        ({"issue_date": date(2025, 3, 4)}, {"issue_date", "legal key"}),
        ({"due_date": date(2026, 4, 3)}, {"due_date"}),
    ],
)
def test_what_is_wrong_is_caught(changed: dict[str, FieldValue], caught: set[str]) -> None:
    assert _wrong(_reading(**changed)) == caught


def test_another_chinese_kind_is_the_wrong_kind() -> None:
    assert _wrong(replace(_reading(), invoice_kind=InvoiceKind.VAT_SPECIAL)) == {"kind"}


def _found(reading: Reading) -> list[tuple[str, Verdict]]:
    return [("foreign", one) for one in verdicts("a.pdf", TRUTH, reading)]


def test_a_wrong_checked_gross_fails_the_figures_and_leads_the_table() -> None:
    found = _found(_reading()) * 9 + _found(_reading(gross=Decimal(119)))
    rows = {row.name.split(":")[0]: row for row in asked(found)}
    assert not rows["gross, tax, kind, sign, number, payee account"].met
    first, *_ = scores(found)
    assert (first.name, first.checked, first.checked_wrong) == ("gross", 10, 1)
    (mean, given, right), *_ = reliability(found)
    assert (round(mean, 2), given - right) == (0.97, 1)
    assert all(row.met for row in asked(_found(_reading())))


def test_the_interval_is_that_of_wilson() -> None:
    inside: Callable[[float, float], bool] = lambda value, wanted: abs(value - wanted) < 0.05  # noqa: E731
    low, high = wilson(81, 263)
    assert inside(low, 25.5) and inside(high, 36.6)  # Newcombe (1998), table I
    assert wilson(0, 20)[0] == 0.0 and inside(wilson(0, 20)[1], 16.1)
