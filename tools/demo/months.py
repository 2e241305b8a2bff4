"""Two years of an invented factory, month by month, ending today. Deterministic for a given day.

Each month sells, buys, pays, makes, depreciates, pays people and taxes, and keeps an online shop. What ends a month (VAT, surcharges, 期间损益结转)
is left to the tools of the month end: whoever posts the plan tells :meth:`Simulation.learn` what they posted, because
the next month pays it. Open items are paid by label some weeks later, so aging, cash and statements hang together.
"""

from __future__ import annotations

import calendar
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tools.demo import cast
from tools.demo.plan import MonthPlan, PlanLine, PlanVoucher, credit, debit
from tools.demo.shop import ORDERS_A_DAY, Shop

MONTHS = 24
COST_SHARE = 0.68
"""Cost of what is sold as a share of its price without VAT."""
IN_THE_TRAY = (0, 1, 3, 11)
"""Positions of the vendors whose papers of the open month arrive as files."""
NOT_HERE = (4, 5)
"""Positions of the vendors who bill every month and have not billed in the open one."""
_PRODUCTION = (("department", "production"),)
_FINANCE = (("department", "finance"),)
_SALES = (("department", "sales"),)
_CLAIMS = (
    ("660105", "出差苏州至武汉", 186_000),
    ("660106", "客户工作餐", 62_000),
    ("660105", "拜访客户交通住宿", 94_000),
)
_OUTPUT, _INPUT, _UNPAID = "22210107", "22210101", "222102"


@dataclass(slots=True)
class _Due:
    """Something to be paid or received on a day."""

    day: date
    label: str
    account: str
    amount: int
    dims: tuple[tuple[str, str], ...]
    incoming: bool


@dataclass(slots=True)
class _State:
    """What one month leaves to the next: what is due, balances, the VAT, profit and pay of the month."""

    chance: random.Random
    due: list[_Due] = field(default_factory=list)
    balances: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    result: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def take(self, plan: list[PlanVoucher], voucher: PlanVoucher) -> None:
        """Keep a voucher and what it does to balances."""
        plan.append(voucher)
        for line in voucher.lines:
            signed = line.amount_minor if line.side == "debit" else -line.amount_minor
            self.balances[line.account] += signed
            if line.account[0] == "6" and voucher.kind != "transfer":
                self.result[line.account, dict(line.dims).get("department", "")] += signed


def _first(day: date, back: int) -> date:
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def _workday(day: date) -> date:
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    return day


def opening(start: date) -> PlanVoucher:
    """What the company owned and owed before the first month."""
    return PlanVoucher(
        start,
        "期初余额",
        (
            debit("1001", 1_860_000),
            debit(cast.BANK, 612_480_000),
            debit(cast.CARD_BANK, 96_350_000),
            debit("1403", 224_600_000),
            debit("1405", 760_000_000),
            debit("1601", 1_486_000_000),
            credit("1602", 371_500_000),
            credit("2001", 300_000_000),
            credit("4001", 2_041_100_000),
            credit("410101", 46_890_000),
            credit("410406", 421_800_000),
        ),
        "opening",
    )


