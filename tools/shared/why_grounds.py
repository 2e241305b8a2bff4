"""What may stand against an act beside the access rules, with when and how much: sums, locks, months, passkeys, daily bounds.

The same functions refuse it where it is done; here it is said with what makes it up, and nothing of things that whoever
asks may not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ledger.books.accounts import dimension_values
from ledger.books.periods import PeriodState, closings, find_period
from ledger.books.plain import content_to_plain
from ledger.business.party_changes import PartyChange
from ledger.core import Principal, Problem, grouped, problem
from ledger.proposals import ProposalView, State
from ledger.proposals.limits import amounts, counted_lately, fits_from
from ledger.store.budgets import VENDOR, uses_of
from ledger.store.people import Person, people
from policies.access import Resource
from policies.risk import Alert
from tools.budgets import allowed, free_again
from tools.context import Context
from tools.shared.confirming import BEYOND, LOCKED, OWN, could_confirm, delegations_of, hindrance
from tools.shared.passkey_rule import why_no_passkey, why_not_close
from tools.shared.payment_lock import NAMED, locks
from tools.shared.proposal_cards import resource
from tools.shared.second_look import alert_resource, involved
from tools.shared.standing_in import hindered_for, stands_in

STATE, CLOSED, PASSKEY, SECOND, STANDS_IN = "proposal_state", "period_closed", "passkey", "second_person", "stands_in"
"""Names of grounds that no access rule stands for; with OWN, BEYOND and LOCKED their sentences are ``why.ground_…``."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What keeps somebody from it: the rule or ground by name, why in a sentence, what makes it up, who could, what to do."""

    rule: str
    sentence: str
    more: tuple[str, ...] = ()
    could: tuple[Person, ...] = ()
    todo: str = ""


def at(context: Context, instant: datetime) -> str:
    """An instant on the company's clock, to the minute."""
    return f"{instant.astimezone(ZoneInfo(context.company.time_zone)):%Y-%m-%d %H:%M}"


def of_confirming(context: Context, who: Principal, view: ProposalView) -> Ground | None:
    """Why somebody whom the rules let confirm in general may not confirm this; None where nothing stands against it."""
    could = tuple(one for one in could_confirm(context, view, resource(view)) if one.user != who.user)
    if found := hindrance(context, who, view):
        more = {BEYOND: _sum, LOCKED: _locks}.get(found[0])
        told = more(context, who, view) if more else ()
        return Ground(found[0], found[1].text(context.language), told, () if found[0] == LOCKED else could)
    if view.row.state is not State.PROPOSED:
        state = context.say(f"document.state_{view.row.state.value}")
        return Ground(STATE, context.say("proposal.not_in_state", state=state))
    if ground := of_month(context, view.content.period):
        return ground
    wants = why_no_passkey(context, view.row.amount_minor) if who.user == context.principal.user else None
    return Ground(PASSKEY, wants.text(context.language), (), could, context.say("why.passkey_todo")) if wants else None


def of_standing_in(context: Context, view: ProposalView) -> tuple[bool, Ground | None]:
    """Whether one may confirm it for a colleague who is away though not for oneself; and why not, where one stands in."""
    thing = resource(view)
    if held := stands_in(context, view, thing):
        return True, Ground(STANDS_IN, context.say("why.may_for", name=held.name))
    why = hindered_for(context, view, thing)
    return False, Ground(STANDS_IN, why.text(context.language), standing(context, context.principal)) if why else None


def _sum(context: Context, who: Principal, view: ProposalView) -> tuple[str, ...]:
    """What somebody confirmed for the payees of a proposal: each with when it falls out, what is left, and from when it fits."""
    limit, currency, told = who.attributes.get("limit_minor"), context.company.currency, []
    assert isinstance(limit, int), "without a limit nothing is beyond it"
    for payee, minor in amounts(content_to_plain(view.content)["entries"], view.row.origin).items():
        counted = counted_lately(context.unit, who.user, payee, context.now)
        used = sum(one.amount_minor for one in counted)
        if used + minor <= limit:
            continue
        dimension, _, code = payee.partition(":")
        name = dimension_values(context.unit, dimension).get(code, code)
        told += [
            context.say("why.counted", at=at(context, one.given_at), amount=grouped(one.amount_minor, currency), vendor=name,
                        out=at(context, one.falls_out))
            for one in counted
        ]  # fmt: skip
        left = grouped(max(limit - used, 0), currency)
        told.append(context.say("why.left", vendor=name, left=left, limit=grouped(limit, currency)))
        free = fits_from(counted, limit, minor)
        told.append(context.say("why.fits_from", at=at(context, free)) if free else context.say("why.fits_never"))
    return tuple(told)


def _locks(context: Context, _who: Principal, view: ProposalView) -> tuple[str, ...]:
    """Of each alert: which account it locks, since when, who may lift it and with what."""
    return tuple(one for alert in locks(context, view) for one in lock_told(context, alert))


