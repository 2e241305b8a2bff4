"""Open items as tools name them, and those a person chose of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from ledger.books.balances import OpenItem, open_items
from ledger.business.parties import parties
from ledger.business.settlement import Part
from ledger.core import Refused, problem, to_minor
from policies.access import Resource
from tools.context import Context, Forbidden
from tools.shared.customers import sees_customers

Short = Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)]


class Chosen(BaseModel):
    """An item by its key, and how much of it (positive, its own currency); nothing for all of it."""

    item: Short
    amount: Decimal | None = None


def key_of(item: OpenItem) -> str:
    """``batch.entry.line`` of the line that opened it."""
    return f"{item.key.batch_id}.{item.key.entry_no}.{item.key.line_no}"


def items_on(context: Context, day: str, party: str | None = None) -> list[OpenItem]:
    """Items open on a day. Refused for those who do not see every line."""
    if not context.sees_every("Line", "report.read"):
        raise Forbidden(context.may("people.change", Resource("Company", context.company.tenant)))
    found = open_items(context.unit, context.company.book, day, party=party)
    if sees_customers(context):
        return found
    customers = {one.party_id for one in parties(context.unit, "customer")}
    return [one for one in found if dict(one.dims).get("party") not in customers]


def chosen_parts(context: Context, chosen: Sequence[Chosen], day: str) -> list[Part]:
    """The chosen items as they stand on a day. Refused where one is not open then."""
    known = {key_of(one): one for one in items_on(context, day)}
    parts = []
    for one in chosen:
        item = known.get(one.item)
        if item is None:
            raise Refused(problem("settle.unknown_item", "items", item=one.item))
        amount = abs(item.open_minor) if one.amount is None else to_minor(one.amount, item.currency)
        parts.append(Part(item, amount))
    return parts
