"""The demo's month ends worked out once more from the plan alone, without the books: the oracle of the closing tools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tools.demo.months import Simulation
from tools.demo.plan import MonthPlan, PlanVoucher

Balances = dict[str, int]
RATES = (("222112", 7), ("222113", 3), ("222114", 2))


def _moves(plan: MonthPlan, balances: Balances) -> Iterator[tuple[str, int, bool]]:
    """Account, signed amount and whether of the operating layer: VAT and surcharges of the month."""
    owed = -sum(amount for account, amount in balances.items() if account.startswith("222101"))
    if owed <= 0:
        return
    yield from (("22210104", owed, True), ("222102", -owed, True))
    for account, percent in RATES:
        tax = (owed * percent + 50) // 100
        yield from ((account, -tax, True), ("6403", tax, True))


def _transfer(plan: MonthPlan, balances: Balances) -> Iterator[tuple[str, int, bool]]:
    """Income and expense to 4103, in December 4103 to 410406."""
    result = {account: amount for account, amount in balances.items() if account[0] == "6" and amount}
    profit = sum(result.values())
    yield from ((account, -amount, False) for account, amount in result.items())
    yield "4103", profit, False
    if plan.last.month == 12:
        year = balances["4103"] + profit
        yield from (("4103", -year, False), ("410406", year, False))


def _take(balances: Balances, vouchers: list[PlanVoucher]) -> None:
    for voucher in vouchers:
        for line in voucher.lines:
            balances[line.account] += line.amount_minor if line.side == "debit" else -line.amount_minor


def balances_by_month(simulation: Simulation) -> dict[str, Balances]:
    """Balances at the end of each month, debit positive."""
    balances: Balances = defaultdict(int)
    kept = {}
    for plan in simulation.months():
        _take(balances, plan.vouchers)
        if plan.over:
            for step in (_moves, _transfer):
                if step is _transfer:
                    _take(balances, simulation.income_tax(plan))
                for account, amount, operating in list(step(plan, balances)):
                    balances[account] += amount
                    simulation.learn(account, amount, operating=operating)
        kept[plan.period] = dict(balances)
    return kept
