"""Where an answer leads: the page that shows the same, and what one may well ask next."""

from __future__ import annotations

from collections.abc import Callable

from ledger.core import say
from ledger.core.words import has
from tools.blocks import AnyBlock, Choice, Choices, Page, Ref
from tools.outcome import Done

NEXT: dict[str, tuple[str, ...]] = {
    "vat_return": ("invoice_register", "compare_invoices", "missing_invoices"),
    "invoice_register": ("compare_invoices", "vat_return", "missing_invoices"),
    "deduction_list": ("vat_return", "invoice_register"),
    "compare_invoices": ("invoice_register", "vat_return"),
    "missing_invoices": ("list_accruals", "month_end"),
    "bank_reconciliation": ("bank_statements", "cash_journal"),
    "bank_statements": ("bank_reconciliation",),
    "list_bills": ("list_open_items", "cash_journal"),
    "cash_journal": ("bank_reconciliation", "cash_counts"),
    "cash_counts": ("cash_journal",),
    "month_end": ("missing_invoices", "list_accruals", "movements"),
    "movements": ("income_statement", "dimension_balances"),
    "multi_column": ("dimension_balances", "general_ledger"),
    "journal": ("trial_balance", "verify_books"),
    "general_ledger": ("multi_column", "journal"),
    "dimension_balances": ("multi_column", "list_open_items"),
    "list_open_items": ("ar_aging", "ap_aging", "dimension_balances"),
    "ar_aging": ("list_open_items", "list_provisions"),
    "list_voucher_templates": ("list_accruals", "month_end"),
    "list_accruals": ("missing_invoices", "month_end"),
    "list_allocation_rules": ("dimension_balances", "month_end"),
    "list_assets": ("month_end", "balance_sheet"),
    "list_provisions": ("list_open_items",),
    "exchange_rates": ("month_end",),
    "indirect_cash_flow": ("movements", "balance_sheet"),
    "list_report_views": ("income_statement", "balance_sheet"),
    "company_facts": (),
    "verify_books": ("search_trail", "journal", "trial_balance"),
    "search_trail": ("verify_books", "journal"),
    "list_requests": ("search_trail",),
    "list_master_data": ("vendor_lookup", "list_open_items"),
    "my_delegations": ("list_pending_approvals", "roles_explained"),
}
"""By tool: the tools whose sentence ``assistant.try_…`` is offered after it. Each of them has a page of its own."""


def going_on(tool: str, outcome: Done, language: str, may: Callable[[str], bool]) -> tuple[AnyBlock, ...]:
    """The page, and at most three next questions that this caller may ask; nothing after other tools."""
    if tool not in NEXT:
        return ()
    result = outcome.result
    month = str(getattr(result, "period", "") or getattr(result, "last", ""))[:7]
    named = f"{tool}:{month}:{getattr(result, 'account', '')}"
    page = Page(label=say("assistant.open_page", language), ref=Ref(kind="page", id=named))
    offered = [(one, f"assistant.try_{one}") for one in NEXT[tool] if may(one)]
    said = [say(key, language) for _, key in offered if has(key)][:3]
    if not said:
        return (page,)
    options = tuple(Choice(label=one, utterance=one) for one in said)
    return (page, Choices(question=say("assistant.next", language), options=options))
