"""Journals of hledger and Ledger, read by a parser of our own.

numbers.py digits, groups and decimal marks · amounts.py commodities and arithmetic · raw.py what a file says, as it says
it · settings.py what directives change · postings.py one posting line · transactions.py headers and bodies · directives.py
· rules.py automated transactions · weighing.py what a posting counts for, what was left out · balancing.py
proofs, assertions, assignments · reading.py the walk over files.

Where the two programs differ the dialect says whose rule holds.
"""

from ledger.exchange.journal_in.reading import read_journal
from ledger.exchange.journal_in.settings import Dialect

__all__ = ["Dialect", "read_journal"]