class Simulation:
    """Yields the plan of each month in order; the last one stops at ``today``."""

    def __init__(self, today: date, orders_a_day: int = ORDERS_A_DAY, seed: int = 20260101) -> None:
        self.today = today
        self.shop = Shop(seed, orders_a_day)
        self.state = _State(random.Random(seed))  # noqa: S311
        self.suppliers = cast.suppliers()
        self.customers = cast.customers()

    def months(self) -> Iterator[MonthPlan]:
        """All months, oldest first; the first carries the opening voucher."""
        start = _first(self.today, MONTHS - 1)
        for back in range(MONTHS - 1, -1, -1):
            first = _first(self.today, back)
            last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
            plan = MonthPlan(f"{first:%Y-%m}", last, over=last < self.today)
            if first == start:
                self.state.take(plan.vouchers, opening(first))
            self.state.result.clear()
            for voucher in self._month(first, last):
                self.state.take(plan.vouchers, voucher)
            if plan.over:
                for voucher in self._end(last):
                    self.state.take(plan.vouchers, voucher)
            plan.vouchers.sort(key=lambda voucher: (voucher.kind != "opening", voucher.day))
            yield plan

    def learn(self, account: str, signed_minor: int, *, operating: bool) -> None:
        """Take in a line that a step of the month end posted: debit positive."""
        self.state.balances[account] += signed_minor
        if operating and account[0] == "6":
            self.state.result[account, ""] += signed_minor

    def income_tax(self, plan: MonthPlan) -> list[PlanVoucher]:
        """企业所得税 of a quarter, once the month's surcharges are posted."""
        profit = -sum(self.state.result.values())
        tax = max(round(profit * 3 * 0.25 / 100) * 100, 0) if plan.last.month % 3 == 0 else 0
        made: list[PlanVoucher] = []
        if tax:
            lines = (debit("680101", tax), credit("222115", tax))
            self.state.take(made, PlanVoucher(plan.last, "计提企业所得税", lines))
        return made

    def _vary(self, amount: int, spread: float = 0.12) -> int:
        return round(amount * self.state.chance.uniform(1 - spread, 1 + spread) / 100) * 100

    def _month(self, first: date, last: date) -> Iterator[PlanVoucher]:
        end = min(last, self.today)
        vouchers = [*self._sales(first), *self._purchases(first), *self._claims(first), *self._regular(first)]
        vouchers += self._advance(first)
        vouchers += self.shop.month(first, end)
        yield from sorted((one for one in vouchers if one.day <= end), key=lambda one: one.day)
        yield from self._settle(first, end)

    def _is_open(self, day: date) -> bool:
        return (day.year, day.month) == (self.today.year, self.today.month)

    def _sales(self, first: date) -> Iterator[PlanVoucher]:
        season = 1.0 + 0.08 * (first.month in (3, 9, 10, 11)) - 0.18 * (first.month == 2)
        growth = 1.0 + 0.004 * ((first.year - 2024) * 12 + first.month)
        for number in range(9):
            customer = self.customers[(number * 3 + first.month) % len(self.customers)]
            net = self._vary(round(58_000_000 * season * growth), 0.35)
            tax = round(net * 13 / 100)
            day = _workday(first + timedelta(days=2 + number * 3))
            label = f"AR-{first:%Y%m}-{number}"
            dims = (("party", customer.party_id),)
            due = day + timedelta(days=60)
            if day <= self.today:
                paid = _workday(due + timedelta(days=self.state.chance.randint(-20, 18)))
                self.state.due.append(_Due(paid, label, "1122", net + tax, dims, True))
            yield PlanVoucher(
                day,
                f"销售自动化组件 {customer.name}",
                (
                    debit("1122", net + tax, dims, due=due, opens=label),
                    credit("6001", net, _SALES),
                    credit(_OUTPUT, tax),
                ),
            )
            cost = round(net * COST_SHARE / 100) * 100
            yield PlanVoucher(day, f"结转销售成本 {customer.name}", (debit("6401", cost, _SALES), credit("1405", cost)))

    def _purchases(self, first: date) -> Iterator[PlanVoucher]:
        for number, supplier in enumerate(self.suppliers):
            if first.month % supplier.every_months:
                continue
            day = _workday(first + timedelta(days=4 + (number * 7) % 20))
            if day > self.today or (self._is_open(first) and number in (*IN_THE_TRAY, *NOT_HERE)):
                continue  # this month's papers of four arrive in the tray, those of two are missing
            net = self._vary(supplier.net_minor)
            yield self._invoice(first, day, number, net)

    def _invoice(self, first: date, day: date, number: int, net: int) -> PlanVoucher:
        supplier = self.suppliers[number]
        tax = round(net * supplier.vat_percent / 100)
        label = f"AP-{first:%Y%m}-{number}"
        party = (("party", supplier.party.party_id),)
        due = day + timedelta(days=supplier.party.terms_days)
        paid = _workday(due + timedelta(days=self.state.chance.randint(-3, 4)))
        self.state.due.append(_Due(paid, label, "220201", net + tax, party, False))
        dims = tuple(sorted((*party, ("department", supplier.department)))) if supplier.department else party
        lines: list[PlanLine] = [debit(supplier.account, net, () if supplier.account == "1403" else dims)]
        if tax:
            lines.append(debit(_INPUT, tax))
        lines.append(credit("220201", net + tax, party, due=due, opens=label))
        return PlanVoucher(day, f"{supplier.party.name} {supplier.item}", tuple(lines), document=label)

    def _claims(self, first: date) -> Iterator[PlanVoucher]:
        for number, (account, memo, amount) in enumerate(_CLAIMS):
            day = _workday(first + timedelta(days=6 + number * 7))
            who = (("employee", ("chenxiao", "liqiang", "chenxiao")[number]),)
            label = f"BX-{first:%Y%m}-{number}"
            value = self._vary(amount, 0.3)
            if day <= self.today:
                self.state.due.append(_Due(_workday(day + timedelta(days=6)), label, "224102", value, who, False))
            yield PlanVoucher(
                day, f"报销：{memo}", (debit(account, value, _SALES), credit("224102", value, who, opens=label))
            )

    def _regular(self, first: date) -> Iterator[PlanVoucher]:
        balances = self.state.balances
        owed = -balances["221101"]
        if owed > 0:
            tax = round(owed * 0.031)
            yield PlanVoucher(
                _workday(first + timedelta(days=9)),
                "发放上月工资",
                (debit("221101", owed), credit("222116", tax), credit(cast.BANK, owed - tax)),
            )
        duties = [
            (code, -balances[code])
            for code in (_UNPAID, "222112", "222113", "222114", "222115", "222116")
            if balances[code] < 0
        ]
        if duties:
            total = sum(amount for _, amount in duties)
            yield PlanVoucher(
                _workday(first + timedelta(days=13)),
                "缴纳上月税费",
                (*(debit(code, amount) for code, amount in duties), credit(cast.BANK, total)),
            )
        fee = self._vary(48_600)
        yield PlanVoucher(
            _workday(first + timedelta(days=19)), "银行手续费", (debit("660304", fee, _FINANCE), credit(cast.BANK, fee))
        )
        interest = self._vary(31_500)
        yield PlanVoucher(
            _workday(first + timedelta(days=20)),
            "存款利息",
            (debit(cast.BANK, interest), debit("660302", -interest, _FINANCE)),
        )

    def _advance(self, first: date) -> Iterator[PlanVoucher]:
        """A stand at a fair paid in advance in the open month, its invoice still to come."""
        fair = self.suppliers[9].party
        if self._is_open(first):
            party = (("party", fair.party_id),)
            lines = (debit("1123", 4_700_000, party), credit(cast.BANK, 4_700_000))
            yield PlanVoucher(_workday(first + timedelta(days=7)), f"预付展位费 {fair.name}", lines)

    def _settle(self, first: date, end: date) -> Iterator[PlanVoucher]:
        ripe = sorted((one for one in self.state.due if one.day <= end), key=lambda one: (one.day, one.label))
        self.state.due = [one for one in self.state.due if one.day > end]
        for one in ripe:
            day = max(one.day, first)
            item = PlanLine(one.account, "credit" if one.incoming else "debit", one.amount, one.dims, settles=one.label)
            if one.incoming:
                yield PlanVoucher(day, f"收回货款 {one.label}", (debit(cast.BANK, one.amount), item))
            else:
                yield PlanVoucher(day, f"付款 {one.label}", (item, credit(cast.BANK, one.amount)))

    # the end of a month that is over --------------------------------------------------------
    def _end(self, last: date) -> Iterator[PlanVoucher]:
        yield self._wages(last)
        depreciation = (
            ("510101", 9_450_000, "production"),
            ("660207", 1_820_000, "admin"),
            ("660104", 640_000, "sales"),
        )
        yield PlanVoucher(
            last,
            "计提折旧",
            (
                *(debit(code, amount, (("department", place),)) for code, amount, place in depreciation),
                credit("1602", sum(amount for _, amount, _ in depreciation)),
            ),
        )
        yield PlanVoucher(last, "计提借款利息", (debit("660301", 1_050_000, _FINANCE), credit("2231", 1_050_000)))
        if last.month % 3 == 0:
            owed = -self.state.balances["2231"] + 1_050_000
            yield PlanVoucher(last, "支付季度借款利息", (debit("2231", owed), credit(cast.BANK, owed)))
        if self._is_open(last + timedelta(days=1)):
            yield self._audit_share(last)
        yield from self._production(last)

    def _audit_share(self, last: date) -> PlanVoucher:
        """The auditors' fee of the month just over, accrued until they bill; it reverses itself on the 1st."""
        auditors = self.suppliers[10].party
        party = (("party", auditors.party_id),)
        mark = f"accrual:{last + timedelta(days=1)}:{auditors.party_id}"
        lines = (debit("660209", 1_300_000, (*_FINANCE, *party)), credit("220202", 1_300_000, party))
        return PlanVoucher(last, f"计提审计费 {auditors.name}", lines, "accrual", mark)

    def _wages(self, last: date) -> PlanVoucher:
        parts = (
            ("500101", 61_000_000, "production"),
            ("510104", 12_400_000, "production"),
            ("660101", 15_800_000, "sales"),
            ("660203", 21_300_000, "admin"),
        )
        paid = [(code, self._vary(amount, 0.04), place) for code, amount, place in parts]
        return PlanVoucher(
            last,
            "计提本月工资",
            (
                *(
                    debit(code, amount, () if code == "500101" else (("department", place),))
                    for code, amount, place in paid
                ),
                credit("221101", sum(amount for _, amount, _ in paid)),
            ),
            document="payroll",
        )

    def _production(self, last: date) -> Iterator[PlanVoucher]:
        balances = self.state.balances
        issued = round(balances["1403"] * 0.48 / 100) * 100
        yield PlanVoucher(last, "生产领用材料", (debit("500101", issued), credit("1403", issued)))
        overhead = [(code, balances[code]) for code in sorted(balances) if code.startswith("5101") and balances[code]]
        shares = [credit(code, amount, _PRODUCTION) for code, amount in overhead]
        total = sum(amount for _, amount in overhead)
        yield PlanVoucher(last, "结转制造费用", (debit("500101", total), *shares))
        made = round(balances["500101"] * 0.93 / 100) * 100
        yield PlanVoucher(last, "完工入库", (debit("1405", made), credit("500101", made)))
