"""A run of the opening: one voucher in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from ledger.books.entries import Dims, Side
from ledger.business.opening.model import Balance


@dataclass(frozen=True, slots=True)
class RunLine:
    """A line: ``amount`` in base currency, ``own`` in ``currency`` where that is another.

    ``settles`` names the remainder (run and line number from 1) that it pays.
    """

    account: str
    side: Side
    amount: int
    dims: Dims = ()
    due: str = ""
    number: str = ""
    settles: tuple[str, int] | None = None
    currency: str = ""
    own: int = 0


@dataclass(slots=True)
class Run:
    """One voucher of the opening: ``name`` year, turnover, transfer or settled."""

    name: str
    period: str
    day: str
    transfer: bool = False
    lines: list[RunLine] = field(default_factory=list)

    def add(self, one: Balance) -> None:
        """A line of what stood at the year's beginning, on the side of its sign."""
        leading = one.own.year or one.year
        sign = 1 if leading > 0 else -1
        side = Side.DEBIT if sign > 0 else Side.CREDIT
        self.put(RunLine(one.account, side, sign * one.year, one.dims, currency=one.currency, own=sign * one.own.year))

    def put(self, line: RunLine) -> int:
        """A line as it is (negative is red); its number, 0 where there is nothing."""
        if line.amount or line.own:
            self.lines.append(line)
            return len(self.lines)
        return 0

    @property
    def difference(self) -> int:
        """Debit less credit."""
        return sum(one.amount if one.side is Side.DEBIT else -one.amount for one in self.lines)
