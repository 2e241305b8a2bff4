"""期初余额: opening balances at any month, from a trial balance and the open documents behind it.

model.py what was read · check.py every difference that keeps it from being proposed · plan.py the runs it becomes,
owed.py what of them stands on accounts of open items, run.py one of them.
carried.py what comes beside balances (cash flow to date, the year before, bank lines) · agreement.py whether it agrees.
"""

from ledger.business.opening.agreement import computed, disagreements
from ledger.business.opening.carried import KEPT, BankOpen, Carried, Flow, PriorFigure, carried, carried_of
from ledger.business.opening.check import differences
from ledger.business.opening.model import Balance, Item, Moves, Opening, Terms
from ledger.business.opening.plan import plan, terms
from ledger.business.opening.run import Run, RunLine

__all__ = [
    "KEPT", "Balance", "BankOpen", "Carried", "Flow", "Item", "Moves", "Opening", "PriorFigure", "Run", "RunLine", "Terms",
    "carried", "carried_of", "computed", "differences", "disagreements", "plan", "terms",
]  # fmt: skip
