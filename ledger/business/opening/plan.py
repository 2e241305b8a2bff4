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

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ledger.books.accounts import Account, AccountType
from ledger.books.calendar import day_text, first_and_last, period_number, period_text
from ledger.books.entries import Dims, Side
from ledger.business.opening.check import whose
from ledger.business.opening.model import Balance, Item, Opening, Terms


@dataclass(frozen=True, slots=True)
class RunLine:
    """A line; ``settles`` names the remainder (run and line number from 1) that it pays."""

    account: str
    side: Side
    amount: int
    dims: Dims = ()
    due: str = ""
    number: str = ""
    settles: tuple[str, int] | None = None


@dataclass(slots=True)
class Run:
    """One voucher of the opening: ``name`` year, turnover, transfer or settled."""

    name: str
    period: str
    day: str
    transfer: bool = False
    lines: list[RunLine] = field(default_factory=list)

    def add(self, account: str, signed: int, dims: Dims, **more: object) -> int:
        """A line from a signed amount; its number, 0 where there is nothing."""
        if signed == 0:
            return 0
        side = Side.DEBIT if signed > 0 else Side.CREDIT
        return self.put(RunLine(account, side, abs(signed), dims, **more))  # type: ignore[arg-type]

    def put(self, line: RunLine) -> int:
        """A line as it is (negative is red); its number."""
        if line.amount:
            self.lines.append(line)
            return len(self.lines)
        return 0

    @property
    def difference(self) -> int:
        """Debit less credit."""
        return sum(one.amount if one.side is Side.DEBIT else -one.amount for one in self.lines)


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
    moved = opening.has_turnover
    shares = _shares(opening, chart)
    profit_moved = [0, 0]
    for one in opening.balances:
        account = chart[one.account]
        if account.open_item:
            continue
        year.add(one.account, one.year, one.dims)
        if account.type in (AccountType.INCOME, AccountType.EXPENSE):
            _result(one, account, turnover, transfer, profit_moved)
        elif not one.account.startswith(where.profit):
            turnover.put(RunLine(one.account, Side.DEBIT, one.debit, one.dims))
            turnover.put(RunLine(one.account, Side.CREDIT, one.credit, one.dims))
    _profit(opening, turnover, transfer, profit_moved, where)
    for (code, _), (balance, items) in shares.items():
        _owed(balance, items, chart[code].normal_side, where, moved, year, turnover, settled)
    _level(turnover, settled, chart)
    return [run for run in (year, turnover, transfer, settled) if run.lines]


def _result(one: Balance, account: Account, turnover: Run, transfer: Run, profit: list[int]) -> None:
    """Income and expense: their own side moved, the other side was transferred."""
    own_side = Side.CREDIT if account.type is AccountType.INCOME else Side.DEBIT
    own, other = (one.credit, one.debit) if own_side is Side.CREDIT else (one.debit, one.credit)
    other_side = Side.DEBIT if own_side is Side.CREDIT else Side.CREDIT
    turnover.put(RunLine(one.account, own_side, own, one.dims))
    if transfer.put(RunLine(one.account, other_side, other, one.dims)):
        profit[own_side] += other


def _profit(opening: Opening, turnover: Run, transfer: Run, moved: list[int], where: Terms) -> None:
    """本年利润: what income and expense gave it, on the transfer layer; whatever else moved there, operating."""
    balances = [one for one in opening.balances if one.account.startswith(where.profit)]
    code, dims = (balances[0].account, balances[0].dims) if balances else (where.profit, ())
    for side in (Side.DEBIT, Side.CREDIT):
        transfer.put(RunLine(code, side, moved[side], dims))
    turnover.put(RunLine(code, Side.DEBIT, sum(one.debit for one in balances) - moved[Side.DEBIT], dims))
    turnover.put(RunLine(code, Side.CREDIT, sum(one.credit for one in balances) - moved[Side.CREDIT], dims))


Shares = dict[tuple[str, str], tuple[Balance, list[Item]]]


def _shares(opening: Opening, chart: Mapping[str, Account]) -> Shares:
    """Balances of open items by account and party with their documents; an account without parties takes theirs."""
    papers: dict[str, list[Item]] = defaultdict(list)
    for item in opening.items:
        papers[item.account].append(item)
    found: Shares = {}
    for one in opening.balances:
        if not chart[one.account].open_item:
            continue
        party = whose(one.dims)
        mine = [item for item in papers[one.account] if not party or whose(item.dims) == party]
        key = (one.account, party)
        before = found.get(key)
        if before is not None:
            one = replace(before[0], year=before[0].year + one.year, debit=before[0].debit + one.debit,  # noqa: PLW2901
                          credit=before[0].credit + one.credit, closing=before[0].closing + one.closing)  # fmt: skip
        found[key] = (one, mine)
    return found


def _owed(
    one: Balance, items: list[Item], side: Side, where: Terms, moved: bool, year: Run, turnover: Run, settled: Run
) -> None:
    """Documents still open, and the remainders that were paid since."""
    sign = 1 if side is Side.DEBIT else -1
    came, went = (one.debit, one.credit) if sign > 0 else (one.credit, one.debit)
    back = Side.CREDIT if side is Side.DEBIT else Side.DEBIT
    known = items or [Item(one.place, one.account, one.dims, "", "", "", one.closing)]
    new_ones = [item for item in known if moved and (item.date >= where.year_start or not item.date)]
    if not items and came < sign * one.closing:
        new_ones = []
    old = 0
    for item in known:
        run = turnover if item in new_ones else year
        run.put(RunLine(one.account, side, sign * item.amount, item.dims, item.due, item.number))
        old += 0 if item in new_ones else sign * item.amount
    new = sum(sign * item.amount for item in new_ones)
    rests = ((year, sign * one.year - old), (turnover, came - new))
    for run, rest in rests:
        if number := run.put(RunLine(one.account, side, rest, one.dims)):
            settled.put(RunLine(one.account, back, rest, one.dims, settles=(run.name, number)))
    assert sum(rest for _, rest in rests) == went, "checked before: opening plus movement is the balance"


def _level(turnover: Run, settled: Run, chart: Mapping[str, Account]) -> None:
    """Move part of one account's turnover so that both runs balance; a red line where it moved less than that."""
    gap = settled.difference
    if not gap:
        return
    side = Side.CREDIT if gap > 0 else Side.DEBIT
    free = [one for one in turnover.lines if not chart[one.account].open_item and one.side is side] or [
        one for one in turnover.lines if not chart[one.account].open_item
    ]
    place, most = max(enumerate(turnover.lines), key=lambda pair: (pair[1] in free, pair[1].amount))
    settled.lines.append(RunLine(most.account, side, abs(gap), most.dims))
    if most.side is side and most.amount > abs(gap):
        turnover.lines[place] = replace(most, amount=most.amount - abs(gap))
    else:
        turnover.lines.append(RunLine(most.account, side, -abs(gap), most.dims))
