"""A file of another program, whatever it is: told apart by its name and its first words, read by its reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ledger.core import Refused, problem
from ledger.exchange.beancount_in import read_beancount
from ledger.exchange.incoming import ForeignLedger
from ledger.exchange.journal_in import Dialect, read_journal
from ledger.exchange.saft_in import read_saft
from ledger.exchange.tables_in import read_tables

SUFFIXES = {
    ".journal": "hledger", ".j": "hledger", ".hledger": "hledger", ".ledger": "ledger", ".dat": "ledger",
    ".ldg": "ledger", ".beancount": "beancount", ".bean": "beancount", ".xml": "saft",
    ".csv": "table", ".tsv": "table", ".txt": "table", ".xlsx": "table", ".xlsm": "table",
}  # fmt: skip
FORMATS = ("beancount", "hledger", "ledger", "saft", "table")


def format_of(path: Path) -> str:
    """The format of a file; Refused where neither its name nor its first words say."""
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise Refused(problem("import.unknown_format", path.name, file=path.name, known=", ".join(FORMATS)))
    return found


def read_ledger(
    paths: Sequence[Path], form: str = "", *, automated: bool | None = None, year: int | None = None
) -> ForeignLedger:
    """Read files of one ledger; Refused with every fault."""
    for path in paths:
        if not path.is_file():
            raise Refused(problem("import.no_file", str(path), file=str(path)))
    chosen = form or format_of(paths[0])
    readers: dict[str, Callable[[], ForeignLedger]] = {
        "beancount": lambda: read_beancount(paths),
        "table": lambda: read_tables(paths),
        "saft": lambda: read_saft(paths),
        "hledger": lambda: read_journal(paths, Dialect.HLEDGER, automated=automated, year=year),
        "ledger": lambda: read_journal(paths, Dialect.LEDGER, automated=automated, year=year),
    }
    if chosen not in readers:
        raise Refused(problem("import.unknown_format", paths[0].name, file=chosen, known=", ".join(FORMATS)))
    return readers[chosen]()
