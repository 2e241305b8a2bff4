"""Every kind by its name; a paper of a kind from its seed and half."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.papers import digital, receipts, slips, strips, tax_control, tickets
from benchmarks.papers.draw import Draw, Half
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


def paper(kind: str, seed: int, half: Half) -> Paper:
    """The same paper for the same kind, seed and half, on every machine."""
    sheet, truth = KINDS[kind](Draw(kind, seed, half))
    return Paper(f"{kind}-{half.name.lower()}-{seed}", sheet.pdf(), truth)
