"""SAF-T Financial: the Standard Audit File for Tax, of whatever country, version and namespace.

parts.py elements read as they pass · masters.py accounts, customers, suppliers · vouchers.py transactions and their lines ·
reading.py the whole file, its totals checked.

OECD, Guidance for the Standard Audit File – Tax, version 2.0 (2010); the Norwegian, Luxembourg and Portuguese schemas
differ in where a line says debit or credit, and in what a party is called.
"""

from ledger.exchange.saft_in.reading import read_saft

__all__ = ["read_saft"]
