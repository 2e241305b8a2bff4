"""One bill with a wide gap in it is one paper; two bills on one sheet, and receipts beside each other, are several."""

from __future__ import annotations

from ingestion.ocr.cutting import papers_on
from ingestion.pdf.words import PageWords, Word


def _page(*rows: tuple[float, float, str]) -> PageWords:
    words = []
    for x, y, text in rows:
        left = x
        for word in text.split():
            words.append(Word(word, left, y, left + 5.0 * len(word), y + 9.0, 9.0))
            left += 5.0 * len(word) + 3.0
    return PageWords(1, 595.0, 842.0, tuple(words))


def _bill(top: float, number: str, day: str) -> list[tuple[float, float, str]]:
    wide = (
        "Oak boards, planed, four metres long, brought to the yard in June and unloaded there by our own people, 100.00"
    )
    rows = [f"Invoice no. {number}", f"Date: {day}", wide, "Total: 100.00"]
    return [(40, top + 16 * at, text) for at, text in enumerate(rows)]


def test_sums_far_below_are_the_same_bill() -> None:
    upper = _bill(60, "471108", "2026-06-05")
    wide = "A deposit came in on 2026-05-02 with thanks, so that of the whole only a half is left to be paid to us now: 50.00"
    foot = [(40.0, 600.0, wide), (40.0, 616.0, "Left to pay 50.00")]
    assert papers_on(_page(*upper, *foot)) == ()


def test_the_slip_to_pay_a_bill_by_is_part_of_it() -> None:
    upper = _bill(60, "471108", "2026-06-05")
    assert papers_on(_page(*upper, *_bill(600, "471108", "2026-07-05"))) == ()


def test_two_bills_on_one_sheet_are_two() -> None:
    assert len(papers_on(_page(*_bill(60, "471108", "2026-06-05"), *_bill(600, "471109", "2026-06-05")))) == 2


def test_a_column_of_days_is_no_paper() -> None:
    days = [(520.0, 60.0 + 14 * at, text) for at, text in enumerate(("26.05.2025", "22.05.2025", "09.06.2025"))]
    receipt = [(40.0, 60.0, "Cafe Fenwick"), (40.0, 74.0, "05.06.2026"), (40.0, 88.0, "Total 7.50")]
    assert papers_on(_page(*receipt, *days)) == ()


def test_receipts_beside_each_other_are_two() -> None:
    one = [(40.0, 60.0, "Cafe Fenwick"), (40.0, 74.0, "05.06.2026"), (40.0, 88.0, "Total 7.50")]
    other = [(x + 300, y, text) for x, y, text in one]
    assert len(papers_on(_page(*one, *other))) == 2
