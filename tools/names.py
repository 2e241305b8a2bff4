"""The names a request may speak of: those this person may know."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.books.accounts import accounts, dimension_values
from ledger.business.parties import parties
from ledger.store.people import people
from policies.access import Resource
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool


class Names(BaseModel):
    """Names by kind."""

    names: dict[str, list[str]]


@tool(action="help.read", effect="read")
def known_names(context: Context, request: Nothing) -> Done:
    """Names of accounts, vendors, customers, departments and colleagues, as far as this person may know them."""
    company = Resource("Company", context.company.tenant)
    found = {"department": list(dimension_values(context.unit, "department").values())}
    found["employee"] = [name for one in people(context.unit) for name in (one.name, one.name_en)]
    if context.may("party.read", company).allowed:
        for kind in ("vendor", "customer"):
            found[kind] = [name for one in parties(context.unit, kind) for name in (one.name, one.name_en) if name]
    if context.may("report.read", company).allowed:
        chart = accounts(context.unit, context.company.book)
        leaves = {one.name_zh.split("—")[-1] for one in chart}
        found["account"] = sorted(leaves | {one.name_en for one in chart})
    return Done(Names(names=found))
