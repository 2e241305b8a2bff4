"""Every kind by its name; a paper with its truth from kind, seed and half."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from benchmarks.papers.draw import CHANCE, Half, Told
from benchmarks.papers.sheet import Sheet
from benchmarks.western.draw import Pen
from benchmarks.western.feet import FEET
from benchmarks.western.goods import CENT, Goods, drawn
from benchmarks.western.heads import HEADS, Meta
from benchmarks.western.slips import slip
from benchmarks.western.sums import fields, sums
from benchmarks.western.tables import table
from benchmarks.western.words import DUE_BY, EARLY


@dataclass(frozen=True)
class Paper:
    """``truth`` in the words of the ``extract`` shape, texts and signed decimals as text; None where the paper prints no
    such thing, so that any value is wrong; a name left out is not judged. ``lines`` hold amount, quantity and unit_price."""

    name: str
    pdf: bytes
    language: str
    truth: dict[str, object]


def _plain(d: Pen) -> Goods:
    return drawn(d, [d.country.rates[0]], d.rng.randint(1, 6))


def _rates(d: Pen) -> Goods:
    return (
        drawn(d, d.country.rates[:2], d.rng.randint(3, 8))
        if len(d.country.rates) > 1 and d.country.code != "US"
        else _plain(d)
    )


def _discount(d: Pen) -> Goods:
    goods, rate = _plain(d), d.any(["5", "10", "3"])
    return replace(goods, discount=(rate, (goods.net * int(rate) / 100).quantize(CENT)))


def _prepaid(d: Pen) -> Goods:
    goods = _plain(d)
    return replace(goods, prepaid=(goods.gross * d.rng.choice([2, 3, 5]) / 10).quantize(Decimal(1)) + Decimal("0.00"))


def _returned(d: Pen) -> Goods:
    """A line taken back among others."""
    goods = drawn(d, [d.country.rates[0]], 4)
    back = replace(goods.items[0], sign=-1, quantity=Decimal(1), price=(goods.items[1].price / 3).quantize(CENT))
    return Goods((*goods.items[1:], back))


def _untaxed(d: Pen) -> Goods:
    return drawn(d, [""], d.rng.randint(1, 4))


def _long(d: Pen) -> Goods:
    return drawn(d, [d.country.rates[0]], d.rng.randint(32, 60))


_INVOICES: dict[str, Callable[[Pen], Goods]] = {
    "plain": _plain, "rates": _rates, "discount": _discount, "prepaid": _prepaid, "returned": _returned, "reverse": _untaxed, "small": _untaxed,
    "long": _long, "credit": _plain,
}  # fmt: skip
KINDS = (*_INVOICES, "receipt")


def paper(kind: str, seed: int, half: Half, told: Told = CHANCE) -> Paper:
    """The same paper for the same kind, seed, half and what is told, on every machine."""
    d = Pen(kind, seed, half, told)
    sheet, truth, lines = slip(d) if kind == "receipt" else _invoice(d, kind)
    told: dict[str, object] = {
        "number": d.number, "issue_date": d.issued.isoformat(), "seller_name": d.seller.name, "currency": d.country.currency,
        "is_credit_note": kind == "credit", "doc_type": "credit_note" if kind == "credit" else "invoice", **truth, "lines": lines,
    }  # fmt: skip
    if d.tagged == "none":
        del told["currency"]  # nothing on the paper says it
    if kind == "receipt":
        del told["doc_type"]  # a receipt with a number may be called either
    texts = "\n".join(str(part["text"]) for page in sheet.pages for one in page for part in one.get("parts", ()))  # type: ignore[attr-defined]
    for who, firm in (("seller", d.seller), ("buyer", d.buyer)):
        told[f"{who}_tax_id"] = firm.tax_id if firm.tax_id and firm.tax_id in texts else None
    told["seller_iban"] = d.seller.account if d.seller.account and d.seller.account in texts.replace(" ", "") else None
    return Paper(
        f"{kind}-{d.country.code.lower()}-{half.name.lower()}-{seed}", sheet.pdf(), d.country.language, _texts(told)
    )


def _texts(told: dict[str, object]) -> dict[str, object]:
    return {name: format(value, "f") if isinstance(value, Decimal) else value for name, value in told.items()}


def _invoice(d: Pen, kind: str) -> tuple[Sheet, dict[str, object], list[dict[str, object]]]:
    credit = kind == "credit"
    goods = _INVOICES[kind](d)
    if credit and d.chance(0.5):
        goods = Goods(tuple(replace(item, sign=-1) for item in goods.items))
    sheet = d.sheet(595, 842)
    in_words = d.chance(0.3)
    dated, original = not credit and d.chance(0.6), f"{d.number[:2]}{d.digits(5)}"
    meta = _meta(d, dated and not in_words, original if credit else "")
    y = d.layout(*HEADS)(d, sheet, d.word("credit" if credit else "invoice"), meta)
    y = sums(d, sheet, table(d, sheet, y, goods), goods)
    if kind in ("reverse", "small"):
        sheet.put(50, y, d.word(kind), 8.5)
        y += 14
    if not credit and not dated:
        sheet.put(50, y, d.word("within", n=d.term), 9)
        y += 16
    if dated and in_words:
        sheet.put(50, y, d.layout(*DUE_BY[d.language]).format(d=d.spelled(d.due)), 9)
        y += 16
    if dated and d.chance(0.25):
        y = _early(d, sheet, y, goods)
    d.layout(*FEET)(d, sheet, min(y + 8, 730))
    lines: list[dict[str, object]] = [
        {"amount": str(item.amount), "quantity": str(item.quantity), "unit_price": str(item.price)}
        for item in goods.items
    ]
    truth: dict[str, object] = {
        "buyer_name": d.buyer.name, "tax_rates": [rate for rate in goods.shares if rate],
        **fields(goods, -1 if credit else 1),
    }  # fmt: skip
    if dated or credit:
        truth["due_date"] = d.due.isoformat() if dated else None
    return sheet, truth, lines


def _early(d: Pen, sheet: Sheet, y: float, goods: Goods) -> float:
    """What is paid less by another day: neither the sum nor the day that count."""
    rate = d.any(["2", "3"])
    less = (goods.gross * (100 - int(rate)) / 100).quantize(CENT)
    words = d.layout(*EARLY.get(d.country.language, EARLY["en"]))
    sheet.put(50, y, words.format(r=rate, d=d.spelled(d.issued + timedelta(days=4)), a=d.cash(less)), 9)
    return y + 16


def _meta(d: Pen, dated: bool, original: str) -> Meta:
    """Number, day and what else the head tells, the number first."""
    meta = [(d.word("number"), d.number), (d.word("date"), d.spelled(d.issued))]
    if dated:
        meta.append((d.word("due"), d.spelled(d.due)))
    if original:
        meta.append((d.word("original"), original))
    if d.chance(0.6):
        meta.append((d.word("customer"), d.digits(5)))
    if d.chance(0.35) and len(meta) < 5:
        meta.append((d.word("period"), d.spelled(d.issued - timedelta(days=d.rng.randint(1, 9)))))
    if d.chance(0.3) and len(meta) < 5:
        meta.append((d.word("order"), f"PO{d.digits(6)}"))
    return meta
