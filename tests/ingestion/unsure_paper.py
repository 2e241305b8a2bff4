"""A bill whose total is not net and tax: what it comes to is read, but not surely enough to be given."""

from __future__ import annotations

from tests.ingestion.printing import Sheet

NAME = "Hofmann Feinblech GmbH"


def unsure(number: str = "HF-26/0417", gross: str = "500,00") -> bytes:
    """400.00 and 76.00 of tax, and a total of its own."""
    sheet = Sheet()
    sheet.put(40, 40, NAME, 13).put(40, 60, "Am Anger 4 · 99084 Erfurt · USt-IdNr. DE136695976")
    sheet.put(40, 200, "Rechnung", 15)
    head = [["Rechnungsnummer:", number], ["Rechnungsdatum:", "12.11.2026"]]
    sheet.rows(225, 13, [(40, False), (160, False)], head)
    sheet.rows(290, 15, [(40, False), (555, True)], [["Leistung", "Betrag"], ["Stanzteile", "400,00"]])
    totals = [["Nettobetrag", "400,00 EUR"], ["USt 19%", "76,00 EUR"], ["Gesamtbetrag", f"{gross} EUR"]]
    return sheet.rows(340, 14, [(400, False), (555, True)], totals).pdf()
