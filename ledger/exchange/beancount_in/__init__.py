"""Beancount files, read by a parser of our own after the language's published description.

tokens.py words of a line · entries.py directives as values · grammar.py one directive · options.py options and plugins
· lots.py what an account holds, and which lots a sale takes · interpolation.py amounts, costs and prices left out ·
booking.py transactions in order of dates · checking.py balance and pad · reading.py the walk over files.
"""

from ledger.exchange.beancount_in.reading import read_beancount

__all__ = ["read_beancount"]
