"""付款锁定: what pays somebody whose payment an open alert locks is not confirmed; booking the document goes on.

A payment is a voucher that takes money out of cash or a bank. Where it settles open items, whose item it is leads to the
proposal the item was posted from, and that to its alerts. Where it names none, whom it pays does: the vendor of a locked
document, or a vendor one of whose accounts an open alert speaks of. The database refuses it too (``paying.sql``), but for
accounts, which it cannot compare.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ledger.books.accounts import get_book
from ledger.books.entries import EntryKind, Side
from ledger.business.parties import parties
from ledger.business.party_accounts import plain_account
from ledger.charts import accounts_in_role, standards
from ledger.core import Problem, problem
from ledger.evidence import documents
from ledger.proposals import ProposalView
from ledger.proposals.cash_floor import IMPORT
from ledger.proposals.posted_as import proposals_behind
from policies.risk import Alert, locking
from tools.context import Context

NAMED = ("printed", "account")
"""Parameters of an alert that are a bank account."""


@dataclass(slots=True)
class _Paid:
    """Batches whose items are settled with money, and parties that are paid without naming an item."""

    batches: set[int] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)


def payment_locked(context: Context, view: ProposalView) -> Problem | None:
    """Which open alerts lock the payment that a proposal makes; None where it pays nothing that is locked."""
    found = [one.name for one in locks(context, view)]
    return problem("alert.locks_this_payment", alerts="、".join(found)) if found else None


def locks(context: Context, view: ProposalView) -> list[Alert]:
    """The open alerts that lock a proposal's payment, the first raised first."""
    paid = _paid(context, view)
    if not (paid.batches or paid.parties):
        return []
    behind = {one for batch in paid.batches for one in proposals_behind(context.unit, batch)}
    open_ = context.once("payment locks", lambda: locking(context.unit))
    return [
        one for one in open_
        if one.proposal_id in behind
        or (one.proposal_id != view.row.proposal_id and _of(context, one) & paid.parties)
    ]  # fmt: skip


def _of(context: Context, alert: Alert) -> set[str]:
    """The parties an alert locks: its document's, and whoever has an account it speaks of."""
    paper = documents.find(context.unit, alert.document_id) if alert.document_id else None
    numbers = {plain_account(alert.parameters[name]) for name in NAMED if alert.parameters.get(name)}
    known = context.once("all parties", lambda: parties(context.unit))
    sharing = {one.party_id for one in known for account in one.accounts if account.number in numbers}
    return sharing | ({paper.party_id} if paper and paper.party_id else set())


def _paid(context: Context, view: ProposalView) -> _Paid:
    """Whom the vouchers of a proposal pay with money."""
    found = _Paid()
    standard = get_book(context.unit, view.row.book).standard
    money = accounts_in_role(standard, "cash") if standard.lower() in standards() else ()
    if not money or view.row.origin.startswith(IMPORT):
        return found
    for entry in view.content.entries:
        if entry.kind is EntryKind.OPENING:
            continue
        if any(line.side is Side.CREDIT and line.account.startswith(money) for line in entry.lines):
            debits = [line for line in entry.lines if line.side is Side.DEBIT]
            found.batches |= {line.settles.batch_id for line in debits if line.settles}
            found.parties |= {
                dict(line.dims)["party"] for line in debits if not line.settles and "party" in dict(line.dims)
            }
    return found
