"""Business papers by other hands: billing systems, shops, enterprise systems and people's own templates, printed by Chromium.

Their authors did not know the reader: ``layouts`` are by one hand, ``later_layouts`` by a second, ``third_layouts`` to
``seventh_layouts`` by others. A layout is a row of one of them and a template of the same name; a template says its fields through the ``Sheet``, which remembers them, so that the
truth of a paper is what was printed. Every layout is at home in one half: what mends the reader looks at *learn* only.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.printers.account import month
from benchmarks.printers.deal import draw
from benchmarks.printers.fifth_layouts import FIFTH_INVOICES, FIFTH_OTHERS
from benchmarks.printers.fourth_layouts import FOURTH_INVOICES, FOURTH_OTHERS
from benchmarks.printers.later_layouts import LATER_INVOICES, LATER_OTHERS, LATER_STATEMENTS
from benchmarks.printers.layout import Half, Layout
from benchmarks.printers.layouts import INVOICES, OTHERS, STATEMENTS
from benchmarks.printers.press import Press, Printed, press
from benchmarks.printers.seventh_layouts import SEVENTH_INVOICES, SEVENTH_OTHERS
from benchmarks.printers.sheet import Sheet
from benchmarks.printers.sixth_layouts import SIXTH_INVOICES, SIXTH_OTHERS
from benchmarks.printers.third_layouts import THIRD_INVOICES, THIRD_OTHERS, THIRD_STATEMENTS

__all__ = ["LAYOUTS", "Half", "Layout", "Press", "Printed", "papers", "press", "printed"]

LAYOUTS = (
    *(*INVOICES, *OTHERS, *STATEMENTS),
    *(*LATER_INVOICES, *LATER_OTHERS, *LATER_STATEMENTS),
    *(*THIRD_INVOICES, *THIRD_OTHERS, *THIRD_STATEMENTS),
    *(*FOURTH_INVOICES, *FOURTH_OTHERS),
    *(*FIFTH_INVOICES, *FIFTH_OTHERS),
    *(*SIXTH_INVOICES, *SIXTH_OTHERS),
    *(*SEVENTH_INVOICES, *SEVENTH_OTHERS),
)


def printed(layout: Layout, seed: int, by: Press) -> Printed:
    """One paper of a layout; the same seed says the same."""
    rng = random.Random(f"{layout.name} {seed}")
    deal = draw(layout, rng)
    sheet, name = Sheet(layout, deal), f"{layout.name}-{seed}"
    if layout.doc_type == "bank_statement":
        shown = month(deal, rng, layout)
        pdf = by.print(layout.name, s=sheet, d=deal, L=layout, b=shown)
        return Printed(name, layout, pdf, {"doc_type": layout.doc_type, "statements": [shown.truth(layout.currency)]})
    pdf = by.print(layout.name, s=sheet, d=deal, L=layout)
    return Printed(name, layout, pdf, sheet.truth())


def papers(half: Half, count: int) -> Iterator[Printed]:
    """So many papers of each layout of a half, all from one press."""
    with press() as by:
        for layout in LAYOUTS:
            for seed in range(count) if layout.half is half else ():
                yield printed(layout, seed, by)
