"""All tables of an import together: journals, balances, or both, which then must agree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

from ledger.core import Problem, Refused, problem
from ledger.exchange.incoming import Faults, ForeignLedger, Post
from ledger.exchange.tables_in.balances import Balance, leaves, read_balances
from ledger.exchange.tables_in.cells import ZERO, month
from ledger.exchange.tables_in.chart import Chart
from ledger.exchange.tables_in.chronological import BASE, Chronological
from ledger.exchange.tables_in.headers import SEARCHED, find_header
from ledger.exchange.tables_in.lines import Line, Lines
from ledger.exchange.tables_in.sheets import Row, sheets


class _Reader:
    """One import."""

    def __init__(self) -> None:
        self.lines, self.chart, self.faults = Lines(), Chart(), Faults()
        self.dimensions: dict[str, dict[str, str]] = {}
        self.moved: dict[str, list[Decimal]] = {}
        self.balances: list[Balance] = []
        self.period = ""
        self.journals = 0
        self.notes: list[Problem] = []

    def file(self, path: Path) -> None:
        """Every sheet of a file that has a header we know; Refused where none has."""
        known = 0
        for name, rows in sheets(path):
            head = list(islice(rows, SEARCHED))
            header = find_header(head)
            if header is None:
                continue
            known += 1
            rest: chain[Row] = chain(head[header.first :], rows)
            if header.journal:
                self.journals += 1
                table = Chronological(header, self.lines, self.chart, self.faults, self.dimensions, moved=self.moved)
                table.read(name, rest)
            else:
                self.period = self.period or month(header.titles) or month(path.stem)
                self.balances += read_balances(name, header, rest, self.chart, self.faults)
        if not known:
            raise Refused(problem("import.no_header", path.name, file=path.name))

    def prove(self) -> str:
        """Every voucher balances; the first month."""
        first = ""
        for one in self.lines:
            first = first or one.date[:7]
            off = sum((post.weight for post in one.posts), ZERO)
            if off:
                self.faults.add(
                    one.place, "import.voucher_unbalanced", voucher=one.number or "-", difference=f"{off:f}"
                )
        return first

    def balance_table(self, first: str) -> None:
        """Openings carried in before the first month; movement where no journal tells it, else compared."""
        if not self.balances:
            return
        rows = leaves(self.balances, self.chart.parents())
        begin = first or self.period
        if not begin:
            self.faults.add(self.balances[0].place, "import.no_period")
            return
        before = (date.fromisoformat(f"{begin}-01") - timedelta(days=1)).isoformat()
        self._put(rows, before, "opening", opening=True)
        if not self.journals:
            self._put(rows, f"{self.period}-01", "movement", opening=False)
            return
        wrong = [one.code for one in rows if [one.debit, one.credit] != self.moved.get(one.code, [ZERO, ZERO])]
        if wrong:
            self.notes.append(problem("import.closing_differs", count=len(wrong), account=wrong[0]))

    def _put(self, rows: list[Balance], day: str, voucher: str, *, opening: bool) -> None:
        off = ZERO
        for one in rows:
            parts = (one.opening,) if opening else (one.debit, -one.credit)
            for at, value in enumerate(parts):
                if value:
                    off += value
                    red = not opening and (value > 0) == bool(at)
                    post = Post(one.code, value, BASE, value, BASE, voucher, red=red)
                    self.lines.put(Line(day, voucher, one.place, post, opening))
        if off:
            self.faults.add(self.balances[0].place, "import.voucher_unbalanced", voucher=voucher, difference=f"{off:f}")


def read_tables(paths: Sequence[Path]) -> ForeignLedger:
    """Tables of one company; Refused with every fault: file, row, column, what, and the remedy."""
    reader = _Reader()
    for path in paths:
        reader.file(path)
    reader.lines.sorted()
    reader.balance_table(reader.prove())
    reader.faults.raise_any()
    ledger = ForeignLedger("table", reader.lines, base=BASE, separator="")
    ledger.kinds, ledger.titles = reader.chart.kinds(), reader.chart.names
    ledger.parents, ledger.opened = reader.chart.parents(), list(reader.chart.names)
    ledger.dimensions, ledger.notes = reader.dimensions, reader.notes
    ledger.files = [path.name for path in paths]
    return ledger
