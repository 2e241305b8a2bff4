"""The online shop of the demo company: a small service order, paid at once, every half hour; swept to the bank on Fridays.

It is what makes the books as long as a real company's: some 20,000 vouchers a year.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from tools.demo import cast
from tools.demo.plan import PlanVoucher, credit, debit

ORDERS_A_DAY = 58
WALLET, OUTPUT = "1012", "22210107"
_SALES, _FINANCE = (("department", "sales"),), (("department", "finance"),)
_SERVICES = (
    ("在线选型服务", 4_800),
    ("远程诊断", 12_000),
    ("参数标定", 9_600),
    ("软件许可一个月", 6_900),
    ("培训视频", 3_600),
)
_REFUNDED = 0.012
_FEE = 0.006
"""The payment service keeps this share of what is swept."""


class Shop:
    """Orders day by day, from chance of its own, so that the rest of the company does not change with its size."""

    def __init__(self, seed: int, orders_a_day: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - an invented company
        self._orders = orders_a_day
        self._wallet = 0

    def month(self, first: date, end: date) -> Iterator[PlanVoucher]:
        """Vouchers of a month's days up to ``end``, in order."""
        for back in range((end - first).days + 1):
            day = first + timedelta(days=back)
            busy = self._orders * (0.6 if day.weekday() >= 5 else 1.15)
            for number in range(1, round(self._chance.uniform(0.8, 1.2) * busy) + 1):
                yield self._order(day, number)
            if day.weekday() == 4 and self._wallet > 0:
                yield self._sweep(day)

    def _order(self, day: date, number: int) -> PlanVoucher:
        name, price = self._chance.choice(_SERVICES)
        net = price * self._chance.randint(1, 3)
        sign = -1 if self._chance.random() < _REFUNDED and self._wallet > 3 * price else 1
        tax, label = round(net * 6 / 100), f"W{day:%y%m%d}-{number:03}"
        self._wallet += sign * (net + tax)
        lines = (
            debit(WALLET, sign * (net + tax)),
            credit("6051", sign * net, _SALES),
            credit(OUTPUT, sign * tax),
        )
        return PlanVoucher(day, f"{'网店退款' if sign < 0 else '网店订单'} {label} {name}", lines, document=label)

    def _sweep(self, day: date) -> PlanVoucher:
        swept, self._wallet = self._wallet, 0
        fee = round(swept * _FEE)
        lines = (debit(cast.BANK, swept - fee), debit("660304", fee, _FINANCE), credit(WALLET, swept))
        return PlanVoucher(day, "网店货款转入基本户", lines)
