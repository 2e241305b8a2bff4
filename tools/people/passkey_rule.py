"""From which amount on a confirmation wants a passkey: lower holds at once, higher or never waits for a second person."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.core import Refused, grouped, problem
from ledger.store import passkeys, people_requests
from ledger.store.company import change_facts
from ledger.store.people import people
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.second_word import LIMITED, decides_alone
from tools.shared.ways_in import limit_of


class PasskeyRule(Request):
    """The least amount in the base currency, as typed; empty or 0: never."""

    least: str = ""


class PasskeyRuleSet(BaseModel):
    """What holds now in minor units (0: never), and whether what was asked waits for a second person."""

    least_minor: int
    waits: bool


def _must_not_lock_out(context: Context) -> None:
    """Somebody who may confirm must have a passkey before one is wanted."""
    have = passkeys.have_passkeys(context.unit)
    if not any(one.roles & LIMITED and not one.disabled and one.user in have for one in people(context.unit)):
        raise Refused(problem("passkey.nobody_has_one", "least"))


@tool(action="settings.change", effect="commit", people_only=True)
def set_passkey_rule(context: Context, request: PasskeyRule) -> Done:
    """Say from which amount on a confirmation wants a passkey; what asks for fewer waits for a second person."""
    now, wanted = context.company.passkey_from_minor, limit_of(context, request.least)
    if wanted:
        _must_not_lock_out(context)
    loosens = bool(now) and (not wanted or wanted > now)
    waits = loosens and not decides_alone(context)
    if waits:
        me = context.principal.user
        asked = {"passkey_from_minor": wanted}
        people_requests.ask(context.unit, "passkeys", me, me, context.now, alone=False, wanted=asked)
    elif wanted != now:
        change_facts(context.unit, {"passkey_from_minor": wanted}, context.principal.user, context.now)
    key = "passkey.rule_waits" if waits else "passkey.rule_set" if wanted else "passkey.rule_off"
    told = context.say(key, amount=grouped(wanted, context.company.currency))
    return Done(PasskeyRuleSet(least_minor=now if waits else wanted, waits=waits), (Text(text=told),))
