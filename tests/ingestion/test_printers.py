"""Classes of error that the papers of benchmarks/printers (its *learn* half) showed, each on a paper of its own."""

from __future__ import annotations

import pytest

from ingestion import Reading, read
from tests.ingestion.printing import Sheet

_SUMS = [["Subtotal", "100.00"], ["VAT 20%", "20.00"], ["Total", "GBP 120.00"]]


def _read(sheet: Sheet, sums: list[list[str]] = _SUMS) -> Reading:
    return read(sheet.rows(420, 16, [(300, False), (540, True)], sums).pdf())


def test_who_is_registered_at_the_foot_sells_to_who_is_addressed_at_the_top() -> None:
    sheet = Sheet().column(50, 40, 12, ["Marlow & Finch LLP", "221 Mill Lane", "Leeds LS1 4AP"])
    sheet.rows(40, 12, [(380, False)], [["Bill number: B7744921"], ["Date of bill: 9 November 2025"]])
    sheet.put(50, 800, "Ferrowe Energy plc. Registered office: 18 Station Road, Kendal LA9 4DL.", 7)
    reading = _read(sheet)
    assert (reading.value("seller_name"), reading.value("buyer_name")) == ("Ferrowe Energy plc", "Marlow & Finch LLP")


def test_a_firm_that_a_sentence_names_is_no_letterhead() -> None:
    sheet = Sheet().column(50, 40, 12, ["Cedar Mill Software, Inc.", "4820 Alder Ave, Suite 310 | Memphis, TN 38103"])
    sheet.put(50, 110, "Invoice no. 72366 dated August 21, 2025 for Harbor Freight Co., 77 Main St.", 10)
    reading = _read(sheet, [["Total (USD)", "$120.00"]])
    assert (reading.value("seller_name"), reading.value("buyer_name")) != (None, "Cedar Mill Software, Inc.")
    assert reading.value("seller_name") == "Cedar Mill Software, Inc."


def test_a_label_or_a_street_is_no_party() -> None:
    sheet = Sheet().rows(
        40,
        14,
        [(50, False), (400, False)],
        [["TAX INVOICE", "Redgum Consulting"], ["Wattle Creek Pty Ltd", "Havenkade 61"]],
    )
    sheet.rows(
        300,
        16,
        [(200, False), (330, False)],
        [["Customer", "Wattle Creek Pty Ltd"], ["Invoice Number", "INV-0596"], ["Due Date", "8 Feb 2024"]],
    )
    reading = _read(sheet, [["TOTAL AUD", "120.00"]])
    assert reading.value("buyer_name") == "Wattle Creek Pty Ltd"
    assert reading.value("seller_name") in ("Redgum Consulting", None)


def test_a_legal_form_on_the_next_row_belongs_to_the_name() -> None:
    sheet = (
        Sheet()
        .put(50, 40, "Kessler Haustechnik GmbH", 13)
        .rows(
            120,
            12,
            [(50, False)],
            [["Rechnungsempfänger"], ["Ofenfrisch Backwaren GmbH & Co."], ["KG"], ["Hopfenweg 21"], ["04109 Leipzig"]],
        )
    )
    assert _read(sheet).value("buyer_name") == "Ofenfrisch Backwaren GmbH & Co. KG"


def test_exporter_and_consignee() -> None:
    sheet = Sheet().put(220, 30, "COMMERCIAL INVOICE", 14)
    sheet.rows(
        60,
        12,
        [(50, False), (320, False)],
        [
            ["Exporter", "Invoice no."],
            ["Drukarnia Wilk Sp. z o.o.", "PF/29/2024"],
            ["ul. Polna 3", ""],
            ["VAT PL5260001246", ""],
        ],
    )
    sheet.rows(130, 12, [(50, False)], [["Consignee"], ["Wiesengrund Technik eG"], ["Am Alten Zoll 3a"]])
    reading = _read(sheet, [["Total EUR", "120.00"]])
    assert (reading.value("seller_name"), reading.value("buyer_name")) == (
        "Drukarnia Wilk Sp. z o.o.",
        "Wiesengrund Technik eG",
    )
    assert (reading.value("seller_tax_id"), reading.value("buyer_tax_id")) == ("PL5260001246", None)


