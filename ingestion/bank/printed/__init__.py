"""A printed statement of account: its table found by header words, its rows by geometry, its signs by its own balances.

words.py what statements call things · columns.py the header · figures.py amounts and days in a row · rows.py lines to
entries · head.py account, currency, period, balances · reading.py the whole
"""

from ingestion.bank.printed.reading import read_statement

__all__ = ["read_statement"]
