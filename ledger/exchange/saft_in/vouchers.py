"""Transactions: lines that say debit or credit by an element around the amount or around the whole line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from lxml.etree import _Element

from ledger.exchange.incoming import Place, Post, Transaction
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.saft_in.masters import ZERO, Masters
from ledger.exchange.saft_in.parts import amount, child, children, day, line_of, text


def read_transaction(element: _Element, place: Place, masters: Masters) -> Transaction:
    """One transaction, proved to balance; Fault where it does not."""
    described = text(element, "Description")
    whole = {"CustomerID": text(element, "CustomerID"), "SupplierID": text(element, "SupplierID")}
    posts = [post for line, side in _lines(element) for post in _posts(line, side, place, masters, whole)]
    off = sum((post.weight for post in posts), ZERO)
    number = text(element, "TransactionID")
    if off:
        raise Fault(place, "import.unbalanced", difference=f"{off:f} {masters.currency}")
    return Transaction(_date(element, place), place, described, tuple(posts), number)


def _date(element: _Element, place: Place) -> str:
    """The day it was posted, unless the accounting period the file names is another month."""
    days = [day(found, place) for name in ("GLPostingDate", "TransactionDate") if (found := text(element, name))]
    if not days:
        raise Fault(place, "import.bad_date", text="")
    year, month = text(element, "PeriodYear"), text(element, "Period")
    if year.isdigit() and month.isdigit():
        named = f"{int(year):04}-{int(month):02}"
        return next((one for one in days if one.startswith(named)), days[0])
    return days[0]


def _lines(element: _Element) -> Iterator[tuple[_Element, str]]:
    """Lines, also inside ``Lines``; with the side where the line's own name says it."""
    for one in children(element, "Line", "Lines", "DebitLine", "CreditLine", "TransactionLine"):
        name = one.tag.rpartition("}")[2]
        if name == "Lines":
            yield from _lines(one)
        else:
            yield one, name.removesuffix("Line") if name in ("DebitLine", "CreditLine") else ""


def _posts(line: _Element, side: str, place: Place, masters: Masters, whole: dict[str, str]) -> Iterator[Post]:
    account = text(line, "AccountID")
    at = Place(place.file, line_of(line))
    if not account:
        raise Fault(at, "import.no_account")
    found = False
    for name, sign in (("DebitAmount", 1), ("CreditAmount", -1)):
        value = child(line, name)
        if value is not None and (not side or name.startswith(side)):
            found = True
            yield _post(line, value, sign, account, at, masters, whole)
    if not found:
        raise Fault(at, "import.bad_amount", text="")


def _post(
    line: _Element, value: _Element, sign: int, account: str, place: Place, masters: Masters, whole: dict[str, str]
) -> Post:
    inner = child(value, "Amount")
    worth = sign * amount(value if inner is None else inner, place)
    currency, own = text(value, "CurrencyCode"), child(value, "CurrencyAmount")
    units, commodity = worth, masters.currency
    if inner is not None and own is not None and currency and currency != masters.currency:
        units, commodity = sign * amount(own, place), currency
    red = worth != 0 and (worth > 0) != (sign > 0)
    return Post(account, units, commodity, worth, masters.currency, text(line, "Description"),
                _dims(line, masters, whole), red=red)  # fmt: skip


def _dims(line: _Element, masters: Masters, whole: dict[str, str]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for name, known in (("CustomerID", masters.customers), ("SupplierID", masters.suppliers)):
        key = text(line, name) or whole[name]
        if key:
            found.setdefault("party", known.get(key, key))
    for one in children(line, "Analysis"):
        kind, value = text(one, "AnalysisType"), text(one, "AnalysisID")
        if kind and value:
            found.setdefault(kind, value)
    return tuple(sorted(found.items()))


class Totals:
    """What the header of the entries says, and what was counted."""

    def __init__(self) -> None:
        self.stated: dict[str, tuple[Decimal, Place]] = {}
        self.counted: dict[str, Decimal] = defaultdict(Decimal)
        self.moved: dict[str, Decimal] = defaultdict(Decimal)
        self.lines = 0

    def add(self, one: Transaction) -> None:
        """Count one transaction."""
        self.counted["NumberOfEntries"] += 1
        self.lines += len(one.posts)
        for post in one.posts:
            debit = (post.weight > 0) != post.red
            self.counted["TotalDebit" if debit else "TotalCredit"] += abs(post.weight) * (-1 if post.red else 1)
            self.moved[post.account] += post.weight

    def faults(self) -> Iterator[Fault]:
        """One for each total that differs; some programs count lines where others count transactions."""
        for name, (stated, place) in self.stated.items():
            counted = self.counted[name]
            if stated != counted and not (name == "NumberOfEntries" and stated == self.lines):
                yield Fault(place, "import.total_differs", name=name, stated=f"{stated:f}", counted=f"{counted:f}")
