"""A sales invoice of one's own becomes lines where tax codes post to boxes: who owes the whole, revenue and output tax by code.

The document's printed tax is what is booked, and its rate says the code. A sale without printed tax may be an export, a supply
to another member state, exempt or owed by the customer: a person names its code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ledger.charts import account_in_role
from ledger.core import problem
from ledger.posting_rules.closing import closing_accounts
from ledger.posting_rules.facts import InvoiceFacts, Proposed, ProposedLine
from ledger.posting_rules.invoice import Circumstances, memo_of, wants_department
from ledger.posting_rules.tax_codes import Regime, code_on, codes_on
from ledger.posting_rules.tax_of_invoice import Part, Parted, by_printed_tax, off


@dataclass(frozen=True, slots=True)
class Sale:
    """Where the revenue goes: ``account`` chosen or used before, '' for none; ``department`` where it wants one."""

    account: str
    department: str | None = None


def sale_parts(facts: InvoiceFacts, regime: Regime, tax_code: str = "") -> Parted:
    """The parts of a sale with the codes in force on its day; a part without a code is for a person to name."""
    codes = [one for one in codes_on(regime.code, facts.issue_date) if one.direction == "sale"]
    if tax_code:
        code = code_on(regime.code, tax_code, facts.issue_date)
        parts: tuple[Part, ...] = (Part(code, facts.net_minor, facts.tax_minor),)
    elif facts.tax_minor:
        parts = by_printed_tax(facts, [one for one in codes if "S" in one.category])
    else:
        parts = (Part(None, facts.net_minor, 0),)
    if not parts:
        return Parted((Part(None, facts.net_minor, facts.tax_minor),), (problem("tax.no_code"),))
    return Parted(parts, tuple(said for one in parts if (said := off(one, regime, facts.currency)) is not None))


def propose_sale(facts: InvoiceFacts, sale: Sale, given: Circumstances, regime: Regime) -> Proposed:
    """Balanced lines in the invoice's currency, the line of who owes us last; ``needs`` names what a person must still say."""
    memo, found = (
        given.memo or f"{facts.buyer} {memo_of(facts).removeprefix(facts.seller).strip()}"[:60],
        sale_parts(facts, regime, given.tax_code),
    )
    lacks_department = wants_department(sale.account, given.standard) and not sale.department
    dims = (
        (("department", sale.department),) if sale.department and wants_department(sale.account, given.standard) else ()
    )
    tax_account, lines = closing_accounts(given.standard)["tax_output"], []
    for part in found.parts:
        code = part.code.code if part.code else None
        key = "posting.chosen" if given.account else "posting.sale_account" if sale.account else "posting.no_account"
        why = problem(key)
        lines.append(
            ProposedLine(sale.account, "credit", part.base_minor, memo, dims, why, source_field="net", tax_code=code)
        )
        if part.tax_minor:
            lines.append(
                ProposedLine(tax_account, "credit", part.tax_minor, memo, (), problem("tax.by_code", tax_code=code or "–"),
                             source_field="tax", tax_code=code, tax_base_minor=part.base_minor)
            )  # fmt: skip
    missing = (
        ("account", not sale.account), ("department", bool(lacks_department)),
        ("tax_code", any(part.code is None for part in found.parts)),
    )  # fmt: skip
    return Proposed((*lines, _owes(facts, given, memo)), tuple(name for name, lacks in missing if lacks), found.notes)


def _owes(facts: InvoiceFacts, given: Circumstances, memo: str) -> ProposedLine:
    """The customer, until when."""
    due = facts.due_date or facts.issue_date + timedelta(days=facts.terms_days)
    return ProposedLine(
        account_in_role(given.standard, "trade_receivable"), "debit", facts.gross_minor, memo,
        (("party", facts.party_id),) if facts.party_id else (), problem("posting.sale_owed"), due, "gross",
    )  # fmt: skip
