"""Bank accounts that are paid to: each comes of a change of master data that a second person agreed to, and is that number.

The database refuses anything else that comes through it; here is found what was done to the file or as superuser.
"""

from __future__ import annotations

from ledger.business.parties import parties
from ledger.business.party_accounts import PartyAccount, plain_account
from ledger.business.party_changes import ACCOUNT, ACCOUNT_ENDS, PartyChange, changes
from ledger.proof.findings import Findings
from ledger.store import Unit

EVERY = 2**31 - 1


def check_master_data(unit: Unit, findings: Findings) -> None:
    """Approved accounts against the changes they name, and agreed ends against accounts that are paid to all the same."""
    known = {one.change_id: one for one in changes(unit, limit=EVERY)}
    for one in parties(unit):
        for account in one.accounts:
            if account.trouble is not None:
                continue  # what does not open is a finding of its own, and is not paid to
            change = known.get(account.change_id or "")
            if account.approved and not _agreed(change, one.party_id):
                findings.add("proof.account_unsettled", one.party_id, party=one.party_id, account=account.number[-4:])
            elif account.change_id and not _same(account, change):
                findings.add("proof.account_differs", one.party_id, party=one.party_id, account=account.number[-4:])


def _agreed(change: PartyChange | None, party_id: str) -> bool:
    """Whether a change lets an account of a party be paid to: agreed by another person than proposed it."""
    return (
        change is not None
        and (change.party_id, change.field, change.agreed) == (party_id, ACCOUNT, True)
        and change.settled_by not in (None, change.proposed_by)
    )


def _same(account: PartyAccount, change: PartyChange | None) -> bool:
    """Whether an account is what its change says."""
    if change is None:
        return False
    return plain_account(change.after) == account.number and change.field == (
        ACCOUNT if account.approved else ACCOUNT_ENDS
    )
