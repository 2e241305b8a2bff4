"""A purchase invoice becomes lines: cost or asset, input VAT where deductible, and who is owed.

Input VAT of a special invoice waits on 待认证进项税额 until the deduction is confirmed for use (财会〔2016〕22号);
a general invoice's tax, and tax of another country, is part of the cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger.charts import account_in_role, accounts_in_role
from ledger.core import Problem, problem
from ledger.posting_rules.accounts import Choice, because, choose
from ledger.posting_rules.facts import DEDUCTIBLE, InvoiceFacts, PaidBy, Past, Proposed, ProposedLine
from ledger.posting_rules.input_vat import InputFacts, Treatment, assess
from ledger.posting_rules.learning import SURE, USED, Learned

_MOSTLY = 0.5
"""From this share of like vouchers whose tax stayed in the cost on, it is left there again."""


@dataclass(frozen=True, slots=True)
class Part:
    """Items of one paper that belong to one account: their net in minor units, and what was learned of them."""

    description: str
    net_minor: int
    taught: Learned


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the document does not say: who sent it, who paid, what a person already chose, and by which standard it is booked.

    ``tax_code`` is the one a person named, '' to go by what is printed. ``taught`` is what confirmed vouchers say of the
    paper, ``parts`` what they say of its items where those belong to several accounts; their nets add up to the paper's.
    """

    paid_by: PaidBy
    sender: str
    department: str | None = None
    account: str | None = None
    memo: str = ""
    standard: str = "cas"
    tax_code: str = ""
    taught: Learned | None = None
    parts: tuple[Part, ...] = ()
    taxpayer: str = "general"


def propose_lines(facts: InvoiceFacts, past: Sequence[Past], given: Circumstances) -> Proposed:
    """Balanced lines in the invoice's currency; ``needs`` names what a person must still choose."""
    choice = choice_of(facts, past, given)
    memo, tax = given.memo or memo_of(facts), tax_of(facts, given)
    lines = cost_lines(facts, given, choice, memo, apart=tax.apart)
    if tax.apart:
        lines.append(
            ProposedLine(
                account_in_role(given.standard, "input_vat_waiting"), "debit", facts.tax_minor, memo, (),
                problem("posting.input_waiting"), source_field="tax",
            )
        )  # fmt: skip
    lacks_department = any(
        line.account and wants_department(line.account, given.standard) and "department" not in dict(line.dims)
        for line in lines
    )
    wanted = (("account", not all(line.account for line in lines)), ("department", lacks_department))
    sure = min((each for each in (choice.confidence, tax.confidence) if each is not None), default=None)
    notes = (*_notes(facts), *tax.notes, *look(sure))
    return Proposed((*lines, owed(facts, given, memo)), tuple(name for name, lacks in wanted if lacks), notes, sure)


def choice_of(facts: InvoiceFacts, past: Sequence[Past], given: Circumstances) -> Choice:
    """The account with its dimensions: what a person said stands before what was learned."""
    claim = given.paid_by is not PaidBy.NOBODY
    found = choose(past, facts.told, given.standard, claim=claim, taught=given.taught)
    if given.account:
        found = replace(found, account=given.account, reason=problem("posting.chosen"), confidence=None)
    elif len(given.parts) > 1:
        found = replace(found, confidence=min(part.taught.account.confidence for part in given.parts))
    return replace(found, department=given.department or found.department)


def look(sure: float | None) -> tuple[Problem, ...]:
    """A word to whoever confirms where what was learned is not certain."""
    return (problem("posting.learned_look"),) if sure is not None and sure < SURE else ()


@dataclass(frozen=True, slots=True)
class _Tax:
    """Whether printed tax stands apart as input tax, what to say of it, and how sure that is where it was learned."""

    apart: bool
    notes: tuple[Problem, ...] = ()
    confidence: float | None = None


def tax_of(facts: InvoiceFacts, given: Circumstances) -> _Tax:
    """The law first, then what was learned, which can only leave tax in the cost: it never makes it deductible."""
    if facts.kind not in DEDUCTIBLE or facts.tax_minor == 0:
        return _Tax(apart=False)
    asked = InputFacts(
        facts.kind, facts.words, facts.issue_date, facts.tax_minor, facts.gross_minor, given.taxpayer
    )  # fmt: skip
    law = assess(asked)
    if law.rule is not None and law.treatment is Treatment.NOT:
        return _Tax(apart=False, notes=(problem("posting.law_in_cost", source=law.rule.source),))
    said = given.taught.tax_in_cost if given.taught is not None else None
    if said is None:
        return _Tax(apart=True)
    if said.share >= _MOSTLY:
        notes = (because(said, "posting.learned_in_cost"),)
        return _Tax(apart=False, notes=notes, confidence=said.confidence)
    return _Tax(apart=True, notes=(because(said, "posting.learned_tax_look"),), confidence=min(said.share, USED))


def cost_lines(
    facts: InvoiceFacts, given: Circumstances, choice: Choice, memo: str, *, apart: bool
) -> list[ProposedLine]:
    """What was bought: one line, or one an account where what was learned tells the items apart. The largest takes what
    rounding leaves.
    """
    cost, field = (facts.net_minor, "net") if apart else (facts.gross_minor, "gross")
    if given.account or len(given.parts) < 2:
        dims = dims_of(choice.account, choice.department, facts, given.standard, choice.project)
        return [ProposedLine(choice.account, "debit", cost, memo, dims, choice.reason, source_field=field)]
    amounts = [cost * part.net_minor // facts.net_minor for part in given.parts]
    largest = max(range(len(amounts)), key=lambda at: abs(amounts[at]))
    amounts[largest] += cost - sum(amounts)
    lines = []
    for part, amount in zip(given.parts, amounts, strict=True):
        said, taught = part.taught.account, part.taught
        dims = dims_of(said.value, given.department or taught.department, facts, given.standard, taught.project)
        lines.append(
            ProposedLine(said.value, "debit", amount, f"{facts.seller} {part.description}"[:60], dims, because(said))
        )
    return lines


def memo_of(facts: InvoiceFacts) -> str:
    """Seller and the first item."""
    what = facts.words[0].split("*")[-1].strip() if facts.words else facts.number
    return f"{facts.seller} {what}"[:60]


def wants_department(account: str, standard: str) -> bool:
    """Whether lines on an account carry a department."""
    return account.startswith(accounts_in_role(standard, "needs_department"))


def dims_of(
    account: str, department: str | None, facts: InvoiceFacts, standard: str, project: str | None = None
) -> tuple[tuple[str, str], ...]:
    """Dimensions of the cost line."""
    pairs = [("project", project)] if project else []
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
