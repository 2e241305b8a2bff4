"""月末转出增值税: what the columns of 应交增值税 owe goes to 未交增值税, what was overpaid too (财会〔2016〕22号 二（七）).

The target is worked out from the columns before this month's own transfers, so that a later voucher of the
month leaves only its difference to transfer. A debit balance that was not paid this month is 留抵 and stays.
"""

from __future__ import annotations

from ledger.books.entries import EntryKind, Side
from ledger.business.closing.month import Drafted, Month
from ledger.core import problem

ROLES = ("vat_unpaid", "vat_out_unpaid", "vat_out_overpaid", "vat_paid")


def draft(month: Month) -> Drafted:
    """The transfer still missing, as one voucher."""
    if month.facts.taxpayer == "small":
        return Drafted(not_needed=problem("closing.small_has_no_columns"))
    unpaid, out_unpaid, out_overpaid, paid = (month.account(role) for role in ROLES)
    if not (unpaid and out_unpaid and out_overpaid and paid):
        return Drafted(not_needed=problem("closing.no_account"))
    before = month.moved(month.roles["vat_columns"]).closing
    gone = month.moved(out_unpaid).debit
    came = month.moved(out_overpaid).credit
    owed = -(before - gone + came)
    wanted_unpaid = max(owed, 0)
    wanted_overpaid = min(max(-owed, 0), max(month.moved(paid).debit, 0))
    memo = month.say("closing.memo_vat")
    entries = []
    for debit, credit, missing in (
        (out_unpaid, unpaid, wanted_unpaid - gone),
        (unpaid, out_overpaid, wanted_overpaid - came),
    ):
        if missing:
            entries.append(
                month.entry(
                    EntryKind.NORMAL, "vat",
                    month.line(debit, Side.DEBIT, missing, memo), month.line(credit, Side.CREDIT, missing, memo),
                )
            )  # fmt: skip
    return Drafted(tuple(entries))
