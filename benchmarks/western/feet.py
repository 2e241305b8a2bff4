"""How to pay, and what stands at the foot: terms, account, register, the seller's number where the head does not print it."""

from __future__ import annotations

from benchmarks.papers.sheet import Sheet
from benchmarks.western.draw import Pen


def _bank(d: Pen) -> str:
    return d.any(["Volksbank Nord", "Banque du Port", "Cassa Centrale", "Harbour Bank", "Regiobank"])


def columns(d: Pen, sheet: Sheet, y: float) -> None:
    """Three columns at the very foot."""
    one = d.seller
    first = [one.name, one.street, one.town]
    second = (
        [_bank(d), f"IBAN: {d.grouped(one.account)}", f"BIC: {d.any(['GENODEF1XYZ', 'AGRIFRPP', 'BCITITMM'])}"]
        if one.account
        else []
    )
    third = [f"Tel. 0{d.digits(3)} {d.digits(6)}", *([f"{d.id_word(one)}: {one.tax_id}"] if one.tax_id else [])]
    for x, texts in ((50, first), (215, second), (430, third)):
        for row, text in enumerate(texts):
            sheet.put(x, 785 + 10 * row, text, 7)


def one_line(d: Pen, sheet: Sheet, y: float) -> None:
    """An account in a sentence over one line of facts at the foot."""
    one = d.seller
    if one.account:
        sheet.put(50, y, f"{d.word('transfer')}: IBAN {d.grouped(one.account)}, {_bank(d)}", 9)
    tail = [one.name, one.town, *([f"{d.id_word(one)} {one.tax_id}"] if one.tax_id else [])]
    sheet.put(d.near(100), 805, " | ".join(tail), 7)


def block(d: Pen, sheet: Sheet, y: float) -> None:
    """A block of payment facts under the sums, labels before values, a line of facts at the foot."""
    one = d.seller
    sheet.put(50, y, d.word("transfer"), 9)
    if one.account:
        pairs = [("Bank", _bank(d)), ("IBAN", d.grouped(one.account)), ("BIC", "RABONL2U"), ("Ref.", d.number)]
        for row, (label, value) in enumerate(pairs, 1):
            sheet.put(50, y + 12 * row, label, 8.5).put(100, y + 12 * row, value, 8.5)
    tail = [one.name, one.street, one.town, *([f"{d.id_word(one)}: {one.tax_id}"] if one.tax_id else [])]
    sheet.put(60, 800, " · ".join(tail), 7)


def two_lines(d: Pen, sheet: Sheet, y: float) -> None:
    """All in two lines at the foot, the account without gaps, the holder named."""
    one = d.seller
    first = f"{one.name} - {one.street} - {one.town}"
    second = [f"{d.id_word(one)} {one.tax_id}"] if one.tax_id else []
    second += [f"IBAN {one.account}"] if one.account else []
    sheet.put(60, 795, first, 7.5).put(60, 806, " - ".join(second), 7.5)


FEET = (columns, one_line, block, two_lines)
"""Even places for learning, odd ones held."""
