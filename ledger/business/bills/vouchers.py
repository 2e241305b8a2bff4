"""The lines of an event's voucher (CAS 22; 财会〔2006〕18号 附录 on 1121 and 2201), in the bill's currency.

A bill discounted with recourse stays on 应收票据 and the money is a 短期借款 until it is honoured; without recourse it
leaves. A bill not honoured goes back to the receivable from whoever gave it, or to the payable. In a foreign currency what
comes is worth the day's rate, what goes leaves at what it stands at; the difference is realised (CAS 19 第十一条).
"""

from __future__ import annotations

from ledger.books.entries import LineDraft
from ledger.business.bills.posting import Posting
from ledger.business.bills.standing import Act, Bill, Event
from ledger.business.bills.standing import Side as OfBill
from ledger.core import problem
from ledger.core.problem import Refused

_DISCOUNTS = (Act.DISCOUNTED, Act.DISCOUNTED_RECOURSE)
_MONEY = (*_DISCOUNTS, Act.COLLECTED, Act.PAID)


def lines_of(bill: Bill, event: Event, posting: Posting) -> tuple[LineDraft, ...]:
    """The balanced lines of one event. Refused for interest that is none, or money without an account."""
    amount, back = event.amount_minor, event.recourse_minor
    if event.act in _MONEY and not posting.accounts.get("money"):
        raise Refused(problem("bill.no_money_account", "account"))
    if not 0 <= event.interest_minor < max(amount, 1) or (event.interest_minor and event.act not in _DISCOUNTS):
        raise Refused(problem("bill.bad_interest", "interest"))
    if event.act is Act.DISHONOURED and back and not posting.accounts.get("money"):
        raise Refused(problem("bill.no_money_account", "account"))
    line, out = posting.line, posting.out
    match event.act:
        case Act.RECEIVED:
            lines = [line("notes_receivable", amount), *posting.settled("trade_receivable", -amount, bill.party)]
        case Act.ISSUED:
            lines = [*posting.settled("payable", amount, bill.party), line("notes_payable", -amount)]
        case Act.ENDORSED:
            lines = [*posting.settled("payable", amount, event.party), out("notes_receivable", -amount)]
        case Act.DISCOUNTED | Act.DISCOUNTED_RECOURSE:
            lines = _discounted(event, posting)
        case Act.COLLECTED:
            lines = [line("money", amount), out("notes_receivable", -amount)]
        case Act.PAID:
            lines = [out("notes_payable", amount), line("money", -amount)]
        case Act.RECOURSE_ENDED:
            lines = [out("short_loan", back), out("notes_receivable", -back)]
        case Act.DISHONOURED:
            lines = _dishonoured(bill, amount, back, posting)
        case Act.RECOURSE_CLAIMED:
            lines = _claimed(bill, event, posting)
    return posting.balanced(lines)


def _discounted(event: Event, posting: Posting) -> list[LineDraft]:
    """The money, the interest in base currency, and the bill that leaves or the loan."""
    amount, interest = event.amount_minor, event.interest_minor
    gone = posting.out if event.act is Act.DISCOUNTED else posting.line
    lines = [posting.line("money", amount - interest)]
    if interest:
        lines.append(posting.in_base("bill_interest", posting.worth(amount) - posting.worth(amount - interest)))
    return [*lines, gone("notes_receivable" if event.act is Act.DISCOUNTED else "short_loan", -amount)]


def _dishonoured(bill: Bill, held: int, back: int, posting: Posting) -> list[LineDraft]:
    """Received: back to the receivable, and what the bank lent is paid back. Issued: back to the payable, or, where the
    bank that accepted it has paid, a loan from it.
    """
    line, out = posting.line, posting.out
    if bill.side is OfBill.ISSUED:
        if bill.kind == "bank":
            return [out("notes_payable", held), line("short_loan", -held)]
        return [out("notes_payable", held), line("payable", -held, bill.party, bill.due_day)]
    lines = [line("trade_receivable", held + back, bill.party, bill.due_day), out("notes_receivable", -held - back)]
    return lines + ([out("short_loan", back), line("money", -back)] if back else [])


def _claimed(bill: Bill, event: Event, posting: Posting) -> list[LineDraft]:
    """Whoever it was endorsed to was not paid and turns to us (票据法 第六十八条): we pay, or owe; whoever gave it to us
    owes us in turn.
    """
    amount = event.amount_minor
    owed = posting.line("trade_receivable", amount, bill.party, bill.due_day)
    if posting.accounts.get("money"):
        return [owed, posting.line("money", -amount)]
    return [owed, posting.line("payable", -amount, event.party, event.day)]
