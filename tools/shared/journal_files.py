"""A 序时账 of another program read into vouchers of this company's chart, month by month, with every fault at its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger.books.accounts import Account, accounts, dimension_names, dimension_values
from ledger.books.entries import Content, EntryDraft, LineDraft, dims
from ledger.books.periods import PeriodState, periods
from ledger.books.retiring import named_retired, retired_titles
from ledger.business.numbered_items import NumberedItems
from ledger.business.parties import match_party, parties
from ledger.core import Problem, Refused, problem
from ledger.exchange.arriving import read_ledger
from ledger.exchange.incoming import ForeignLedger, Transaction
from ledger.exchange.landing import Landing, choose_units, tally
from ledger.exchange.landing.drafts import draft
from ledger.proposals.series import JOURNAL, Numbering, numbering
from tools.context import Context

MOST_VOUCHERS = 20_000


@dataclass(slots=True)
class Meaning:
    """What the file comes to: vouchers by month, the series of each by its source, how many lines open an item and how many
    settle one, accounts the chart lacks (code to name), faults at their rows.
    """

    months: dict[str, list[EntryDraft]] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)
    opening: int = 0
    settling: int = 0
    unknown: dict[str, str] = field(default_factory=dict)
    faults: list[Problem] = field(default_factory=list)

    @property
    def entries(self) -> list[EntryDraft]:
        """Every voucher."""
        return [one for made in self.months.values() for one in made]

    def parts(self, month: str) -> dict[str, list[EntryDraft]]:
        """The vouchers of a month by series, in order."""
        found: dict[str, list[EntryDraft]] = {}
        for one in self.months[month]:
            found.setdefault(self.series[one.source], []).append(one)
        return found


def read_journal_file(data: bytes, name: str) -> ForeignLedger:
    """A staged table, every row of it in memory; Refused with the reader's faults."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or "journal.csv")
        path.write_bytes(data)
        ledger = read_ledger([path], "table")
        kept: list[Transaction] = []
        for one in ledger:
            kept.append(one)
            if len(kept) > MOST_VOUCHERS:
                raise Refused(problem("import.too_many", "file", most=MOST_VOUCHERS))
        ledger.transactions = kept
    return ledger


