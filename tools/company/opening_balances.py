"""期初余额: a trial balance of another program, looked at, completed, proposed as runs that a second person confirms."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from pydantic import BaseModel, Field

from ledger.books.accounts import accounts, create_accounts, create_values, get_book
from ledger.books.calendar import period_number
from ledger.books.entries import Content, EntryDraft, EntryKind, ItemKey, Layer, LineDraft, Side
from ledger.books.periods import find_period, open_period, periods
from ledger.business.opening import (
    KEPT,
    Carried,
    Run,
    RunLine,
    Terms,
    carried_of,
    differences,
    disagreements,
    plan,
    terms,
)
from ledger.business.parties import Party, add_party, next_party_id
from ledger.charts import account_in_role
from ledger.core import Principal, Problem, Refused, grouped, problem, say
from ledger.proposals import Kind, ProposalDraft, ProposalView, State, get, listing, propose, submit, withdraw
from ledger.store import Store
from ledger.store.people import people
from policies.access import Resource
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.balance_sheet import form_on
from tools.shared.opening_beside import Beside, figures, kept_beside
from tools.shared.opening_currencies import told_of
from tools.shared.opening_files import NEW, Meaning, Raw, Reader, parent_of, read_files, sub_account
from tools.shared.opening_more import MoreReader
from tools.shared.opening_template import template

ORIGIN = "opening"
ALIVE = [State.DRAFT, State.PROPOSED, State.RETURNED, State.CONFIRMED, State.POSTED]
LAST = "settled"


class OpeningFiles(Request):
    """Staged files by SHA-256: balances, and open documents where they are a file of their own.

    ``choices`` maps a code of the file to one of the chart, or to ``+`` to add it; ``create_parties`` takes unknown
    names into master data, unapproved.
    """

    sha256: str
    name: str = ""
    items_sha256: str = ""
    items_name: str = ""
    choices: dict[str, str] = Field(default_factory=dict)
    create_parties: bool = False


class UnknownAccount(BaseModel):
    """A code of the file that the chart lacks, its name there, and the account it would be added under."""

    code: str
    name: str
    parent: str = ""


class OpeningChecked(BaseModel):
    """What the files come to; ``differences`` empty means that it can be proposed. Minor units, base currency.

    ``flows``, ``prior`` and ``bank_lines`` count the rows of the sheets beside balances; ``rests`` says which part of which
    account is in base currency though no row names it.
    """

    rows: int
    items: int
    flows: int
    prior: int
    bank_lines: int
    debit_minor: int
    credit_minor: int
    currency: str
    unknown: tuple[UnknownAccount, ...]
    unknown_parties: tuple[str, ...]
    differences: tuple[str, ...]
    rests: tuple[str, ...]
    ready: bool
    checkers: tuple[str, ...]


def _read(store: Store, principal: Principal, request: OpeningFiles) -> Raw:
    blobs = store.blobs(principal.tenant)
    names = [(request.sha256, request.name), (request.items_sha256, request.items_name)]
    return read_files([(blobs.get(sha256), name) for sha256, name in names if sha256])


def _first_period(context: Context) -> str:
    """The month the books begin with: the first that was not opened for an opening, withdrawn ones included."""
    before = {view.content.period for view in _runs(context, list(State))}
    months = [one.period for one in periods(context.unit, context.company.book) if "+" not in one.period]
    found = [month for month in months if month not in before]
    if not found:
        raise Refused(problem("opening.no_month"))
    return min(found, key=period_number)


def _terms(context: Context) -> Terms:
    """Where the opening goes."""
    book = get_book(context.unit, context.company.book)
    profit = account_in_role(book.standard, "profit_of_year")
    return terms(_first_period(context), book.fiscal_start_month, profit)


def _checkers(context: Context) -> tuple[str, ...]:
    """Others who could confirm what this person proposes."""
    company = Resource("Company", context.company.tenant)
    return tuple(
        one.called(context.language)
        for one in people(context.unit)
        if one.user != context.principal.user and not one.disabled
        and context.might(one.principal(company.id, context.principal.channel, "session"), "run.confirm", company).allowed
    )  # fmt: skip


def _meaning(context: Context, request: OpeningFiles) -> tuple[Meaning, Carried, list[Problem]]:
    reader, where, company = (
        Reader(context, request.choices, create_parties=request.create_parties),
        _terms(context),
        context.company,
    )
    meaning = reader.read(context.prepared)
    form = form_on(context, (where.before_day or where.year_day)[:7])
    beside = MoreReader(company.standard, company.currency, reader.chart, form, where)
    said = beside.read(context.prepared.more)
    found = differences(meaning.opening, reader.chart, where, company.currency)
    found += disagreements(said, meaning.opening, company.standard, company.currency)
    return meaning, said, [*meaning.faults, *beside.faults, *found]


def _shown(context: Context, meaning: Meaning, said: Carried, found: list[Problem]) -> OpeningChecked:
    chart = {one.code: one for one in accounts(context.unit, context.company.book)}
    return OpeningChecked(
        rows=len(meaning.balances), items=len(meaning.items), currency=context.company.currency,
        debit_minor=sum(max(one.closing, 0) for one in meaning.balances),
        credit_minor=sum(max(-one.closing, 0) for one in meaning.balances),
        unknown=tuple(UnknownAccount(code=code, name=name, parent=parent_of(chart, code)) for code, name in meaning.accounts.items()),
        unknown_parties=tuple(meaning.parties), differences=tuple(one.text(context.language) for one in found),
        rests=tuple(one.text(context.language) for one in told_of(meaning.rests, context.company.currency)),
        ready=not found and bool(meaning.balances), checkers=_checkers(context), flows=len(said.flows),
        prior=len(said.prior), bank_lines=len(said.bank),
    )  # fmt: skip


def _told(context: Context, shown: OpeningChecked) -> tuple[Text, ...]:
    key = "opening.balances" if shown.debit_minor == shown.credit_minor else "opening.balances_not"
    debit, credit = (grouped(value, shown.currency) for value in (shown.debit_minor, shown.credit_minor))
    head = context.say(key, debit=debit, credit=credit, rows=shown.rows, items=shown.items)
    more = {"flows": shown.flows, "prior": shown.prior, "bank": shown.bank_lines}
    beside = (context.say("opening.beside", **more),) if any(more.values()) else ()
    return tuple(Text(text=line) for line in (head, *beside, *shown.rests, *shown.differences))


@tool(action="chart.read", effect="read", prepare=_read, people_only=True)
def check_opening(context: Context, request: OpeningFiles) -> Done:
    """Look at opening balances without changing anything: debit and credit, unknown accounts, every difference."""
    meaning, said, found = _meaning(context, request)
    shown = _shown(context, meaning, said, found)
    context.tally.rows = shown.rows
    return Done(shown, _told(context, shown))


class OpeningTemplate(BaseModel):
    """An XLSX file, as base64."""

    name: str
    content: str


@tool(action="chart.read", effect="read", people_only=True)
def opening_template(context: Context, request: Nothing) -> Done:
    """An empty workbook for opening balances, with the headings of every sheet."""
    name = f"{context.say('opening.title')}.xlsx"
    made = OpeningTemplate(name=name, content=b64encode(template(context.language)).decode())
    return Done(made, (Text(text=context.say("opening.template_made", name=name)),))


class OpeningProposed(BaseModel):
    """The runs that now wait for a second person, and who that may be."""

    proposals: tuple[str, ...]
    checkers: tuple[str, ...]
    settled_later: bool = False


@tool(action="opening.propose", effect="propose", prepare=_read, people_only=True)
def propose_opening(context: Context, request: OpeningFiles) -> Done:
    """Propose the opening balances as runs; refused while anything differs, or while there is an opening already."""
    if _alive(context):
        raise Refused(problem("opening.there_already"))
    _complete_master(context, request)
    meaning, said, found = _meaning(context, request)
    if found:
        raise Refused(*found)
    chart = {one.code: one for one in accounts(context.unit, context.company.book)}
    runs = plan(meaning.opening, chart, _terms(context))
    later = next((run for run in runs if run.name == LAST), None)
    now = [run for run in runs if run.name != LAST]
    if not now:
        raise Refused(problem("opening.nothing"))
    made = [
        _propose(context, run, later, said) if run is now[0] else _propose(context, run, None, Carried()) for run in now
    ]
    shown = OpeningProposed(proposals=tuple(made), checkers=_checkers(context), settled_later=later is not None)
    return Done(shown, (Text(text=context.say("opening.proposed", count=len(made))),))


def _complete_master(context: Context, request: OpeningFiles) -> None:
    """Accounts that a person chose to add, and parties that a person chose to take in."""
    reader = Reader(context, request.choices, create_parties=request.create_parties)
    meaning = reader.read(context.prepared)
    book = context.company.book
    chart = {one.code: one for one in accounts(context.unit, book)}
    added = [code for code in meaning.accounts if request.choices.get(code) == NEW and code in reader.chart]
    for code in added:
        above = chart[parent_of(chart, code)]
        create_accounts(context.unit, book, [sub_account(above, code, meaning.accounts[code] or code)])
    if request.create_parties:
        context.require(Resource("Company", context.company.tenant), "party.create")
        for name, kind in meaning.parties.items():
            party = next_party_id(context.unit, kind)
            add_party(context.unit, Party(party, kind, name, "", None, approved=False), context.now)
            create_values(context.unit, "party", {party: name})


def _propose(context: Context, run: Run, later: Run | None, said: Carried) -> str:
    book = context.company.book
    if find_period(context.unit, book, run.period) is None:
        open_period(context.unit, book, run.period, context.principal.user, context.now)
    lines = tuple(_line(context, run, one, None) for one in run.lines)
    facts = {"opening": run.name, "settles": [_kept(one) for one in later.lines] if later else [],
             "later": [later.period, later.day] if later else [], **(kept_beside(said) if said else {})}  # fmt: skip
    return _submitted(context, run.name, run.period, run.day, run.transfer, lines, facts)


def _submitted(
    context: Context,
    name: str,
    period: str,
    day: str,
    transfer: bool,
    lines: tuple[LineDraft, ...],
    facts: dict[str, Any],
) -> str:
    kind = EntryKind.TRANSFER if transfer else EntryKind.OPENING  # the transfer layer takes transfers only
    entry = EntryDraft(day, lines, context.principal.user, kind, day, ORIGIN)
    content = Content(context.company.book, period, (entry,), layer=Layer.TRANSFER if transfer else Layer.OPERATING)
    summary = say(f"opening.run_{name}", context.company.language)
    draft = ProposalDraft(content, Kind.RUN, f"{ORIGIN}:{name}", summary, facts)
    made = propose(context.unit, context.principal, draft, context.now)
    submit(context.unit, context.principal, made.row.proposal_id, context.now)
    return made.row.proposal_id


def _line(context: Context, run: Run, one: RunLine, settles: ItemKey | None) -> LineDraft:
    memo = say(f"opening.memo_{run.name}", context.company.language)
    currency = one.currency or context.company.currency
    return LineDraft(
        one.account, one.side, one.own if one.currency else one.amount, currency, one.amount,
        memo=f"{memo} {one.number}".strip(), dims=one.dims, due_date=one.due or None, settles=settles,
    )  # fmt: skip


def _kept(one: RunLine) -> dict[str, Any]:
    return {"account": one.account, "side": int(one.side), "amount": one.amount, "dims": dict(one.dims),
            "settles": list(one.settles) if one.settles else None, "currency": one.currency, "own": one.own}  # fmt: skip


def _alive(context: Context) -> list[ProposalView]:
    """Opening runs that wait or are posted."""
    return _runs(context, ALIVE)


def _runs(context: Context, states: list[State]) -> list[ProposalView]:
    rows = [
        row for row in listing(context.unit, states) if row.kind is Kind.RUN and row.origin.startswith(f"{ORIGIN}:")
    ]
    return [get(context.unit, row.proposal_id) for row in rows]


@tool(action="opening.propose", effect="propose", people_only=True)
def finish_opening(context: Context, request: Nothing) -> Done:
    """When the opening runs are posted: propose the last one, which settles what was paid this year already."""
    alive = {view.context["opening"]: view for view in _alive(context)}
    first = next((view for view in alive.values() if view.context.get("settles")), None)
    if first is None or LAST in alive:
        raise Refused(problem("opening.nothing_left"))
    batches = {name: view.row.batch_id for name, view in alive.items()}
    if any(view.row.state is not State.POSTED for view in alive.values()):
        raise Refused(problem("opening.not_posted_yet"))
    period, day = first.context["later"]
    run, lines = Run(LAST, period, day), []
    for kept in first.context["settles"]:
        to = kept["settles"]
        batch = batches[to[0]] if to else None
        one = RunLine(kept["account"], Side(kept["side"]), kept["amount"], tuple(sorted(kept["dims"].items())),
                      currency=kept.get("currency", ""), own=kept.get("own", 0))  # fmt: skip
        lines.append(_line(context, run, one, ItemKey(batch, 1, to[1]) if to and batch else None))
    made = _submitted(context, LAST, period, day, False, tuple(lines), {"opening": LAST, "settles": []})
    shown = OpeningProposed(proposals=(made,), checkers=_checkers(context))
    return Done(shown, (Text(text=context.say("opening.proposed", count=1)),))


@tool(action="opening.propose", effect="propose", people_only=True)
def withdraw_opening(context: Context, request: Nothing) -> Done:
    """撤回导入: take the whole opening back while nobody has confirmed any of it."""
    alive = _alive(context)
    if not alive or any(view.row.state in (State.CONFIRMED, State.POSTED) for view in alive):
        raise Refused(problem("opening.confirmed_already" if alive else "opening.nothing_left"))
    for view in alive:
        withdraw(context.unit, context.principal, view.row.proposal_id, context.now)
    return Done(OpeningProposed(proposals=(), checkers=()), (Text(text=context.say("opening.withdrawn")),))


class OpeningRun(BaseModel):
    """One run of the opening, as it stands."""

    proposal: str
    name: str
    summary: str
    period: str
    state: str
    amount_minor: int
    maker: str


class OpeningState(BaseModel):
    """Where the opening stands: ``next`` is propose, confirm, finish or done; ``beside`` what else its runs hold."""

    runs: tuple[OpeningRun, ...]
    next: str
    first_period: str
    year_start: str
    checkers: tuple[str, ...]
    mine: bool
    beside: tuple[Beside, ...]


@tool(action="chart.read", effect="read", people_only=True)
def opening_state(context: Context, request: Nothing) -> Done:
    """Where the opening balances stand: what waits, for whom, and what comes next."""
    alive = _alive(context)
    where = _terms(context)
    runs = tuple(
        OpeningRun(proposal=view.row.proposal_id, name=view.context["opening"], summary=view.row.summary, period=view.row.period,
                   state=view.row.state.value, amount_minor=view.row.amount_minor, maker=view.row.maker)
        for view in alive
    )  # fmt: skip
    waits = any(run.state != "posted" for run in runs)
    left = any(view.context.get("settles") for view in alive) and LAST not in {run.name for run in runs}
    following = "propose" if not runs else "confirm" if waits else "finish" if left else "done"
    kept = next((view.context[KEPT] for view in alive if KEPT in view.context), None)
    shown = OpeningState(
        beside=figures(carried_of(kept), context.company.currency) if kept else (), runs=runs, next=following, first_period=_first_period(context), year_start=where.year_start, checkers=_checkers(context),
        mine=any(run.maker == context.principal.user for run in runs),
    )  # fmt: skip
    return Done(shown, tuple(Text(text=f"{run.summary} {run.period} {run.state}") for run in runs))
