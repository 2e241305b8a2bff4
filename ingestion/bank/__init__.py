"""A bank's files: statements with their lines, balances and the bank's own ids, as the file says them.

statement.py the shape, and whether a statement agrees with itself · reading.py which format it is · camt.py ISO 20022 ·
mt940.py SWIFT · ofx.py · qif.py · table.py CSV and workbooks · printed/ on paper · proof.py what does not come to its balance
"""

from ingestion.bank.reading import read_bank
from ingestion.bank.statement import BankLine, BankStatement

__all__ = ["BankLine", "BankStatement", "read_bank"]
