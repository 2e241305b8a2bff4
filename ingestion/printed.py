"""A paper's words as a reading, by whichever reader knows its kind: a statement of account, an order or delivery
note, a Chinese paper, any other."""

from __future__ import annotations

from ingestion.bank.printed import read_statement
from ingestion.china.kind import is_chinese_invoice
from ingestion.china.reading import read_chinese
from ingestion.page.european import read_european
from ingestion.page.paper import Paper
from ingestion.reading import Reading, of_bank
from ingestion.trade.kind import trade_kind
from ingestion.trade.reading import read_trade


def read_printed(paper: Paper, file: str) -> Reading:
    """What the pages say."""
    if (statement := read_statement(paper)) is not None:
        return of_bank(file, (statement,))
    if (kind := trade_kind(paper)) is not None:
        return read_trade(paper, kind, file)
    return read_chinese(paper, file) if is_chinese_invoice(paper) else read_european(paper, file)
