"""A month of the demo company as data: vouchers before anybody proposed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Minor units on a side. ``opens`` labels the open item it makes, ``settles`` names the label it pays."""

    account: str
    side: str
    amount_minor: int
    dims: tuple[tuple[str, str], ...] = ()
    due: date | None = None
    opens: str = ""
    settles: str = ""


@dataclass(frozen=True, slots=True)
class PlanVoucher:
    """One voucher; its lines balance, asserted when it is made."""

    day: date
    memo: str
    lines: tuple[PlanLine, ...]
    kind: str = "normal"
    document: str = ""

    def __post_init__(self) -> None:
        total = sum(line.amount_minor if line.side == "debit" else -line.amount_minor for line in self.lines)
        assert total == 0, (self.memo, total)
        assert len(self.lines) >= 2, self.memo


@dataclass(slots=True)
class MonthPlan:
    """Operating vouchers of a month in order of date; ``over`` where the month ended and is to be closed."""

    period: str
    last: date
    over: bool
    vouchers: list[PlanVoucher] = field(default_factory=list)


def debit(account: str, amount: int, dims: tuple[tuple[str, str], ...] = (), **more: object) -> PlanLine:
    """A debit line."""
    return PlanLine(account, "debit", amount, dims, **more)  # type: ignore[arg-type]


def credit(account: str, amount: int, dims: tuple[tuple[str, str], ...] = (), **more: object) -> PlanLine:
    """A credit line."""
    return PlanLine(account, "credit", amount, dims, **more)  # type: ignore[arg-type]
