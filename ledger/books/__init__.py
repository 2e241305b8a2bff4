"""The seal: vouchers enter here and never leave.

entries.py drafts and what the seal gives back · accounts.py books, accounts, dimensions · periods.py opening and
closing · calendar.py dates as integers · cells.py interning · rows.py checks and rows · leaf.py, header.py hashing ·
seal.py the only writer (write_sqlite.py, write_postgres.py) · refusals.py from database to problem ·
balances.py trial-balance rows, open items · journal.py vouchers · voucher_search.py which are meant · account_lines.py the lines behind a balance ·
reversal.py red and corrected vouchers · plain.py drafts as JSON · arrays.py packed columns for PostgreSQL.
"""
