"""Who sends it to whom, and what the paper is: seven heads, each at home in one half only."""

from __future__ import annotations

from benchmarks.papers.sheet import Sheet
from benchmarks.western.draw import Firm, Pen
from benchmarks.western.words import DELIVERED, TITLED

Meta = list[tuple[str, str]]
"""Label and value of each fact about the paper, its number first."""


def block(sheet: Sheet, x: float, y: float, firm: Firm, size: float = 9.0, more: tuple[str, ...] = ()) -> float:
    """Name, street, town under each other; where it ends."""
    for text in filter(None, (firm.over, firm.name, firm.under, firm.street, firm.town, *more)):
        sheet.put(x, y, text, size)
        y += size * 1.35
    return y


def mixed(d: Pen, meta: Meta) -> Meta:
    """The facts in another order: not every paper begins with its number."""
    return d.rng.sample(meta, len(meta)) if d.chance(0.5) else meta


def delivered(d: Pen, sheet: Sheet, x: float, y: float) -> None:
    """An address of a third firm where the goods went, in some papers."""
    if d.chance(0.2):
        sheet.put(x, y, d.layout(*DELIVERED[d.country.language]), 8)
        block(sheet, x, y + 13, d.firm(d.country), 9)


def _own_id(d: Pen, firm: Firm) -> tuple[str, ...]:
    return (f"{d.id_word(firm)}: {firm.tax_id}",) if firm.tax_id else ()


def window(d: Pen, sheet: Sheet, title: str, meta: Meta) -> float:
    """A letter: the sender in one small line over the window, facts at the right."""
    one, two = d.seller, d.buyer
    sheet.put(d.near(360), 40, one.lead, 15).put(362, 62, one.under, 7)
    sheet.put(62, 128, f"{one.name} · {one.street} · {one.town}", 6.5)
    block(sheet, 62, 142, two, 10, _own_id(d, two) if d.chance(0.5) else ())
    for row, (label, value) in enumerate(mixed(d, meta)):
        sheet.put(350, 142 + 13 * row, f"{label}:", 9).put(455, 142 + 13 * row, value, 9)
    sheet.put(62, 262, title, 15)
    return 295


def letter(d: Pen, sheet: Sheet, title: str, meta: Meta) -> float:
    """A letter: sender line with bars, facts as sentences under the title at the left."""
    one, two = d.seller, d.buyer
    sheet.put(62, 36, one.lead, 13).put(62, 54, one.street, 8).put(62, 64, one.town, 8).put(300, 40, one.under, 8)
    sheet.put(70, 150, f"{one.name} | {one.street} | {one.town}", 6.5)
    y = block(sheet, 70, 164, two, 10)
    if two.tax_id and d.chance(0.5):
        sheet.put(70, y, f"{d.id_word(two)} {two.tax_id}", 9)
    sheet.put(70, 250, title, 14)
    for row, (label, value) in enumerate(mixed(d, meta)):
        sheet.put(70, 274 + 13 * row, f"{label} {value}", 9.5)
    return 290 + 13 * len(meta)


def pair(d: Pen, sheet: Sheet, title: str, meta: Meta) -> float:
    """Two blocks under their headings side by side, seller left."""
    sheet.put(40, 36, title, 20)
    for row, (label, value) in enumerate(mixed(d, meta)):
        sheet.put(40, 72 + 13 * row, label, 9).put(150, 72 + 13 * row, value, 9)
    y = 90 + 13 * len(meta)
    for x, word, firm in ((40, "seller", d.seller), (310, "buyer", d.buyer)):
        sheet.put(x, y, d.word(word), 8, fill="#666666")
        block(sheet, x, y + 14, firm, 9, _own_id(d, firm))
    return y + 90


def boxes(d: Pen, sheet: Sheet, title: str, meta: Meta) -> float:
    """Ruled cells with small labels over values; the buyer stands left, the seller right."""
    sheet.put(d.near(230), 30, title, 17)
    x: float
    for x, word, firm in ((36, "buyer", d.buyer), (306, "seller", d.seller)):
        sheet.rule(x, 62, 250).put(x + 4, 66, d.word(word), 6.5)
        block(sheet, x + 4, 80, firm, 9.5, _own_id(d, firm))
    step = 520 / max(len(meta), 1)
    sheet.rule(36, 150, 520)
    for column, (label, value) in enumerate(mixed(d, meta)):
        x = 36 + step * column
        sheet.rule(x, 150, 32, down=True).put(x + 4, 153, label, 6.5).put(x + 4, 165, value, 9)
    sheet.rule(36, 182, 520)
    return 205


