"""Tables that people upload (XLSX, CSV): read as rows of text with their places, columns found by header aliases.

reading.py file → sheets of text · headers.py which column is what · amounts.py figures as people write them ·
data/ the aliases, one line a word.
"""

from ingestion.tables.amounts import day, figure
from ingestion.tables.headers import Found, find_table, plain
from ingestion.tables.reading import Sheet, read_tables

__all__ = ["Found", "Sheet", "day", "figure", "find_table", "plain", "read_tables"]
