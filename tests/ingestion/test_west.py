"""Classes of error that the papers of benchmarks/western showed, each on a paper of its own."""

from __future__ import annotations

from ingestion import Reading, read
from ingestion.values.text import fold
from tests.ingestion.printing import Sheet

_SENDER = "Dovermeer Werkzeuge GmbH · Hafenstraße 3 · 24103 Kiel"
_FOOT = f"{_SENDER} · USt-IdNr.: DE812415868"


def _letter(window: list[str], rows: list[list[str]], foot: str = _FOOT) -> Reading:
    sheet = Sheet()
    sheet.put(360, 40, "Dovermeer Werkzeuge GmbH", 15).put(62, 128, _SENDER, 6.5).column(62, 142, 13.5, window, 10)
    sheet.rows(
        142, 13, [(350, False), (455, False)], [["Rechnungsnummer:", "D-20417"], ["Rechnungsdatum:", "04.03.2026"]]
    )
    sheet.put(62, 262, "Rechnung", 15).rows(320, 15, [(460, True), (550, True)], rows).put(60, 800, foot, 7)
    return read(sheet.pdf())


_SUMS = [["Summe netto", "100,00 €"], ["19 % MwSt.", "19,00 €"], ["Gesamtbetrag", "119,00 €"]]
_WINDOW = ["Brightmoor Logistics AG", "Lindenstraße 8", "04109 Leipzig"]


def test_a_tax_id_under_the_addressee_is_not_the_sellers() -> None:
    reading = _letter([*_WINDOW, "USt-IdNr.: DE136695976"], _SUMS)
    assert (reading.value("buyer_tax_id"), reading.value("seller_tax_id")) == ("DE136695976", "DE812415868")


def test_a_tax_id_alone_under_the_addressee_leaves_the_sellers_absent() -> None:
    reading = _letter([*_WINDOW, "USt-IdNr.: DE136695976"], _SUMS, foot=_SENDER)
    assert (reading.value("buyer_tax_id"), reading.value("seller_tax_id")) == ("DE136695976", None)


def test_who_is_greeted_works_for_the_firm_over_or_under() -> None:
    for window in (["z. Hd. Frau Lea Brandt", *_WINDOW], [_WINDOW[0], "Frau Lea Brandt", *_WINDOW[1:]]):
        assert _letter(window, _SUMS).value("buyer_name") == "Brightmoor Logistics AG"
    assert _letter(["Frau Lea Brandt", *_WINDOW[1:]], _SUMS).value("buyer_name") == "Lea Brandt"


def test_a_discount_on_the_row_of_a_breakdown_is_no_tax_rate() -> None:
    sheet = Sheet()
    sheet.column(50, 40, 13, ["Castelin S.p.A.", "Via Mazzini 9", "37121 Verona VR"]).put(
        50, 100, "Fattura n. 44/2026", 14
    )
    columns = [(90, True), (170, True), (240, True), (330, False), (550, True)]
    rows = [
        ["Aliquota", "Imponibile", "IVA", "Sconto 5%", "-10,00"],
        ["22 %", "190,00", "41,80", "Imponibile", "190,00"],
        ["", "", "", "Imposta", "41,80"],
        ["", "", "", "Totale fattura", "231,80"],
    ]
    assert read(sheet.rows(300, 13, columns, rows).pdf()).value("tax_rates") == ("0.22",)


def test_a_rate_whose_sign_stands_in_its_label_or_head() -> None:
    rows = [["Nettobetrag", "100,00 €"], ["MwSt.-%  7,0", "7,00 €"], ["Gesamtbetrag", "107,00 €"]]
    assert _letter(_WINDOW, rows).value("tax_rates") == ("0.07",)


def test_polish_letters_match_labels_written_without_them() -> None:
    assert fold("Płatne do, Kupujący, WARTOŚĆ") == "platne do, kupujacy, wartosc"


def test_a_polish_paper() -> None:
    sheet = Sheet()
    sheet.column(
        50, 40, 13, ["Sprzedawca", "Szarek Tools Sp. z o.o.", "ul. Portowa 4", "80-001 Gdynia", "NIP: PL9574890682"]
    )
    sheet.column(310, 40, 13, ["Kupujacy", "Ostrova Trading S.A.", "ul. Lipowa 7", "30-002 Krosno"])
    sheet.rows(
        140,
        14,
        [(50, False), (180, False)],
        [["Numer faktury", "F/118/2026"], ["Wystawiono dnia", "2026-03-04"], ["Platne do", "2026-03-18"]],
    )
    sheet.rows(
        300,
        14,
        [(330, False), (550, True)],
        [["Wartosc netto", "PLN 1 000,00"], ["VAT 23%", "PLN 230,00"], ["Wartosc brutto", "PLN 1 230,00"]],
    )
    reading = read(sheet.pdf())
    told = {
        name: str(reading.value(name))
        for name in ("number", "issue_date", "due_date", "gross", "currency", "buyer_name")
    }
    assert told == {
        "number": "F/118/2026", "issue_date": "2026-03-04", "due_date": "2026-03-18", "gross": "1230.00", "currency": "PLN",
        "buyer_name": "Ostrova Trading S.A.",
    }  # fmt: skip


def test_the_number_in_the_title_of_a_spanish_credit_note() -> None:
    sheet = Sheet()
    sheet.column(50, 40, 13, ["Castelin S.L.", "Calle Mayor 9", "46001 Valencia"]).put(
        50, 120, "FACTURA RECTIFICATIVA nº 2026-8267", 14
    )
    sheet.put(400, 123, "Factura rectificada: 2025-7001")
    sheet.rows(
        300,
        14,
        [(330, False), (550, True)],
        [["Base imponible", "100,00 €"], ["IVA 21%", "21,00 €"], ["Total factura", "121,00 €"]],
    )
    reading = read(sheet.pdf())
    assert (reading.value("number"), reading.value("is_credit_note")) == ("2026-8267", True)
    assert str(reading.value("gross")) == "-121.00"
