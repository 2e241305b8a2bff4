"""Which of a bank's formats a file is, by what stands in it and never by its name."""

from __future__ import annotations

from ingestion.bank import ofx
from ingestion.bank.mt940 import is_mt940, read_mt940
from ingestion.bank.ofx import is_ofx, read_ofx
from ingestion.bank.qif import is_qif, read_qif
from ingestion.bank.statement import BankStatement
from ingestion.bank.table import find_statement, read_table
from ingestion.tables import read_tables
from ledger.core import Refused

_TEXTS = ((is_mt940, read_mt940), (is_qif, read_qif))


def read_bank(data: bytes, name: str = "") -> tuple[BankStatement, ...]:
    """The statements of a file that is no XML: OFX, MT940, QIF, or a table; none where it is none of these."""
    if not data.startswith(b"PK\x03\x04"):
        text = data.decode(ofx.encoding_of(data), "replace")
        if is_ofx(text):
            return read_ofx(text)
        text = _text(data)
        for knows, read in _TEXTS:
            if knows(text):
                return read(text)
    try:
        pages = read_tables(data, name)
    except Refused:
        return ()
    return tuple(read_table(page, found) for page in pages if (found := find_statement(page)))


def _text(data: bytes) -> str:
    """SWIFT has ASCII alone, banks write what they like."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
