"""A later 序时账 of the company's previous program brought into its own books: tried first, then a run for each month and series.

Nothing is half taken: while anything in the file is at fault nothing is proposed, and a month is posted as one batch that a
second person confirms. A voucher of the file is known by its month and number, so none comes in twice.
"""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, Field
from sqlalchemy import bindparam

from ledger.books.entries import Content, EntryDraft, LineDraft, Side, VoucherKey
from ledger.books.journal import get_voucher
from ledger.books.periods import find_period, open_period
from ledger.core import Principal, Problem, Refused, from_minor, grouped, problem, say
from ledger.exchange.incoming import ForeignLedger
from ledger.proposals import Kind, ProposalDraft, get, of_origin, propose, submit
from ledger.proposals.series import JOURNAL
from ledger.store import Store
from ledger.store.statement import text
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.journal_files import JournalReader, Meaning, read_journal_file, suggestions

CHUNK = 200
SHOWN = 100
_KNOWN = text(
    "SELECT e.source, e.batch_id, e.entry_no FROM entry AS e WHERE e.tenant_id = :t AND e.source IN :sources"
    " AND e.reverses_batch IS NULL AND NOT EXISTS (SELECT 1 FROM entry AS r WHERE r.tenant_id = e.tenant_id"
    " AND r.reverses_batch = e.batch_id AND r.reverses_entry = e.entry_no)"
).bindparams(bindparam("sources", expanding=True))


class JournalFile(Request):
    """A staged file by SHA-256; ``choices`` maps an account of the file to one of the chart."""

    sha256: str
    name: str = ""
    choices: dict[str, str] = Field(default_factory=dict)


class UnknownAccount(BaseModel):
    """An account of the file the chart lacks, its name there, and the account of ours called the same ('' where none)."""

    code: str
    name: str
    suggestion: str


class MonthOfFile(BaseModel):
    """What one month comes to; ``series`` says how many vouchers of each; debit in the base currency, in minor units too."""

    month: str
    vouchers: int
    series: dict[str, int]
    lines: int
    debit_minor: int
    debit: Decimal


class JournalChecked(BaseModel):
    """A file tried: ``faults`` (the first hundred of ``count``) and ``unknown`` both empty mean that it can be proposed.

    ``opening`` lines on accounts with open items stay open, ``settling`` ones name by number the item they settle.
    """

    currency: str
    opening: int
    settling: int
    months: tuple[MonthOfFile, ...]
    unknown: tuple[UnknownAccount, ...]
    faults: tuple[str, ...]
    count: int


class JournalProposed(BaseModel):
    """The runs that now wait for a second person, a month and series each, with the digest each confirmation names."""

    proposals: tuple[str, ...]
    digests: tuple[str, ...]
    vouchers: int


def _read(store: Store, principal: Principal, request: JournalFile) -> ForeignLedger:
    return read_journal_file(store.blobs(principal.tenant).get(request.sha256), request.name)


def _meaning(context: Context, request: JournalFile) -> tuple[JournalReader, Meaning]:
    reader = JournalReader(context, context.prepared, request.choices)
    meaning = reader.read()
    if not meaning.months and not meaning.faults:
        raise Refused(problem("import.nothing", file=request.name))
    for source, told in _here_already(context, [one.source for one in meaning.entries]).items():
        meaning.faults.append(told(source.rpartition(":")[2]))
    return reader, meaning


def _here_already(context: Context, sources: list[str]) -> dict[str, _Told]:
    """Vouchers of the file that were posted, or wait in a run, with the words that name where."""
    found: dict[str, _Told] = {}
    for row in of_origin(context.unit, JOURNAL).values():
        if row.batch_id is None:
            waiting = {one.source for one in get(context.unit, row.proposal_id).content.entries}
            found |= {one: _Told("import.waits_already", proposal=row.summary) for one in sources if one in waiting}
    for start in range(0, len(sources), CHUNK):
        rows = context.unit.connection.execute(
            _KNOWN, {"t": context.unit.tenant, "sources": sources[start : start + CHUNK]}
        )
        for source, batch, number in rows:
            first = get_voucher(context.unit, VoucherKey(int(batch), int(number)))
            found[source] = _Told(
                "import.imported_already", voucher=f"{first.posting_date[:7]} {first.label}", by=first.maker
            )
    return found


class _Told:
    """Why a voucher of the file is not taken."""

    def __init__(self, code: str, **parameters: str) -> None:
        self.code, self.parameters = code, parameters

    def __call__(self, number: str) -> Problem:
        return problem(self.code, "file", number=number, **self.parameters)


