"""A statement from a seed: entries, the balances they lead to, and pages in a bank's layout."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.papers.sheet import Damage, Sheet
from benchmarks.statements.layouts import Column, Layout

_PARTIES = {True: ("苏州明远五金有限公司", "杭州栖云科技有限公司", "上海启衡物流有限公司无锡分公司", "李强", "国家金库无锡市中心支库"),
            False: ("Harbour Steel plc", "Northgate Tools Ltd", "Stadtwerke Musterstadt", "Atelier Boréal SAS", "M. Keller")}  # fmt: skip
_MEMOS = {True: ("货款", "电费代扣", "工资", "往来款", "手续费", "增值税", "合同 HT2026-031 首付款"),
          False: ("Invoice R-2026-55", "Rent March", "Salary", "Card fee", "SEPA transfer order 4711", "Standing order ref A/22")}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One movement; ``amount`` positive for money that came in."""

    day: date
    amount: Decimal
    party: str
    memo: str
    reference: str


@dataclass(frozen=True)
class Drawn:
    """A statement as PDF with its truth."""

    name: str
    pdf: bytes
    entries: tuple[Entry, ...]
    opening: Decimal
    closing: Decimal


def drawn(layout: Layout, seed: int, *, spoiled: bool = False) -> Drawn:
    """The same statement for the same layout and seed; ``spoiled`` prints one amount wrong, so that it does not add up."""
    rng = random.Random(f"{layout.name}-{seed}")
    days = sorted(date(2026, 3, 1) + timedelta(days=rng.randrange(31)) for _ in range(rng.randint(6, 60)))
    entries = tuple(
        Entry(day, Decimal(rng.choice([1, 1, -1]) * rng.randint(100, 9_999_999)) / 100, rng.choice(_PARTIES[layout.chinese]),
              rng.choice(_MEMOS[layout.chinese]), f"{rng.randrange(10**12):012d}")
        for day in days
    )  # fmt: skip
    opening = Decimal(rng.randint(50_000_000, 99_999_999)) / 100
    closing = opening + sum((one.amount for one in entries), Decimal(0))
    pages = _Pages(layout, rng, entries, opening, closing, spoiled)
    return Drawn(f"{layout.name}-{seed}", pages.draw(), entries, opening, closing)


class _Pages:
    """Rows laid under each other, page after page."""

    def __init__(
        self,
        layout: Layout,
        rng: random.Random,
        entries: tuple[Entry, ...],
        opening: Decimal,
        closing: Decimal,
        spoiled: bool,
    ) -> None:
        self._layout, self._entries, self._opening, self._closing, self._spoiled = (
            layout,
            entries,
            opening,
            closing,
            spoiled,
        )
        width, height = (842.0, 595.0) if layout.wide else (595.0, 842.0)
        self._sheet = Sheet(width, height, rng, Damage())
        self._account = "".join(rng.choice("0123456789") for _ in range(19))
        self._y = 40.0

    def draw(self) -> bytes:
        """The whole as PDF."""
        told, layout = self._sheet, self._layout
        told.put(60, self._y, layout.title, 14)
        self._y += 28
        iban = f"DE{self._account[:20]}0"
        for line in layout.head:
            text = line.format(account=self._account, account8=self._account[:8], iban=iban)
            told.put(40, self._y, text, 9)
            self._y += 15
        if layout.balances_in_head:
            for label, value in ((layout.opening, self._opening), (layout.closing, self._closing)):
                told.put(40, self._y, f"{label}：{layout.money(value)}" if layout.chinese else label, 9)
                if not layout.chinese:
                    told.put(330, self._y, "$" + layout.money(value), 9, right=True)
                self._y += 15
        self._y += 10
        self._header()
        inside = layout.opening and not layout.balances_in_head
        if inside:
            self._balance(layout.opening, self._opening, date(2026, 2, 28))
        self._rows()
        if inside:
            self._balance(layout.closing, self._closing, date(2026, 3, 31))
        return told.pdf()

    def _header(self) -> None:
        for column in self._layout.columns:
            self._sheet.put(column.x, self._y, column.title, 8.5, right=column.right)
        self._y += 18

    def _balance(self, label: str, value: Decimal, day: date) -> None:
        text = label.format(first=day.strftime("%d.%m.%Y"), last=day.strftime("%d.%m.%Y"))
        self._sheet.put(self._layout.columns[1].x, self._y, text, 8.5)
        last = next((one for one in self._layout.columns if one.what == "balance"), self._layout.columns[-1])
        self._sheet.put(last.x, self._y, self._layout.signed(value, self._layout.money(value)), 8.5, right=True)
        self._y += 16

    def _rows(self) -> None:
        balance, rows = self._opening, []
        for place, one in enumerate(self._entries):
            balance += one.amount
            last_of_day = place + 1 == len(self._entries) or self._entries[place + 1].day != one.day
            shown = balance if last_of_day or not self._layout.balance_of_day else None
            rows.append((one, shown, place == len(self._entries) // 2 and self._spoiled))
        seen: date | None = None
        for one, shown, wrong in reversed(rows) if self._layout.newest_first else rows:
            self._turn_if_full()
            self._row(one, shown, wrong, with_day=not self._layout.day_once or one.day != seen)
            seen = one.day

    def _turn_if_full(self) -> None:
        if self._y > self._sheet.height - 60:
            self._sheet.put(self._sheet.width / 2, self._sheet.height - 24, f"{len(self._sheet.pages)} / 9", 7)
            self._sheet.turn()
            self._y = 50.0
            if self._layout.repeat_header:
                self._header()

    def _row(self, one: Entry, balance: Decimal | None, wrong: bool, *, with_day: bool) -> None:
        layout, deepest = self._layout, 1
        amount = one.amount + (Decimal("0.10") if wrong else 0)
        joined = not any(column.what == "party" for column in layout.columns)
        texts = {
            "day": layout.day(one.day) if with_day else "", "value": layout.day(one.day), "party": one.party, "reference": one.reference,
            "memo": f"{one.party} {one.memo}" if joined else one.memo, "other": "人民币" if layout.name == "cmb" else "1",
            "side": "贷" if amount > 0 else "借", "received": layout.money(amount) if amount > 0 else "",
            "paid": layout.money(amount) if amount < 0 else "", "amount": layout.signed(amount, layout.money(amount)),
            "balance": layout.money(balance) if balance is not None else "",
        }  # fmt: skip
        if any(column.what == "side" for column in layout.columns):
            texts["amount"] = layout.money(amount)
        for column in layout.columns:
            deepest = max(deepest, self._cell(column, texts[column.what]))
        self._y += 6 + 10 * deepest

    def _cell(self, column: Column, text: str) -> int:
        parts = [text]
        if column.what in ("party", "memo") and len(text) > self._layout.wrap:
            parts = _wrapped(text, self._layout.wrap, words=not self._layout.chinese)
        for place, part in enumerate(parts):
            self._sheet.put(column.x, self._y + 10 * place, part, 8.0, right=column.right)
        return len(parts)


def _wrapped(text: str, width: int, *, words: bool) -> list[str]:
    if not words:
        return [text[start : start + width] for start in range(0, len(text), width)]
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
