"""Which of several days is that of issue, and which the last one to pay by."""

from __future__ import annotations

import pytest

from ingestion import read
from tests.ingestion.printing import Sheet

_SUMS = [["Subtotal", "100.00"], ["VAT 20%", "20.00"], ["Total", "GBP 120.00"]]


def _sheet() -> Sheet:
    return Sheet().rows(300, 16, [(300, False), (540, True)], _SUMS)


def _day(sheet: Sheet, name: str = "issue_date") -> str:
    return str(read(sheet.pdf()).value(name))


@pytest.mark.parametrize(
    "other",
    [
        "Devis : DE/1965 accepté le 09/08/2024",
        "Our proposal dated 9 August 2024",
        "Presupuesto aceptado n.º 2151 de 09/08/2024",
        "Acompte reçu le 09/08/2024",
        "Transferencia antes del 09/10/2024",
        "Pay before 9 October 2024",
        "Umowa nr 150/2022 z dnia 14.08.2022 r.",
        "Ihre Nachricht vom 09.08.2024",
        "Date of loss: 09/08/2024",
    ],
)
def test_a_day_of_something_else_is_not_that_of_issue(other: str) -> None:
    sheet = _sheet().put(50, 40, "Facture 4711", 14).put(400, 70, "19 September 2024").put(50, 150, other)
    assert _day(sheet) == "2024-09-19"


def test_a_day_alone_under_the_number() -> None:
    sheet = _sheet().put(50, 150, "Date : 02/09/2024").put(420, 40, "FACTURE").put(420, 54, "N° FA2024/6209")
    assert _day(sheet.put(424, 66, "du 19/09/2024")) == "2024-09-19"


def test_beside_the_number_corrected_a_day_is_that_of_the_paper_corrected() -> None:
    sheet = _sheet().put(50, 40, "AVOIR n° AV002177", 12)
    heads = ["Date", "Réf. facture d'origine", "Date facture"]
    sheet.rows(150, 14, [(50, False), (150, False), (300, False)], [heads, ["25/04/2025", "FA721053", "01/04/2025"]])
    assert _day(sheet) == "2025-04-25"


def test_days_under_each_other_are_those_of_the_lines() -> None:
    sheet = _sheet().put(50, 40, "RENT INVOICE 781757", 14).put(328, 120, "Printed On").put(450, 120, "24 Jan 2024")
    lines = [["Date", "Charge", "Amount"], ["2 Feb 2024", "Rent", "60.00"], ["3 Feb 2024", "Late fee", "40.00"]]
    assert _day(sheet.rows(200, 16, [(50, False), (174, False), (540, True)], lines)) == "2024-01-24"


@pytest.mark.parametrize(
    ("rows", "due"),
    [
        (
            ["Zahlungsbedingung: Bis 25.03.2026 erhalten Sie 2,000 % Skonto.", "Bis 25.04.2026 ohne Abzug."],
            "2026-04-25",
        ),
        (["Zahlung bis 25.03.2026 mit 2 % Skonto, netto bis 25.04.2026"], "2026-04-25"),
        (["Ruego ingrese este importe antes del 25-04-2026 en la cuenta indicada."], "2026-04-25"),
        (["Este recibo se cargará en su cuenta el día 25-04-2026."], "2026-04-25"),
        (["Fälliger Betrag zum 25. Apr. 2026"], "2026-04-25"),
        (["Please pay by Saturday 25 April. Cash, cheque or bank transfer."], "2026-04-25"),
        (["Please pay by January 9th by card."], "2027-01-09"),
        (["Bis 25.03.2026 gilt unser Angebot."], "None"),
        (["Next read due: 25.04.2026"], "None"),
        (["Merci de régler avant le : 25/04/2026"], "2026-04-25"),
        (["Abbuchung am: 25.04.2026"], "2026-04-25"),
    ],
)
def test_what_is_said_of_paying(rows: list[str], due: str) -> None:
    sheet = _sheet().put(50, 40, "Invoice 4711", 14).put(50, 70, "Date: 2026-03-11").column(50, 400, 13, rows)
    assert _day(sheet, "due_date") == due
