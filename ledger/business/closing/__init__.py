"""Month end: what each step would post, worked out from balances, and what may not stand at a close.

month.py the month and its facts · facts.py dated facts of the company · vat.py transfer of VAT columns · tax_settlement.py elsewhere ·
surcharges.py taxes on VAT · accruals.py those that reverse themselves · bad_debts.py 坏账准备 by aging_matrix.py ·
payroll.py whether pay was accrued · result.py 期间损益结转 and the year's result · gaps.py checks, each one set-wise query · notes.py what
people said of what moved.
"""

from ledger.business.closing.facts import BY_STANDARD, FACTS, Facts, choices_for, facts_on, give_fact
from ledger.business.closing.month import Drafted, Month

__all__ = ["BY_STANDARD", "FACTS", "Drafted", "Facts", "Month", "choices_for", "facts_on", "give_fact"]
