"""期初余额: opening balances at any month, from a trial balance and the open documents behind it.

model.py what was read · check.py every difference that keeps it from being proposed · plan.py the runs it becomes.
"""

from ledger.business.opening.check import differences
from ledger.business.opening.model import Balance, Item, Opening, Terms
from ledger.business.opening.plan import Run, RunLine, plan, terms

__all__ = ["Balance", "Item", "Opening", "Run", "RunLine", "Terms", "differences", "plan", "terms"]
