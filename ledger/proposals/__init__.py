"""Revision, digest, confirmation, maker and checker.

model.py what a proposal is · drafting.py the maker's side (propose, revise, submit, answer, withdraw, reversal,
correction) · handing_over.py what somebody who leaves had in hand · deciding.py the checker's side (confirm, undo, send
back, reject) · posting.py after the grace · lessons.py what posted vouchers teach of booking · cash_floor.py what would leave cash on hand below zero · limits.py what one
person may confirm for one vendor a day · delegations.py who confirms for whom for a while ·
series.py which number series a voucher belongs to ·
rows.py reading and writing. Plain functions over a Unit; an expected refusal is raised as Refused so that the
transaction rolls back.
"""

from ledger.proposals.deciding import confirm, reject, send_back, undo
from ledger.proposals.drafting import (
    answer,
    next_maker,
    propose,
    propose_correction,
    propose_reversal,
    revise,
    submit,
    withdraw,
)
from ledger.proposals.handing_over import hand_over, in_hand
from ledger.proposals.model import (
    INTAKE,
    Confirmed,
    Event,
    Kind,
    Posting,
    ProposalDraft,
    ProposalRow,
    ProposalView,
    State,
)
from ledger.proposals.posting import due, next_due, post, post_due
from ledger.proposals.rows import counts, get, listing, of_origin

__all__ = [
    "INTAKE", "Confirmed", "Event", "Kind", "Posting", "ProposalDraft", "ProposalRow", "ProposalView", "State", "answer",
    "confirm", "counts", "due", "get", "hand_over", "in_hand", "listing", "next_due", "next_maker", "of_origin", "post", "post_due", "propose",
    "propose_correction", "propose_reversal", "reject", "revise", "send_back", "submit", "undo", "withdraw",
]  # fmt: skip
