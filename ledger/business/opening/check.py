"""Each difference in an opening, with its place: nothing is proposed while there is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ledger.books.accounts import Account
from ledger.books.entries import Dims
from ledger.business.opening.model import Opening, Terms
from ledger.core import Problem, grouped, problem

PAYEES = ("party", "employee")


def whose(dims: Dims) -> str:
    """Whom an item belongs to; empty where nobody is named."""
    return next((value for name, value in dims if name in PAYEES), "")


def differences(opening: Opening, chart: Mapping[str, Account], terms: Terms, currency: str) -> list[Problem]:
    """Sums that do not agree, accounts that are no leaves, control accounts that differ from their documents."""
    return [
        *_arithmetic(opening, currency),
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


def _control(opening: Opening, chart: Mapping[str, Account], currency: str) -> list[Problem]:
    """An account of open items equals, party by party, its documents; without documents it names its parties."""
    items: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for item in opening.items:
        items[item.account][whose(item.dims)] += item.amount
    control: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in opening.balances:
        if chart[one.account].open_item:
            control[one.account][whose(one.dims)] += one.closing
    faults = []
    for account in sorted({*control, *items}):
        owed, papers = control.get(account, {}), items.get(account, {})
        if not papers:
            faults += [problem("opening.no_party", account=account, amount=grouped(amount, currency))
                       for party, amount in owed.items() if not party and amount]  # fmt: skip
            continue
        names = {"": ""} if set(owed) <= {""} else dict.fromkeys((*owed, *papers), "")
        for party in sorted(names):
            have = sum(papers.values()) if names == {"": ""} else papers.get(party, 0)
            if owed.get(party, 0) != have:
                faults.append(
                    problem("opening.control", account=account, party=party or "–", control=grouped(owed.get(party, 0), currency),
                            items=grouped(have, currency), difference=grouped(owed.get(party, 0) - have, currency))
                )  # fmt: skip
    return faults


def _calendar(opening: Opening, terms: Terms) -> list[Problem]:
    if not terms.before and opening.has_turnover:
        return [problem("opening.turnover_too_early", year=terms.year_start)]
    last = terms.before_day or terms.year_day
    return [
        problem("opening.item_too_late", f"item.{item.place}", row=item.place, number=item.number, last=last)
        for item in opening.items
        if item.date and item.date > last
    ]
