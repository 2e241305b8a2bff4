"""固定资产清理: a card leaves through 1606; what it brought less what it still stood at is the gain, or the loss (CAS 4 第二十三条).

Sold, the difference is 资产处置损益; scrapped, a loss is 营业外支出.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.books.entries import Dims, LineDraft, Side
from ledger.business.assets.cards import Card
from ledger.business.assets.charged import OUT


@dataclass(frozen=True, slots=True)
class Through:
    """Accounts a card leaves through: ``clearing`` 1606, ``result`` for gain or loss, with what that one requires."""

    clearing: str
    result: str
    dims: Dims = ()


def leaving(
    card: Card, carried_minor: int, through: Through, base: str, memo: str, *, proceeds_minor: int = 0, money: str = ""
) -> tuple[LineDraft, ...]:
    """The lines of the voucher; ``carried_minor`` is what was depreciated, ``proceeds_minor`` what ``money`` received."""
    assert 0 <= carried_minor <= card.cost_minor, "no more than the cost can have been carried"
    net = card.cost_minor - carried_minor
    result = proceeds_minor - net

    def line(account: str, signed: int, of: Dims = (), source: str | None = None) -> LineDraft:
        side = Side.DEBIT if signed > 0 else Side.CREDIT
        return LineDraft(account, side, abs(signed), base, memo=memo, dims=of, source=source)

    found = [line(card.carried_on, carried_minor)] if carried_minor else []
    found += [line(through.clearing, net)] if net else []
    found.append(line(card.account, -card.cost_minor, source=f"{OUT}{card.card_id}"))
    if proceeds_minor:
        found += [line(money, proceeds_minor), line(through.clearing, -proceeds_minor)]
    if result:
        found += [line(through.clearing, result), line(through.result, -result, through.dims)]
    return tuple(found)
