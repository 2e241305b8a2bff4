"""Papers one after another: each proposed from what was confirmed before it, compared, and then learned from itself."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.booking.paper import INPUT, STANDARD, Paper
from ledger.books.accounts import get_book
from ledger.posting_rules.facts import Past, Proposed
from ledger.posting_rules.invoice import Circumstances, propose_lines
from ledger.posting_rules.learning import Learned, lessons_of
from ledger.posting_rules.learning.lesson import Paper as Read
from ledger.proposals.lessons import keep
from ledger.store import Store, Unit
from tools.demo import cast
from tools.demo.founding import found
from tools.shared.recalling import recall

MEMO_EVERY = 3
"""Every third voucher has no paper: its memo is all that teaches."""
_TAXES = (INPUT, "222105")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was right of one proposal. ``confidence`` is None where nothing learned was used; ``sure_tax`` whether nobody was asked
    to look at the tax.
    """

    label: str
    account: bool
    baseline: bool
    lines: bool
    department: bool
    party: bool
    tax: bool
    deducted_wrongly: bool
    sure_tax: bool
    confidence: float | None
    asked: bool
    learned: Learned | None
    main: str

    @property
    def unchanged(self) -> bool:
        """Whether it would be confirmed as it stands."""
        return self.lines and self.department and self.party and self.tax and not self.asked

    @property
    def touch_free(self) -> bool:
        """Unchanged, and nobody was asked anything: no need, no word to look."""
        return self.unchanged and self.confidence is not None and self.confidence >= 0.95


@contextmanager
def company() -> Iterator[Store]:
    """An empty company on the embedded store."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        found(store, datetime(2024, 11, 1, tzinfo=UTC))
        yield store


def walk(papers: Sequence[Paper], measure_from: date, told: Callable[[Outcome], None]) -> None:
    """Learn everything in order of date; tell the outcome of those from a day on."""
    last: dict[str, str] = {}
    seen: set[str] = set()
    with company() as store:
        for number, paper in enumerate(papers, 1):
            with store.write(cast.TENANT) as unit:
                if paper.facts.issue_date >= measure_from:
                    told(_outcome(unit, paper, last, seen))
                _learn(unit, paper, number)
            party = paper.facts.party_id or ""
            last[party] = max(paper.accounts, key=lambda one: paper.accounts[one])
            seen.add(party)


def _learn(unit: Unit, paper: Paper, number: int) -> None:
    facts = paper.facts
    rate = facts.rates[0] if len(facts.rates) == 1 else ""
    if number % MEMO_EVERY == 0:
        read = Read(party_id=facts.party_id or "", party_name=facts.seller)
        keep(unit, _book(unit), list(lessons_of(paper.entry, number, 1, STANDARD, read)))
        return
    read = Read(f"d{number}", facts.party_id or "", facts.seller, facts.kind, rate, facts.tax_minor, facts.items)
    keep(unit, _book(unit), list(lessons_of(paper.entry, number, 1, STANDARD, read)))


def _book(unit: Unit) -> int:
    return get_book(unit, cast.company().book).book_id


def _outcome(unit: Unit, paper: Paper, last: dict[str, str], seen: set[str]) -> Outcome:
    facts = paper.facts
    said = recall(unit, cast.company().book, facts)
    given = Circumstances(paper.paid_by, "bench", paper.department, taught=said.whole, parts=said.parts)
    past: list[Past] = []
    made = propose_lines(facts, past, given)
    booked, proposed = paper.accounts, _costs(made)
    main, truth = _largest(proposed), _largest(booked)
    apart = any(line.account in _TAXES for line in made.lines)
    look = any(note.code in ("posting.learned_tax_look",) for note in made.notes)
    departments = frozenset(found for line in made.lines if (found := dict(line.dims).get("department")))
    owed_to = dict(made.lines[-1].dims).get("party", "")
    return Outcome(
        paper.label, main == truth, last.get(facts.party_id or "") == truth, _same(proposed, booked),
        departments == paper.departments, owed_to == (dict(paper.entry.lines[-1].dims).get("party", "")),
        apart == paper.apart, apart and paper.blocked, not look, made.confidence, bool(made.needs), said.whole, truth,
    )  # fmt: skip


def _costs(made: Proposed) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in made.lines:
        if line.side == "debit" and line.account not in _TAXES:
            found[line.account] = found.get(line.account, 0) + line.amount_minor
    return found


def _largest(costs: dict[str, int]) -> str:
    return max(costs, key=lambda one: costs[one])


def _same(proposed: dict[str, int], booked: dict[str, int]) -> bool:
    """The same accounts; amounts within the rounding of tax divided among them."""
    return proposed.keys() == booked.keys()
