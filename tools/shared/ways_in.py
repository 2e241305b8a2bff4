"""What acts on people share: a new way in by a link, or a request that waits; the limit and department as typed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from pydantic import BaseModel

from ledger.books.retiring import offered_values
from ledger.core import Refused, problem, to_minor
from ledger.core.money import MoneyError
from ledger.store import identity, passkeys, people_requests
from ledger.store.identity import JOIN
from ledger.store.people import Person, people
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.shared.second_word import CONFIRMING, decides_alone

LINK_LASTS = timedelta(days=3)
MOST_MINOR = 10**17
PROVED = frozenset({"session", "passkey", "company", "demo"})
"""Who proved it anew may change their own ways in: no token makes another."""


class Invited(BaseModel):
    """A person taken in: ``link`` is shown this once; empty while a second person has not agreed."""

    user: str
    name: str
    link: str = ""
    waits: bool = False
    alone: bool = False


class AllInvited(BaseModel):
    """Everybody of the list, in its order; links are ``/join?…`` of this company and hold for three days."""

    people: tuple[Invited, ...]


def limit_of(context: Context, given: str) -> int:
    """An amount as typed, in minor units of the base currency; empty is none at all."""
    try:
        amount = to_minor(Decimal(given.replace(",", "").replace("，", "") or "0"), context.company.currency)
    except (ArithmeticError, MoneyError) as error:
        raise Refused(problem("people.bad_limit", "limit", given=given[:40])) from error
    if not 0 <= amount < MOST_MINOR:
        raise Refused(problem("people.bad_limit", "limit", given=given[:40]))
    return amount


def department_of(context: Context, asked: str) -> str | None:
    """A department that may be given; none where nothing was typed."""
    known = offered_values(context.unit, "department")
    if asked and asked not in known:
        raise Refused(problem("people.no_department", "department", department=asked))
    return asked or None


def must_have_proved_anew(context: Context) -> None:
    """Refused for a token, a chat account or the owner of the folder."""
    if context.principal.verified not in PROVED:
        raise Refused(problem("ways.not_by_token"))


def must_be_oneself(context: Context) -> None:
    """Refused for whoever sees as another person: what is that person's alone stays theirs."""
    if context.principal.looker:
        raise Refused(problem("people.see_as_private"))


def one_person(context: Context, user: str) -> Person:
    """Somebody of the company by sign-in name, shut out or not."""
    found = next((one for one in people(context.unit, [user])), None)
    if found is None:
        raise Refused(problem("door.unknown_person", "person", user=user))
    return found


def must_be_open(context: Context, who: Person) -> None:
    """Refused for who is shut out, or waits for a second person's word."""
    if who.disabled or any(one.user == who.user for one in people_requests.waiting(context.unit)):
        raise Refused(problem("people.not_open", "person", name=who.called(context.language)))


def join_link(context: Context, user: str) -> str:
    """A one-time way in for three days."""
    secret = identity.make_link(context.unit, JOIN, user, context.now, LINK_LASTS)
    return f"/join?company={context.company.tenant}&k={secret}"


def only_this_link(context: Context, user: str, link: str) -> None:
    """Shut out everything but the link just made."""
    identity.shut_out(context.unit, user, but=link.rpartition("k=")[2])


def way_in(context: Context, kind: str, user: str, name: str, roles: frozenset[str]) -> Invited:
    """The link at once, or a request that waits for a second person: also for who once had a role that confirms.

    Who has a passkey comes in anew by two people too, whatever their role: that is how a lost one is replaced.
    """
    worth_two = people_requests.ever_agreed(context.unit, user) or passkeys.passkeys_of(context.unit, user)
    if not roles & CONFIRMING and not worth_two:
        return Invited(user=user, name=name, link=join_link(context, user))
    alone = decides_alone(context)
    people_requests.ask(context.unit, kind, user, context.principal.user, context.now, alone=alone)
    return Invited(user=user, name=name, link=join_link(context, user) if alone else "", waits=not alone, alone=alone)


def told(context: Context, found: tuple[Invited, ...]) -> Done:
    """The links, or that they wait, in sentences."""
    context.tally.rows = len(found)
    lines = [
        context.say("people.link_waits", name=one.name, user=one.user)
        if one.waits
        else context.say("people.link_is", name=one.name, user=one.user, link=one.link)
        for one in found
    ]
    return Done(AllInvited(people=found), tuple(Text(text=line) for line in lines))
