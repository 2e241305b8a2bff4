"""The runs an opening becomes, so that balances, the year's turnover and the open documents are all right afterwards.

1. *year*: balances of the year's beginning, in an adjustment period before it: no turnover of the year holds them.
2. *turnover*: debit and credit of the year so far, in the month before the first period, on the operating layer.
3. *transfer*: what was transferred to 本年利润 already, on the transfer layer: the other side of income and expense.
4. *settled*: on accounts of open items, what was paid of them: it settles the remainders that 1 and 2 posted beside
   the documents still open, so it can be proposed only when they are posted. With O the year's beginning, D and C what
   came and went and P, Q the open documents dated before and in the year: O - P and D - Q remain, together C.

Each run balances by itself; the account that moved most takes what the fourth leaves out of the second.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ledger.books.accounts import Account, AccountType
from ledger.books.calendar import day_text, first_and_last, period_number, period_text
from ledger.books.entries import Side
from ledger.business.opening.model import Balance, Opening, Terms
from ledger.business.opening.owed import put_owed, shares
from ledger.business.opening.run import Run, RunLine


def terms(first_period: str, fiscal_start_month: int, profit: str) -> Terms:
    """Where an opening goes for books that begin with a period."""
    first = period_number(first_period)
    year, month = first // 10000, first // 100 % 100
    start_year = year if month >= fiscal_start_month else year - 1
    start = start_year * 10000 + fiscal_start_month * 100
    prior = _month_before(start)
    before = _month_before(first) if first > start else 0
    return Terms(
        f"{period_text(prior)}+1", _last_day(prior), day_text(first_and_last(start)[0]),
        period_text(before) if before else "", _last_day(before) if before else "", profit,
    )  # fmt: skip


def _month_before(period: int) -> int:
    year, month = period // 10000, period // 100 % 100
    return (year * 10000 + (month - 1) * 100) if month > 1 else (year - 1) * 10000 + 1200


def _last_day(period: int) -> str:
    return day_text(first_and_last(period)[1])


def plan(opening: Opening, chart: Mapping[str, Account], where: Terms) -> list[Run]:
    """The runs in the order of posting; those without a line are left out."""
    year = Run("year", where.year_period, where.year_day)
    turnover = Run("turnover", where.before, where.before_day)
    transfer = Run("transfer", where.before, where.before_day, transfer=True)
    settled = Run("settled", where.before, where.before_day)
    profit_moved = [0, 0]
    for one in opening.balances:
        account = chart[one.account]
        if account.open_item:
            continue
        year.add(one)
        if account.type in (AccountType.INCOME, AccountType.EXPENSE):
            _result(one, account, turnover, transfer, profit_moved)
        elif not one.account.startswith(where.profit):
            turnover.put(_moved(one, Side.DEBIT))
            turnover.put(_moved(one, Side.CREDIT))
    _profit(opening, turnover, transfer, profit_moved, where)
    for balance, items in shares(opening, chart):
        side = chart[balance.account].normal_side
        put_owed(balance, items, side, where, opening.has_turnover, (year, turnover, settled))
    _level(turnover, settled, chart)
    return [run for run in (year, turnover, transfer, settled) if run.lines]


def _result(one: Balance, account: Account, turnover: Run, transfer: Run, profit: list[int]) -> None:
    """Income and expense: their own side moved, the other side was transferred."""
    own_side = Side.CREDIT if account.type is AccountType.INCOME else Side.DEBIT
    turnover.put(_moved(one, own_side))
    back = _moved(one, Side.DEBIT if own_side is Side.CREDIT else Side.CREDIT)
    if transfer.put(back):
        profit[own_side] += back.amount


def _moved(one: Balance, side: Side) -> RunLine:
    """What an account moved by on a side this year."""
    amount, own = (one.debit, one.own.debit) if side is Side.DEBIT else (one.credit, one.own.credit)
    return RunLine(one.account, side, amount, one.dims, currency=one.currency, own=own)


def _profit(opening: Opening, turnover: Run, transfer: Run, moved: list[int], where: Terms) -> None:
    """本年利润: what income and expense gave it, on the transfer layer; whatever else moved there, operating."""
    balances = [one for one in opening.balances if one.account.startswith(where.profit)]
    code, dims = (balances[0].account, balances[0].dims) if balances else (where.profit, ())
    for side in (Side.DEBIT, Side.CREDIT):
        transfer.put(RunLine(code, side, moved[side], dims))
    turnover.put(RunLine(code, Side.DEBIT, sum(one.debit for one in balances) - moved[Side.DEBIT], dims))
    turnover.put(RunLine(code, Side.CREDIT, sum(one.credit for one in balances) - moved[Side.CREDIT], dims))


def _level(turnover: Run, settled: Run, chart: Mapping[str, Account]) -> None:
    """Move part of one account's turnover so that both runs balance; a red line where it moved less than that.

    An account in base currency if there is one: of a foreign amount only the base value is moved.
    """
    gap = settled.difference
    if not gap:
        return
    side = Side.CREDIT if gap > 0 else Side.DEBIT
    places = [place for place, one in enumerate(turnover.lines) if not chart[one.account].open_item]
    if not places:
        return
    lines = turnover.lines
    place = max(places, key=lambda at: (not lines[at].currency, lines[at].side is side, lines[at].amount))
    most = lines[place]
    settled.lines.append(RunLine(most.account, side, abs(gap), most.dims, currency=most.currency))
    if most.side is side and most.amount > abs(gap) and not most.currency:
        turnover.lines[place] = replace(most, amount=most.amount - abs(gap))
    else:
        turnover.lines.append(RunLine(most.account, side, -abs(gap), most.dims, currency=most.currency))
