"""The detectors: each looks at a subject and finds something or nothing. A new one is one function here.

Ranks follow one thought: an alert asks a person for an act, so it must be rare and right; what is merely
worth knowing (hour, roundness, somewhat above usual) is a note.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from datetime import timedelta

from ledger.core import grouped
from policies.risk.subject import Finding, Rank, Subject

Detector = Callable[[Subject], Finding | None]
DETECTORS: list[Detector] = []
SPLIT_DAYS, SPLIT_SHARE = 3, 0.6
ROUND_FROM, ROUND_TO = 1_000_000, 100_000
ENOUGH_HISTORY, FAR_TIMES, FAR_DEVIATIONS, NOTE_SHARE = 5, 2.0, 6.0, 0.15
DAY_BEGINS, DAY_ENDS = 7, 22


def detector(function: Detector) -> Detector:
    """Take a detector in, in order of writing."""
    DETECTORS.append(function)
    return function


def _cny(amount_minor: int) -> str:
    return grouped(amount_minor, "CNY")


@detector
def duplicate_payment(subject: Subject) -> Finding | None:
    """The same document again, by bytes, legal key or likeness; or the same number from the same vendor."""
    if not subject.twin_ref:
        return None
    certain = subject.twin_by != "alike"
    check = "duplicate_payment" if certain else "duplicate_suspected"
    return Finding(check, Rank.ALERT, {"twin": subject.twin_ref}, (subject.twin_ref,), locks_payment=True)


@detector
def changed_bank_account(subject: Subject) -> Finding | None:
    """The account printed is not one that was approved: payment is locked, booking goes on."""
    if not subject.printed_account or not subject.approved_accounts:
        return None
    if subject.printed_account in subject.approved_accounts:
        return None
    told = {"printed": subject.printed_account, "approved": subject.approved_accounts[0], "vendor": subject.vendor}
    return Finding("changed_bank_account", Rank.ALERT, told, locks_payment=True)


@detector
def unapproved_bank_account(subject: Subject) -> Finding | None:
    """A new vendor's account waits for its own approver: payment is locked, booking goes on."""
    if not subject.unapproved_account or subject.approved_accounts:
        return None
    told = {"account": subject.unapproved_account, "vendor": subject.vendor}
    return Finding("unapproved_bank_account", Rank.ALERT, told, locks_payment=True)


@detector
def splitting_under_limit(subject: Subject) -> Finding | None:
    """Several near a limit within days, each below it, together above it."""
    limit = subject.limit_minor
    if limit <= 0 or not limit * SPLIT_SHARE <= subject.gross_minor <= limit:
        return None
    since = subject.day - timedelta(days=SPLIT_DAYS)
    near = [
        one
        for one in subject.sender_recent
        if since <= one.day <= subject.day + timedelta(days=SPLIT_DAYS)
        and limit * SPLIT_SHARE <= one.gross_minor <= limit
    ]
    total = subject.gross_minor + sum(one.gross_minor for one in near)
    if not near or total <= limit:
        return None
    told = {"count": str(len(near) + 1), "total": _cny(total), "limit": _cny(limit), "days": str(SPLIT_DAYS)}
    return Finding("splitting_under_limit", Rank.ALERT, told, tuple(one.ref for one in near))


@detector
def off_hours(subject: Subject) -> Finding | None:
    """Handed in at night or on a day off: a note, nothing more."""
    hour = subject.local_time.hour
    if DAY_BEGINS <= hour < DAY_ENDS and subject.is_workday:
        return None
    return Finding("off_hours", Rank.NOTE, {"time": f"{subject.local_time:%m-%d %H:%M}"})


@detector
def round_amount(subject: Subject) -> Finding | None:
    """A large amount without any small change: a note."""
    if subject.gross_minor < ROUND_FROM or subject.gross_minor % ROUND_TO:
        return None
    return Finding("round_amount", Rank.NOTE, {"amount": _cny(subject.gross_minor)})


@detector
def far_from_history(subject: Subject) -> Finding | None:
    """Far above what this vendor usually bills (median and median deviation); somewhat above is a note."""
    past = [one.gross_minor for one in subject.vendor_history if one.gross_minor > 0]
    if len(past) < ENOUGH_HISTORY or subject.gross_minor <= 0:
        return None
    usual = statistics.median(past)
    spread = statistics.median(abs(amount - usual) for amount in past) or usual * 0.02
    above = subject.gross_minor - usual
    told = {"usual": _cny(round(usual)), "amount": _cny(subject.gross_minor), "percent": f"{above / usual:.0%}",
            "count": str(len(past))}  # fmt: skip
    shown = tuple(one.ref for one in subject.vendor_history[:3])
    if above > FAR_DEVIATIONS * 1.4826 * spread and subject.gross_minor > FAR_TIMES * usual:
        return Finding("far_from_history", Rank.ALERT, told, shown)
    if above > NOTE_SHARE * usual:
        return Finding("above_usual", Rank.NOTE, told, shown)
    return None


@detector
def wrong_period(subject: Subject) -> Finding | None:
    """Dated in a closed period, or in the future."""
    if subject.day > subject.today:
        return Finding("future_period", Rank.ALERT, {"day": subject.day.isoformat()})
    if subject.period_closed:
        return Finding("closed_period", Rank.ALERT, {"day": subject.day.isoformat()})
    return None


@detector
def unknown_vendor(subject: Subject) -> Finding | None:
    """Nobody in master data: booking may go on, paying waits until somebody has approved the vendor."""
    if subject.vendor_known:
        return None
    return Finding("unknown_vendor", Rank.ALERT, {"vendor": subject.vendor or "-"}, locks_payment=True)


@detector
def other_buyer(subject: Subject) -> Finding | None:
    """Made out to somebody else: by the tax number an alert, by a name alone a note (tickets name a traveller)."""
    if subject.other_buyer:
        return Finding("other_buyer", Rank.ALERT, {"buyer": subject.buyer or "-"})
    return Finding("buyer_unlike", Rank.NOTE, {"buyer": subject.buyer}) if subject.buyer_unlike else None


@detector
def expired_rate(subject: Subject) -> Finding | None:
    """A tax rate that is not in force on the day of the paper."""
    if not subject.expired_rates:
        return None
    return Finding(
        "expired_rate", Rank.ALERT, {"rates": ", ".join(subject.expired_rates), "day": subject.day.isoformat()}
    )


@detector
def changed_after_signing(subject: Subject) -> Finding | None:
    """The file differs from what was signed: nothing is paid on it, booking waits for a person as always."""
    if not subject.changed_after_signing:
        return None
    return Finding("changed_after_signing", Rank.ALERT, {}, locks_payment=True)


@detector
def hidden_text(subject: Subject) -> Finding | None:
    """The document holds words no person can see."""
    if not subject.hidden_text:
        return None
    return Finding("hidden_text", Rank.ALERT, {"words": " … ".join(subject.hidden_text)[:300]})


def examine(subject: Subject) -> Iterator[Finding]:
    """Everything the detectors find, alerts first."""
    found = [finding for one in DETECTORS if (finding := one(subject)) is not None]
    yield from sorted(found, key=lambda finding: finding.rank is Rank.NOTE)
