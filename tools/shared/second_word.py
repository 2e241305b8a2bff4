"""Who may give a second person's word, and whether somebody may still decide alone.

Alone is only who founds a company, until a second person who may agree has come in once: shutting that person out, or
taking their role or password away, does not bring it back.
"""

from __future__ import annotations

from ledger.store import identity
from ledger.store.people import Person, people
from ledger.store.second_person import had_second, note_second
from policies.access import Resource
from tools.context import Context

CONFIRMING = frozenset({"accountant", "approver", "controller", "admin"})
"""Roles that may confirm, or bring in who may."""
LIMITED = CONFIRMING - {"admin"}
"""Those of them who have a limit."""


def _may_agree(context: Context) -> list[Person]:
    """Everybody who came in and may agree, whoever asks."""
    came_in = identity.have_passwords(context.unit)
    company = Resource("Company", context.company.tenant)
    return [
        one
        for one in people(context.unit)
        if one.user in came_in and not one.disabled
        and context.might(one.principal(company.id, context.principal.channel, "session"), "people.agree", company).allowed
    ]  # fmt: skip


def could_agree(context: Context, asked_by: str, target: str) -> list[Person]:
    """Those who could give their word on a request: neither who asked nor whom it is about."""
    return [one for one in _may_agree(context) if one.user not in (asked_by, target)]


def decides_alone(context: Context) -> bool:
    """Whether who asks is still the only one there ever was who could agree; looked at before anything is changed."""
    others = [one for one in _may_agree(context) if one.user != context.principal.user]
    if others:
        note_second(context.unit, others[0].user, context.now)
    return not others and not had_second(context.unit)
