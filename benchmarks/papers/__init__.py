"""Chinese papers of every kind, made by a generator that the reader was not tuned to: `python -m benchmarks.papers`.

sheet.py the page and its damages · draw.py random choices, in two halves · tickets.py strips.py tax_control.py digital.py
receipts.py slips.py the kinds · truth.py a paper with what it says · figures.py the reader held against it

What the forms print is *known*, not read from originals; numbers and parties are invented.
"""

from benchmarks.papers.figures import Figure, measure
from benchmarks.papers.kinds import KINDS, paper

__all__ = ["KINDS", "Figure", "measure", "paper"]
