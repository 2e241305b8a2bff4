"""What a paper comes to: totals right, left, in boxes, in a row, as a breakdown by rate. Each says which fields it prints."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.papers.sheet import Sheet
from benchmarks.western.draw import Pen
from benchmarks.western.goods import Goods

Printed = set[str]
_ROOM = 690.0


def rows(d: Pen, goods: Goods) -> list[tuple[str, str]]:
    """Label and amount, from net over each tax to gross, then what was paid and what is left."""
    taxed = any(rate for rate in goods.shares)
    out = []
    if goods.discount:
        rate, value = goods.discount
        out.append((d.word("discount", r=d.rate(rate)), d.cash(-value)))
    if taxed:
        out.append((d.word("net"), d.cash(goods.net)))
        out += [(_tax_word(d, rate), d.cash(tax)) for rate, (_, tax) in goods.shares.items() if rate]
    out.append((d.word("gross"), d.cash(goods.gross)))
    return out + left(d, goods)


def left(d: Pen, goods: Goods) -> list[tuple[str, str]]:
    """What was paid before, and what is left to pay."""
    if not goods.prepaid:
        return []
    sign = d.layout(-1, 1)
    return [(d.word("paid"), d.cash(sign * goods.prepaid)), (d.word("to_pay"), d.cash(goods.gross - goods.prepaid))]


def _tax_word(d: Pen, rate: str) -> str:
    if d.country.code == "US":
        return d.layout(f"Sales tax ({rate}%)", f"Tax {rate}%")
    return d.word("tax", r=d.rate(rate))


def _listed(d: Pen, sheet: Sheet, y: float, goods: Goods, x: float, edge: float, right: bool) -> float:
    found = rows(d, goods)
    for label, amount in found:
        sheet.put(x, y, label, 9.5, right=right).put(edge, y, amount, 9.5, right=True)
        y += 15
    return y + 6


def at_right(d: Pen, sheet: Sheet, y: float, goods: Goods) -> float:
    """Labels and amounts flush right under the amounts' column."""
    return _listed(d, sheet, y, goods, 460, 550, right=True)


def boxed(d: Pen, sheet: Sheet, y: float, goods: Goods) -> float:
    """A box at the right, every row ruled, labels flush left."""
    begun = y
    for label, amount in rows(d, goods):
        sheet.rule(330, y - 3, 225).put(336, y, label, 9).put(550, y, amount, 9, right=True)
        y += 17
    sheet.rule(330, y - 3, 225).rule(330, begun - 3, y - begun, down=True).rule(555, begun - 3, y - begun, down=True)
    return y + 8


def at_left(d: Pen, sheet: Sheet, y: float, goods: Goods) -> float:
    """A block at the left, with colons."""
    for label, amount in rows(d, goods):
        sheet.put(50, y, f"{label}:", 9.5).put(260, y, amount, 9.5, right=True)
        y += 14
    return y + 8


def across(d: Pen, sheet: Sheet, y: float, goods: Goods) -> float:
    """One row of amounts under one row of labels; sums of several rates as rows of their own before."""
    if goods.discount or len(goods.shares) > 1 or "" in goods.shares:
        return _listed(d, sheet, y, goods, 300, 552, right=False)
    (rate, _), *_ = goods.shares.items()
    heads = [d.word("net"), _tax_word(d, rate), d.word("gross")]
    for x, label, value in zip((200, 370, 550), heads, (goods.net, goods.tax, goods.gross), strict=True):
        sheet.put(x, y, label, 8.5, right=True).put(x, y + 14, d.cash(value), 10, right=True)
    y += 36
    for label, amount in left(d, goods):
        sheet.put(370, y, label, 9.5, right=True).put(550, y, amount, 9.5, right=True)
        y += 15
    return y + 6


def by_rate(d: Pen, sheet: Sheet, y: float, goods: Goods) -> float:
    """A breakdown by rate at the left, the sums at the right of it."""
    if "" not in goods.shares:
        sheet.put(90, y, d.word("rate"), 8, right=True).put(170, y, d.word("base"), 8, right=True).put(
            240, y, _bare(d), 8, right=True
        )
        for row, (rate, (base, tax)) in enumerate(goods.shares.items(), 1):
            sheet.put(90, y + 13 * row, f"{d.rate(rate)} %", 8.5, right=True).put(
                170, y + 13 * row, d.plain(base), 8.5, right=True
            )
            sheet.put(240, y + 13 * row, d.plain(tax), 8.5, right=True)
    return _listed(d, sheet, y, goods, 330, 550, right=False)


def included(d: Pen, sheet: Sheet, y: float, goods: Goods) -> float:
    """The breakdown with sums of its own over the total, which stands alone and large."""
    if "" in goods.shares or goods.discount:
        return _listed(d, sheet, y, goods, 320, 552, right=False)
    heads = (d.word("rate"), d.word("base"), _bare(d), d.word("gross"))
    shares = [(f"{d.rate(rate)}%", base, tax) for rate, (base, tax) in goods.shares.items()]
    for x, label in zip((300, 390, 465, 552), heads, strict=True):
        sheet.put(x, y, label, 8, right=True)
    for rate, base, tax in (*shares, ("", goods.net, goods.tax)):
        y += 13
        for x, text in zip((300, 390, 465, 552), (rate, d.plain(base), d.plain(tax), d.plain(base + tax)), strict=True):
            if text:
                sheet.put(x, y, text, 8.5, right=True)
    y += 24
    sheet.put(330, y, d.word("gross"), 11).put(552, y, d.cash(goods.gross), 11, right=True)
    for label, amount in left(d, goods):
        y += 15
        sheet.put(330, y, label, 9.5).put(552, y, amount, 9.5, right=True)
    return y + 22


def _bare(d: Pen) -> str:
    """The name of the tax alone."""
    return {
        "de": d.layout("MwSt.", "Steuer"),
        "en": "VAT" if d.country.code == "GB" else "Tax",
        "fr": "TVA",
        "nl": "Btw",
        "pl": "VAT",
    }.get(d.country.language, "IVA")


SUMS = (at_right, boxed, by_rate, at_left, at_right, included, by_rate, across)
"""Even places for learning, odd ones held."""


def sums(d: Pen, sheet: Sheet, y: float, goods: Goods) -> float:
    """The totals from ``y`` on; on a new page where there is no room."""
    if y > _ROOM - 15 * len(goods.shares):
        sheet.turn()
        y = 70.0
    end: float = d.layout(*SUMS)(d, sheet, y, goods)
    return end


def fields(goods: Goods, sign: int) -> dict[str, Decimal]:
    """The amounts that every layout of sums prints, signed; without tax only the total is printed for certain."""
    out = {"gross": goods.gross}
    if any(goods.shares):
        out |= {"net": goods.net, "tax": goods.tax}
    if goods.prepaid:
        out["due_amount"] = goods.gross - goods.prepaid
    signed = {name: sign * abs(value) for name, value in out.items()}
    return signed | ({"prepaid": goods.prepaid} if goods.prepaid else {})
