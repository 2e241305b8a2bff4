"""The books in other programs' formats: plain-text journals that beancount and hledger read and prove again.

page.py a journal, a page at a time · rows.py vouchers and balances out of the store · naming.py names and words that can
forge nothing · postings.py amounts with their cost in base currency · beancount.py, hledger.py the two formats.
In: arriving.py which reader a file has · journal_in/, beancount_in/, saft_in/, tables_in/ the readers, each yielding
incoming/ transactions with every amount resolved · landing/ those as vouchers of ours · data/ what tables call things.
"""

from ledger.exchange.page import FORMATS, JournalPage, Place, journal_page

__all__ = ["FORMATS", "JournalPage", "Place", "journal_page"]
