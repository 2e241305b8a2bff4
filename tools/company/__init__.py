"""A company: founded, opened with its balances, its facts and its first page."""
