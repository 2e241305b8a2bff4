"""Bounds of a day: of a person's proposals, exports and model tokens, and of proposals that name one vendor.

Counted at the door in the transaction of the act, so what is refused or breaks off counts for nothing; tokens are counted
when they are spent, and the next question is refused. The house's own jobs are bounded by none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ledger.books.plain import content_to_plain
from ledger.core import Refused, Via, company_date, problem, settings
from ledger.proposals import get
from ledger.proposals.limits import amounts
from ledger.store import Unit
from ledger.store.budgets import EXPORTS, PROPOSALS, TOKENS, VENDOR, add_use
from tools.context import Context
from tools.outcome import Done


def allowed() -> Mapping[str, int]:
    """How much a day may hold, by budget: settings of the installation."""
    given = settings()
    return {PROPOSALS: given.budget_proposals, EXPORTS: given.budget_exports, TOKENS: given.budget_tokens,
            VENDOR: given.budget_vendor}  # fmt: skip


def free_again(today: date, zone: str) -> datetime:
    """When a day's budgets are whole again: the next midnight in the company's time zone."""
    return datetime.combine(today + timedelta(days=1), time(), ZoneInfo(zone))


def spend(unit: Unit, budget: str, holder: str, now: datetime, zone: str, amount: int = 1, *, name: str = "") -> None:
    """Count an amount; Refused where the day holds no more, saying how much it may hold and when it is free again.

    Of tokens nobody knows the amount beforehand: with 0 it is asked whether any are left, and what was spent is counted.
    """
    today, most = company_date(now, zone), allowed()[budget]
    used = add_use(unit, today, budget, holder, amount)
    over = used >= most if amount == 0 else used > most and budget != TOKENS
    if over:
        at = f"{free_again(today, zone):%Y-%m-%d %H:%M}"
        raise Refused(problem(f"budget.no_{budget}", most=most, at=at, name=name or holder))


def spend_before(context: Context) -> None:
    """A proposal of a person, or of a model for them."""
    if context.principal.via is not Via.SYSTEM:
        zone = context.company.time_zone
        spend(context.unit, PROPOSALS, context.principal.user, context.now, zone)


def spend_after(context: Context, done: Done) -> None:
    """A voucher that was proposed, for every vendor it names."""
    proposal = getattr(done.result, "proposal", None)
    if context.principal.via is Via.SYSTEM or context.action != "voucher.propose" or not isinstance(proposal, str):
        return
    view = get(context.unit, proposal)
    for payee in amounts(content_to_plain(view.content)["entries"], view.row.origin):
        kind, _, code = payee.partition(":")
        if kind == "party":
            name = str(view.context.get("party_name") or code)
            spend(context.unit, VENDOR, code, context.now, context.company.time_zone, name=name)
