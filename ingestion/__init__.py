"""What arrives: files become facts, each with its place on the page and how sure we are.

reader.py one file · pool.py many, each in a bounded worker (process.py, worker.py, wire.py, wire_pages.py) · reading.py the result · limits.py bounds · kind.py what a
file is · containers.py files inside files · forms.py PDF, OFD, XML or print · pdf/ what a PDF holds · ofd/ what an OFD holds · ocr/ pictures of papers · xml/ e-invoices · page/ printed invoices · china/ Chinese ones · values/ amounts, dates,
大写, tax ids · bank/ a bank's files · tables/ CSV and workbooks · odds/ which of several candidates is meant, by fitted weights · agree.py XML against page · checks.py arithmetic · sureness/ how sure each field is · own_side.py never ourselves for the seller · page_text.py words for a click on the page ·
trade/ orders and delivery notes · printed.py whichever reader knows a paper · choosing.py what on a page could be a field · learning/ what corrections teach of a vendor ·
filling/ what a model may say of a field left absent
"""

from ingestion.choosing import ACCOUNTS, CHOOSABLE, SAID, Candidate, candidates
from ingestion.containers import Part, holds_files, parts_of
from ingestion.filling import Asked, Filled, asked_of, filled
from ingestion.filling.asked import may_be_asked
from ingestion.forms import form_of
from ingestion.kind import is_picture, seen_as
from ingestion.learning import MONEY
from ingestion.limits import DEFAULT, Limits
from ingestion.own_side import Own, for_own
from ingestion.page_text import words
from ingestion.pdf.pictures import page_image
from ingestion.pdf.words import PageWords
from ingestion.pool import Readers, read_many, standing
from ingestion.reader import read
from ingestion.reading import HEADER, NO_BILLS, DocType, InvoiceKind, ItemLine, Reading, failed

__all__ = [
    "ACCOUNTS",
    "Asked",
    "CHOOSABLE",
    "Candidate",
    "DEFAULT",
    "HEADER",
    "DocType",
    "Filled",
    "InvoiceKind",
    "ItemLine",
    "Limits",
    "MONEY",
    "NO_BILLS",
    "Own",
    "PageWords",
    "Part",
    "Reading",
    "Readers",
    "SAID",
    "asked_of",
    "candidates",
    "failed",
    "filled",
    "for_own",
    "form_of",
    "holds_files",
    "may_be_asked",
    "is_picture",
    "page_image",
    "parts_of",
    "read",
    "read_many",
    "seen_as",
    "standing",
    "words",
]
