"""The lines of an event's voucher (CAS 22; 财会〔2006〕18号 附录 on 1121 and 2201), all in base currency.

A bill discounted with recourse stays on 应收票据 and the money is a 短期借款 until it is honoured; without recourse it
leaves. A bill not honoured goes back to the receivable from whoever gave it, or to the payable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.books.balances import OpenItem
from ledger.books.entries import Dims, LineDraft, Side, dims
from ledger.business.bills.standing import Act, Bill, Event
from ledger.business.bills.standing import Side as OfBill
from ledger.core import problem
from ledger.core.problem import Refused


@dataclass(frozen=True, slots=True)
class Posting:
    """What the lines need: accounts by role, dimensions that a role's account requires, currency, memo, open items."""

    accounts: Mapping[str, str]
    dims: Mapping[str, Dims]
    currency: str
    memo: str
    items: Sequence[OpenItem] = ()

    def line(self, role: str, signed: int, party: str = "", due: str | None = None) -> LineDraft:
        """A line on a role's account, debit positive. Refused where the chart has none that takes lines."""
        if not self.accounts.get(role):
            raise Refused(
                problem("bill.no_money_account" if role == "money" else "bill.no_account", "account", account=role)
            )
        of = dims({"party": party}) if party else self.dims.get(role, ())
        side = Side.DEBIT if signed > 0 else Side.CREDIT
        return LineDraft(self.accounts[role], side, abs(signed), self.currency, memo=self.memo, dims=of, due_date=due)

    def settled(self, role: str, signed: int, party: str) -> list[LineDraft]:
        """The party's open items settled, oldest due first, each by its part; what is left opens an item of its own."""
        left, lines = signed, []
        open_ones = [one for one in self.items if one.account == self.accounts[role] and one.currency == self.currency]
        for item in sorted(open_ones, key=lambda one: (one.due_date or one.posting_date, one.key)):
            part = min(abs(item.open_minor), abs(left))
            if not part or (item.open_minor > 0) == (signed > 0):
                continue
            lines.append(
                LineDraft(item.account, Side.DEBIT if signed > 0 else Side.CREDIT, part, self.currency, memo=self.memo,
                          dims=item.dims, due_date=item.due_date or item.posting_date, settles=item.key)
            )  # fmt: skip
            left -= part if signed > 0 else -part
        return lines + ([self.line(role, left, party)] if left else [])


def lines_of(bill: Bill, event: Event, posting: Posting) -> tuple[LineDraft, ...]:
    """The balanced lines of one event. Refused for interest that is none, or money without an account."""
    amount, back = event.amount_minor, event.recourse_minor
    if event.act in _MONEY and not posting.accounts.get("money"):
        raise Refused(problem("bill.no_money_account", "account"))
    if not 0 <= event.interest_minor < max(amount, 1) or (event.interest_minor and event.act not in _DISCOUNTS):
        raise Refused(problem("bill.bad_interest", "interest"))
    if event.act is Act.DISHONOURED and back and not posting.accounts.get("money"):
        raise Refused(problem("bill.no_money_account", "account"))
    line = posting.line
    match event.act:
        case Act.RECEIVED:
            lines = [line("notes_receivable", amount), *posting.settled("trade_receivable", -amount, bill.party)]
        case Act.ISSUED:
            lines = [*posting.settled("payable", amount, bill.party), line("notes_payable", -amount)]
        case Act.ENDORSED:
            lines = [*posting.settled("payable", amount, event.party), line("notes_receivable", -amount)]
        case Act.DISCOUNTED | Act.DISCOUNTED_RECOURSE:
            against = "notes_receivable" if event.act is Act.DISCOUNTED else "short_loan"
            lines = [line("money", amount - event.interest_minor), line(against, -amount)]
            if event.interest_minor:
                lines.insert(1, line("bill_interest", event.interest_minor))
        case Act.COLLECTED:
            lines = [line("money", amount), line("notes_receivable", -amount)]
        case Act.PAID:
            lines = [line("notes_payable", amount), line("money", -amount)]
        case Act.RECOURSE_ENDED:
            lines = [line("short_loan", back), line("notes_receivable", -back)]
        case Act.DISHONOURED:
            lines = _dishonoured(bill, amount, back, posting)
    return tuple(lines)


_DISCOUNTS = (Act.DISCOUNTED, Act.DISCOUNTED_RECOURSE)
_MONEY = (*_DISCOUNTS, Act.COLLECTED, Act.PAID)


def _dishonoured(bill: Bill, held: int, back: int, posting: Posting) -> list[LineDraft]:
    """Received: back to the receivable, and what the bank lent is paid back. Issued: back to the payable, or, where the
    bank that accepted it has paid, a loan from it.
    """
    line = posting.line
    if bill.side is OfBill.ISSUED:
        if bill.kind == "bank":
            return [line("notes_payable", held), line("short_loan", -held)]
        return [line("notes_payable", held), line("payable", -held, bill.party, bill.due_day)]
    lines = [line("trade_receivable", held + back, bill.party, bill.due_day), line("notes_receivable", -held - back)]
    return lines + ([line("short_loan", back), line("money", -back)] if back else [])
