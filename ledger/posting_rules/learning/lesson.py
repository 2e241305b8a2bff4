"""What a confirmed voucher teaches: of each cost line the account, its dimensions and what became of the tax.

Only a purchase teaches: money owed to a vendor, a colleague or the company's card against something bought. A red voucher,
an accrual, an opening or a payment teaches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from ledger.books.entries import EntryDraft, EntryKind, LineDraft, Side
from ledger.charts import account_in_role, accounts_in_role
from ledger.posting_rules.facts import DEDUCTIBLE, Item
from ledger.posting_rules.learning.words import words_of

_OWED = ("payable", "paid_by_staff", "company_card")
_MOST_ITEMS = 10


class Tax(StrEnum):
    """What became of printed tax: ``apart`` as input tax, ``cost`` as part of the cost though such a paper could be deducted,
    ``none`` where there was no choice: no tax, a general invoice, or no paper to tell by.
    """

    APART = "apart"
    COST = "cost"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One cost line of a sealed voucher. ``words`` are of :func:`words_of`, ``kind`` and ``rate`` of the paper ('' unknown),
    ``amount_minor`` the line in base minor units, ``party_id`` '' where nobody is named, ``day`` an ISO date.
    """

    batch_id: int
    entry_no: int
    line_no: int
    party_id: str
    words: tuple[str, ...]
    kind: str
    rate: str
    amount_minor: int
    account: str
    department: str
    project: str
    tax: Tax
    tax_code: str
    document_id: str
    day: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of a voucher's paper; all empty where there was none."""

    document_id: str = ""
    party_id: str = ""
    party_name: str = ""
    kind: str = ""
    rate: str = ""
    tax_minor: int = 0
    items: tuple[Item, ...] = ()


def lessons_of(entry: EntryDraft, batch_id: int, entry_no: int, standard: str, paper: Paper) -> Iterator[Lesson]:
    """The lessons of one voucher, none where it is no purchase. A line of several learns the items that add up to it."""
    costs = _costs(entry, standard)
    apart = any(line.account.startswith(accounts_in_role(standard, "taxes")) for line in _debits(entry))
    tax = Tax.APART if apart else Tax.COST if paper.tax_minor and paper.kind in DEDUCTIBLE else Tax.NONE
    owed_to = next((party for line in entry.lines if (party := dict(line.dims).get("party"))), paper.party_id)
    shared = Lesson(
        batch_id, entry_no, 0, owed_to or "", (), paper.kind, paper.rate, 0, "", "", "", tax, "", paper.document_id,
        entry.posting_date,
    )  # fmt: skip
    for number, line in costs:
        told = _told(line, paper.items) if len(costs) > 1 else [one.description for one in paper.items]
        said, dims = words_of(told or [line.memo], paper.party_name), dict(line.dims)
        base = line.base_minor if line.base_minor is not None else line.amount_minor
        yield replace(
            shared, line_no=number, words=said, amount_minor=base, account=line.account,
            department=dims.get("department", ""), project=dims.get("project", ""), tax_code=line.tax_code or "",
        )  # fmt: skip


def _debits(entry: EntryDraft) -> list[LineDraft]:
    return [line for line in entry.lines if line.side is Side.DEBIT and line.amount_minor > 0]


def _costs(entry: EntryDraft, standard: str) -> list[tuple[int, LineDraft]]:
    """The lines of what was bought with their numbers from 1; none where nobody is owed for it."""
    if entry.kind not in (EntryKind.NORMAL, EntryKind.CORRECTION):
        return []
    owed = tuple(account_in_role(standard, role) for role in _OWED)
    taxes = accounts_in_role(standard, "taxes")
    if not any(line.account in owed and line.side is Side.CREDIT and line.amount_minor > 0 for line in entry.lines):
        return []
    bought = _debits(entry)
    return [
        (number, line)
        for number, line in enumerate(entry.lines, 1)
        if line in bought and line.account not in owed and not line.account.startswith(taxes)
    ]


def _told(line: LineDraft, items: Sequence[Item]) -> list[str]:
    """Descriptions of the fewest items that add up to a line; all of them where none do."""
    some = items[:_MOST_ITEMS]
    for many in range(1, len(some)):
        for chosen in combinations(some, many):
            if sum(one.net_minor or 0 for one in chosen) == line.amount_minor:
                return [one.description for one in chosen]
    return [one.description for one in items]