def lock_told(context: Context, alert: Alert) -> tuple[str, ...]:
    """An open alert that locks a payment, in sentences."""
    number = next((alert.parameters[name] for name in NAMED if alert.parameters.get(name)), "")
    key = "why.locked_account" if number else "why.locked_party"
    since = at(context, alert.raised_at)
    told = context.say(key, alert=alert.name, since=since, party=alert.party or "–", tail=number[-4:])
    names = _named(context, may_settle(context, alert))
    return told, context.say("why.lift", alert=alert.name, names=names) if names else context.say("why.lift_nobody")


def may_settle(context: Context, alert: Alert) -> tuple[Person, ...]:
    """Who may settle an alert now: who the rules let, but nobody too near to one that locks a payment."""
    near = involved(context, alert) if alert.locks_payment else frozenset()
    return tuple(one for one in _who_may(context, "alert.settle", alert_resource(alert)) if one.user not in near)


def of_alert(context: Context, who: Principal, alert: Alert) -> Ground | None:
    """Why somebody whom the rules let settle alerts may not settle this one."""
    if alert.state != "open":
        return Ground(STATE, problem("risk.not_open", alert=alert.name).text(context.language))
    if alert.locks_payment and who.user in involved(context, alert):
        return Ground(SECOND, context.say("alert.second_person"), could=may_settle(context, alert))
    return None


def of_change(context: Context, who: Principal, change: PartyChange) -> Ground | None:
    """Why somebody whom the rules let settle changes of master data may not settle this one."""
    if change.agreed is not None:
        return Ground(STATE, problem("party.change_settled").text(context.language))
    if change.proposed_by != who.user:
        return None
    could = _who_may(context, "party.change", Resource("Company", context.company.tenant))
    others = tuple(one for one in could if one.user != who.user)
    return Ground(OWN, problem("party.change_own").text(context.language), could=others)


def of_month(context: Context, month: str) -> Ground | None:
    """Why nothing is posted in a month: never opened, or closed, by whom and when, and who may open it again."""
    book = context.company.book
    period = find_period(context.unit, book, month)
    if period is not None and period.state is not PeriodState.CLOSED:
        return None
    why: Problem = problem("books.no_period" if period is None else "books.period_closed", period=month)
    last = next(iter(reversed(closings(context.unit, book, month))), None) if period else None
    known = {one.user: one.called(context.language) for one in people(context.unit)}
    more = (
        (context.say("why.closed_by", period=month, at=at(context, last.closed_at), name=known.get(last.closed_by, last.closed_by)),)
        if last else ()
    )  # fmt: skip
    action, todo = ("period.reopen", "why.reopen_todo") if period else ("period.change", "why.open_todo")
    could = _who_may(context, action, Resource("Company", context.company.tenant))
    return Ground(CLOSED, why.text(context.language), more, could, context.say(todo))


def of_closing(context: Context, who: Principal, month: str) -> Ground | None:
    """Why somebody whom the rules let close may not close a month: it is closed, or it takes a passkey they have not here."""
    if ground := of_month(context, month):
        return ground
    why = why_not_close(context) if who.user == context.principal.user else None
    return Ground(PASSKEY, why.text(context.language), todo=context.say("why.passkey_todo")) if why else None


def standing(context: Context, who: Principal) -> tuple[str, ...]:
    """What bounds somebody's confirming in general: their own limit, and the colleagues they stand in for."""
    currency, told = context.company.currency, []
    limit = who.attributes.get("limit_minor")
    if isinstance(limit, int):
        told.append(context.say("why.own_limit", amount=grouped(limit, currency)))
    named = {one.user: one.called(context.language) for one in people(context.unit)}
    told += [
        context.say("why.stands_in", name=named.get(held.delegator, held.delegator), out=at(context, held.until_at),
                    amount=grouped(held.limit_minor, currency))
        for held in delegations_of(context, who.user)
    ]  # fmt: skip
    return tuple(told)


def used_today(context: Context, who: Principal) -> tuple[str, ...]:
    """How much somebody used of each of the day's bounds, and when they are whole again."""
    most, today = allowed(), context.today
    used = {one.budget: one.used for one in uses_of(context.unit, today) if one.holder == who.user}
    free = f"{free_again(today, context.company.time_zone):%Y-%m-%d %H:%M}"
    return tuple(
        context.say("why.used", word=context.say(f"budget.word_{name}"), used=used.get(name, 0), most=bound, at=free)
        for name, bound in most.items()
        if name != VENDOR
    )


def _who_may(context: Context, action: str, about: Resource) -> tuple[Person, ...]:
    tenant, channel = context.company.tenant, context.principal.channel
    return tuple(
        one for one in people(context.unit)
        if not one.disabled and context.might(one.principal(tenant, channel, "session"), action, about).allowed
    )  # fmt: skip


def _named(context: Context, these: tuple[Person, ...]) -> str:
    return context.say("why.comma").join(one.called(context.language) for one in these[:5])
