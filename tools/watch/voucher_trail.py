"""The trail of one voucher for an auditor's file: everything that was done about it and its paper, oldest first."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.books.journal import get_voucher
from ledger.evidence import documents
from ledger.proposals.posted_as import proposals_behind
from ledger.store.audit_search import Place, Wanted, search_audit
from policies.access import Resource
from tools.context import Context, Forbidden
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.finding_vouchers import line_resource, may_see, voucher_key
from tools.shared.trail import Teller, scope_of_trail, tells_only_within

MOST = 500


class VoucherTrail(Request):
    """A posted voucher by ``12.3``."""

    voucher: str


class Original(BaseModel):
    """A file as it was received."""

    sha256: str
    name: str
    document: str


class Trail(BaseModel):
    """``lines`` are sentences with their time and channel; ``originals`` the papers behind."""

    voucher: str
    number: str
    maker: str
    checker: str
    lines: tuple[str, ...]
    originals: tuple[Original, ...]


@tool(action="trail.read", effect="read", people_only=True)
def voucher_trail(context: Context, request: VoucherTrail) -> Done:
    """Who handed in, made, edited, confirmed and looked at one voucher, when and from where, and its original papers."""
    found = get_voucher(context.unit, voucher_key(request.voucher))
    if context.last_audited is None and not context.sees_every("Line", "voucher.read"):
        raise Forbidden(context.may("voucher.read", Resource("Line", request.voucher, {"payroll": True})))
    if not may_see(context, found):
        context.require(line_resource(context, found, 0), "voucher.read")
    kind, _, name = found.source.partition(":")
    paper = documents.find(context.unit, name) if kind == "document" and name else None
    behind = proposals_behind(context.unit, found.key.batch_id)
    things = [f"voucher:{request.voucher}", *(f"proposal:{one}" for one in behind)]
    things += [f"document:{paper.document_id}"] if paper else []
    wanted, scope = Wanted(things=tuple(things)), scope_of_trail(context, context.fiscal_year(found.period))
    entries, _ = search_audit(context.store, context.unit, wanted, scope, Place(), MOST, "acts")
    entries = [one for one in entries if tells_only_within(context, one)]
    teller = Teller(context, entries)
    lines = tuple(
        f"{one.at.isoformat(timespec='seconds')}  {context.say(f'trail.channel_{one.channel}')}  {teller.sentence(one)}"
        for one in reversed(entries)
    )
    context.tally.rows = len(lines)
    originals = (Original(sha256=paper.sha256, name=paper.name, document=paper.document_id),) if paper else ()
    return Done(
        Trail(voucher=request.voucher, number=found.label, maker=teller.who(found.maker), checker=teller.who(found.checker),
              lines=lines, originals=originals)
    )  # fmt: skip
