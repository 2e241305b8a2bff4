"""固定资产清理: a card leaves at what it still stands at; what it brought less that is the gain, or the loss (CAS 4 第二十三条).

Which accounts, the chart's roles say: `cas` and `small` clear a fixed asset through 1606, an intangible and the chart of
`ifrs` go without a clearing account. Gain and loss may be one account (资产处置损益) or two (营业外收入, 营业外支出).
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.books.entries import Dims, LineDraft, Side, dims
from ledger.business.assets.cards import Card
from ledger.business.assets.charged import CHARGE, OUT


@dataclass(frozen=True, slots=True)
class Through:
    """Accounts a card leaves through: ``clearing`` (empty: none), ``result`` for the gain or loss with what it requires."""

    clearing: str
    result: str
    dims: Dims = ()


def outcome(card: Card, carried_minor: int, proceeds_minor: int) -> int:
    """The gain in base minor units, below zero a loss."""
    return proceeds_minor - (card.cost_minor - carried_minor)


def leaving(
    card: Card, carried_minor: int, through: Through, base: str, memo: str, *, proceeds_minor: int = 0, money: str = "",
    back_minor: int = 0,
) -> tuple[LineDraft, ...]:  # fmt: skip
    """The lines of the voucher; ``carried_minor`` is what it was rightly depreciated by, ``proceeds_minor`` what ``money``
    received, ``back_minor`` what was charged beyond its last month and is taken back in red.
    """
    assert 0 <= carried_minor <= card.cost_minor, "no more than the cost can have been carried"
    net, result = card.cost_minor - carried_minor, outcome(card, carried_minor, proceeds_minor)

    def line(account: str, signed: int, of: Dims = (), source: str | None = None) -> LineDraft:
        side = Side.DEBIT if signed > 0 else Side.CREDIT
        return LineDraft(account, side, abs(signed), base, memo=memo, dims=of, source=source)

    found = _taken_back(card, back_minor, base, memo) if back_minor else []
    found += [line(card.carried_on, carried_minor)] if carried_minor else []
    if through.clearing and net:
        found.append(line(through.clearing, net))
    found.append(line(card.account, -card.cost_minor, source=f"{OUT}{card.card_id}"))
    if proceeds_minor:
        found.append(line(money, proceeds_minor))
        found += [line(through.clearing, -proceeds_minor)] if through.clearing else []
    if result:
        found += [line(through.clearing, result)] if through.clearing else []
        found.append(line(through.result, -result, through.dims))
    return tuple(found)


def _taken_back(card: Card, back_minor: int, base: str, memo: str) -> list[LineDraft]:
    of = dims({"department": card.department}) if card.department else ()
    return [
        LineDraft(card.expense, Side.DEBIT, -back_minor, base, memo=memo, dims=of),
        LineDraft(card.carried_on, Side.CREDIT, -back_minor, base, memo=memo, source=f"{CHARGE}{card.card_id}"),
    ]
