"""A whole SAF-T file: masters, entries, and its own totals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from lxml.etree import _Element

from ledger.core import Problem, Refused, problem
from ledger.exchange.incoming import Faults, ForeignLedger, Place, Post, Transaction
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.incoming.spill import Spill
from ledger.exchange.saft_in.masters import ZERO, Masters, read_account, read_header, read_party
from ledger.exchange.saft_in.parts import amount, line_of, local, passing
from ledger.exchange.saft_in.vouchers import Totals, read_transaction

CONTRA = "Equity:Opening balances of the imported file"


class _Reader:
    """One import over one or more files of the same company."""

    def __init__(self) -> None:
        self.masters, self.spill, self.faults = Masters(), Spill(), Faults()
        self.totals = Totals()
        self.first = ""
        self.notes: list[Problem] = []
        self.main = Place("", 1)

    def file(self, path: Path) -> None:
        """Read one file."""
        self.totals = Totals()
        self.main = Place(path.name, 1)
        for element in passing(path):
            name, place = local(element), Place(path.name, line_of(element))
            parent = element.getparent()
            try:
                self._part(name, element, place, parent)
            except Fault as fault:
                self.faults.keep(fault)
        if not self.masters.currency:
            raise Refused(problem("import.not_saft", path.name, file=path.name))
        if not self.faults.count:
            for differing in self.totals.faults():
                self.faults.keep(differing)
        self._closings()

    def _part(self, name: str, element: _Element, place: Place, parent: _Element | None) -> None:
        above = local(parent) if parent is not None else ""
        if name == "Header" and above == "AuditFile":
            read_header(element, self.masters)
        elif (name == "Account" and above == "GeneralLedgerAccounts") or (
            name == "GeneralLedger" and above == "MasterFiles"
        ):
            read_account(element, place, self.masters)
        elif name in ("Customer", "Supplier"):
            read_party(element, self.masters, customer=name == "Customer")
        elif name in ("NumberOfEntries", "TotalDebit", "TotalCredit") and above == "GeneralLedgerEntries":
            self.totals.stated[name] = (amount(element, place), place)
        elif name == "Transaction" and above == "Journal":
            self._keep(read_transaction(element, place, self.masters))

    def _keep(self, one: Transaction) -> None:
        self.totals.add(one)
        self.first = min(self.first or one.date, one.date)
        if one.posts:
            self.spill.put(one)

    def _closings(self) -> None:
        """A closing balance that opening and entries do not lead to is told: entries may have been left out on purpose."""
        wrong = [one.code for one in self.masters.accounts.values() if one.closing is not None and not one.sums
                 and one.closing != one.opening + self.totals.moved[one.code]]  # fmt: skip
        if wrong:
            self.notes.append(problem("import.closing_differs", count=len(wrong), account=wrong[0]))

    def opening(self) -> str:
        """The opening balances as a transaction at the end of the month before; the account that a difference stands on."""
        masters = self.masters
        posts = [Post(one.code, one.opening, masters.currency, one.opening, masters.currency)
                 for one in masters.accounts.values() if one.opening and not one.sums]  # fmt: skip
        if not posts:
            return ""
        off = sum((post.weight for post in posts), ZERO)
        if off:
            posts.append(Post(CONTRA, -off, masters.currency, -off, masters.currency))
            self.notes.append(problem("import.opening_off", difference=f"{off:f} {masters.currency}", account=CONTRA))
        first = min(one for one in (self.first, masters.start) if one) if self.first or masters.start else "2000-01-01"
        before = date.fromisoformat(f"{first[:7]}-01") - timedelta(days=1)
        self.spill.put(Transaction(before.isoformat(), self.main, "Opening balances", tuple(posts), opening=True))
        return CONTRA if off else ""


def read_saft(paths: Sequence[Path]) -> ForeignLedger:
    """SAF-T files of one company; Refused with every fault, each with its file and line."""
    reader = _Reader()
    for path in paths:
        reader.file(path)
    contra = reader.opening()
    reader.faults.raise_any()
    reader.spill.sorted()
    masters = reader.masters
    ledger = ForeignLedger("saft", reader.spill, base=masters.currency, separator="", contra=contra)
    ledger.kinds = {one.code: one.kind for one in masters.accounts.values()}
    ledger.titles = {one.code: one.name for one in masters.accounts.values()}
    ledger.opened = list(masters.accounts)
    ledger.parents = {one.code: one.parent for one in masters.accounts.values()
                      if one.parent in masters.accounts and one.parent != one.code and one.code.startswith(one.parent)}  # fmt: skip
    ledger.files, ledger.notes = [path.name for path in paths], reader.notes
    ledger.dimensions = _dimensions(reader.spill, masters)
    return ledger


def _dimensions(spill: Spill, masters: Masters) -> dict[str, dict[str, str]]:
    """Dimensions and their values as the lines use them; parties by their names."""
    found: dict[str, dict[str, str]] = {"party": dict(masters.parties)} if masters.parties else {}
    for one in spill:
        for post in one.posts:
            for code, value in post.dims:
                found.setdefault(code, {}).setdefault(
                    value, masters.parties.get(value, value) if code == "party" else value
                )
    return found