def test_a_czech_paper() -> None:
    """Without its accents, which the font of the tests does not have; labels are compared without them."""
    sheet = Sheet().rows(40, 16, [(50, False), (400, False)], [["Faktura - danovy doklad", "c. 202503146"]])
    sheet.rows(
        80,
        12,
        [(50, False), (320, False)],
        [
            ["Dodavatel:", "Odberatel:"],
            ["Elektro Krasa s.r.o.", "Truhlarstvi Havelka s.r.o."],
            ["110 00 Praha 1", "602 00 Brno"],
            ["DIC: CZ25596641", "DIC: CZ00177041"],
        ],
    )
    sheet.rows(160, 14, [(320, False)], [["Datum vystaveni: 07.02.2025"], ["Datum splatnosti: 21.02.2025"]])
    sheet.rows(250, 16, [(50, False), (240, True), (330, True), (400, True), (540, True)],
               [["Oznaceni dodavky", "Mnozstvi", "J.cena", "DPH", "Celkem bez DPH"], ["Doprava", "5", "200,00", "21%", "1 000,00"]])  # fmt: skip
    reading = _read(sheet, [["Zaklad", "1 000,00"], ["DPH 21 %", "210,00"], ["CELKEM K UHRADE", "1 210,00 Kc"]])
    wanted = {"number": "202503146", "seller_name": "Elektro Krasa s.r.o.", "buyer_name": "Truhlarstvi Havelka s.r.o.",
              "seller_tax_id": "CZ25596641", "buyer_tax_id": "CZ00177041", "tax_rates": ("0.21",)}  # fmt: skip
    assert {name: reading.value(name) for name in wanted} == wanted
    assert [str(reading.value(name)) for name in ("issue_date", "due_date", "gross", "tax")] == [
        "2025-02-07",
        "2025-02-21",
        "1210.00",
        "210.00",
    ]
    assert [(str(line.quantity), str(line.amount)) for line in reading.lines] == [("5", "1000.00")]


def test_a_polish_number_under_its_title_and_plain_tax_ids() -> None:
    sheet = Sheet().put(50, 40, "Faktura", 18).put(50, 70, "nr 23/11/2025/FS", 10)
    sheet.rows(
        120,
        13,
        [(50, False), (320, False)],
        [
            ["SPRZEDAWCA", "NABYWCA"],
            ["Serwis Wilk S.A.", "Hurtownia Kret Sp. j."],
            ["NIP 5260001246", "NIP 526-030-02-91"],
        ],
    )
    reading = _read(sheet, [["Suma netto", "100,00"], ["VAT 23%", "23,00"], ["Razem brutto", "123,00 zł"]])
    assert reading.value("number") == "23/11/2025/FS"
    assert (reading.value("seller_tax_id"), reading.value("buyer_tax_id")) == ("5260001246", "526-030-02-91")


@pytest.mark.parametrize("label", ["Stornorechnungsnummer:", "Schlussrechnungs-Nr."])
def test_the_number_of_a_kind_of_rechnung(label: str) -> None:
    sheet = (
        Sheet()
        .put(50, 40, "Kessler Haustechnik GmbH", 13)
        .rows(100, 14, [(50, False), (220, False)], [[label, "SR-2026-629"]])
    )
    assert _read(sheet).value("number") == "SR-2026-629"


def test_a_value_in_the_column_beside_a_label_that_almost_touches_it() -> None:
    sheet = Sheet().put(50, 40, "CREDIT NOTE", 18)
    sheet.rows(
        80,
        13,
        [(250, False), (338, False)],
        [["Credit Note Number", "Dublin 8, D08 K7V2"], ["CN-4236", ""], ["Reference", ""], ["INV-134333", ""]],
    )
    assert _read(sheet).value("number") == "CN-4236"


