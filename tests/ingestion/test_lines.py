"""Lines of an invoice that no head explains: what adds up is read, what does not is left out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from ingestion import read
from tests.ingestion.printing import Sheet

_RIGHT = (540.0, True)
_SUMS = [["Total HT", "1 166,25"], ["TVA 20 %", "233,25"], ["Total TTC", "1 399,50"]]


def _lines(sheet: Sheet, y: float, sums: Sequence[list[str]]) -> list[tuple[str | None, ...]]:
    sheet.put(50, 40, "Facture no. 4711 du 05/06/2026", 12).put(50, 60, "Ateliers Montclar SARL", 11)
    reading = read(sheet.rows(y, 16, [(330, False), _RIGHT], list(sums)).pdf())
    return [(line.description, *map(_plain, (line.quantity, line.unit_price, line.amount))) for line in reading.lines]


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def test_amounts_alone_under_each_other() -> None:
    rows = [["Location de benne", "1 000,00"], ["Pose de cloisons", "166,25"]]
    assert _lines(Sheet().rows(200, 18, [(50, False), _RIGHT], rows), 260, _SUMS) == [
        ("Location de benne", None, None, "1000"),
        ("Pose de cloisons", None, None, "166.25"),
    ]


def test_columns_without_a_head_are_told_by_their_products() -> None:
    rows = [["Heures", "10 h", "€ 100,00", "€ 1.000,00"], ["Cable", "3,5", "€ 47,50", "€ 166,25"]]
    sheet = Sheet().rows(200, 18, [(50, False), (320, False), (430, True), _RIGHT], rows)
    assert _lines(sheet, 260, [["Total HT", "€ 1.166,25"], ["Total TTC", "€ 1.166,25"]]) == [
        ("Heures", "10", "100", "1000"),
        ("Cable", "3.5", "47.5", "166.25"),
    ]


def test_figures_that_almost_touch_are_two() -> None:
    rows = [["Pro plan", "10", "223.82", "2,238.20"], ["Visit", "4", "125.00", "500.00"]]
    sheet = Sheet().rows(200, 18, [(50, False), (402, True), (440, True), _RIGHT], rows)
    assert _lines(sheet, 260, [["Goods total", "£2,738.20"], ["Invoice total", "£2,738.20"]])[0][1:] == (
        "10",
        "223.82",
        "2238.2",
    )


@pytest.mark.parametrize("over", [True, False])
def test_a_till_that_multiplies_on_a_row_of_its_own(over: bool) -> None:
    sold = [("Espresso", "4 x 2,50", "10,00"), ("Croissant", "3 x 2,20", "6,60")]
    rows = [
        row
        for name, count, amount in sold
        for row in ([[count, ""], [name, amount]] if over else [[name, amount], [count, ""]])
    ]
    assert _lines(Sheet().rows(200, 12, [(50, False), _RIGHT], rows), 260, [["TOTAL", "16,60"]]) == [
        ("Espresso", "4", "2.5", "10"),
        ("Croissant", "3", "2.2", "6.6"),
    ]


def test_a_row_that_takes_something_off_is_no_line() -> None:
    rows = [["Pose", "2", "500,00", "1 000,00"], ["Cable", "4", "50,00", "200,00"], ["Remise 2,8 %", "", "", "-33,75"]]
    sheet = Sheet().rows(200, 18, [(50, False), (320, False), (430, True), _RIGHT], rows)
    assert [line[0] for line in _lines(sheet, 290, _SUMS)] == ["Pose", "Cable"]


def test_what_does_not_add_up_is_no_line() -> None:
    rows = [["Konto alt", "17,00"], ["Konto neu", "23,00"], ["Hinweis", "99,00"]]
    assert _lines(Sheet().rows(200, 18, [(50, False), _RIGHT], rows), 290, _SUMS) == []


def test_the_balance_of_the_bill_before_is_no_line() -> None:
    rows = [["Balance on your last bill", "50,00"], ["Payments received", "-50,00"]]
    assert (
        _lines(
            Sheet().rows(200, 18, [(50, False), _RIGHT], rows),
            290,
            [["Charges this bill", "70,00"], ["Total", "70,00"]],
        )
        == []
    )
