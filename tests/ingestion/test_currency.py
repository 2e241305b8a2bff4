"""Whose dollar: by its prefix, the country, its tax or the name of its tax number; a dollar of nobody is doubted."""

from __future__ import annotations

import pytest

from ingestion import read
from ingestion.page.currency import read_currency
from ingestion.page.paper import Paper
from ingestion.pdf.words import PageWords, Word
from tests.ingestion.printing import Sheet


def paper(*lines: str) -> Paper:
    words = [
        Word(text, 40.0 + 60 * place, 40.0 + 14 * row, 90.0 + 60 * place, 50.0 + 14 * row, 10.0)
        for row, line in enumerate(lines)
        for place, text in enumerate(line.split())
    ]
    return Paper((PageWords(1, 595.0, 842.0, tuple(words)),))


@pytest.mark.parametrize(
    ("lines", "currency", "sure"),
    [
        (("Total $120.00",), "USD", False),
        (("Madison, WI 53703", "Total $120.00"), "USD", True),
        (("Total US$120.00",), "USD", True),
        (("Total $120.00 USD",), "USD", True),
        (("Auckland, New Zealand", "Total $120.00"), "NZD", True),
        (("TPS 5 % TVQ 9,975 %", "Total 120,00 $"), "CAD", True),
        (("RFC: XAXX010101000", "Total $120.00"), "MXN", True),
        (("R.U.T.: 76.091.883-0", "Total $ 120.000"), "CLP", True),
        (("Total R$ 120,00",), "BRL", True),
        (("Total S$120.00",), "SGD", True),
        (("Toplam 120,00 ₺",), "TRY", True),
        (("Total de plata 120,00 lei",), "RON", True),
        (("Összesen 12 000 Ft",), "HUF", True),
        (("Leistungsort Berlin", "Summe 120,00 €"), "EUR", True),
        (("HST 13% 15.60", "Total 135.60"), "CAD", False),
        (("Kingston, ON K7L 1A1", "Total 135.60"), "CAD", False),
        (("CGST 9% 10.80", "Total 141.60"), "INR", False),
        (("Keene, NH 03431-2207", "Total 120.00"), "USD", False),
        (("Each NZ$", "Total 120.00"), "NZD", False),
    ],
)
def test_whose_money_it_is(lines: tuple[str, ...], currency: str, sure: bool) -> None:
    found = read_currency(paper(*lines))["currency"]
    assert (found.value, found.confidence >= 0.9) == (currency, sure)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("All amounts are stated in MXN including tax", "MXN"),
        ("Used pallets EUR, second choice", None),
        ("Дървени палети EUR, втора употреба", None),
    ],
)
def test_a_code_among_words_counts_unless_it_is_a_pallet(said: str, told: str | None) -> None:
    sheet = Sheet().put(50, 40, "Invoice 4711", 15).put(50, 90, said)
    sheet.rows(300, 16, [(300, False), (540, True)], [["Net", "100.00"], ["Tax 16%", "16.00"], ["Total", "116.00"]])
    assert read(sheet.pdf()).value("currency") == told


def test_a_word_among_the_goods_is_no_code_though_a_price_begins_right_behind_it() -> None:
    sheet = Sheet().put(50, 40, "Invoice 4711", 15)
    rows = [["3/4 CXC 90 ELL WROT COP", "2.00", "50.00"], ["Total", "", "$50.00"]]
    assert read(sheet.rows(300, 16, [(50, False), (240, False), (540, True)], rows).pdf()).value("currency") == "USD"