def test_rows_of_a_bill_about_the_bill_before() -> None:
    sheet = (
        Sheet()
        .put(50, 40, "Ferrowe Energy plc", 13)
        .rows(100, 14, [(50, False)], [["Bill number: B7744921"], ["Date of bill: 9 November 2025"]])
    )
    rows = [["Balance on your last bill", "£50.00"], ["Payments received, thank you", "-£50.00"], ["Please pay by 23 November 2025", "£120.00"],
            ["Total before VAT", "£100.00"], ["VAT at 20%", "£20.00"], ["Total charges", "£120.00"]]  # fmt: skip
    reading = _read(sheet, rows)
    assert (reading.value("prepaid"), str(reading.value("due_amount")), str(reading.value("due_date"))) == (
        None,
        "120.00",
        "2025-11-23",
    )


def test_tax_that_the_total_includes() -> None:
    sheet = Sheet().put(50, 40, "Marlow Tea Company Ltd", 13).put(50, 80, "Invoice 1282", 14)
    reading = _read(
        sheet, [["Subtotal price:", "£120.00"], ["Includes VAT 20%:", "£20.00"], ["Total price:", "£120.00"]]
    )
    assert str(reading.value("tax")) == "20.00"


def test_a_till_prints_the_time_behind_the_day() -> None:
    sheet = (
        Sheet(226, 500)
        .put(40, 30, "Harborline Diner LLC", 9)
        .rows(
            60, 12, [(20, False), (130, False)], [["Server: Mari", "Check #9508"], ["Table 9/2", "02/18/2024 7:51 PM"]]
        )
    )
    reading = read(
        sheet.rows(
            120,
            14,
            [(20, False), (200, True)],
            [["Subtotal", "100.00"], ["Sales Tax 7%", "7.00"], ["TOTAL", "$107.00"]],
        ).pdf()
    )
    assert (str(reading.value("issue_date")), reading.value("number")) == ("2024-02-18", "9508")


@pytest.mark.parametrize(("row", "rate"), [("I.V.A. 21 %", "0.21"), ("Mva. 25 %", "0.25")])
def test_words_for_tax_with_dots(row: str, rate: str) -> None:
    sheet = Sheet().put(50, 40, "Talleres Norte, S.A.", 13)
    tax = f"{float(rate) * 100:.2f}".replace(".", ",")
    total = f"{100 + float(rate) * 100:.2f}".replace(".", ",")
    assert _read(sheet, [["Suma", "100,00"], [row, tax], ["Total", total]]).value("tax_rates") == (rate,)


def test_a_sellers_id_in_its_own_block_beside_the_buyers_heading() -> None:
    sheet = Sheet().put(50, 40, "FACTUUR", 18).rows(70, 13, [(50, False), (340, False)], [
        ["Aan:", "Van der Meulen Installatie B.V."], ["Studio Hazelaar", "Havenkade 61"], ["Molenstraat 8-II", "3011 AB Rotterdam"], ["8911 KX Leeuwarden", "Btw-nr. NL004495445B01"]])  # fmt: skip
    reading = _read(sheet)
    assert (reading.value("buyer_name"), reading.value("seller_tax_id"), reading.value("buyer_tax_id")) == (
        "Studio Hazelaar",
        "NL004495445B01",
        None,
    )


def test_a_tax_id_under_the_heading_of_the_payment_is_the_sellers() -> None:
    sheet = Sheet().rows(
        40,
        12,
        [(50, False), (240, False)],
        [["From", "Bill to"], ["Marlow Tea Ltd", "Old Mill LLP"], ["Leeds LS1 4AP", "Kendal LA9 4DL"]],
    )
    sheet.put(50, 400, "Payment details", 11).put(50, 600, "VAT registration GB117362288", 7)
    assert _read(sheet).value("seller_tax_id") == "GB117362288"


def test_a_letterhead_over_two_rows() -> None:
    sheet = (
        Sheet()
        .column(50, 40, 12, ["Nordwind Medien UG", "(haftungsbeschränkt)", "Lindenallee 14", "04109 Leipzig"])
        .put(50, 110, "Rechnung 6305/03", 12)
    )
    assert _read(sheet).value("seller_name") == "Nordwind Medien UG (haftungsbeschränkt)"
