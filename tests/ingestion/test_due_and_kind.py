"""Days to pay by that sentences and boxes name, papers that are no bills, and who of two firms sells."""

from __future__ import annotations

import pytest

from ingestion import read
from ingestion.reading import DocType
from ingestion.sureness import Table, using
from tests.ingestion.printing import Sheet


def _sheet(title: str = "Invoice 4711") -> Sheet:
    sheet = Sheet().put(50, 40, title, 14).put(50, 70, "Date: 2026-06-05")
    return sheet.rows(
        300, 16, [(300, False), (540, True)], [["Subtotal", "100.00"], ["VAT 20%", "20.00"], ["Total", "GBP 120.00"]]
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij verzoeken u het bedrag vóór 23 juni 2026 over te maken op onze rekening.",
        "Der Betrag wird am 23.06.2026 von Ihrem Konto abgebucht.",
        "Modalità di pagamento: bonifico bancario entro il 23/06/2026",
        "Merci de régler cette facture au plus tard le 23/06/2026.",
        "Le rogamos realice la transferencia antes del 23/06/2026.",
        "Please transfer the amount no later than 23 June 2026.",
    ],
)
def test_a_sentence_says_when_to_pay(sentence: str) -> None:
    assert str(_read_due(_sheet().put(50, 400, sentence))) == "2026-06-23"


@pytest.mark.parametrize(
    "sentence",
    [
        "2 % Skonto bei Zahlung bis zum 23.06.2026",
        "This offer for a payment plan is valid until 23 June 2026.",
        "Payment received by 23 June 2026, thank you.",
    ],
)
def test_a_day_of_something_else_is_not_due(sentence: str) -> None:
    assert _read_due(_sheet().put(50, 400, sentence)) is None


def test_a_day_set_right_in_the_box_of_its_label() -> None:
    sheet = _sheet().put(50, 420, "Due date").put(300, 420, "Please pay").put(240, 432, "23/06/2026", right=True)
    assert str(_read_due(sheet.put(540, 432, "GBP 120.00", right=True))) == "2026-06-23"


def _read_due(sheet: Sheet) -> object:
    return read(sheet.pdf()).value("due_date")


@pytest.mark.parametrize(
    "title", ["PRO FORMA INVOICE", "Proforma-Rechnung Nr. 7", "Facture pro forma", "Proforma", "Faktura proforma nr 7"]
)
def test_a_pro_forma_is_no_bill(title: str) -> None:
    assert read(_sheet(title).pdf()).doc_type is DocType.OTHER


def test_a_bill_that_names_its_pro_forma_is_one() -> None:
    assert read(_sheet().put(300, 70, "Proforma invoice PF-7").pdf()).doc_type is DocType.INVOICE


@pytest.mark.parametrize("contact", ["Tlf.: 042 541 5107", "post@norrebro.example"])
def test_who_of_two_firms_gives_a_contact_sells(contact: str) -> None:
    sheet = _sheet().column(50, 100, 12, ["Havnegade VVS ApS", "Skovbrynet 4", "2200 København N"])
    for row, text in enumerate(["Nørrebro Grafisk A/S", "Havnegade 23", "8000 Aarhus C", contact]):
        sheet.put(540, 100 + 12 * row, text, right=True)
    with using(Table({})):  # who it is, however sure
        reading = read(sheet.pdf())
    assert (reading.value("seller_name"), reading.value("buyer_name")) == ("Nørrebro Grafisk A/S", "Havnegade VVS ApS")
