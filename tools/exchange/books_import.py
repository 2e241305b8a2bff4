"""A foreign ledger becomes the books of a new company: proposed month by month by one person, confirmed by another.

The files are read before (tools/door/import_desk.py) and wait in this process under the digest of what was read; no request
carries a path. Each call is one transaction: it posts everything or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import BaseModel

from ledger.books.accounts import Book, books, create_accounts, create_book, create_dimension, create_values
from ledger.books.entries import Content, EntryDraft, EntryKind
from ledger.books.periods import find_period, open_period
from ledger.core import Principal, Refused, digest, problem
from ledger.exchange.landing import Landing, chart_of, monthly
from ledger.proposals import Kind, ProposalDraft, confirm, post, propose, submit
from ledger.store import Unit
from ledger.store.commodities import add_commodities
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool

SERIES, OPENING = "J", "OB"
"""Number series of vouchers, and of the balances a file begins with."""
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Waiting:
    """An import between reading and posting; ``proposed`` are proposal and digest, in order."""

    landing: Landing
    progress: Progress
    proposed: list[tuple[str, str]] = field(default_factory=list)


WAITING: dict[str, Waiting] = {}
"""What this process has read, by digest of the files."""


class ImportBooks(Request):
    """``files`` is the SHA-256 over what was read."""

    files: str


class ImportProposed(BaseModel):
    """How many runs were proposed, and the digest over all of theirs that the confirmation must name."""

    runs: int
    digest: str


class ConfirmImport(Request):
    """``digest`` is that of :class:`ImportProposed`."""

    files: str
    digest: str


class ImportPosted(BaseModel):
    """How many batches were sealed."""

    batches: int


def _waiting(files: str) -> Waiting:
    found = WAITING.get(files)
    if found is None:
        raise Refused(problem("import.not_read"))
    return found


@tool(action="import.propose", effect="propose", people_only=True)
def propose_import(context: Context, request: ImportBooks) -> Done:
    """Lay the ground of an imported company and propose its vouchers, a run for each month."""
    waiting = _waiting(request.files)
    if not context.company.imported or books(context.unit):
        raise Refused(problem("import.company_exists", company=context.company.tenant))
    landing, total = waiting.landing, max(1, waiting.landing.tally.count)
    landing.maker = context.principal.user
    waiting.proposed.clear()
    landing.entries = landing.lines = landing.empty = landing.rounded = 0
    _ground(context, landing)
    for month, entries in monthly(landing):
        waiting.proposed.append(_propose(context.unit, context.principal, month, entries, request.files, context.now))
        waiting.progress("propose", min(total, landing.entries + landing.empty), total)
    waiting.progress("propose", total, total)
    context.tally.rows = landing.entries
    return Done(ImportProposed(runs=len(waiting.proposed), digest=_digest(waiting)))


def _digest(waiting: Waiting) -> str:
    return digest([list(one) for one in waiting.proposed]).hex()


def _ground(context: Context, landing: Landing) -> None:
    unit, company, ledger = context.unit, context.company, landing.ledger
    add_commodities(unit, (code for code in landing.units.codes.values() if "^" in code))
    create_book(unit, Book(company.book, company.name, company.name_en, company.standard, company.currency,
                           company.language, company.time_zone, grace_seconds=0))  # fmt: skip
    for code, values in ledger.dimensions.items():
        create_dimension(unit, code, code, code)
        create_values(unit, code, values)
    create_accounts(
        unit, company.book, chart_of(ledger, [*landing.tally.accounts, landing.rounding]), open_parents=True
    )


def _propose(
    unit: Unit, maker: Principal, month: str, entries: tuple[EntryDraft, ...], files: str, now: datetime
) -> tuple[str, str]:
    book = books(unit)[0].code
    if find_period(unit, book, month) is None:
        open_period(unit, book, month, maker.user, now)
    draft = ProposalDraft(
        Content(book, month, entries, OPENING if entries[0].kind is EntryKind.OPENING else SERIES),
        Kind.RUN,
        f"import:{files}",
        month,
    )
    made = propose(unit, maker, draft, now)
    submit(unit, maker, made.row.proposal_id, now)
    return made.row.proposal_id, made.row.digest


@tool(action="import.confirm", effect="commit", people_only=True)
def confirm_import(context: Context, request: ConfirmImport) -> Done:
    """Confirm and post every run of an import that somebody else proposed."""
    waiting = _waiting(request.files)
    if request.digest != _digest(waiting):
        raise Refused(problem("import.not_read"))
    for number, (proposal, shown) in enumerate(waiting.proposed, 1):
        confirm(context.unit, context.principal, proposal, shown, context.now)
        done = post(context.unit, proposal, context.now)
        if done.sealed is None:
            raise Refused(*done.problems)
        waiting.progress("post", number, len(waiting.proposed))
    context.tally.rows = len(waiting.proposed)
    return Done(ImportPosted(batches=len(waiting.proposed)))
