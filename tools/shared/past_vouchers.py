"""Why a line is proposed, told to one person: past vouchers by number only where they may open them."""

from __future__ import annotations

from ledger.books.entries import VoucherKey
from ledger.books.journal import Voucher, vouchers_of
from ledger.core import Problem
from tools.context import Context
from tools.shared.finding_vouchers import may_see

NAMED = 3
"""Vouchers named in a sentence; the rest is in its count."""


def keys_of(told: str) -> list[VoucherKey]:
    """Keys as a reason keeps them: ``12.1 11.3``."""
    return [VoucherKey(*map(int, one.split("."))) for one in told.split()]


def vouchers_seen(context: Context, keys: list[VoucherKey]) -> list[Voucher]:
    """Those of some vouchers that this person may open."""
    return [one for one in vouchers_of(context.unit, keys) if may_see(context, one)]


def reason_text(context: Context, reason: Problem) -> str:
    """The sentence of a reason; without numbers where this person may open none of the vouchers it names."""
    keys = reason.parameters.get("keys")
    if keys is None:
        return reason.text(context.language)
    seen = context.once(("vouchers of a reason", keys), lambda: vouchers_seen(context, keys_of(keys)))
    if not seen:
        return context.say(f"{reason.code}_unnamed", **reason.parameters)
    named = [context.say("posting.past_voucher", date=one.posting_date, number=one.label) for one in seen[:NAMED]]
    return context.say(reason.code, **reason.parameters, vouchers=context.say("posting.and").join(named))
