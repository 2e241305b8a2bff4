"""A vendor whose own words for number and due day no reader knows: 'Leistungsbeleg' and 'Wir freuen uns auf Ausgleich am'."""

from __future__ import annotations

from tests.ingestion.printing import Sheet

NAME, TAX_ID = "Hofmann Feinblech GmbH", "DE136695976"


def odd(number: str, day: str, due: str, net: int, down: float = 0.0, label: str = "Leistungsbeleg") -> bytes:
    """An invoice; ``down`` moves everything under the head, as another line of address does; amounts whole, 19 %."""
    tax, sheet = net * 19, Sheet()
    sheet.put(40, 40, NAME, 13).put(40, 60, f"Am Anger 4 · 99084 Erfurt · USt-IdNr. {TAX_ID}")
    sheet.column(40, 130, 12, ["An", "Suzhou Lanhai Intelligent Equipment Co., Ltd.", "Suzhou"])
    sheet.put(40, 200, "Rechnung", 15)
    heads = ["Kundenreferenz", label, "Buchungstag"]
    sheet.rows(225 + down, 13, [(40, False), (200, False), (360, False)], [heads, [f"K-{net}7", number, day]])
    rows = [["Leistung", "Betrag"], ["Stanzteile", f"{net},00"]]
    sheet.rows(290 + down, 15, [(40, False), (555, True)], rows)
    cents = f"{tax // 100},{tax % 100:02}"
    gross = f"{(net * 100 + tax) // 100},{(net * 100 + tax) % 100:02}"
    totals = [["Nettobetrag", f"{net},00 EUR"], ["USt 19%", f"{cents} EUR"], ["Gesamtbetrag", f"{gross} EUR"]]
    sheet.rows(340 + down, 14, [(400, False), (555, True)], totals)
    sheet.put(40, 420 + down, f"Wir freuen uns auf Ausgleich am {due}")
    return sheet.pdf()
