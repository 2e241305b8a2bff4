"""What the lines of a bill's voucher need, and how each is worth in base currency.

What comes is worth the day's rate. What goes of a bill leaves at its share of what the bill itself stands at (:mod:`.own_base`),
the last part of it with all; what empties the account in that currency takes what is left there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from ledger.books.balances import OpenItem
from ledger.books.entries import Dims, LineDraft, Side, dims
from ledger.business.rates import converted
from ledger.business.settlement import carried
from ledger.core import problem
from ledger.core.problem import Refused


@dataclass(frozen=True, slots=True)
class Posting:
    """Accounts by role, dimensions that a role's account requires, the bill's currency, memo, open items of the party.

    ``rate`` of the day for a foreign currency, ``base`` the book's, ``standing`` what a role's account holds in the bill's
    currency and in base (signed, debit positive), ``own`` what this bill stands at there, ``in_base_money`` where the bank account is kept in base currency,
    ``lacking`` the roles whose account requires a department nobody named.
    """

    accounts: Mapping[str, str]
    dims: Mapping[str, Dims]
    currency: str
    memo: str
    items: Sequence[OpenItem] = ()
    base: str = ""
    rate: Decimal | None = None
    standing: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    own: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    in_base_money: bool = False
    lacking: frozenset[str] = frozenset()

    @property
    def foreign(self) -> bool:
        """Whether the bill stands in another currency than the book's."""
        return bool(self.base) and self.base != self.currency

    def worth(self, amount: int) -> int:
        """Base minor units at the day's rate, signed as the amount."""
        if not self.foreign:
            return amount
        assert self.rate is not None, "a foreign bill has the day's rate"
        return converted(amount, self.currency, self.rate, self.base)

    def line(self, role: str, signed: int, party: str = "", due: str | None = None) -> LineDraft:
        """A line on a role's account at the day's rate, debit positive. Refused where the chart has none for it."""
        worth = self.worth(signed)
        if role == "money" and self.in_base_money and self.foreign:
            return self.in_base(role, worth)
        return self._line(role, signed, worth, party, due, at_rate=True)

    def out(self, role: str, signed: int) -> LineDraft:
        """What goes, at its share of what the bill stands at, or the account where its lines do not say whose they are."""
        if not self.foreign:
            return self._line(role, signed, signed)
        amount, base = self.standing.get(role, (0, 0))
        if abs(signed) > abs(amount) or (amount > 0) == (signed > 0):
            raise Refused(problem("bill.not_on_account", "amount", account=self.accounts.get(role, role)))
        own = self.own.get(role, (0, 0))
        if abs(signed) < abs(amount) and abs(signed) <= abs(own[0]) and (own[0] > 0) != (signed > 0):
            amount, base = own
        share = int((Decimal(base) * signed / amount).to_integral_value(ROUND_HALF_UP))
        return self._line(role, signed, share if abs(signed) < abs(amount) else -base)

    def in_base(self, role: str, signed: int) -> LineDraft:
        """A line in base currency. Refused where its account requires a department nobody named."""
        if role in self.lacking:
            raise Refused(problem("bill.no_department", "interest", account=self.account(role)))
        side = Side.DEBIT if signed > 0 else Side.CREDIT
        code = self.account(role)
        return LineDraft(
            code, side, abs(signed), self.base or self.currency, memo=self.memo, dims=self.dims.get(role, ())
        )

    def account(self, role: str) -> str:
        """A role's account; refused where the chart has none that takes lines."""
        if not self.accounts.get(role):
            raise Refused(
                problem("bill.no_money_account" if role == "money" else "bill.no_account", "account", account=role)
            )
        return self.accounts[role]

    def settled(self, role: str, signed: int, party: str) -> list[LineDraft]:
        """The party's open items settled, oldest due first, each by its part; what is left opens an item of its own."""
        left, lines = signed, []
        open_ones = [one for one in self.items if one.account == self.accounts[role] and one.currency == self.currency]
        for item in sorted(open_ones, key=lambda one: (one.due_date or one.posting_date, one.key)):
            part = min(abs(item.open_minor), abs(left))
            if not part or (item.open_minor > 0) == (signed > 0):
                continue
            lines.append(
                LineDraft(item.account, Side.DEBIT if signed > 0 else Side.CREDIT, part, self.currency,
                          abs(carried(item, part)) if self.foreign else None, memo=self.memo, dims=item.dims,
                          due_date=item.due_date or item.posting_date, settles=item.key)
            )  # fmt: skip
            left -= part if signed > 0 else -part
        return lines + ([self.line(role, left, party)] if left else [])

    def balanced(self, lines: Sequence[LineDraft]) -> tuple[LineDraft, ...]:
        """The lines and, last, the realised difference where they are not worth the same in base currency."""
        if not self.foreign:
            return tuple(lines)
        off = sum(_base(one) if one.side is Side.DEBIT else -_base(one) for one in lines)
        if not off:
            return tuple(lines)
        return (*lines, self.in_base("gain" if off > 0 else "loss", -off))

    def _line(
        self, role: str, signed: int, worth: int, party: str = "", due: str | None = None, *, at_rate: bool = False
    ) -> LineDraft:
        of = dims({"party": party}) if party else self.dims.get(role, ())
        side = Side.DEBIT if signed > 0 else Side.CREDIT
        rate = format(self.rate, "f") if at_rate and self.foreign and self.rate is not None else None
        return LineDraft(self.account(role), side, abs(signed), self.currency, abs(worth) if self.foreign else None,
                         memo=self.memo, dims=of, due_date=due, rate=rate)  # fmt: skip


def _base(line: LineDraft) -> int:
    return line.amount_minor if line.base_minor is None else line.base_minor
