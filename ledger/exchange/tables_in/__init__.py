"""Tables of accounting packages: the chronological journal 序时账 and the table of balances 科目余额表, as CSV or XLSX.

sheets.py rows out of files · cells.py amounts, dates and names in cells · headers.py which column is what · chart.py codes,
names and kinds · lines.py voucher lines out of memory · chronological.py · balances.py · reading.py all files of an import.

What columns are called is data (exchange/data/table_headers.csv): a package that says it otherwise is a line there.
"""

from ledger.exchange.tables_in.reading import read_tables

__all__ = ["read_tables"]
