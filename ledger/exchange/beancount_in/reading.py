"""The walk over a beancount file and what it includes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import localcontext
from pathlib import Path

from ledger.books.accounts import AccountType
from ledger.core import problem
from ledger.exchange.beancount_in.booking import Booker
from ledger.exchange.beancount_in.checking import check, pads
from ledger.exchange.beancount_in.entries import ORDER, Entry, Open, Options, Pad, Txn
from ledger.exchange.beancount_in.grammar import Cursor, read_dated
from ledger.exchange.beancount_in.interpolation import Booked
from ledger.exchange.beancount_in.options import option, plugin
from ledger.exchange.beancount_in.tokens import Line, lines, unquoted
from ledger.exchange.incoming import Faults, ForeignLedger, Place, Post, Transaction
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.incoming.files import Folder

_KINDS = {"assets": AccountType.ASSET, "liabilities": AccountType.LIABILITY, "equity": AccountType.EQUITY,
          "income": AccountType.INCOME, "expenses": AccountType.EXPENSE}  # fmt: skip
_PASSED = frozenset({"pushtag", "poptag", "pushmeta", "popmeta"})


@dataclass(slots=True)
class _Reader:
    """One import: entries in the order of the files."""

    folder: Folder
    options: Options = field(default_factory=Options)
    entries: list[Entry] = field(default_factory=list)
    plugins: list[str] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    seen: set[Path] = field(default_factory=set)

    def file(self, path: Path) -> None:
        """Read one file; a file that was read already is a fault of whoever includes it."""
        self.seen.add(path)
        head: Line | None = None
        body: list[Line] = []
        broken = False
        for line in lines(self.folder.text(path), self.folder.name(path)):
            if isinstance(line, Fault):
                self.faults.keep(line)
                broken = True
            elif line.indented:
                body.append(line)
            else:
                self._entry(head, body, path, broken=broken)
                head, body, broken = line, [], False
        self._entry(head, body, path, broken=broken)

    def _entry(self, head: Line | None, body: Sequence[Line], path: Path, *, broken: bool) -> None:
        if broken:  # told already
            return
        try:
            if head is None:
                if body:
                    raise Fault(body[0].place, "import.stray_line", text=body[0].tokens[0].text)
            elif head.tokens[0].kind == "date":
                found = read_dated(head, body)
                if found is not None:
                    self.entries.append(found)
            else:
                self._undated(head, path)
        except Fault as fault:
            self.faults.keep(fault)

    def _undated(self, head: Line, path: Path) -> None:
        cursor = Cursor(head)
        word = cursor.take("word", "key")
        name = word.text if word else ""
        if name in _PASSED:
            return
        if name == "option":
            option(unquoted(cursor.want("string").text), unquoted(cursor.want("string").text), head.place, self.options)
        elif name == "plugin":
            plugin(told := unquoted(cursor.want("string").text), head.place)
            self.plugins.append(told)
        elif name == "include":
            self._include(unquoted(cursor.want("string").text), head.place, path)
        else:
            raise Fault(head.place, "import.unknown_directive", text=head.tokens[0].text)

    def _include(self, pattern: str, place: Place, path: Path) -> None:
        for found in self.folder.included(pattern, place, path):
            if found in self.seen:
                raise Fault(place, "import.include_loop", pattern=pattern)
            options, self.options = self.options, Options()
            self.file(found)
            options.operating += [one for one in self.options.operating if one not in options.operating]
            self.options = options


def read_beancount(paths: Sequence[Path]) -> ForeignLedger:
    """A beancount file with all it includes; Refused with every fault, each with its file and line."""
    with localcontext() as context:
        context.prec = 28  # beancount's own: a total divided by its units is the same number to the last digit
        reader = _Reader(Folder(paths[0]))
        for path in paths:
            reader.file(reader.folder.beside(path))
        entries = sorted(reader.entries, key=lambda one: (one.date, ORDER[type(one)], one.place.line))
        opened = {one.account: one for one in entries if isinstance(one, Open)}
        booked: dict[int, Transaction] = {}
        booker = Booker(reader.options, opened)
        for one in entries:
            if isinstance(one, Txn):
                try:
                    booked[id(one)] = _plain(one, booker.book(one))
                except Fault as fault:
                    reader.faults.keep(fault)
        if not reader.faults.count:  # a missing transaction would make every balance after it wrong
            padding = pads(entries, booked, reader.options, reader.faults)
            check(entries, booked, padding, reader.options, reader.faults)
        reader.faults.raise_any()
    return _ledger(reader, opened, [*booked.values(), *(made for _, made in padding)])


def _plain(one: Txn, booked: Sequence[Booked]) -> Transaction:
    posts = []
    for each in booked:
        leg = each.leg
        assert leg.number is not None and leg.currency is not None
        posts.append(Post(leg.account, leg.number, leg.currency, each.weight(), each.weight_currency))
    described = f"{one.payee} | {one.narration}" if one.payee and one.narration else one.payee or one.narration
    return Transaction(one.date, one.place, described, tuple(posts))


def _ledger(reader: _Reader, opened: dict[str, Open], transactions: list[Transaction]) -> ForeignLedger:
    options = reader.options
    ledger = ForeignLedger("beancount", transactions, files=reader.folder.read)
    ledger.base = options.operating[0] if options.operating else ""
    ledger.kinds = {options.roots[name]: kind for name, kind in _KINDS.items()}
    ledger.opened = list(opened)
    filled = {one.place for one in transactions}
    unused = [one for one in reader.entries if isinstance(one, Pad) and one.place not in filled]
    if unused:
        ledger.notes.append(problem("import.pad_unused", count=len(unused), place=unused[0].place))
    if reader.plugins:
        ledger.notes.append(problem("import.plugins_passed", plugins=", ".join(dict.fromkeys(reader.plugins))))
    used = {post.account for one in transactions for post in one.posts}
    strange = sorted(used - opened.keys())
    if strange:
        ledger.notes.append(problem("import.not_opened", count=len(strange), account=strange[0]))
    return ledger
