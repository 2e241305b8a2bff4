"""From which amount a confirmation wants a passkey, and a hard close: asked for where somebody acts, on the server."""

from __future__ import annotations

from ledger.books.periods import chain_head
from ledger.core import Channel, Problem, Refused, grouped, problem
from ledger.store import passkeys
from tools.context import Context
from tools.shared.passkeys import CONFIRM, name_of, offer_proof, prove, relying_party


def wants_passkey(context: Context, amount_minor: int) -> bool:
    """Whether confirming so much, in minor units of the base currency, takes a passkey."""
    least = context.company.passkey_from_minor
    return bool(least) and amount_minor >= least


def _bound(proposal: str, digest: str) -> str:
    return f"{proposal}:{digest}"


def ask_for_passkey(context: Context, proposal: str, digest: str) -> str:
    """The ceremony for exactly what was shown, as JSON for the browser."""
    user, rp = context.principal.user, relying_party(context.address)
    if not passkeys.passkeys_of(context.unit, user):
        raise Refused(problem("passkey.none_yet"))
    return offer_proof(context.unit, rp, CONFIRM, user, _bound(proposal, digest), context.now)


def require_passkey(context: Context, proposal: str, digest: str, amount_minor: int, answer: str) -> str:
    """Name of the passkey that answered, empty where none is wanted; Refused where it is and did not answer for this."""
    if not wants_passkey(context, amount_minor):
        return ""
    if not answer:
        raise Refused(_wanted(context))
    rp, user = relying_party(context.address), context.principal.user
    return name_of(prove(context.unit, rp, CONFIRM, user, _bound(proposal, digest), answer, context.now))


def _wanted(context: Context) -> Problem:
    least = grouped(context.company.passkey_from_minor, context.company.currency)
    return problem("passkey.wanted", amount=f"{context.company.currency} {least}")


def why_no_passkey(context: Context, amount_minor: int) -> Problem | None:
    """Why this person cannot confirm so much here: it takes a passkey, and there is none, or no browser to ask it."""
    if not wants_passkey(context, amount_minor):
        return None
    if not _has_passkey(context):
        return problem("passkey.none_yet")
    return None if context.principal.channel is Channel.WEB else _wanted(context)


def closing_of(context: Context, period: str) -> tuple[str, str]:
    """What a hard close is by for a passkey, as a proposal and its digest: the month, and all that is in the book by now."""
    return f"close:{context.company.book}:{period}", chain_head(context.unit, context.company.book)


def closes_with_passkey(context: Context) -> bool:
    """Whether a hard close takes a passkey of this person: where they have one, and where the company asks for passkeys."""
    return bool(context.company.passkey_from_minor) or _has_passkey(context)


def why_not_close(context: Context) -> Problem | None:
    """Why this person cannot close here: no passkey though the company asks for one, or no browser to ask it."""
    if not closes_with_passkey(context):
        return None
    if not _has_passkey(context):
        return problem("passkey.close_none_yet")
    return None if context.principal.channel is Channel.WEB else problem("passkey.close_in_browser")


def require_passkey_to_close(context: Context, period: str, answer: str) -> str:
    """Name of the passkey that answered for exactly this close, empty where none is wanted; Refused where it did not."""
    if not closes_with_passkey(context):
        return ""
    if not answer:
        raise Refused(why_not_close(context) or problem("passkey.close_wanted"))
    rp, user = relying_party(context.address), context.principal.user
    return name_of(prove(context.unit, rp, CONFIRM, user, _bound(*closing_of(context, period)), answer, context.now))


def _has_passkey(context: Context) -> bool:
    return context.once("passkeys", lambda: bool(passkeys.passkeys_of(context.unit, context.principal.user)))
