"""The walk over a journal and what it includes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import localcontext
from pathlib import Path

from ledger.core import problem
from ledger.exchange.incoming import Faults, ForeignLedger, Place
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.incoming.files import Folder
from ledger.exchange.journal_in.balancing import resolve
from ledger.exchange.journal_in.directives import direct
from ledger.exchange.journal_in.raw import RawJournal
from ledger.exchange.journal_in.settings import Dialect, Settings
from ledger.exchange.journal_in.transactions import HEADER, read_rule, read_transaction

DEEPEST = 50
_COMMENT_BLOCK = re.compile(r"!?(comment|test)\s*$")
CONTRA = "Equity:Unbalanced virtual postings"


@dataclass(slots=True)
class _Reader:
    """One import: folder, settings, and what was found so far."""

    folder: Folder
    settings: Settings
    faults: Faults = field(default_factory=Faults)
    raw: RawJournal = field(default_factory=RawJournal)
    ignored: list[str] = field(default_factory=list)
    assumed: str = ""
    open_files: list[Path] = field(default_factory=list)

    def file(self, path: Path) -> None:
        """Read a file into ``raw``; what it sets for itself alone ends with it."""
        self.open_files.append(path)
        before = self.settings.scoped()
        name = self.folder.name(path)
        lines = self.folder.text(path).split("\n")
        for at, text, body in _items(lines):
            place = Place(name, at)
            places = [(Place(name, number), line) for number, line in body]
            try:
                self._item(place, text, places, path)
            except Fault as fault:
                self.faults.keep(fault)
        self.settings.restore(before)
        self.open_files.pop()

    def _item(self, place: Place, text: str, body: list[tuple[Place, str]], path: Path) -> None:
        if text.startswith((" ", "\t")):
            raise Fault(place, "import.stray_line", text=text.strip())
        if head := HEADER.match(text):
            if not self.settings.year_said and not re.match(r"\d{4,5}[-/.]", head["date"]):
                self.assumed = self.assumed or str(place)
            found = read_transaction(place, text, body, self.settings, self.faults, len(self.raw.rules))
            if found is not None:
                self.raw.transactions.append(found)
        elif text.startswith("="):
            rule = read_rule(place, text[1:], body, self.settings, self.faults)
            if rule is not None:
                self.raw.rules.append(rule)
        elif re.match(r"[!@]?include\s", text):
            self._include(text.partition("include")[2].strip().strip('"'), place, path)
        elif re.match(r"[iIoObh]\s", text):
            raise Fault(place, "import.timeclock")
        else:
            word = text.lstrip("!@").partition(" ")[0]
            if word in ("assert", "check", "eval", "expr", "define", "def", "C") or text.startswith("~"):
                self.ignored.append(str(place))
            direct(text.lstrip("!@"), place, self.settings, body)

    def _include(self, pattern: str, place: Place, path: Path) -> None:
        if re.match(r"(?:timedot|timeclock|csv|rules):", pattern) or pattern.endswith(
            (".timedot", ".timeclock", ".csv")
        ):
            raise Fault(place, "import.include_format", pattern=pattern)
        for found in self.folder.included(pattern.removeprefix("journal:"), place, path):
            if found in self.open_files:
                raise Fault(place, "import.include_loop", pattern=pattern)
            if len(self.open_files) >= DEEPEST:
                raise Fault(place, "import.include_loop", pattern=pattern)
            self.file(found)


def _items(lines: list[str]) -> Iterator[tuple[int, str, list[tuple[int, str]]]]:
    """Entries: the number and text of a line that stands at the margin, and the indented lines below it."""
    at = 0
    while at < len(lines):
        text = lines[at].rstrip()
        at += 1
        if not text or text[0] in ";#*%|" or text.lstrip()[0] == ";":
            continue
        block = _COMMENT_BLOCK.fullmatch(text)
        if block:
            while at < len(lines) and not re.match(rf"!?end\s+{block[1]}\b", lines[at]):
                at += 1
            at += 1
            continue
        number, body = at, []
        while at < len(lines) and lines[at][:1] in (" ", "\t") and lines[at].strip():
            if not text[0].isspace():
                body.append((at + 1, lines[at].strip()))
                at += 1
            else:
                break
        yield number, text, body


def read_journal(
    paths: Sequence[Path], dialect: Dialect, *, automated: bool | None = None, year: int | None = None
) -> ForeignLedger:
    """Journals that follow one another, with all they include; Refused with every fault, each with its file and line.

    ``automated`` applies automated transactions; by default as the program does: Ledger always, hledger not. ``year`` is
    that of dates without one, before the file says which.
    """
    with localcontext() as context:
        context.prec = 60
        reader = _Reader(Folder(paths[0]), Settings(dialect, year))
        for path in paths:
            reader.file(reader.folder.beside(path))
        applies = dialect is Dialect.LEDGER if automated is None else automated
        rules = reader.raw.rules if applies else []
        transactions = resolve(reader.raw, reader.settings, rules, reader.faults, CONTRA)
        reader.faults.raise_any()
    ledger = ForeignLedger(dialect.value, transactions, files=reader.folder.read, kinds=reader.settings.kinds)
    ledger.opened = list(dict.fromkeys(reader.settings.declared))
    if reader.raw.rules and not applies:
        ledger.notes.append(problem("import.rules_ignored", count=len(reader.raw.rules)))
    if reader.assumed and year is not None:
        ledger.notes.append(problem("import.year_assumed", place=reader.assumed, year=year))
    if reader.ignored:
        ledger.notes.append(problem("import.lines_ignored", count=len(reader.ignored), place=reader.ignored[0]))
    if any(post.account == CONTRA for one in transactions for post in one.posts):
        ledger.contra = CONTRA
        ledger.notes.append(problem("import.contra", account=CONTRA))
    return ledger
