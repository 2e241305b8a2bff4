"""个别计提: receivables provided for by name beside the aging matrix, with who said so and why."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from ledger.business.closing import Month
from ledger.business.closing.specific import Specific, add_specific, retire_specific, specifics
from ledger.business.parties import parties
from ledger.core import Refused, from_minor, problem, to_minor
from ledger.store.people import people
from tools.blocks import Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.asking import find_party, scope_line
from tools.shared.customers import require_customers
from tools.shared.open_items import Short, items_on, key_of

COLUMNS = ("number", "party", "what", "measure", "reason", "from", "by")


class Receivable(BaseModel):
    """An item a party owes us, to be chosen; ``open`` in base currency."""

    key: str
    party: str
    account: str
    day: str
    memo: str
    open: Decimal


class ShownProvision(BaseModel):
    """One that holds: of an item or all the party owes on ``account``; ``percent`` of what is open, or ``amount`` in base."""

    number: int
    party: str
    party_name: str
    account: str
    item: str
    percent: str
    amount: Decimal
    reason: str
    first_month: str
    by: str


class Provisions(BaseModel):
    """By number; ``parties`` those who owe us something by id, ``items`` what they owe."""

    rows: tuple[ShownProvision, ...]
    items: tuple[Receivable, ...]
    parties: dict[str, str]
    base: str


@tool(
    action="period.read",
    effect="read",
    examples={"zh": ("个别认定的坏账准备",), "en": ("Receivables with a specific provision",)},
)
def list_provisions(context: Context, request: Nothing) -> Done:
    """Receivables provided for by name: which party or item, how much, why, since when, and who said so."""
    require_customers(context)
    base, names = context.company.currency, {one.party_id: one.name for one in parties(context.unit)}
    by = {one.user: one.called(context.language) for one in people(context.unit)}
    rows = tuple(
        ShownProvision(
            number=one.number, party=one.party, party_name=names.get(one.party, one.party), account=one.account,
            item=one.item, percent=one.percent, amount=from_minor(one.amount_minor, base), reason=one.reason,
            first_month=one.first_month, by=by.get(one.given_by, one.given_by),
        )
        for one in specifics(context.unit, context.company.book)
    )  # fmt: skip
    owed = [one for one in items_on(context, context.today.isoformat()) if one.base_open_minor > 0]
    owed = [one for one in owed if one.account.startswith(_receivables(context)) and "party" in dict(one.dims)]
    items = tuple(
        Receivable(key=key_of(one), party=dict(one.dims)["party"], account=one.account, day=one.posting_date, memo=one.memo,
                   open=from_minor(one.base_open_minor, base))
        for one in owed
    )  # fmt: skip
    context.tally.rows, context.tally.tainted = len(rows), True  # names and reasons
    known = {one.party: names.get(one.party, one.party) for one in items}
    columns = tuple(Column(title=context.say(f"provision.column_{name}")) for name in COLUMNS)
    shown = tuple(
        Row(cells=tuple(words(cell) for cell in (
            str(one.number), one.party_name, one.item or one.account,
            f"{one.percent}%" if one.percent else f"{one.amount} {base}", one.reason, one.first_month, one.by)))
        for one in rows
    )  # fmt: skip
    result = Provisions(rows=rows, items=items, parties=known, base=base)
    return Done(result, (Table(columns=columns, rows=shown), scope_line(context, action="report.read")))


def _receivables(context: Context) -> tuple[str, ...]:
    """Accounts an allowance is kept beside, trade receivables first; refused where the standard knows none."""
    month = Month.of(context.unit, context.company.book, f"{context.today:%Y-%m}")
    found = tuple(code for one in ("receivables", "other_receivables") if (code := month.roles.get(one, "")))
    if not found or not month.account("credit_loss"):
        raise Refused(problem("closing.no_account"))
    return found


class SaveProvision(Request):
    """For ``item`` alone, or all that ``party`` owes on ``account`` (default trade receivables); ``percent`` of what is
    open, or ``amount`` of the base currency; from ``first_month`` on (default this month).
    """

    party: Short = ""
    item: Short = ""
    account: Short = ""
    percent: Annotated[str, Field(pattern=r"^(\d{1,3}(\.\d{1,4})?)?$")] = ""
    amount: Decimal | None = None
    reason: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""
    first_month: Annotated[str, Field(pattern=r"^(\d{4}-\d{2})?$")] = ""


class ProvisionKept(BaseModel):
    """Its number."""

    number: int


@tool(action="period.change", effect="commit", people_only=True)
def save_provision(context: Context, request: SaveProvision) -> Done:
    """Provide for a party or one of its open items by name, with a reason; the month end posts it instead of the matrix."""
    party, account = request.party, request.account or _receivables(context)[0]
    if request.item:
        known = {key_of(one): one for one in items_on(context, context.today.isoformat())}
        if request.item not in known or known[request.item].base_open_minor <= 0:
            raise Refused(problem("settle.unknown_item", "item", item=request.item))
        item = known[request.item]
        party, account = dict(item.dims).get("party") or dict(item.dims).get("employee", ""), item.account
    elif party:
        party = find_party(context, party, "party").party_id
    if not party:
        raise Refused(problem("provision.no_party", "party"))
    amount = to_minor(request.amount, context.company.currency) if request.amount is not None else 0
    made = Specific(party, account, request.item, request.percent, amount, request.reason,
                    request.first_month or f"{context.today:%Y-%m}")  # fmt: skip
    number = add_specific(context.unit, context.company.book, made, context.principal.user, context.now)
    return Done(ProvisionKept(number=number), (Text(text=context.say("provision.kept", number=number)),))


class OneProvision(Request):
    """Which one."""

    number: int


@tool(action="period.change", effect="commit", people_only=True)
def retire_provision(context: Context, request: OneProvision) -> Done:
    """Give a provision by name up; the aging matrix takes its items again."""
    retire_specific(context.unit, context.company.book, request.number, context.principal.user, context.now)
    return Done(
        ProvisionKept(number=request.number), (Text(text=context.say("provision.retired", number=request.number)),)
    )
