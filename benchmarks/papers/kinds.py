"""Every kind by its name; a paper of a kind from its seed and half."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.papers import digital, receipts, slips, strips, tax_control, tickets
from benchmarks.papers.draw import CHANCE, Draw, Half, Told, money
from benchmarks.papers.sheet import Sheet
from benchmarks.papers.truth import Paper, Truth


def _toll(d: Draw) -> tuple[Sheet, Truth]:
    return (tax_control.toll if d.chance(0.5) else digital.toll)(d)


KINDS: dict[str, Callable[[Draw], tuple[Sheet, Truth]]] = {
    "rail": tickets.rail, "air": tickets.air, "toll": _toll, "taxi": strips.taxi, "quota": strips.quota, "roll": strips.roll,
    "vehicle": tax_control.vehicle, "customs": receipts.customs, "fiscal": receipts.fiscal, "bank_slip": slips.bank_slip,
    "ride_list": tickets.ride_list, "vat_special": tax_control.special, "vat_general": tax_control.general,
    "digital_special": digital.special, "digital_general": digital.general, "digital_paper": tax_control.paper_of_digital,
}  # fmt: skip


def paper(kind: str, seed: int, half: Half, told: Told = CHANCE) -> Paper:
    """The same paper for the same kind, seed, half and what is told, on every machine."""
    sheet, truth = laid(kind, seed, half, told)
    return Paper(f"{kind}-{half.name.lower()}-{seed}", sheet.pdf(), truth)


def laid(kind: str, seed: int, half: Half, told: Told = CHANCE) -> tuple[Sheet, Truth]:
    """The paper before it is printed."""
    draw = Draw(kind, seed, half, told)
    sheet, truth = KINDS[kind](draw)
    _around(draw, sheet)
    return sheet, truth


def _around(d: Draw, sheet: Sheet) -> None:
    """What stands beside the form: the copy's name upright at the edge, and a second page that is another paper."""
    if d.damage.upright:
        sheet.column(
            sheet.width - 11, d.near(50, 12), d.near(11, 1), d.any(["第二联发票联购买方记账凭证", "第一联记账联"]), 7.5
        )
    if d.damage.second_page:
        sheet.turn().put(60, 60, "送货单", 14).put(60, 90, f"单号：{d.digits(12)}", 9)
        sheet.put(60, 110, f"合计：¥{money(d.amount(10, 99))}", 9).put(60, 130, "收货人：", 9)
