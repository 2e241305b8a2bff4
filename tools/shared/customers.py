"""客户资料 Customers as a class of data: who may see their master data, terms and what they owe.

Names on a voucher, in a cash journal or on a paper are no master data: they stay where somebody sees that voucher or paper.
"""

from __future__ import annotations

from ledger.business.parties import IS_CUSTOMER, Party, parties
from policies.access import Resource
from tools.context import Context

ACTION = "customer.see"


def sees_customers(context: Context) -> bool:
    """Whether this person may see customers at all."""
    return context.may(ACTION, Resource("Company", context.company.tenant)).allowed


def require_customers(context: Context) -> None:
    """Forbidden, with its rule, for whoever may not see customers."""
    context.require(Resource("Company", context.company.tenant), ACTION)


def known_parties(context: Context, kind: str | None = None) -> list[Party]:
    """The vendors and customers whose master data this person may read, by id."""
    found = parties(context.unit, kind, context.rows("Party", {"customer": IS_CUSTOMER}, "party.read"))
    return found if sees_customers(context) else [one for one in found if one.kind != "customer"]


def without_customers(context: Context, these: list[Party]) -> list[Party]:
    """The same without the customers, for whoever may not see them."""
    return these if sees_customers(context) else [one for one in these if one.kind != "customer"]
