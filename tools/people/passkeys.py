"""One's own passkeys: the first is kept with the password, another with one that is there; a lost one takes two people."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from ledger.core import Principal, Refused, problem
from ledger.store import Store, identity, passkeys
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.passkey_rule import ask_for_passkey
from tools.shared.passkeys import LONGEST_ANSWER, name_of, offer_registration, register, relying_party
from tools.shared.ways_in import must_be_oneself, must_have_proved_anew, one_person

MOST_PASSKEYS = 10
Answer = Annotated[str, StringConstraints(max_length=LONGEST_ANSWER)]


class PasskeyShown(BaseModel):
    """A passkey; times are ISO instants in UTC, ``used_at`` empty where it was never used."""

    passkey: str
    label: str
    made_at: str
    used_at: str


class OwnPasskeys(BaseModel):
    """Oldest first; ``by_passkey`` where this session was opened with one, ``least_minor`` from which amount it is wanted (0: never)."""

    passkeys: tuple[PasskeyShown, ...]
    by_passkey: bool
    wants_password: bool
    least_minor: int


@tool(action="help.read", effect="read", people_only=True)
def my_passkeys(context: Context, request: Nothing) -> Done:
    """One's own passkeys, and from which amount a confirmation wants one."""
    must_be_oneself(context)
    user = context.principal.user
    own = passkeys.passkeys_of(context.unit, user)
    shown = OwnPasskeys(
        passkeys=tuple(
            PasskeyShown(passkey=name_of(one), label=one.label, made_at=one.made_at.isoformat(),
                         used_at=one.used_at.isoformat() if one.used_at else "")
            for one in own
        ),
        by_passkey=context.principal.verified == "passkey", least_minor=context.company.passkey_from_minor,
        wants_password=not own and identity.has_password(context.unit, user),
    )  # fmt: skip
    context.tally.rows = len(own)
    return Done(shown, tuple(Text(text=one.label) for one in shown.passkeys))


class Ceremony(BaseModel):
    """What the browser hands its authenticator, as JSON."""

    options: str


def _must_be_allowed_another(context: Context) -> None:
    """A second passkey, or the end of one, takes a session opened with one: a stolen password is not enough."""
    must_have_proved_anew(context)
    own = passkeys.passkeys_of(context.unit, context.principal.user)
    if own and context.principal.verified != "passkey":
        raise Refused(problem("passkey.by_passkey_only"))
    if len(own) >= MOST_PASSKEYS:
        raise Refused(problem("passkey.too_many", most=MOST_PASSKEYS))


@tool(action="self.change", effect="commit", people_only=True)
def offer_passkey(context: Context, request: Nothing) -> Done:
    """Begin to register a passkey for oneself; good for five minutes, once."""
    _must_be_allowed_another(context)
    who = one_person(context, context.principal.user)
    return Done(Ceremony(options=offer_registration(context.unit, relying_party(context.address), who, context.now)))


class RegisterPasskey(Request):
    """The authenticator's answer as JSON, what the passkey is called, and for the first one the password."""

    answer: Answer
    label: str = Field(min_length=1, max_length=60)
    password: str = Field(default="", max_length=200)


class PasskeyKept(BaseModel):
    """The passkey by name."""

    passkey: str


def _password_is_right(store: Store, principal: Principal, request: RegisterPasskey) -> bool:
    """Looked at before the transaction: that takes time. True also for who has no password."""
    with store.read(principal.tenant) as unit:
        if not identity.has_password(unit, principal.user):
            return True
        return identity.check_password(unit, principal.user, request.password)


@tool(action="self.change", effect="commit", people_only=True, prepare=_password_is_right)
def register_passkey(context: Context, request: RegisterPasskey) -> Done:
    """Keep the passkey that one's own authenticator just made."""
    _must_be_allowed_another(context)
    user = context.principal.user
    if not passkeys.passkeys_of(context.unit, user) and not context.prepared:
        raise Refused(problem("door.old_password_wrong", "password"))
    rp = relying_party(context.address)
    made = register(context.unit, rp, user, request.answer, request.label, context.now)
    return Done(PasskeyKept(passkey=name_of(made)), (Text(text=context.say("passkey.kept", label=made.label)),))


class OnePasskey(Request):
    """A passkey by the name that ``my_passkeys`` gives it."""

    passkey: str = Field(max_length=1400)


@tool(action="self.change", effect="commit", people_only=True)
def remove_passkey(context: Context, request: OnePasskey) -> Done:
    """End one of one's own passkeys; the session must have been opened with one."""
    must_have_proved_anew(context)
    if context.principal.verified != "passkey":
        raise Refused(problem("passkey.by_passkey_only"))
    user = context.principal.user
    found = next((one for one in passkeys.passkeys_of(context.unit, user) if name_of(one) == request.passkey), None)
    if found is None or not passkeys.remove_passkey(context.unit, user, found.credential_id):
        raise Refused(problem("passkey.unknown", "passkey"))
    return Done(PasskeyKept(passkey=request.passkey), (Text(text=context.say("passkey.removed", label=found.label)),))


class ProveForProposal(Request):
    """The proposal and the digest of what was shown: the answer counts for exactly that."""

    proposal: str
    digest: str


@tool(action="self.change", effect="commit", people_only=True)
def offer_passkey_proof(context: Context, request: ProveForProposal) -> Done:
    """Begin to prove oneself with a passkey for one confirmation; good for five minutes, once."""
    return Done(Ceremony(options=ask_for_passkey(context, request.proposal, request.digest)))
