"""付款锁定: what pays a document whose payment an open alert locks is not confirmed; booking the document goes on.

A payment is a voucher that settles an open item and takes money out of cash or a bank. Whose item it is leads to the
proposal the item was posted from, and that to its alerts.
"""

from __future__ import annotations

from ledger.books.accounts import get_book
from ledger.books.entries import Side
from ledger.charts import accounts_in_role, standards
from ledger.core import Problem, problem
from ledger.proposals import ProposalView
from ledger.proposals.posted_as import proposals_behind
from policies.risk import OPEN, of_proposal
from tools.context import Context


def payment_locked(context: Context, view: ProposalView) -> Problem | None:
    """Which open alerts lock the payment that a proposal makes; None where it pays nothing that is locked."""
    batches = _paid(context, view)
    behind = [proposal for batch in sorted(batches) for proposal in proposals_behind(context.unit, batch)]
    alerts = [one for proposal in behind for one in of_proposal(context.unit, proposal)]
    locking = [one.name for one in alerts if one.locks_payment and one.state == OPEN]
    return problem("alert.locks_this_payment", alerts="、".join(locking)) if locking else None


def _paid(context: Context, view: ProposalView) -> set[int]:
    """Batches whose open items the vouchers of a proposal settle with money."""
    if not any(line.settles for entry in view.content.entries for line in entry.lines):
        return set()
    standard = get_book(context.unit, view.row.book).standard
    money = accounts_in_role(standard, "cash") if standard.lower() in standards() else ()
    found: set[int] = set()
    for entry in view.content.entries:
        if any(line.side is Side.CREDIT and line.account.startswith(money) for line in entry.lines if money):
            found |= {line.settles.batch_id for line in entry.lines if line.settles and line.side is Side.DEBIT}
    return found
