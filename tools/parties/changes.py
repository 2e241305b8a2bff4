"""供应商、客户的主数据 Vendors and customers: looked at, changed by a proposal that another person settles."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from ingestion.values.tax_ids import compact_tax_id, is_valid_tax_id
from ledger.business import party_changes as kept
from ledger.business.parties import Party, parties
from ledger.business.party_accounts import PartyAccount, plain_account
from ledger.business.party_changes import PartyChange
from ledger.core import Refused, new_id, problem
from policies.access import Resource
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.customers import known_parties

LISTED = 200


class AccountShown(BaseModel):
    """A bank account of a party; only approved ones are paid to. One that cannot be read says why in ``trouble``."""

    account_number: str
    bank: str
    approved: bool
    trouble: str = ""


class PartyRow(BaseModel):
    """A vendor or customer with its accounts; ``waits`` counts changes that nobody settled yet."""

    vendor_id: str
    kind: str
    name: str
    name_en: str
    tax_id: str
    terms_days: int
    accounts: tuple[AccountShown, ...]
    waits: int


class ChangeShown(BaseModel):
    """A change: ``may`` where this person may settle it, else ``why_not``; ``word`` is the field in words.

    One that cannot be read says why in ``trouble``: it can be set aside only.
    """

    change: str
    vendor_id: str
    party_name: str
    field: str
    word: str
    before: str
    account_number: str
    after: str
    bank: str
    reason: str
    proposed_by: str
    proposed_at: str
    state: str
    settled_by: str
    settled_at: str
    note: str
    may: bool
    why_not: str
    trouble: str = ""


class MasterData(BaseModel):
    """Parties by id, changes newest first, and whether this person may propose any."""

    parties: tuple[PartyRow, ...]
    changes: tuple[ChangeShown, ...]
    may_propose: bool


class ListMasterData(Request):
    """All, or one ``vendor_id`` (vendor or customer) with every change there was; ``text`` is looked for in names."""

    vendor_id: str | None = Field(default=None, max_length=20)
    text: str = Field(default="", max_length=60)


def _account(context: Context, one: PartyAccount) -> AccountShown:
    trouble = one.trouble.text(context.language) if one.trouble else ""
    number = one.number or f"…{one.last_four}"
    return AccountShown(account_number=number, bank=one.bank, approved=one.approved, trouble=trouble)


def _row(context: Context, one: Party, waits: int) -> PartyRow:
    accounts = tuple(_account(context, account) for account in one.accounts)
    return PartyRow(
        vendor_id=one.party_id, kind=one.kind, name=one.name, name_en=one.name_en, tax_id=one.tax_id or "",
        terms_days=one.terms_days, accounts=accounts, waits=waits,
    )  # fmt: skip


def _why_not(context: Context, one: PartyChange) -> str:
    if one.agreed is not None:
        return ""
    decision = context.may("party.change", Resource("Company", context.company.tenant))
    if not decision.allowed:
        return decision.problem().text(context.language)
    own = one.proposed_by == context.principal.user
    return problem("party.change_own").text(context.language) if own else ""


def _change(context: Context, one: PartyChange, names: dict[str, str]) -> ChangeShown:
    why_not, of_account = _why_not(context, one), one.field in (kept.ACCOUNT, kept.ACCOUNT_ENDS)
    return ChangeShown(
        change=one.change_id, vendor_id=one.party_id, party_name=names.get(one.party_id, one.party_id), field=one.field,
        word=context.say(f"party.field_{one.field}"), before="" if of_account else one.before,
        account_number=f"…{one.after}" if one.trouble else one.after if of_account else "", after="" if of_account else one.after, bank=one.bank,
        reason=one.reason, proposed_by=one.proposed_by, proposed_at=one.proposed_at.isoformat(),
        state="waits" if one.agreed is None else "agreed" if one.agreed else "aside", settled_by=one.settled_by or "",
        settled_at=one.settled_at.isoformat() if one.settled_at else "", note=one.note or "",
        may=one.agreed is None and not why_not, why_not=why_not,
        trouble=one.trouble.text(context.language) if one.trouble else "",
    )  # fmt: skip


@tool(
    action="party.read",
    effect="read",
    examples={
        "zh": ("供应商和客户主数据", "哪些主数据变更等着同意"),
        "en": ("Show our vendors' master data", "Which changes of master data wait?"),
    },
)
def list_master_data(context: Context, request: ListMasterData) -> Done:
    """Vendors and customers with their bank accounts, and the changes of them that wait for a second person."""
    known = known_parties(context)
    names = {one.party_id: one.name for one in known}
    if request.vendor_id and request.vendor_id not in names:
        raise Refused(problem("party.unknown", "vendor_id", vendor=request.vendor_id))
    found = [
        one
        for one in kept.changes(context.unit, request.vendor_id, waiting=request.vendor_id is None)
        if one.party_id in names
    ]
    waits = [one.party_id for one in found if one.agreed is None]
    wanted = [
        one
        for one in known
        if request.vendor_id in (None, one.party_id)
        and request.text.casefold() in f"{one.name} {one.name_en}".casefold()
    ][:LISTED]
    may = context.may("party.propose", Resource("Company", context.company.tenant)).allowed
    shown = MasterData(
        parties=tuple(_row(context, one, waits.count(one.party_id)) for one in wanted),
        changes=tuple(_change(context, one, names) for one in found), may_propose=may,
    )  # fmt: skip
    context.tally.rows, context.tally.tainted = len(shown.parties) + len(found), True
    told = context.say("party.master_count", parties=len(shown.parties), waits=len(waits))
    return Done(shown, (Text(text=told),))


class ProposeChange(Request):
    """One change of one vendor or customer: a new account (``bank`` beside it), the end of one, a name or a tax id."""

    vendor_id: str = Field(max_length=20)
    field: Literal["account", "account_ends", "name", "tax_id"]
    value: str = Field(max_length=120)
    bank: str = Field(default="", max_length=120)
    reason: str = Field(min_length=1, max_length=400)


class ChangeProposed(BaseModel):
    """The change, and who it waits for: another person."""

    change: str
    vendor_id: str


def _party(context: Context, party_id: str) -> Party:
    found = next((one for one in known_parties(context) if one.party_id == party_id), None)
    if found is None:
        raise Refused(problem("party.unknown", "vendor_id", vendor=party_id))
    return found


def _value(context: Context, one: Party, request: ProposeChange) -> str:
    """The new value as it would be kept; refused where it cannot be one, or is what stands there."""
    value = request.value.strip()
    if request.field in (kept.ACCOUNT, kept.ACCOUNT_ENDS):
        value = plain_account(value)
        if not 4 <= len(value) <= 34:
            raise Refused(problem("party.bad_account", "value"))
    elif request.field == kept.TAX_ID:
        value = compact_tax_id(value).upper()
        if value and not is_valid_tax_id(value):
            raise Refused(problem("party.bad_tax_id", "value", tax_id=request.value))
        for other in parties(context.unit, one.kind):
            if value and other.party_id != one.party_id and (other.tax_id or "").upper() == value:
                raise Refused(problem("party.tax_id_exists", "value", vendor=other.party_id, name=other.name))
    elif not value:
        raise Refused(problem("party.no_name", "value"))
    stands = kept.current(one, request.field, value)
    unchanged = {kept.ACCOUNT: "approved", kept.NAME: value, kept.TAX_ID: value}.get(request.field)
    if stands == unchanged or (request.field == kept.ACCOUNT_ENDS and stands != "approved"):
        raise Refused(problem("party.nothing_changes", "value"))
    return value


@tool(action="party.propose", effect="propose", people_only=True)
def propose_party_change(context: Context, request: ProposeChange) -> Done:
    """Propose a change of a vendor's or customer's bank account, name or tax id; another person settles it."""
    one = _party(context, request.vendor_id)
    value = _value(context, one, request)
    change = PartyChange(
        new_id(), one.party_id, request.field, kept.current(one, request.field, value), value, request.bank,
        request.reason, context.principal.user, context.now,
    )  # fmt: skip
    kept.propose_change(context.unit, change)
    said = context.say("party.change_proposed", name=one.name)
    return Done(ChangeProposed(change=change.change_id, vendor_id=one.party_id), (Text(text=said),))


class SettleChange(Request):
    """The change, whether this person agrees, and how it was checked (or why it is set aside)."""

    change: str = Field(max_length=60)
    agree: bool = True
    note: str = Field(max_length=400)


class ChangeSettled(BaseModel):
    """The change after the act."""

    change: str
    vendor_id: str
    agreed: bool


@tool(action="party.change", effect="commit", people_only=True)
def settle_party_change(context: Context, request: SettleChange) -> Done:
    """Agree to a change of master data that somebody else proposed, with how it was checked, or set it aside."""
    change = kept.find_change(context.unit, request.change)
    if change is None or change.party_id not in {one.party_id for one in known_parties(context)}:
        raise Refused(problem("party.no_change", "change"))
    kept.settle_change(context.unit, change, context.principal.user, request.note, context.now, agreed=request.agree)
    said = context.say("party.change_agreed" if request.agree else "party.change_aside")
    return Done(
        ChangeSettled(change=change.change_id, vendor_id=change.party_id, agreed=request.agree), (Text(text=said),)
    )
