"""The books read again from the first voucher: chain, numbers, balances, authority."""

from __future__ import annotations

from ledger.core import problem
from ledger.proof import verify
from tools.closing.item import Item, Look, Seen, Standing

SHOWN = 5


def _look(look: Look) -> Seen:
    if not look.thorough:
        return Seen(Standing.UNASKED, (problem("closing.proof_at_close"),), link="/verify")
    report = verify(look.month.unit)
    if report.clean:
        return Seen(Standing.DONE, (problem("closing.proved", vouchers=report.vouchers),))
    return Seen(Standing.TODO, report.findings[:SHOWN], link="/verify")


ITEM = Item("proof", 90, look=_look)