def stacked(d: Pen, sheet: Sheet, title: str, meta: Meta) -> float:
    """Labels over their values, one pair under the other at the right; parties under each other at the left."""
    sheet.put(50, 40, title, 18)
    y = block(sheet, 50, 78, d.seller, 9, _own_id(d, d.seller))
    sheet.put(50, y + 12, d.word("buyer"), 7.5, fill="#777777")
    end = block(sheet, 50, y + 24, d.buyer, 9, _own_id(d, d.buyer) if d.chance(0.5) else ())
    for row, (label, value) in enumerate(mixed(d, meta)):
        sheet.put(410, 78 + 27 * row, label, 7.5, fill="#777777").put(410, 88 + 27 * row, value, 9.5)
    return max(end, 78 + 27 * len(meta)) + 22


def american(d: Pen, sheet: Sheet, title: str, meta: Meta) -> float:
    """Seller top left without a word over it, the title large at the right, facts under it flush right."""
    block(sheet, 45, 45, d.seller, 10, _own_id(d, d.seller))
    sheet.put(552, 40, title, 24, right=True)
    for row, (label, value) in enumerate(mixed(d, meta)):
        sheet.put(450, 82 + 14 * row, label, 9, right=True).put(552, 82 + 14 * row, value, 9, right=True)
    y = 100 + 14 * len(meta)
    sheet.put(45, y, f"{d.word('buyer')}:", 9)
    block(sheet, 45, y + 14, d.buyer, 9.5, _own_id(d, d.buyer) if d.chance(0.5) else ())
    delivered(d, sheet, 300, y)
    return y + 90


def band(d: Pen, sheet: Sheet, title: str, meta: Meta) -> float:
    """A centred letterhead, the addressee right, facts in a row of labels over values."""
    one, two = d.seller, d.buyer
    sheet.put(d.near(210), 26, one.lead, 16).put(d.near(210), 14, one.under, 7)
    sheet.put(d.near(200), 52, f"{one.street}, {one.town}", 8)
    sheet.rule(40, 68, 515)
    block(sheet, 330, 100, two, 10, _own_id(d, two))
    sheet.put(40, 110, title, 16)
    for column, (label, value) in enumerate(mixed(d, meta)):
        x = 40 + 515 / max(len(meta), 1) * column
        sheet.put(x, 180, label, 7.5, fill="#555555").put(x, 191, value, 9.5)
    return 225


def subject(d: Pen, sheet: Sheet, title: str, meta: Meta) -> float:
    """The number stands in the title itself, the other facts in a small block at the right; the buyer is headed."""
    one, (_, number), rest = d.seller, meta[0], meta[1:]
    block(sheet, 400, 40, one, 8.5, _own_id(d, one))
    sheet.put(50, 110, d.word("buyer"), 8)
    block(sheet, 50, 123, d.buyer, 10)
    delivered(d, sheet, 262, 110)
    sign = {"de": "Nr.", "en": "No.", "fr": "n°", "it": "n.", "es": "nº", "nl": "nr.", "pl": "nr"}[d.language]
    if d.chance(0.3) and d.language in TITLED and not d.credit:
        title = d.layout(*TITLED[d.language])
    told = d.layout(f" vom {d.spelled(d.issued)}", f" ({d.digits(3)})") if d.language == "de" and d.chance(0.3) else ""
    sheet.put(50, 220, f"{title} {d.any([sign, sign, ''])} {number}{told}".replace("  ", " "), 14)
    for row, (label, value) in enumerate(mixed(d, rest)):
        sheet.put(400, 123 + 13 * row, f"{label}: {value}", 9)
    return 255


HEADS = (window, boxes, pair, american, subject, letter, stacked, band)
"""Even places for learning, odd ones held."""
