"""Receipts of a till: a narrow slip, prices with tax, the tax shown apart."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from benchmarks.papers.sheet import Sheet
from benchmarks.western.draw import Pen
from benchmarks.western.goods import CENT
from benchmarks.western.words import GOODS

_TITLE = {"de": ("Quittung", "Beleg"), "en": ("RECEIPT", "Receipt"), "fr": ("Facture", "FACTURE"), "it": ("Fattura", "FATTURA"),
          "es": ("Factura simplificada", "FACTURA SIMPLIFICADA"), "nl": ("Factuur", "FACTUUR"), "pl": ("Faktura", "FAKTURA")}  # fmt: skip


def slip(d: Pen) -> tuple[Sheet, dict[str, object], list[dict[str, object]]]:
    """One slip, what it says and its lines; names and prices as tills print them."""
    sheet, wide = d.sheet(226, 460), 210
    one, rate = d.seller, d.any(d.country.rates)
    head = [one.name, one.street, one.town, *([f"{d.id_word(one)}: {one.tax_id}"] if one.tax_id else [])]
    for row, text in enumerate(head):
        sheet.put(d.layout(16, 40), 20 + 12 * row, text, 8.5)
    y = 80.0
    sheet.put(16, y, f"{d.layout(*_TITLE[d.country.language])}", 9)
    sheet.put(16, y + 13, f"{d.word('number')}: {d.number}", 8.5).put(
        16, y + 26, f"{d.word('date')}: {d.spelled(d.issued)} {d.rng.randint(8, 21):02}:{d.rng.randint(0, 59):02}", 8.5
    )
    y += 50
    total = Decimal(0)
    for name in d.rng.sample(GOODS[d.country.language].split(","), d.rng.randint(1, 5)):
        price = d.amount(1, 60)
        total += price
        sheet.put(16, y, name, 8.5).put(wide, y, d.plain(price), 8.5, right=True)
        y += 13
    tax = (total - total * 100 / (100 + Decimal(rate))).quantize(CENT, ROUND_HALF_UP)
    sheet.put(16, y + 8, d.word("gross"), 11).put(wide, y + 8, d.cash(total), 11, right=True)
    y += 30
    for label, value in ((d.word("net"), total - tax), (d.word("tax", r=d.rate(rate)), tax)):
        sheet.put(16, y, label, 8).put(wide, y, d.plain(value), 8, right=True)
        y += 12
    sheet.put(16, y + 12, d.word("thanks"), 8)
    truth: dict[str, object] = {"gross": total, "net": total - tax, "tax": tax, "tax_rates": [rate], "due_date": None}
    return sheet, truth, []
