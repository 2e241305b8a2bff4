"""Bank accounts of parties that two people looked at: what a test needs of master data, by the ledger's own way."""

from __future__ import annotations

from ledger.business.parties import parties
from ledger.business.party_changes import ACCOUNT, ACCOUNT_ENDS, PartyChange, current, propose_change, settle_change
from ledger.core import new_id
from ledger.store import Unit
from tests.world import NOW


def settle_account(unit: Unit, party_id: str, number: str, *, paid_to: bool) -> None:
    """Money may go to an account from now on, or goes there no more."""
    (one,) = (one for one in parties(unit) if one.party_id == party_id)
    field = ACCOUNT if paid_to else ACCOUNT_ENDS
    change = PartyChange(new_id(), party_id, field, current(one, field, number), number, "招商银行", "x", "wang", NOW)
    settle_change(unit, propose_change(unit, change), "li", "checked", NOW, agreed=True)
