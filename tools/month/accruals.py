"""计提未冲回: what was accrued and stands, and the day each one reverses itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ledger.business.closing.accruals import Accrued, accrued, standing
from ledger.core import from_minor
from policies.access import Resource
from tools.blocks import Column, Row, Table, money, words
from tools.context import Context, Forbidden
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import scope_line
from tools.shared.leading import lead


class AccrualsRequest(Request):
    """``period`` is the last month looked at (default this month)."""

    period: str = ""


class ShownAccrual(BaseModel):
    """One accrual; ``reverses_on`` None where nobody said a day, ``late`` where that day is past."""

    voucher: str
    number: str
    day: date
    memo: str
    amount: Decimal
    reverses_on: date | None
    late: bool


class Accruals(BaseModel):
    """What stands, oldest first; ``total`` in base currency."""

    period: str
    rows: tuple[ShownAccrual, ...]
    total: Decimal


def _shown(context: Context, one: Accrued) -> ShownAccrual:
    back = date.fromisoformat(one.reverses_on) if one.reverses_on else None
    return ShownAccrual(
        voucher=f"{one.key.batch_id}.{one.key.entry_no}", number=one.label, day=date.fromisoformat(one.day),
        memo=one.memo, amount=from_minor(one.amount_minor, context.company.currency), reverses_on=back,
        late=back is not None and back < context.today,
    )  # fmt: skip


@tool(
    action="report.read",
    effect="read",
    examples={"zh": ("哪些计提还没冲回",), "en": ("Which accruals wait to be reversed?",)},
)
def list_accruals(context: Context, request: AccrualsRequest) -> Done:
    """Accruals that nothing has reversed yet, with the day each reverses itself."""
    if not context.sees_every("Line", "report.read"):
        raise Forbidden(context.may("people.change", Resource("Company", context.company.tenant)))
    period, currency = request.period or f"{context.today:%Y-%m}", context.company.currency
    found = standing(accrued(context.unit, context.company.book, period))
    rows = tuple(_shown(context, one) for one in found)
    context.tally.rows, context.tally.tainted = len(rows), True  # memos
    columns = tuple(
        Column(title=context.say(f"accrual.{name}"), numeric=name == "amount")
        for name in ("number", "day", "memo", "amount", "back_on")
    )
    table = tuple(
        Row(
            cells=(
                words(one.number), words(one.day.isoformat()), words(one.memo), money(made.amount_minor, currency),
                words(one.reverses_on.isoformat() if one.reverses_on else context.say("accrual.no_day")),
            )
        )
        for one, made in zip(rows, found, strict=True)
    )  # fmt: skip
    total = from_minor(sum(one.amount_minor for one in found), currency)
    return Done(
        Accruals(period=period, rows=rows, total=total),
        (
            lead(context, "accruals", count=len(rows), amount=total),
            Table(columns=columns, rows=table),
            scope_line(context, period),
        ),
    )
