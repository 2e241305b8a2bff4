"""应付账龄、应收账龄: what is owed to vendors and by customers, by how long it is due; each figure opens its items."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel

from ledger.books.balances import OpenItem, days_overdue, open_items
from ledger.business.parties import parties
from ledger.charts import account_in_role
from ledger.core import from_minor
from policies.access.decision import Resource
from tools.blocks import Cell, Column, Ref, Row, Table, money, words
from tools.context import Context, Forbidden
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_party, scope_line
from tools.shared.customers import require_customers
from tools.shared.leading import lead

BUCKETS = ((0, "not_due"), (30, "1_30"), (60, "31_60"), (90, "61_90"))
OLDEST = "over_90"
ORDER = (*(name for _, name in BUCKETS), OLDEST)
Kind = Literal["vendor", "customer"]


class AgingRequest(Request):
    """``as_of`` a day (default today), ``vendor`` for one only."""

    as_of: date | None = None
    vendor: str | None = None


class ReceivablesRequest(Request):
    """``as_of`` a day (default today), ``customer`` for one only."""

    as_of: date | None = None
    customer: str | None = None


class AgingRow(BaseModel):
    """One vendor or customer; positive is owed by us, or to us; base currency."""

    party: str
    name: str
    total: Decimal
    buckets: dict[str, Decimal]


class Aging(BaseModel):
    """All of them with something open, the largest first."""

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
    return _aging(context, request.as_of, request.vendor, "vendor")


@tool(
    action="report.read",
    effect="read",
    examples={"zh": ("应收账龄", "哪些客户逾期了"), "en": ("AR aging", "Which customers are overdue?")},
)
def ar_aging(context: Context, request: ReceivablesRequest) -> Done:
    """Aging of accounts receivable by customer: not due, 1–30, 31–60, 61–90 and over 90 days late."""
    return _aging(context, request.as_of, request.customer, "customer")


def _owed(context: Context, day: str, asked: str | None, kind: Kind) -> list[tuple[str, dict[str, int]]]:
    """Party and what is open by bucket, positive in the way it is owed, the largest first."""
    only = find_party(context, asked, kind).party_id if asked else None
    account = account_in_role(context.company.standard, "trade_receivable" if kind == "customer" else "payable")
    sign = 1 if kind == "customer" else -1
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for item in open_items(context.unit, context.company.book, day, account=account, party=only):
        sums[dict(item.dims).get("party", "")][_bucket(item, day)] += sign * item.base_open_minor
    return sorted(sums.items(), key=lambda pair: -sum(pair[1].values()))


def _aging(context: Context, as_of: date | None, asked: str | None, kind: Kind) -> Done:
    """What is open with vendors (owed by us) or customers (owed to us) on a day, by how late it is."""
    if not context.sees_every("Line"):
        raise Forbidden(context.may("people.change", Resource("Company", context.company.tenant)))
    if kind == "customer":
        require_customers(context)
    day, base = (as_of or context.today).isoformat(), context.company.currency
    owed = _owed(context, day, asked, kind)
    names = {one.party_id: one.name for one in parties(context.unit)}
    rows = tuple(
        AgingRow(
            party=party, name=names.get(party, party), total=from_minor(sum(buckets.values()), base),
            buckets={name: from_minor(buckets.get(name, 0), base) for name in ORDER},
        )
        for party, buckets in owed
    )  # fmt: skip
    context.tally.rows, context.tally.tainted = len(rows), True  # names of parties
    total = sum((one.total for one in rows), Decimal(0))
    overdue = total - sum((one.buckets["not_due"] for one in rows), Decimal(0))
    told = lead(context, f"owed_{kind}", count=len(rows), total=total, overdue=overdue)
    result = Aging(as_of=date.fromisoformat(day), rows=rows, total=total)
    return Done(result, (told, _table(context, owed, names, kind), scope_line(context, day)))


def _table(context: Context, owed: list[tuple[str, dict[str, int]]], names: dict[str, str], kind: Kind) -> Table:
    """A row a party, and their sum."""
    base = context.company.currency
    columns = (
        Column(title=context.say(f"report.{kind}")),
        *(Column(title=context.say(f"report.{n}"), numeric=True) for n in (*ORDER, "total")),
    )
    shown = [
        Row(cells=(words(names.get(party, party), Ref(kind="party", id=party) if party else None, "zh"),
                   *(money(buckets.get(name, 0), base) for name in ORDER), money(sum(buckets.values()), base)))
        for party, buckets in owed
    ]  # fmt: skip
    sums = [sum(buckets.get(name, 0) for _, buckets in owed) for name in ORDER]
    cells: tuple[Cell, ...] = (words(context.say("report.total")), *(money(one, base) for one in (*sums, sum(sums))))
    return Table(columns=columns, rows=(*shown, Row(cells=cells, weight="total")))