def _month(month: str, meaning: Meaning, currency: str) -> MonthOfFile:
    made = meaning.months[month]
    debit = sum(_debit(line) for one in made for line in one.lines)
    lines = sum(len(one.lines) for one in made)
    return MonthOfFile(
        month=month,
        vouchers=len(made),
        series={word: len(of) for word, of in meaning.parts(month).items()},
        lines=lines,
        debit_minor=debit,
        debit=from_minor(debit, currency),
    )


def _shown(context: Context, reader: JournalReader, meaning: Meaning) -> JournalChecked:
    named = suggestions(list(reader.chart.values()), meaning.unknown)
    months = tuple(_month(month, meaning, context.company.currency) for month in sorted(meaning.months))
    unknown = tuple(
        UnknownAccount(code=code, name=name, suggestion=named.get(code, ""))
        for code, name in sorted(meaning.unknown.items())
    )
    told = tuple(one.text(context.language) for one in meaning.faults[:SHOWN])
    return JournalChecked(
        currency=context.company.currency,
        opening=meaning.opening,
        settling=meaning.settling,
        months=months,
        unknown=unknown,
        faults=told,
        count=len(meaning.faults),
    )


def _debit(line: LineDraft) -> int:
    base = line.amount_minor if line.base_minor is None else line.base_minor
    return base if line.side is Side.DEBIT else 0


def series_of(month: MonthOfFile) -> str:
    """How many vouchers of a month go into each series."""
    return "，".join(f"{word} {count}" for word, count in month.series.items())


@tool(action="chart.read", effect="read", prepare=_read, people_only=True)
def check_journal_import(context: Context, request: JournalFile) -> Done:
    """Try a later chronological journal of another program on these books without changing anything: every fault at its row."""
    shown = _shown(context, *_meaning(context, request))
    context.tally.rows, context.tally.tainted = sum(one.vouchers for one in shown.months), True
    head = [
        context.say("import.month_told", month=one.month, vouchers=one.vouchers, lines=one.lines,
                    debit=grouped(one.debit_minor, shown.currency))
        for one in shown.months
    ]  # fmt: skip
    head += [
        context.say("import.series_told", month=one.month, series=series_of(one))
        for one in shown.months
        if len(one.series) > 1
    ]
    if shown.opening or shown.settling:
        head.append(context.say("import.items_told", opening=shown.opening, settling=shown.settling))
    lacking = [context.say("import.account_told", account=one.code, name=one.name, suggestion=one.suggestion or "—")
               for one in shown.unknown]  # fmt: skip
    return Done(shown, tuple(Text(text=line) for line in (*head, *lacking, *shown.faults)))


@tool(action="import.propose", effect="propose", prepare=_read, people_only=True)
def propose_journal_import(context: Context, request: JournalFile) -> Done:
    """Propose a later journal of another program, a run for each month and series; refused with every fault while there is one."""
    _, meaning = _meaning(context, request)
    lacking = [
        problem("import.unknown_account", "choices", account=code, name=name) for code, name in meaning.unknown.items()
    ]
    if lacking or meaning.faults:
        raise Refused(*(lacking + meaning.faults)[:SHOWN])
    made = [
        _run(context, month, series, tuple(entries), request)
        for month in sorted(meaning.months)
        for series, entries in meaning.parts(month).items()
    ]
    context.tally.rows = len(meaning.entries)
    result = JournalProposed(
        proposals=tuple(one for one, _ in made), digests=tuple(one for _, one in made), vouchers=len(meaning.entries)
    )
    return Done(result, (Text(text=context.say("import.journal_proposed", runs=len(made), vouchers=result.vouchers)),))


def _run(
    context: Context, month: str, series: str, entries: tuple[EntryDraft, ...], request: JournalFile
) -> tuple[str, str]:
    unit, book, user = context.unit, context.company.book, context.principal
    if find_period(unit, book, month) is None:
        open_period(unit, book, month, user.user, context.now)
    summary = f"{say('import.journal_summary', context.company.language)} {month} {series}"
    content = Content(book, month, entries, series)
    told = {"sender": user.user, "file": request.name, "sha256": request.sha256}
    draft = ProposalDraft(content, Kind.RUN, f"{JOURNAL}{month}:{series}:{request.sha256[:16]}", summary, context=told)
    made = propose(unit, user, draft, context.now)
    submit(unit, user, made.row.proposal_id, context.now)
    return made.row.proposal_id, made.row.digest