class JournalReader:
    """One file in one company; ``choices`` maps an account of the file to one of the chart."""

    def __init__(self, context: Context, ledger: ForeignLedger, choices: Mapping[str, str]) -> None:
        self.context, self.ledger, self.choices = context, ledger, choices
        unit, book = context.unit, context.company.book
        self.chart: dict[str, Account] = {one.code: one for one in accounts(unit, book)}
        self.periods = {one.period: one.state for one in periods(unit, book)}
        self.parties = parties(unit)
        english = context.language == "en"
        self.titles = {code: both[english] for code, both in dimension_names(unit).items()}
        self.values = {code: dimension_values(unit, code) for code in ("department", "employee", "project")}
        _in_base(ledger, context.company.currency)
        found = tally(ledger)
        units = choose_units(found, context.company.currency, ledger.base)
        self.landing = Landing(ledger, found, units, maker=context.principal.user)
        self.items = NumberedItems.of(unit, book, context.company.currency)
        self.numberings: dict[str, Numbering] = {}
        self.meaning = Meaning()

    def read(self) -> Meaning:
        """Everything in the file, by date."""
        seen: dict[str, Transaction] = {}
        for one in sorted(self.ledger, key=lambda each: (each.date, each.place.line)):
            entry = self._entry(one)
            if entry is None:
                continue
            if entry.source in seen:
                self._fault(one, "import.twice_in_file", number=one.number)
            seen[entry.source] = one
            self.meaning.months.setdefault(one.date[:7], []).append(entry)
            self.meaning.series[entry.source] = self._numbering(one.date[:7]).series_named(one.number, entry.lines)
        self._retired(seen)
        return self.meaning

    def _retired(self, came_from: Mapping[str, Transaction]) -> None:
        """Values retired since: what the books would refuse, at the row it stands on."""
        titles = retired_titles(self.context.unit, english=self.context.language == "en")
        for month, made in self.meaning.months.items() if titles else ():
            for named in named_retired(
                self.context.unit, Content(self.context.company.book, month, tuple(made)), titles
            ):
                one = came_from[made[named.entry].source]
                self._fault(
                    one, "import.retired_value", dimension=named.dimension, value=named.value, number=one.number
                )

    def _numbering(self, month: str) -> Numbering:
        if month not in self.numberings:
            self.numberings[month] = numbering(self.context.unit, self.context.company.book, month)
        return self.numberings[month]

    def _fault(self, one: Transaction, code: str, **parameters: object) -> None:
        self.meaning.faults.append(problem(code, str(one.place), place=str(one.place), **parameters))

    def _entry(self, one: Transaction) -> EntryDraft | None:
        month = one.date[:7]
        if one.opening:
            self._fault(one, "import.opening_row")
            return None
        if not one.number:
            self._fault(one, "import.no_number", date=one.date)
            return None
        if month < min(self.periods, default=month):
            self._fault(one, "import.before_books", month=month)
        elif self.periods.get(month) is PeriodState.CLOSED:
            self._fault(one, "import.period_closed", month=month, number=one.number)
        rounded = self.landing.rounded
        made = draft(one, self.landing)
        if made is None:
            return None
        if self.landing.rounded > rounded:
            self._fault(one, "import.not_even", number=one.number)
            return None
        lines = tuple(self._line(one, line) for line in made.lines)
        return replace(made, lines=lines, source=f"{JOURNAL}{month}:{one.number}"[:200])

    def _line(self, one: Transaction, line: LineDraft) -> LineDraft:
        code = self.choices.get(line.account, "").split(" ", 1)[0] or line.account
        account = self.chart.get(code)
        if account is None:
            self.meaning.unknown.setdefault(line.account, self.ledger.titles.get(line.account, ""))
            return line
        if not account.postable or not account.active:
            self._fault(one, "import.heading", account=code, number=one.number)
        pairs = {name: self._value(one, name, value) for name, value in line.dims}
        for name in account.required:
            if name not in pairs:
                self._fault(
                    one,
                    "import.dimension_missing",
                    account=code,
                    dimension=self.titles.get(name, name),
                    number=one.number,
                )
        placed = replace(line, account=code, dims=dims(pairs))
        if not account.open_item:
            return placed
        placed = self.items.settled(placed, one.date)
        self.meaning.settling += placed.settles is not None
        self.meaning.opening += placed.settles is None
        return placed

    def _value(self, one: Transaction, dimension: str, asked: str) -> str:
        if dimension == "party":
            found = match_party(self.parties, asked, None).party
            exact = next((each.party_id for each in self.parties if asked == each.party_id), None)
            code = exact or (found.party_id if found else None)
        else:
            known = self.values.get(dimension, {})
            code = asked if asked in known else next((key for key, name in known.items() if name == asked), None)
        if code is None:
            self._fault(
                one,
                "import.unknown_value",
                dimension=self.titles.get(dimension, dimension),
                value=asked,
                number=one.number,
            )
        return code or asked


def _in_base(ledger: ForeignLedger, currency: str) -> None:
    """A table without a currency column is in the company's own."""
    own = ledger.base
    if own in ("", currency):
        return

    def named(commodity: str) -> str:
        return currency if commodity == own else commodity

    ledger.transactions = [
        replace(one, posts=tuple(replace(post, commodity=named(post.commodity), weight_commodity=named(post.weight_commodity))
                                 for post in one.posts))
        for one in ledger
    ]  # fmt: skip
    ledger.base = currency


def suggestions(chart: Sequence[Account], unknown: Mapping[str, str]) -> dict[str, str]:
    """For accounts the chart lacks: the one account that takes vouchers and is called the same, where there is one."""
    by_name: dict[str, list[str]] = {}
    for one in chart:
        if one.postable and one.active:
            for name in {one.name_zh, one.name_en, one.name_zh.rpartition("—")[2]}:
                by_name.setdefault(name, []).append(one.code)
    found = {code: by_name.get(name.rpartition("—")[2] or name, []) for code, name in unknown.items()}
    return {code: codes[0] for code, codes in found.items() if len(codes) == 1}
