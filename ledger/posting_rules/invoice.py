"""A purchase invoice becomes lines: cost or asset, input VAT where deductible, and who is owed.

Input VAT of a special invoice waits on 待认证进项税额 until the deduction is confirmed for use (财会〔2016〕22号);
a general invoice's tax, and tax of another country, is part of the cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ledger.charts import account_in_role, accounts_in_role
from ledger.core import Problem, problem
from ledger.posting_rules.accounts import choose
from ledger.posting_rules.facts import InvoiceFacts, PaidBy, Past, Proposed, ProposedLine

DEDUCTIBLE = frozenset({"vat_special", "edigital_special", "toll", "rail", "air"})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the document does not say: who sent it, who paid, what a person already chose, and by which standard it is booked.

    ``tax_code`` is the one a person named, '' to go by what is printed.
    """

    paid_by: PaidBy
    sender: str
    department: str | None = None
    account: str | None = None
    memo: str = ""
    standard: str = "cas"
    tax_code: str = ""


def propose_lines(facts: InvoiceFacts, past: Sequence[Past], given: Circumstances) -> Proposed:
    """Balanced lines in the invoice's currency; ``needs`` names what a person must still choose."""
    choice = choose(past, facts.words, given.standard, claim=given.paid_by is not PaidBy.NOBODY)
    account = given.account or choice.account
    reason = problem("posting.chosen") if given.account else choice.reason
    department = given.department or choice.department
    memo = given.memo or memo_of(facts)
    deductible = facts.kind in DEDUCTIBLE and facts.tax_minor != 0
    cost = facts.net_minor if deductible else facts.gross_minor
    lines = [
        ProposedLine(
            account,
            "debit",
            cost,
            memo,
            dims_of(account, department, facts, given.standard),
            reason,
            source_field="net" if deductible else "gross",
        )
    ]
    if deductible:
        lines.append(
            ProposedLine(
                account_in_role(given.standard, "input_vat_waiting"),
                "debit",
                facts.tax_minor,
                memo,
                (),
                problem("posting.input_waiting"),
                source_field="tax",
            )
        )
    lines.append(owed(facts, given, memo))
    needs = [
        name
        for name, missing in (
            ("account", not account),
            ("department", wants_department(account, given.standard) and not department),
        )
        if missing
    ]
    return Proposed(tuple(lines), tuple(needs), _notes(facts))


def memo_of(facts: InvoiceFacts) -> str:
    """Seller and the first item."""
    what = facts.words[0].split("*")[-1].strip() if facts.words else facts.number
    return f"{facts.seller} {what}"[:60]


def wants_department(account: str, standard: str) -> bool:
    """Whether lines on an account carry a department."""
    return account.startswith(accounts_in_role(standard, "needs_department"))


def dims_of(account: str, department: str | None, facts: InvoiceFacts, standard: str) -> tuple[tuple[str, str], ...]:
    """Dimensions of the cost line."""
    pairs = []
    if department and wants_department(account, standard):
        pairs.append(("department", department))
    if facts.party_id and not account.startswith(accounts_in_role(standard, "materials")):
        pairs.append(("party", facts.party_id))
    return tuple(sorted(pairs))


def owed(facts: InvoiceFacts, given: Circumstances, memo: str) -> ProposedLine:
    """Who is owed the whole, and until when."""
    if given.paid_by is PaidBy.SENDER:
        who = (("employee", given.sender),)
        return ProposedLine(
            account_in_role(given.standard, "paid_by_staff"),
            "credit",
            facts.gross_minor,
            memo,
            who,
            problem("posting.paid_by_sender"),
            source_field="gross",
        )
    if given.paid_by is PaidBy.CARD:
        return ProposedLine(
            account_in_role(given.standard, "company_card"),
            "credit",
            facts.gross_minor,
            memo,
            (),
            problem("posting.paid_by_card"),
            source_field="gross",
        )
    due = facts.due_date or due_date(facts.issue_date, facts.terms_days)
    reason = problem(
        "posting.due_printed" if facts.due_date else "posting.due_by_terms", date=due.isoformat(), days=facts.terms_days
    )
    party = (("party", facts.party_id),) if facts.party_id else ()
    return ProposedLine(
        account_in_role(given.standard, "payable"), "credit", facts.gross_minor, memo, party, reason, due, "gross"
    )


def due_date(issued: date, terms_days: int) -> date:
    """Invoice date plus the agreed days."""
    return issued + timedelta(days=terms_days)


def _notes(facts: InvoiceFacts) -> tuple[Problem, ...]:
    notes = []
    if facts.kind in ("vat_general", "edigital_general") and facts.tax_minor:
        notes.append(problem("posting.general_not_deductible"))
    if facts.kind == "other" and facts.tax_minor:
        notes.append(problem("posting.foreign_tax_in_cost"))
    return tuple(notes)
