"""Each difference in what an opening says beside balances: it must agree with the balances and with itself."""

from __future__ import annotations

from collections import defaultdict

from ledger.business.opening.carried import Carried
from ledger.business.opening.model import Opening
from ledger.charts import LayoutRow, layout
from ledger.charts.roles import accounts_in_role
from ledger.core import Problem, grouped, problem


def disagreements(carried: Carried, opening: Opening, standard: str, currency: str) -> list[Problem]:
    """The cash flow against the change in cash, subtotals of the year before, bank balances."""
    return [
        *_cash_flow(carried, opening, accounts_in_role(standard, "cash"), currency),
        *_subtotals(carried, currency),
        *_banks(carried, opening, currency),
    ]


def _cash_flow(carried: Carried, opening: Opening, cash: tuple[str, ...], currency: str) -> list[Problem]:
    if not carried.flows:
        return []
    moved = sum(one.closing - one.year for one in opening.balances if one.account.startswith(cash))
    found = sum(one.amount for one in carried.flows)
    if moved == found:
        return []
    told = {"change": moved, "items": found, "difference": moved - found}
    return [problem("opening.cash_flow", **{name: grouped(value, currency) for name, value in told.items()})]


def computed(rows: tuple[LayoutRow, ...], given: dict[str, int]) -> dict[str, int]:
    """Every row of a statement from its lines: subtotals and totals added up as the form says."""
    amounts: dict[str, int] = {}
    for row in rows:
        if row.parts:
            amounts[row.row] = sum(factor * amounts[part] for part, factor in row.parts)
        else:
            amounts[row.row] = given.get(row.row, 0)
    return amounts


def _subtotals(carried: Carried, currency: str) -> list[Problem]:
    statements: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for one in carried.prior:
        statements[one.statement, one.first, one.last][one.row] = one.amount
    faults = []
    for (statement, first, last), given in statements.items():
        rows = layout(carried.form, statement)
        sums = computed(rows, given)
        faults += [
            problem("opening.prior_differs", row=row.row, first=first, last=last, given=grouped(given[row.row], currency),
                    computed=grouped(sums[row.row], currency))
            for row in rows
            if row.parts and row.row in given and given[row.row] != sums[row.row]
        ]  # fmt: skip
    return faults


def _banks(carried: Carried, opening: Opening, currency: str) -> list[Problem]:
    """The bank's balance with what it lacks is the books' balance with what they lack."""
    faults = []
    for account, own in sorted({(one.account, one.currency) for one in carried.bank}):
        said = carried.bank_balance(account, own)
        if said is None:
            continue
        foreign = own != currency
        standing = sum((one.own.closing if foreign else one.closing) for one in opening.balances
                       if one.account == account and one.currency == (own if foreign else ""))  # fmt: skip
        lines = [one for _, one in carried.lines_of(account, own)]
        books = standing + sum(one.amount for one in lines if one.of_bank)
        bank = said + sum(one.amount for one in lines if not one.of_bank)
        if books != bank:
            faults.append(
                problem("opening.bank_differs", account=account, bank=grouped(bank, own), books=grouped(books, own),
                        difference=grouped(bank - books, own))
            )  # fmt: skip
    return faults
