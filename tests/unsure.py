"""A bill that could be read two ways, and a reading in which a field was too unsure to be given, whatever the table says."""

from __future__ import annotations

from typing import Any

from ledger.evidence import documents as store_of
from ledger.evidence.documents import DocumentState
from tests.ingestion.printing import Sheet
from tests.world import World
from tools.shared.settling import columns_of

NAME = "Hofmann Feinblech GmbH"


def unsure(number: str = "HF-26/0417", gross: str = "500,00", day: str = "12.11.2026") -> bytes:
    """400.00 and 76.00 of tax, and a total of its own."""
    sheet = Sheet()
    sheet.put(40, 40, NAME, 13).put(40, 60, "Am Anger 4 · 99084 Erfurt · USt-IdNr. DE136695976")
    sheet.put(40, 200, "Rechnung", 15)
    head = [["Rechnungsnummer:", number], ["Rechnungsdatum:", day]]
    sheet.rows(225, 13, [(40, False), (160, False)], head)
    sheet.rows(290, 15, [(40, False), (555, True)], [["Leistung", "Betrag"], ["Stanzteile", "400,00"]])
    totals = [["Nettobetrag", "400,00 EUR"], ["USt 19%", "76,00 EUR"], ["Gesamtbetrag", f"{gross} EUR"]]
    return sheet.rows(340, 14, [(400, False), (555, True)], totals).pdf()


def withhold(world: World, document: str, *names: str) -> None:
    """As if these fields had been read too unsurely: absent, with what was read as their offer."""
    with world.house.store.write(world.tenant) as unit:
        found = store_of.find(unit, document)
        assert found is not None and found.reading is not None
        reading: dict[str, Any] = {**found.reading, "evidence": dict(found.reading["evidence"])}
        offers = dict(reading.get("offers") or {})
        for name in names:
            if reading[name] is not None:
                proof = reading["evidence"].pop(name)
                offers[name] = [{"value": reading[name], **proof}]
                reading[name] = None
        changed = reading | {"offers": offers}
        store_of.change(unit, document, state=DocumentState.READ, reading=changed, **columns_of(changed))
