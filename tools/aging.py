"""应付账龄: what is owed to vendors, by how long it is due; each figure opens its items."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ledger.books.balances import OpenItem, days_overdue, open_items
from ledger.business.parties import parties
from ledger.charts import account_in_role
from ledger.core import from_minor
from policies.access import sees_every
from policies.access.decision import Resource
from tools.blocks import Column, Ref, Row, Table, money, words
from tools.context import Context, Forbidden
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_party, scope_line

BUCKETS = ((0, "not_due"), (30, "1_30"), (60, "31_60"), (90, "61_90"))
OLDEST = "over_90"


class AgingRequest(Request):
    """``as_of`` a day (default today), ``vendor`` for one only."""

    as_of: date | None = None
    vendor: str | None = None


class AgingRow(BaseModel):
    """One vendor; positive is owed by us, base currency."""

    party: str
    name: str
    total: Decimal
    buckets: dict[str, Decimal]


class Aging(BaseModel):
    """All vendors with something open."""

    as_of: date
    rows: tuple[AgingRow, ...]
    total: Decimal


def _bucket(item: OpenItem, as_of: str) -> str:
    late = days_overdue(item, as_of)
    return next((name for days, name in BUCKETS if late <= days), OLDEST)


@tool(
    action="report.read",
    effect="read",
    examples={"zh": ("应付账龄", "哪些供应商的款到期了"), "en": ("AP aging", "What do we owe our vendors?")},
)
def ap_aging(context: Context, request: AgingRequest) -> Done:
    """Aging of accounts payable by vendor: not due, 1–30, 31–60, 61–90 and over 90 days late."""
    if not sees_every(context.principal, context.action, "Line"):
        raise Forbidden(context.may("people.change", Resource("Company", context.company.tenant)))
    day = (request.as_of or context.today).isoformat()
    only = find_party(context, request.vendor, "vendor").party_id if request.vendor else None
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for item in open_items(
        context.unit,
        context.company.book,
        day,
        account=account_in_role(context.company.standard, "payable"),
        party=only,
    ):
        sums[dict(item.dims).get("party", "")][_bucket(item, day)] -= item.base_open_minor
    names = {one.party_id: one.name for one in parties(context.unit, "vendor")}
    order = [name for _, name in BUCKETS] + [OLDEST]
    base = context.company.currency
    owed = sorted(sums.items(), key=lambda pair: -sum(pair[1].values()))
    rows = tuple(
        AgingRow(
            party=party,
            name=names.get(party, party),
            total=from_minor(sum(buckets.values()), base),
            buckets={name: from_minor(buckets.get(name, 0), base) for name in order},
        )
        for party, buckets in owed
    )
    context.tally.rows, context.tally.tainted = len(rows), True  # names of parties
    total = sum(sum(buckets.values()) for _, buckets in owed)
    columns = (
        Column(title=context.say("report.vendor")),
        *(Column(title=context.say(f"report.{n}"), numeric=True) for n in (*order, "total")),
    )
    shown = [
        Row(cells=(words(names.get(party, party), Ref(kind="party", id=party) if party else None, "zh"),
                   *(money(buckets.get(name, 0), base) for name in order), money(sum(buckets.values()), base)))
        for party, buckets in owed
    ]  # fmt: skip
    sums_row = [money(sum(buckets.get(name, 0) for _, buckets in owed), base) for name in order]
    shown.append(Row(cells=(words(context.say("report.total")), *sums_row, money(total, base)), weight="total"))
    result = Aging(as_of=date.fromisoformat(day), rows=rows, total=from_minor(total, base))
    return Done(result, (Table(columns=columns, rows=tuple(shown)), scope_line(context, day)))
