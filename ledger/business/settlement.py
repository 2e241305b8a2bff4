"""往来核销: items settled against each other or against money, each at the share of base currency it still stands at.

What the two sides differ by in base currency is the realised exchange difference; together with what revaluation moved
before it is the whole difference of the item's life. A settled item never keeps a residue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ledger.books.balances import OpenItem
from ledger.books.entries import Dims, LineDraft, Side
from ledger.business.rates import converted
from ledger.core import problem
from ledger.core.problem import Refused


@dataclass(frozen=True, slots=True)
class Part:
    """How much of an item is settled, in its own currency's minor units, positive."""

    item: OpenItem
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Money:
    """Where the money goes or comes from: an account in ``currency``, and the item currency's ``rate`` of the day."""

    account: str
    currency: str
    rate: Decimal
    dims: Dims = ()


@dataclass(frozen=True, slots=True)
class WriteOff:
    """What is let go (a discount, a loss) of the sum, in the items' minor units, positive, and the account that bears it."""

    account: str
    amount_minor: int
    dims: Dims = ()


def carried(item: OpenItem, amount_minor: int) -> int:
    """The share of the item's base value that a part takes with it, signed as the item; the last part takes all."""
    if amount_minor == abs(item.open_minor):
        return item.base_open_minor
    share = Decimal(item.base_open_minor) * amount_minor / abs(item.open_minor)
    return int(share.to_integral_value(ROUND_HALF_UP))


def settlement(
    parts: Sequence[Part], base: str, difference: str, of: Dims, memo: str, *, money: Money | None = None,
    write_off: WriteOff | None = None, loss: str = "",
) -> tuple[LineDraft, ...]:  # fmt: skip
    """The lines of a voucher that settles: items, money, what is let go, and last the realised difference.

    ``loss`` is the account of a realised loss where that is another than ``difference``. Without money the parts must be even in their own currency. Refused where currencies mix, a part is more than is
    open, or nothing is left to settle with.
    """
    currency = _one_currency(parts)
    lines = [_line(part, memo) for part in parts]
    left = sum(_signed(part) for part in parts)
    left_base = sum(carried(part.item, part.amount_minor) for part in parts)
    if write_off is not None and write_off.amount_minor:
        let = write_off.amount_minor if left > 0 else -write_off.amount_minor
        if not 0 < abs(let) <= abs(left):
            raise Refused(problem("settle.write_off_too_large", "write_off"))
        share = _share(left_base, abs(let), abs(left))
        lines.append(_base_line(write_off.account, share, base, memo, write_off.dims))
        left, left_base = left - let, left_base - share
    if left and money is None:
        raise Refused(problem("settle.not_even", "items", difference=left))
    if left and money is not None:
        got = converted(left, currency, money.rate, base)
        lines.append(_money_line(money, left, got, currency, base, memo))
        left_base -= got
    if left_base:
        if currency == base:
            raise Refused(problem("settle.not_even", "items", difference=left_base))
        lines.append(_base_line(loss or difference if left_base > 0 else difference, left_base, base, memo, of))
    return tuple(lines)


def first_due(parts: Sequence[Part], amount_minor: int) -> list[Part]:
    """Of these, those due first that come to an amount, the last of them in part; all where they do not reach it."""
    taken, left = [], amount_minor
    for part in sorted(parts, key=lambda one: (one.item.due_date or one.item.posting_date, one.item.key.batch_id,
                                               one.item.key.entry_no, one.item.key.line_no)):  # fmt: skip
        if left > 0:
            taken.append(Part(part.item, min(part.amount_minor, left)))
            left -= taken[-1].amount_minor
    return taken


def _one_currency(parts: Sequence[Part]) -> str:
    if not parts:
        raise Refused(problem("settle.nothing_chosen", "items"))
    for part in parts:
        if not 0 < part.amount_minor <= abs(part.item.open_minor):
            raise Refused(
                problem("settle.more_than_open", "items", account=part.item.account, day=part.item.posting_date)
            )
    if len({part.item.key for part in parts}) != len(parts):
        raise Refused(problem("settle.twice", "items"))
    found = {part.item.currency for part in parts}
    if len(found) != 1:
        raise Refused(problem("settle.currencies", "items", currencies="、".join(sorted(found))))
    return found.pop()


def _signed(part: Part) -> int:
    return part.amount_minor if part.item.open_minor > 0 else -part.amount_minor


def _share(base_minor: int, part: int, whole: int) -> int:
    return int((Decimal(base_minor) * part / whole).to_integral_value(ROUND_HALF_UP))


def _line(part: Part, memo: str) -> LineDraft:
    item = part.item
    return LineDraft(
        item.account, Side.CREDIT if item.open_minor > 0 else Side.DEBIT, part.amount_minor, item.currency,
        abs(carried(item, part.amount_minor)), memo=memo, dims=item.dims, due_date=item.due_date or item.posting_date,
        settles=item.key,
    )  # fmt: skip


def _money_line(money: Money, left: int, got: int, currency: str, base: str, memo: str) -> LineDraft:
    side = Side.DEBIT if left > 0 else Side.CREDIT
    rate = format(money.rate, "f") if currency != base else None
    if money.currency == base:
        return LineDraft(money.account, side, abs(got), base, memo=memo, dims=money.dims)
    return LineDraft(money.account, side, abs(left), currency, abs(got), memo=memo, dims=money.dims, rate=rate)


def _base_line(account: str, signed: int, base: str, memo: str, of: Dims) -> LineDraft:
    return LineDraft(account, Side.DEBIT if signed > 0 else Side.CREDIT, abs(signed), base, memo=memo, dims=of)
