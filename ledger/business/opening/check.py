"""Each difference in an opening, with its place: nothing is proposed while there is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ledger.books.accounts import Account
from ledger.books.entries import Dims
from ledger.business.opening.model import Balance, Item, Opening, Terms
from ledger.core import Problem, grouped, problem

PAYEES = ("party", "employee")


def whose(dims: Dims) -> str:
    """Whom an item belongs to; empty where nobody is named."""
    return next((value for name, value in dims if name in PAYEES), "")


def differences(opening: Opening, chart: Mapping[str, Account], terms: Terms, currency: str) -> list[Problem]:
    """Sums that do not agree, accounts that are no leaves, control accounts that differ from their documents."""
    return [
        *_arithmetic(opening, currency),
        *_foreign(opening),
        *_totals(opening, currency),
        *_accounts(opening, chart),
        *_control(opening, chart, currency),
        *_calendar(opening, terms),
    ]


def _arithmetic(opening: Opening, currency: str) -> list[Problem]:
    return [
        problem(
            "opening.row_differs", f"row.{one.place}", row=one.place, account=one.account,
            computed=grouped(one.year + one.debit - one.credit, currency), closing=grouped(one.closing, currency),
        )
        for one in opening.balances
        if one.year + one.debit - one.credit != one.closing
    ]  # fmt: skip


def _foreign(opening: Opening) -> list[Problem]:
    """Foreign figures add up too, and none has the other sign than its value in base currency."""
    faults = []
    for one in opening.balances:
        if not one.currency:
            continue
        told = {"row": one.place, "account": f"{one.account} {one.currency}"}
        if one.own.computed != one.own.closing:
            faults.append(
                problem("opening.row_differs", f"row.{one.place}", computed=grouped(one.own.computed, one.currency),
                        closing=grouped(one.own.closing, one.currency), **told)
            )  # fmt: skip
        names = ("year", "debit", "credit", "closing")
        if any(getattr(one, name) * getattr(one.own, name) < 0 for name in names):
            faults.append(problem("opening.signs_differ", f"row.{one.place}", **told))
    return faults + [
        problem("opening.signs_differ", f"item.{item.place}", row=item.place, account=f"{item.account} {item.currency}")
        for item in opening.items
        if item.amount * item.own < 0
    ]


def _totals(opening: Opening, currency: str) -> list[Problem]:
    sums = {
        "year": (sum(max(b.year, 0) for b in opening.balances), sum(max(-b.year, 0) for b in opening.balances)),
        "turnover": (sum(b.debit for b in opening.balances), sum(b.credit for b in opening.balances)),
        "closing": (sum(max(b.closing, 0) for b in opening.balances), sum(max(-b.closing, 0) for b in opening.balances)),
    }  # fmt: skip
    return [
        problem(f"opening.total_{name}", debit=grouped(debit, currency), credit=grouped(credit, currency),
                difference=grouped(debit - credit, currency))
        for name, (debit, credit) in sums.items()
        if debit != credit
    ]  # fmt: skip


def _accounts(opening: Opening, chart: Mapping[str, Account]) -> list[Problem]:
    faults = []
    for one in opening.balances:
        account = chart[one.account]
        if not account.postable or not account.active:
            faults.append(problem("opening.not_a_leaf", f"row.{one.place}", row=one.place, account=one.account))
            continue
        lacking = [name for name in account.required if name not in dict(one.dims)]
        if lacking:
            faults.append(
                problem(
                    "opening.dimension", f"row.{one.place}", row=one.place, account=one.account, dimension=lacking[0]
                )
            )
    return faults


Owed = dict[str, dict[tuple[str, str], tuple[int, int]]]
"""By account, then by payee and currency: amount in base currency and in its own."""


def _control(opening: Opening, chart: Mapping[str, Account], currency: str) -> list[Problem]:
    """An account of open items equals, by party and currency, its documents; without documents it names its parties."""
    control = _owed((one, one.closing, one.own.closing) for one in opening.balances if chart[one.account].open_item)
    items = _owed((one, one.amount, one.own) for one in opening.items)
    faults = []
    for account in sorted({*control, *items}):
        owed, papers = control.get(account, {}), items.get(account, {})
        if not papers:
            faults += [problem("opening.no_party", account=account, amount=grouped(amount, currency))
                       for (payee, _), (amount, _) in owed.items() if not payee and amount]  # fmt: skip
            continue
        if {payee for payee, _ in owed} <= {""}:
            papers = _summed(papers)
        for payee, own in sorted({**papers, **owed}):
            have, wanted = papers.get((payee, own), (0, 0)), owed.get((payee, own), (0, 0))
            faults += [
                problem("opening.control", account=account, party=payee or "–", control=grouped(left, unit),
                        items=grouped(right, unit), difference=grouped(left - right, unit))
                for left, right, unit in ((wanted[0], have[0], currency), (wanted[1], have[1], own or currency))
                if left != right
            ]  # fmt: skip
    return faults


def _owed(parts: Iterable[tuple[Balance | Item, int, int]]) -> Owed:
    found: Owed = defaultdict(lambda: defaultdict(lambda: (0, 0)))
    for one, amount, own in parts:
        key = (whose(one.dims), one.currency)
        before = found[one.account][key]
        found[one.account][key] = (before[0] + amount, before[1] + own)
    return found


def _summed(papers: Mapping[tuple[str, str], tuple[int, int]]) -> dict[tuple[str, str], tuple[int, int]]:
    """The documents of an account whose balance names no party, by currency alone."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for (_, currency), (amount, own) in papers.items():
        before = found.get(("", currency), (0, 0))
        found["", currency] = (before[0] + amount, before[1] + own)
    return found


def _calendar(opening: Opening, terms: Terms) -> list[Problem]:
    if not terms.before and opening.has_turnover:
        return [problem("opening.turnover_too_early", year=terms.year_start)]
    last = terms.before_day or terms.year_day
    return [
        problem("opening.item_too_late", f"item.{item.place}", row=item.place, number=item.number, last=last)
        for item in opening.items
        if item.date and item.date > last
    ]
