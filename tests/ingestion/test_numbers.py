"""The number of a paper, where no label stands before it or what looks like something else."""

from __future__ import annotations

import pytest

from ingestion import read
from tests.ingestion.printing import Sheet

_SUMS = [["Subtotal", "100.00"], ["VAT 20%", "20.00"], ["Total", "GBP 120.00"]]


def _number(sheet: Sheet) -> object:
    return read(sheet.rows(300, 16, [(300, False), (540, True)], _SUMS).pdf()).value("number")


def _dated() -> Sheet:
    return Sheet().put(50, 120, "Date: 2026-03-11")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Invoice 25-68-22", "25-68-22"),
        ("Ricevuta n. 06 del 13 settembre 2025", "06"),
        ("N.º FR ATSIRE01FR/71", "FR ATSIRE01FR/71"),
        ("Kassenzeichen: 54.05.60613", "54.05.60613"),
        ("Recibo n.º R-2024-0740", "R-2024-0740"),
        ("Invoice 12/03/2026", None),
        ("Beleg-Nr./Datum 9328348584 /27.02.2025", "9328348584"),
        ("Invoice No. 2138 294 527", "2138 294 527"),
        ("Invoice No. DB/24-25/0060", "DB/24-25/0060"),
        ("Credit No. CN-6428", "CN-6428"),
        ("Inscrita en el Registro Mercantil, Tomo 3072, Folio 217", None),
        ("L.R. No. 209/11880", None),
        ("Your ref: NC-5583", None),
        ("Ticket No. 471108", "471108"),
    ],
)
def test_a_number_is_told(text: str, number: str | None) -> None:
    assert _number(_dated().put(420, 40, text)) == number


def test_a_bare_number_ends_where_the_title_over_it_does() -> None:
    sheet = _dated().put(540, 40, "Rechnung", 20, right=True).put(540, 66, "2024-0051980", right=True)
    assert _number(sheet) == "2024-0051980"


def test_a_bare_number_on_the_height_of_the_title() -> None:
    assert _number(_dated().put(57, 40, "factura", 24).put(494, 45, "2024/015", 11)) == "2024/015"


def test_a_town_under_the_title_is_no_second_number() -> None:
    sheet = (
        _dated()
        .put(540, 40, "FACTURE", 16, right=True)
        .put(540, 60, "71358", right=True)
        .put(50, 90, "Facture n° 2026-6762")
    )
    reading = read(sheet.rows(300, 16, [(300, False), (540, True)], _SUMS).pdf())
    assert reading.value("number") == "2026-6762"
    assert reading.fields["number"].confidence >= 0.9


def test_letters_set_apart_are_words() -> None:
    sheet = _dated()
    for at, letter in enumerate("INVOICE"):
        sheet.put(232 + 13 * at, 60, letter, 11)
    for at, figure in enumerate("010"):
        sheet.put(335 + 13 * at, 60, figure, 11)
    assert _number(sheet) == "010"
