"""What somebody asks about, by the number or id they call it by, as access rules look at it. Nothing of it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ledger.books.journal import voucher
from ledger.books.voucher_search import VoucherFilter, search
from ledger.business.party_changes import find_change
from ledger.core import Principal, Refused, problem
from ledger.evidence import documents
from ledger.proposals import get
from policies.access import Resource
from policies.risk import find_alert
from tools.context import Context
from tools.shared.finding_vouchers import line_resource, may_see, voucher_key
from tools.shared.proposal_cards import resource as proposal_resource
from tools.shared.settling import document_resource

_SERIES = re.compile(r"([记收付转银现])(?:字第?|[-—–])\s?(\d{1,6})号?")
_ALERT = re.compile(r"AL-?(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Thing:
    """``reads`` is the action of looking at it; a voucher has a resource a line. ``key`` is its id, where grounds need one."""

    kind: str
    reads: str
    resources: tuple[Resource, ...]
    key: str = ""


def find_thing(context: Context, named: str) -> Thing:
    """A voucher (记-0812 or 12.3), an alert, a month (2026-11), a proposal, a document or a change of master data.

    Refused where there is none.
    """
    if found := _voucher(context, named) or _alert(context, named) or _month(context, named) or _paper(context, named):
        return found
    raise Refused(problem("why.no_such_thing", "thing", thing=named[:60]))


def _voucher(context: Context, named: str) -> Thing | None:
    found = None
    if series := _SERIES.fullmatch(named.strip()):
        wanted = VoucherFilter(context.company.book, series=series.group(1), number=int(series.group(2)), limit=1)
        found = next(iter(search(context.unit, wanted)), None)
    elif re.fullmatch(r"\d+\.\d+", named):
        found = voucher(context.unit, voucher_key(named))
    if found is None:
        return None
    key = f"{found.key.batch_id}.{found.key.entry_no}"
    lines = tuple(line_resource(context, found, number) for number in range(len(found.lines)))
    return Thing("voucher", "voucher.read", lines, key)


def _alert(context: Context, named: str) -> Thing | None:
    number = _ALERT.fullmatch(named.strip())
    found = find_alert(context.unit, int(number.group(1))) if number else None
    if found is None:
        return None
    facts = {"department": found.department} if found.department else {}
    return Thing("alert", "alert.read", (Resource("Alert", found.name, facts),), str(found.number))


def _month(context: Context, named: str) -> Thing | None:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", named.strip()):
        return None
    return Thing("month", "period.read", (Resource("Company", context.company.tenant),), named.strip())


def _paper(context: Context, named: str) -> Thing | None:
    try:
        return Thing("proposal", "proposal.read", (proposal_resource(get(context.unit, named)),), named)
    except Refused:
        paper = documents.find(context.unit, named)
    if paper is not None:
        return Thing("document", "document.read", (document_resource(paper),))
    if find_change(context.unit, named) is None:
        return None
    return Thing("change", "party.read", (Resource("Company", context.company.tenant),), named)


def reads_it(context: Context, who: Principal, thing: Thing) -> bool:
    """Whether somebody may look at the thing as a page shows it."""
    if thing.kind != "voucher":
        return context.might(who, thing.reads, thing.resources[0]).allowed
    found = voucher(context.unit, voucher_key(thing.key))
    return found is not None and may_see(replace(context, principal=who), found)
