"""Statements and balances, read from what the seal wrote."""
