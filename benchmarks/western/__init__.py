"""Western printed invoices, credit notes and receipts that the reader was not tuned to: `python -m benchmarks.western`.

countries.py money, days, ids of nine countries · words.py what papers call things · draw.py random choices, in two halves ·
goods.py lines and sums · heads.py tables.py sums.py feet.py slips.py the parts of a layout · kinds.py what is drawn ·
__main__.py the papers as PDF

No layout, spelling or part that has an alternative is shared by the two halves; companies and numbers are invented. What
such papers look like is *known* from business life, not taken from any file.
"""

from benchmarks.western.kinds import KINDS, Paper, paper

__all__ = ["KINDS", "Paper", "paper"]
