"""A purchase invoice becomes lines where tax codes post to boxes: cost and input tax with their code, and who is owed.

The document's printed tax is what is booked. Where the buyer owes the tax (reverse charge, intra-Community acquisition),
output and input tax of the same base are added; tax that may not be deducted stays in the cost line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledger.core import problem
from ledger.posting_rules.accounts import because
from ledger.posting_rules.closing import closing_accounts
from ledger.posting_rules.facts import InvoiceFacts, Past, Proposed, ProposedLine
from ledger.posting_rules.invoice import Circumstances, choice_of, dims_of, look, memo_of, owed, wants_department
from ledger.posting_rules.tax_codes import Regime, code_on
from ledger.posting_rules.tax_of_invoice import Part, Parted, parts_of

_MOSTLY = 0.5
"""Share of like vouchers that bear a code from which it is proposed again."""


def propose_coded(facts: InvoiceFacts, past: Sequence[Past], given: Circumstances, regime: Regime) -> Proposed:
    """Balanced lines in the invoice's currency, the line of who is owed last; ``needs`` names what a person must still choose."""
    choice = choice_of(facts, past, given)
    account, reason, department = choice.account, choice.reason, choice.department
    memo, found = given.memo or memo_of(facts), _parts(facts, regime, given)
    dims = dims_of(account, department, facts, given.standard, choice.project)
    lines: list[ProposedLine] = []
    for part in found.parts:
        code = part.code.code if part.code else None
        cost = part.base_minor + part.tax_minor - _input(part)
        field = "gross" if cost == facts.gross_minor else "net"
        lines.append(ProposedLine(account, "debit", cost, memo, dims, reason, source_field=field, tax_code=code))
        lines += _tax(part, memo, given.standard)
    missing = (("account", not account), ("department", wants_department(account, given.standard) and not department))
    needs = tuple(name for name, lacks in missing if lacks)
    notes = (*found.notes, *look(choice.confidence))
    return Proposed((*lines, owed(facts, given, memo)), needs, notes, choice.confidence)


def _parts(facts: InvoiceFacts, regime: Regime, given: Circumstances) -> Parted:
    """The parts by what is printed; the code that like vouchers bear only where it deducts less at the same rate."""
    found = parts_of(facts, regime, given.tax_code)
    said = given.taught.tax_code if given.taught is not None and not given.tax_code else None
    printed = found.parts[0].code if len(found.parts) == 1 else None
    learned = code_on(regime.code, said.value, facts.issue_date) if said is not None else None
    if said is None or printed is None or learned is None or said.share < _MOSTLY or printed.self_assessed:
        return found
    if learned.rate != printed.rate or learned.self_assessed or learned.deductible >= printed.deductible:
        return found
    less = parts_of(facts, regime, learned.code)
    return replace(less, notes=(*less.notes, because(said, "posting.learned_code")))


def _apart(part: Part) -> bool:
    """Whether the tax has lines of its own."""
    return part.code is not None and bool(part.code.input_boxes)


def _input(part: Part) -> int:
    """The part's input tax: what does not stay in the cost."""
    return part.code.input_of(part.tax_minor) if part.code is not None and part.code.input_boxes else 0


def _tax(part: Part, memo: str, standard: str) -> list[ProposedLine]:
    """The lines of a part's tax: input tax, and what is owed on the same base where it is self-assessed."""
    if part.code is None or not _apart(part) or not part.tax_minor:
        return []
    accounts, self_assessed = closing_accounts(standard), part.code.self_assessed
    why = problem("tax.by_code", tax_code=part.code.code)
    field = "" if self_assessed else "tax"
    sides = [("tax_input", "debit", _input(part))]
    sides += [("tax_reverse", "credit", part.tax_minor)] if self_assessed else []
    return [
        ProposedLine(
            accounts[role], side, tax, memo, (), why, source_field=field, tax_code=part.code.code,
            tax_base_minor=part.base_minor,
        )
        for role, side, tax in sides
    ]  # fmt: skip
