"""What is right, in plain Python and in memory: the oracle the books are compared with.

It knows nothing of SQL, cells or triggers: vouchers are lists of (account, dims, currency, side, amount, base).
It is itself checked against companies worked by hand (test_oracle.py).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

LineFact = tuple[str, tuple[tuple[str, str], ...], str, int, int, int]


@dataclass
class OracleVoucher:
    """A posted voucher."""

    month: str
    series: str
    number: int
    layer: int
    lines: list[LineFact]
    reversed: bool = False
    is_reversal: bool = False


@dataclass
class Oracle:
    """A book as a person would keep it."""

    vouchers: list[OracleVoucher] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)
    batches: int = 0

    def may_post(self, month: str, lines: list[LineFact]) -> bool:
        """Balanced, two lines or more, nothing zero, period open."""
        base = sum(line[5] if line[3] == 0 else -line[5] for line in lines)
        own = sum(line[4] if line[3] == 0 else -line[4] for line in lines)
        one_currency = len({line[2] for line in lines}) == 1
        return (
            month not in self.closed
            and len(lines) >= 2
            and base == 0
            and not (one_currency and own != 0)
            and all(line[4] != 0 or line[5] != 0 for line in lines)
        )

    def post(self, month: str, series: str, vouchers: list[list[LineFact]], layer: int = 0) -> list[OracleVoucher]:
        """Post one batch; the vouchers with their numbers."""
        made = []
        for lines in vouchers:
            number = 1 + sum(1 for old in self.vouchers if (old.month, old.series) == (month, series))
            voucher = OracleVoucher(month, series, number, layer, lines)
            self.vouchers.append(voucher)
            made.append(voucher)
        self.batches += 1
        return made

    def reverse(self, voucher: OracleVoucher, month: str) -> OracleVoucher:
        """Cancel a voucher by its negative."""
        lines = [(a, d, c, side, -amount, -base) for a, d, c, side, amount, base in voucher.lines]
        (made,) = self.post(month, voucher.series, [lines], voucher.layer)
        made.is_reversal, voucher.reversed = True, True
        return made

    def movements(self, first: str, last: str) -> dict[tuple[str, str], tuple[int, int, int, int, int]]:
        """(account, currency) to opening, debit, credit, base opening, base closing; zero rows too."""
        totals: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 5)
        for voucher in self.vouchers:
            if voucher.month > last:
                continue
            for account, _dims, currency, side, amount, base in voucher.lines:
                total = totals[account, currency]
                signed = base if side == 0 else -base
                total[4] += signed
                if voucher.month < first:
                    total[0] += amount if side == 0 else -amount
                    total[3] += signed
                else:
                    total[1 + side] += amount
        return {key: tuple(total) for key, total in totals.items()}  # type: ignore[misc]

    def by_party(self, account: str) -> dict[str, int]:
        """Closing base balance of an account by party, debit positive."""
        totals: dict[str, int] = defaultdict(int)
        for voucher in self.vouchers:
            for code, dims, _currency, side, _amount, base in voucher.lines:
                if code == account:
                    totals[dict(dims).get("party", "")] += base if side == 0 else -base
        return dict(totals)
