"""Two years of books through the door: each month proposed by the accountant, confirmed by the finance manager."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from ledger.core import Channel, FixedClock, Principal, to_minor
from tools.demo import cast
from tools.demo.months import MONTHS, Simulation
from tools.demo.plan import MonthPlan, PlanLine, PlanVoucher
from tools.demo.shop import ORDERS_A_DAY
from tools.gateway import Gateway
from tools.outcome import Done
from tools.work import worker

Progress = Callable[[int, int], None]
Keys = dict[str, tuple[int, int, int]]


class DemoFailed(RuntimeError):
    """The demo could not be made: a fault of ours."""


def must(outcome: object) -> Any:
    """The result of a call that has no reason to fail."""
    if not isinstance(outcome, Done):
        raise DemoFailed(repr(outcome))
    return outcome.result


class History:
    """Posts the plans of the simulation month by month; the clock walks with them."""

    def __init__(self, gateway: Gateway, clock: FixedClock, today: date, orders_a_day: int = ORDERS_A_DAY) -> None:
        people = {person.user: person for person in cast.staff()}
        self.gateway, self.clock, self.today = gateway, clock, today
        self.maker = self._principal(people["zhangwei"])
        self.checker = self._principal(people["limin"])
        self.simulation = Simulation(today, orders_a_day)
        self.keys: Keys = {}

    def _principal(self, person: Any) -> Principal:
        principal: Principal = person.principal(cast.TENANT, Channel.JOB, "demo")
        return principal

    def post(self, progress: Progress) -> int:
        """Everything up to today; the number of vouchers."""
        count = 0
        for number, plan in enumerate(self.simulation.months(), 1):
            self.clock.instant = self._evening(plan)
            must(self.gateway.call(self.checker, "open_month", {"period": plan.period}))
            count += self._run(plan, plan.vouchers)
            if plan.over:
                count += self._close(plan)
            progress(number, MONTHS)
        return count

    def _close(self, plan: MonthPlan) -> int:
        """The steps of the month end as people take them, income tax before the transfer, then the hard close."""
        count = 0
        for step in ("vat", "surcharges", "result", "year"):
            if step == "result":
                count += self._run(plan, self.simulation.income_tax(plan))
            arguments = {"period": plan.period, "step": step}
            made = must(self.gateway.call(self.maker, "propose_month_end", arguments))
            if made.proposal is None:
                continue
            for line in made.lines:
                signed = to_minor(line.amount, cast.company().currency) * (1 if line.side == "debit" else -1)
                self.simulation.learn(line.account, signed, operating=step in ("vat", "surcharges"))
            self._confirm(made)
            count += made.vouchers
        must(self.gateway.call(self.checker, "close_month", {"period": plan.period}))
        return count

    def _evening(self, plan: MonthPlan) -> datetime:
        last = max(voucher.day for voucher in plan.vouchers)
        return datetime(last.year, last.month, last.day, 1, 30, tzinfo=UTC)

    def _run(self, plan: MonthPlan, vouchers: list[PlanVoucher]) -> int:
        """One run; a voucher that pays an item of this very run goes into a second one."""
        later = [one for one in vouchers if any(line.settles and line.settles not in self.keys for line in one.lines)]
        first = [one for one in vouchers if one not in later]
        for part in (first, later):
            if part:
                self._post(plan.period, part)
        return len(vouchers)

    def _post(self, period: str, vouchers: list[PlanVoucher]) -> None:
        arguments = {"period": period, "summary": period,
                     "vouchers": [self._voucher(one) for one in vouchers]}  # fmt: skip
        batch = self._confirm(must(self.gateway.call(self.maker, "propose_run", arguments)))
        for entry_no, voucher in enumerate(vouchers, 1):
            for line_no, line in enumerate(voucher.lines, 1):
                if line.opens:
                    self.keys[line.opens] = (batch, entry_no, line_no)

    def _confirm(self, made: Any) -> int:
        """The checker confirms, the house posts; the batch."""
        self.clock.instant += timedelta(minutes=20)
        must(self.gateway.call(self.checker, "confirm_run", {"proposal": made.proposal, "digest": made.digest}))
        self.clock.instant += timedelta(minutes=1)
        posted = must(self.gateway.call(worker(cast.TENANT), "post_confirmed", {})).posted
        if len(posted) != 1 or posted[0].batch is None:
            raise DemoFailed(repr(posted))
        return int(posted[0].batch)

    def _voucher(self, one: PlanVoucher) -> dict[str, Any]:
        kind = one.kind if one.kind in ("opening", "accrual", "transfer", "year_end") else "normal"
        return {"date": one.day.isoformat(), "memo": one.memo, "kind": kind, "source": one.document,
                "lines": [self._line(line) for line in one.lines]}  # fmt: skip

    def _line(self, line: PlanLine) -> dict[str, Any]:
        return {"account": line.account, "side": line.side, "amount_minor": line.amount_minor, "dims": dict(line.dims),
                "due_date": line.due.isoformat() if line.due else None,
                "settles": self.keys[line.settles] if line.settles else None}  # fmt: skip
