"""发票台账: purchase invoices from paper to deduction.

facts.py what was said of them (verified, use confirmed, transferred out) · register.py one row each, derived ·
lists.py the tax bureau's lists as taken in · compare.py ours against theirs ·
waiting.py the tax of theirs that still waits on 待认证进项税额.
"""

from ledger.business.invoices.facts import (
    Fact,
    FactKind,
    Purpose,
    Result,
    Standing,
    alone,
    history,
    say_of,
    standings,
)
from ledger.business.invoices.register import Booked, Invoice, booked_of, register

__all__ = [
    "Booked", "Fact", "FactKind", "Invoice", "Purpose", "Result", "Standing", "alone", "booked_of", "history", "register", "say_of", "standings",
]  # fmt: skip
