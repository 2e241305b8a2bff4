"""What every reader of a foreign ledger yields, whatever the format.

model.py transactions whose every amount is resolved and weighed · faults.py places and faults, collected so that one
run tells them all · files.py text out of files, includes that cannot leave the folder.
"""

from ledger.exchange.incoming.faults import Faults, Place
from ledger.exchange.incoming.model import ForeignLedger, Post, Tally, Transaction

__all__ = ["Faults", "ForeignLedger", "Place", "Post", "Tally", "Transaction"]
